"""What a member took back in a later round is in the meeting's files, so that they come to what the page shows."""

import io

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
        (2, "S01", "Automatisering av myndighetsprocesser", who[1], "svar", "omfattning"),
        (2, "S02", "Införande nya e-tjänster", who[0], "jäv", None),
    ]
    assert {(row["antal_svar"], row["jav"]) for row in document["gruppen"]} == {(0, 0)}
    book = CalamineWorkbook.from_filelike(io.BytesIO(meeting_workbook(document)))
    _, *rows = book.get_sheet_by_name("Tillbakataget").to_python()
    assert [row[4:] for row in rows] == [["svar", "omfattning"], ["jäv", ""]]
