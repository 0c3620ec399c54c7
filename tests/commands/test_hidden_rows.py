"""The board, its frozen page and `visa` say alike how many rows a filter hides."""

import json
import re
from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of, to_json
from prioritering.view.view import View
from prioritering.web.parts.board_rows import board_rows, caption, document_caption
from tests.folders import DATA

VIEW = View(plan="vso-2021", frame="3547", perspectives=("Myndighet",), must=("S10",), not_now=("S09",))


def test_the_ranked_list_hides_what_a_filter_hides_and_says_which(store: Store, tmp_path: Path) -> None:
    data = str(DATA / "vso-2021")
    asked = ["rangordna", "--plan", data, "--ram", "3547", "--vy", "perspektiv=Myndighet"]
    import_plan(store, read_plan(DATA / "vso-2021"))
    view = View(plan="vso-2021", frame="3547", perspectives=("Myndighet",))
    rows = document_of(picture_of(store, view))
    listed = run(asked, Plans(None, tmp_path)).text
    hidden = [row.id for row in rows.rows if row.id in rows.hidden]
    assert f"{len(hidden)} projekt döljs av filtret (perspektiv Myndighet) men räknas" in listed
    there = set(re.findall(r"^ *(?:delad )?\d+ +(S\d\d) ", listed, re.M))
    assert there == {row.id for row in rows.rows} - set(hidden)


def test_the_list_as_json_marks_what_the_page_hides_and_says_how_many(store: Store, tmp_path: Path) -> None:
    asked = ["rangordna", "--plan", str(DATA / "vso-2021"), "--ram", "3547", "--json"]
    import_plan(store, read_plan(DATA / "vso-2021"))
    for filters, view in (
        (["--vy", "perspektiv=Myndighet"], View(plan="vso-2021", frame="3547", perspectives=("Myndighet",))),
        ([], View(plan="vso-2021", frame="3547")),
    ):
        found = json.loads(run([*asked, *filters], Plans(None, tmp_path)).text)
        document = document_of(picture_of(store, view))
        marked = {one["id"] for part in ("projekt", "underlag_saknas") for one in found[part] if one["dolt_av_filter"]}
        assert {one["id"] for one in found["projekt"]} == {row.id for row in document.rows}
        assert marked & {row.id for row in document.rows} == set(document.hidden) & {row.id for row in document.rows}
        told = [one for one in found["notiser"] if "döljs av filtret (perspektiv Myndighet) men räknas" in one]
        assert [one.split()[0] for one in told] == (
            [str(len(marked & {row.id for row in document.rows}))] if filters else []
        )
        assert bool(marked) is bool(filters)


def test_what_has_no_points_is_not_counted_among_the_hidden_rows(store: Store, tmp_path: Path) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    picture = picture_of(store, VIEW)
    document = document_of(picture)
    (tmp_path / "bild.json").write_text(to_json(document), encoding="utf-8")
    drawn = run(["visa", "bild.json"], Plans(None, tmp_path)).text
    board, frozen = caption(board_rows(picture), "poäng"), document_caption(document)
    assert [re.findall(r"\d+(?= projekt döljs)", text) for text in (board, frozen, drawn)] == [["5"]] * 3
    assert "döljs av filtret (perspektiv Myndighet) men räknas" in frozen
    assert "döljs av filtret (perspektiv Myndighet) men räknas" in drawn


@pytest.mark.parametrize("command", ["robusthet", "portfolj"])
def test_a_filter_that_hides_nothing_in_an_answer_is_told_where_there_is_one(tmp_path: Path, command: str) -> None:
    asked = [command, "--plan", str(DATA / "vso-2021"), "--ram", "3547", "--okand-kostnad", "0..500"]
    said = "Filtret (perspektiv Myndighet) döljer rader på Prioritera. Här visas alla projekt."
    for filters, told in ((["--vy", "perspektiv=Myndighet"], True), ([], False)):
        assert (said in run([*asked, *filters], Plans(None, tmp_path)).text) is told
        assert (said in json.loads(run([*asked, *filters, "--json"], Plans(None, tmp_path)).text)["notiser"]) is told
