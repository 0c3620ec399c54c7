"""A project that a meeting has answered in part has one place and one range of points, wherever it is looked at."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from python_calamine import CalamineWorkbook

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.store.connection import Store
from prioritering.usecases.group_result import group_result
from prioritering.usecases.meeting_document import meeting_document
from prioritering.usecases.picture import picture_of
from prioritering.usecases.room_view import lead_room
from prioritering.view.document import document_of
from prioritering.view.meeting_workbook import meeting_workbook
from prioritering.view.room_view import room_parameters
from prioritering.view.view import View, from_address
from tests.databases import copied
from tests.pages.conftest import opened
from tests.pages.meeting import answer, join, newest, open_one
from tests.pages.visit import Visit, cells
from tests.store import meeting_steps

ROLES = ("Objektägare", "Objektledare")
BEST = {"effekttyp": "Två effekter", "omfattning": "Mycket hög", "tidsperspektiv": "Kort"}
HALF, BEST_OF_ALL, SAME, NOBODY = "S01", "S02", "S03", "S04"
VIEWS = ("poang=median", "poang=medel", "poang=median&spann=lagst", "poang=median&ordning=per-krona&ram=5000")


class Told(NamedTuple):
    """What one place says of a project."""

    place: str
    points: str


@pytest.fixture(scope="module")
def shown(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two members: on S01 one of three criteria is answered, on S02 and S03 all, and on S04 none."""
    path = copied(filled, tmp_path_factory.mktemp("ha") / "ha.duckdb")
    with opened(path) as store:
        open_one(ROLES, (HALF, BEST_OF_ALL, SAME, NOBODY))
        for role in ROLES:
            member = join(store, role)
            answer(store, member, HALF, omfattning="Mycket hög")
            answer(store, member, BEST_OF_ALL, **BEST)
            answer(store, member, SAME, **{**BEST, "omfattning": "Ingen"})
        meeting_steps.reveal(store, newest(store).id, "objektledare")
        yield store


def as_view(store: Store, address: str) -> View:
    given = dict(part.split("=") for part in address.split("&"))
    return from_address({"plan": "vso-2021", "mote": newest(store).id, **given})[0]


def on_the_board(store: Store, address: str) -> dict[str, Told]:
    rows = document_of(picture_of(store, as_view(store, address))).rows
    return {row.id: Told(str(row.place or "–"), row.points) for row in rows if row.points}


@pytest.mark.parametrize("address", VIEWS)
def test_mote_prioritera_and_projektor_say_the_same_place_and_points(shown: Store, address: str) -> None:
    board, names = on_the_board(shown, address), group_result(shown, newest(shown).id, View()).names
    assert set(board) == {HALF, BEST_OF_ALL, SAME}
    assert board[HALF].points == "33–100"
    mote, projector = Visit("mote", address).html, Visit("projektor", f"{address}&bild=rangordning").html
    prioritera = Visit("prioritera", address)
    for key, told in board.items():
        points = told.points.replace("\u00a0", " ").replace("\u2060", "")
        for html in (mote, projector):
            row = cells(html, names[key])
            assert row[0].split()[0] == told.place
            assert any(cell.split(" på ")[0].split(" delvis")[0].startswith(points) for cell in row[2:]), row
        assert f"{points} av 100" in prioritera.row(key)
        assert prioritera.row(key).split()[0] == told.place
    assert ("Platserna är efter poäng per krona." in mote) is ("per-krona" in address)
    assert cells(mote, names[NOBODY])[0] == "–"
    assert cells(mote, names[NOBODY])[-1] == "saknas"


@pytest.mark.parametrize("address", VIEWS)
def test_so_do_the_files_and_the_commands(shown: Store, address: str) -> None:
    board, view, meeting = on_the_board(shown, address), as_view(shown, address), newest(shown)
    # The meeting's file is of what the room saw.
    lead_room(shown, meeting.id, room_parameters(view), "objektledare")
    document = meeting_document(shown, meeting.id)
    told = {row["projekt"]: Told(str(row["plats"] or "–"), row["poang_i_ord"]) for row in document["ordning"]}
    assert told == board | {NOBODY: Told("–", "")}
    printed = run(
        ["rangordna", "--mote", meeting.id, "--vy", f"/prioritera?plan=vso-2021&{address}", "--json"], Plans(shown)
    )
    ends = {
        row["id"]: (row["plats"], row["poang_min"], row["poang_max"]) for row in json.loads(printed.text)["projekt"]
    }
    for row in document["ordning"]:
        if row["poang_min"] is not None:
            assert (row["plats"], row["poang_min"], row["poang_max"]) == pytest.approx(ends[row["projekt"]])
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(meeting_workbook(document))).get_sheet_by_name("Ordning")
    rows = {row[2]: row for row in sheet.to_python()[1:]}
    assert {key: str(int(row[0])) if row[0] else "–" for key, row in rows.items()} == {
        key: one.place for key, one in told.items()
    }
    text = run(["mote", "--id", meeting.id], Plans(shown)).text
    lines = [line.split() for line in text.split("\n") if f" {HALF} " in line and told[HALF].points in line]
    assert [line[line.index(HALF) - 1] for line in lines] == [told[HALF].place]


def test_half_answered_stands_between_and_shares_a_place_when_it_is_as_good(shown: Store) -> None:
    told = on_the_board(shown, "poang=median")
    # The middle of 33–100 and two whole criteria of three are as much.
    assert [told[key].place for key in (BEST_OF_ALL, HALF, SAME)] == ["1", "2", "2"]
    shared = {
        item.project_id: (item.place, item.tied) for item in group_result(shown, newest(shown).id, View()).ranked()
    }
    assert shared == {BEST_OF_ALL: (1, False), HALF: (2, True), SAME: (2, True), NOBODY: (None, False)}
