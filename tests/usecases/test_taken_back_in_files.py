"""What a member took back in a later round is in the meeting's files, so that they come to what the page shows."""

import io
from datetime import datetime

import pytest
from python_calamine import CalamineWorkbook

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Answer, Kind, Naming, setup_from
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.meeting_document import meeting_document
from prioritering.view.meeting_workbook import meeting_workbook
from tests.folders import DATA, VSO
from tests.store import meeting_steps

ROLES = ("Objektägare", "Objektledare")
LEADER = "objektledare"


def local(moment: str | None) -> str:
    """Return a moment of a document as the workbook has it, by the clock here; empty for none."""
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}" if moment else ""


def test_the_workbook_calls_criteria_by_name_and_has_the_clock_and_the_weights_as_the_pages(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    meeting = meetings.open_meeting(store, VSO, standard_model(), setup_from(ROLES, Naming.BY_ROLE), LEADER)
    owner, _ = (meetings.join(store, meeting.code, role)[0] for role in ROLES)
    meeting_steps.open_round(store, meeting.id, ("S01",), LEADER)
    ballots.save_answer(store, Voter(meeting.id, owner, 1), "S01", "omfattning", Answer(kind=Kind.LEVEL, value="Hög"))
    meeting_steps.reveal(store, meeting.id, LEADER)
    document = meeting_document(store, meeting.id)
    book = CalamineWorkbook.from_filelike(io.BytesIO(meeting_workbook(document)))
    assert book.get_sheet_by_name("Svar").to_python()[1][4:6] == ["Omfattning", "Hög"]
    about = dict(book.get_sheet_by_name("Mötet").to_python())
    assert about["Öppnat"] == local(document["oppnat"])
    assert about["Vikter vid enigheten om ordningen"].startswith("Effekttyp 33,")
    [row] = book.get_sheet_by_name("Rundor").to_python()[1:]
    assert (row[2], row[7]) == (local(document["rundor"][0]["visad"]), "Effekttyp, Omfattning, Tidsperspektiv")


@pytest.mark.parametrize("naming", list(Naming))
def test_a_jav_and_an_answer_that_were_taken_back_are_in_the_document_and_the_workbook(
    store: Store, naming: Naming
) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    meeting = meetings.open_meeting(store, VSO, standard_model(), setup_from(ROLES, naming), LEADER)
    owner, leader = (meetings.join(store, meeting.code, role)[0] for role in ROLES)
    meeting_steps.open_round(store, meeting.id, ("S01", "S02"), LEADER)
    ballots.save_conflict(store, Voter(meeting.id, owner, 1), "S02", True)
    ballots.save_answer(store, Voter(meeting.id, leader, 1), "S01", "omfattning", Answer(kind=Kind.LEVEL, value="Hög"))
    meeting_steps.reveal(store, meeting.id, LEADER)
    assert meeting_document(store, meeting.id)["tillbakataget"] == []
    meeting_steps.open_round(store, meeting.id, ("S01", "S02"), LEADER)
    ballots.save_conflict(store, Voter(meeting.id, owner, 2), "S02", False)
    ballots.save_answer(store, Voter(meeting.id, leader, 2), "S01", "omfattning", Answer(kind=Kind.EMPTY))
    assert meeting_document(store, meeting.id)["tillbakataget"] == []
    meeting_steps.reveal(store, meeting.id, LEADER)
    document = meeting_document(store, meeting.id)
    who = ROLES if naming is Naming.BY_ROLE else (None, None)
    assert [tuple(row.values()) for row in document["tillbakataget"]] == [
        (2, "S01", "Automatisering av myndighetsprocesser", None, who[1], "svar", "omfattning"),
        (2, "S02", "Införande nya e-tjänster", None, who[0], "jäv", None),
    ]
    assert {(row["antal_svar"], row["jav"]) for row in document["gruppen"]} == {(0, 0)}
    book = CalamineWorkbook.from_filelike(io.BytesIO(meeting_workbook(document)))
    _, *rows = book.get_sheet_by_name("Tillbakataget").to_python()
    assert [row[4:] for row in rows] == [["svar", "Omfattning"], ["jäv", ""]]


def test_the_workbook_has_the_agreement_as_a_figure_and_what_it_rests_on_in_rows_of_their_own(store: Store) -> None:
    import_plan(store, read_plan(DATA / "vso-2021"))
    setup = setup_from((*ROLES, "Linjechef"), Naming.BY_ROLE)
    meeting = meetings.open_meeting(store, VSO, standard_model(), setup, LEADER)
    there = [meetings.join(store, meeting.code, role)[0] for role in setup.roles]
    meeting_steps.open_round(store, meeting.id, ("S01", "S02", "S03"), LEADER)
    for member, projects in zip(there, (("S01", "S02"), ("S01", "S02"), ("S03",)), strict=True):
        for project, scope in zip(projects, ("Låg", "Hög"), strict=False):
            for key, level in (("effekttyp", "En effekt"), ("omfattning", scope), ("tidsperspektiv", "Kort")):
                answer = Answer(kind=Kind.LEVEL, value=level)
                ballots.save_answer(store, Voter(meeting.id, member, 1), project, key, answer)
    meeting_steps.reveal(store, meeting.id, LEADER)
    head = _head_rows(store, meeting.id)
    told = {title: value for title, value in head.items() if "nighet" in title and not title.endswith("i ord")}
    assert told == {
        "Vikter vid enigheten om ordningen": head["Vikter vid enigheten om ordningen"],
        "Enighet om ordningen (Kendalls W)": 1.0,
        "Enigheten räknas på: medlemmar": 2.0,
        "Enigheten räknas på: par av medlemmar": 1.0,
        "Enigheten räknas på: projekt": 2.0,
        "Inte med i enigheten: medlemmar": 1.0,
        "Inte med i enigheten: roller": "Linjechef",
        "Inte med i enigheten: projekt": "S03 Behovsanpassade tillsyner och arbetssätt inom särskilt boende",
    }


def _head_rows(store: Store, meeting_id: str) -> dict[str, object]:
    data = meeting_workbook(meeting_document(store, meeting_id))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Mötet")
    return {str(title): value for title, value in sheet.to_python()}
