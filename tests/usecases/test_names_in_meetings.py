"""What was said of a project in a meeting is never told as said of the one that has its id by now."""

from __future__ import annotations

import io
import json

import pytest
from python_calamine import CalamineWorkbook

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.meeting.meeting import Meeting, Naming, Setup
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.usecases import meeting_room
from prioritering.usecases.meeting_document import Document, meeting_document
from prioritering.view.meeting_workbook import meeting_workbook
from prioritering.view.view import View, to_address
from prioritering.web.frame import context
from prioritering.web.pages.mote.panels import draw_result
from prioritering.web.pages.mote.said import draw_said
from tests.folders import PROV
from tests.pages.visit import words
from tests.store import meeting_steps
from tests.usecases.builders import Import
from tests.usecases.test_agreed_follows import NAMES, ROWS
from tests.usecases.test_answers_back import answer_all
from tests.usecases.test_taken_ids import answer_one

PARTS = ("svar", "skal", "jav")
SHEETS = ("Svar", "Skäl", "Jäv")


@pytest.fixture
def meeting(store: Store, take_in: Import) -> Meeting:
    """Hold a meeting on two projects with a reason on each and a jäv on the first, and let them exchange names."""
    take_in(ROWS.format("A1", NAMES[0], "A4", NAMES[1]))
    roles = ("Linjechef", "Ekonom")
    setup = Setup(roles=roles, naming=Naming.BY_ROLE)
    opened = meeting_room.open_meeting(store, PROV, setup, ("A1", "A4"), "Objektledare")
    for role in roles:
        meetings.join(store, opened.code, role, role)
    chief, clerk = (Voter(opened.id, member, 1) for member in meetings.members(store, opened.id))
    answer_all(store, opened, 1, "A1", "A4")
    for project in ("A1", "A4"):
        ballots.save_reason(store, chief, project, f"Skäl om {project}")
    ballots.save_conflict(store, clerk, "A1", True)
    shown = meeting_steps.reveal(store, opened.id, "Objektledare")
    assert called(meeting_document(store, opened.id)) == {("A1", NAMES[0], None), ("A4", NAMES[1], None)}
    take_in(ROWS.format("A1", NAMES[1], "A4", NAMES[0]))
    return shown


def called(document: Document) -> set[tuple[str, str, str | None]]:
    """What all that has been said is about: id, the name now and the name then."""
    rounds = [project for item in document["rundor"] for project in item["projekt"]]
    rows = [*rounds, *(row for part in PARTS for row in document[part])]
    return {(row["projekt"], row["projekt_namn"], row["hette_da"]) for row in rows}


def test_the_document_the_workbook_and_the_table_say_what_projects_were_called_and_that_their_answers_wait(
    store: Store, meeting: Meeting
) -> None:
    document = meeting_document(store, meeting.id)
    assert called(document) == {("A1", NAMES[1], NAMES[0]), ("A4", NAMES[0], NAMES[1])}
    (notice,) = document["notiser"]
    assert notice.startswith(f"A1 heter nu ”{NAMES[1]}” i planen, men hette ”{NAMES[0]}” i mötet den ")
    assert "Tills ni har svarat räknas de inte." in notice
    assert notice in run(["mote", "--id", meeting.id], Plans(store)).text
    book = CalamineWorkbook.from_filelike(io.BytesIO(meeting_workbook(document)))
    assert dict(book.get_sheet_by_name("Mötet").to_python())["Att svara på"] == notice
    for name in ("Rundor", *SHEETS):
        heading, *rows = book.get_sheet_by_name(name).to_python()
        place = heading.index("Hette då")
        assert heading[place - 2 : place] == ["Projekt-id", "Projekt"]
        assert {tuple(row[place - 2 : place + 1]) for row in rows} <= called(document)


def test_the_page_has_reasons_under_the_name_then_and_says_that_answers_wait_and_not_that_there_are_none(
    store: Store, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "store", lambda: store)
    asked = {**to_address(View()), "plan": "prov", "mote": meeting.id}
    page = words(draw_said(asked))
    assert f"{NAMES[1]} (hette då ”{NAMES[0]}”) Skäl: ”Skäl om A1”" in page
    assert f"{NAMES[0]} (hette då ”{NAMES[1]}”) Skäl: ”Skäl om A4”" in page
    heat = words(draw_result(asked))
    assert "svaren väntar" in heat and "inga svar" not in heat.replace("inga svar som räknas", "")


def test_once_the_group_has_said_which_is_which_nothing_is_called_by_two_names(store: Store, meeting: Meeting) -> None:
    for _ in NAMES:
        answer_one(store)
    document = meeting_document(store, meeting.id)
    assert called(document) == {("A1", NAMES[1], None), ("A4", NAMES[0], None)}
    assert {(row["projekt"], row["text"]) for row in document["skal"]} == {("A1", "Skäl om A4"), ("A4", "Skäl om A1")}
    heading = CalamineWorkbook.from_filelike(io.BytesIO(meeting_workbook(document))).get_sheet_by_name("Svar")
    assert "Hette då" not in heading.to_python()[0]
    assert json.loads(run(["mote", "--id", meeting.id, "--json"], Plans(store)).text)["notiser"] == document["notiser"]
