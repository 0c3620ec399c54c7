"""Of a meeting's answers on a project only those that a version of the plan touches are let go, in every round."""

from __future__ import annotations

from pathlib import Path

from prioritering.meeting.meeting import Answer, Kind
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.usecases import change_plan, meeting_room
from prioritering.usecases.gather import gather
from prioritering.usecases.group_result import group_result
from prioritering.usecases.history import history_of, undo
from tests.folders import PROV
from tests.store import meeting_steps
from tests.usecases.builders import Import
from tests.usecases.test_answers_back import FIRST, FOURTH, VIEW, answer, answered
from tests.usecases.test_other_points import answered as answered_on_own
from tests.usecases.test_other_points import held, model
from tests.usecases.test_other_points import take_in as take_in_own
from tests.usecases.test_overtaken import BY, beside

EVERYTHING = {"effekttyp", "omfattning", "tidsperspektiv"}
STATED = FOURTH.replace("Medel", "Låg")


def on(store: Store, meeting_id: str, project: str = "A4") -> set[str]:
    """The criteria on which the group's own result has answers about a project."""
    cells = group_result(store, meeting_id, VIEW).cells
    return {criterion for (key, criterion), cell in cells.items() if cell.count and key == project}


def test_where_the_plan_states_one_level_only_the_answers_on_it_are_let_go(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    meeting = answered(store, "A4")
    take_in(FIRST + STATED)
    answer(store, count=False)
    assert on(store, meeting.id) == EVERYTHING - {"omfattning"}
    assert gather(store, VIEW).held == ()
    told = history_of(store, PROV)[0]
    assert told.after == "är släppta på Omfattning"
    # The next level that the plan states is asked about by itself, and what was let go stays let go.
    take_in(FIRST + STATED.replace("Kort", "Lång"))
    (asked,) = gather(store, VIEW).held
    assert asked.on_criteria == ("Tidsperspektiv",)
    answer(store, count=True)
    assert on(store, meeting.id) == EVERYTHING - {"omfattning"}
    undo(beside(store), history_of(store, PROV)[0].entry_id)
    answer(store, count=False)
    assert on(store, meeting.id) == {"effekttyp"}


def test_an_answer_of_an_earlier_round_does_not_come_back_when_a_later_is_let_go(store: Store, take_in: Import) -> None:
    take_in(FIRST + FOURTH)
    meeting = answered(store, "A4")
    meeting_steps.close_round(store, meeting.id, "Objektledare")
    meeting_room.open_round(store, meeting.id, {"A4": ["omfattning"]}, "Objektledare", comes_after=1)
    who = Voter(meeting.id, meetings.members(store, meeting.id)[0], 2)
    ballots.save_answer(store, who, "A4", "omfattning", Answer(kind=Kind.LEVEL, value="Mycket hög"))
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    take_in(FIRST + STATED)
    (asked,) = gather(store, VIEW).held
    assert asked.cells == (("omfattning", 2),)
    answer(store, count=False)
    assert on(store, meeting.id) == EVERYTHING - {"omfattning"}
    # A round after that counts as any other.
    meeting_steps.close_round(store, meeting.id, "Objektledare")
    meeting_room.open_round(store, meeting.id, {"A4": ["omfattning"]}, "Objektledare", comes_after=2)
    who = Voter(meeting.id, meetings.members(store, meeting.id)[0], 3)
    ballots.save_answer(store, who, "A4", "omfattning", Answer(kind=Kind.LEVEL, value="Hög"))
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    assert on(store, meeting.id) == EVERYTHING


def test_where_one_criterion_gives_other_points_only_the_answers_on_it_wait_and_are_let_go(
    store: Store, tmp_path: Path
) -> None:
    take_in_own(store, tmp_path, model())
    meeting = answered_on_own(store)
    who = Voter(meeting.id, meetings.members(store, meeting.id)[0], 1)
    ballots.save_answer(store, who, "A4", "nytta", Answer(kind=Kind.LEVEL, value="Stor"))
    take_in_own(store, tmp_path, model(lower="true"))
    assert (held(store), on(store, meeting.id)) == ({"A4": ("Svarstid",)}, {"nytta"})
    (asked,) = gather(store, VIEW).held
    change_plan.answer_held(beside(store), asked, False, BY)
    assert (held(store), on(store, meeting.id)) == ({}, {"nytta"})
