"""An answer that was saved while its word of it was lost is sent again: it is no change, not late and not refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prioritering.errors import Conflict
from prioritering.meeting.meeting import Answer, Kind, Meeting, Member
from prioritering.store import ballots
from prioritering.store.ballots import Saved, Voter
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_counts
from prioritering.store.revealed_answers import revealed_answers
from prioritering.store.sealed import opened
from tests.meeting.builders import WORDS
from tests.store import meeting_steps
from tests.store.meetings_begun import begun

HIGH, LOW = (Answer(kind=Kind.LEVEL, value=WORDS[i]) for i in (3, 1))
Save = Callable[[Store, Voter], Saved]
SAVES: dict[str, Save] = {
    "nivå": lambda store, voter: ballots.save_answer(store, voter, "p", "a", HIGH),
    "tal": lambda store, voter: ballots.save_answer(store, voter, "p", "b", Answer(kind=Kind.LEVEL, value=7)),
    "vet ej": lambda store, voter: ballots.save_answer(store, voter, "p", "a", Answer(kind=Kind.DONT_KNOW)),
    "skäl": lambda store, voter: ballots.save_reason(store, voter, "p", "Ett skäl"),
    "halvt skäl": lambda store, voter: ballots.save_reason(store, voter, "p", "Ett sk", only_blind=True),
    "jäv": lambda store, voter: ballots.save_conflict(store, voter, "p", on=True),
}


@pytest.fixture
def at_work(store: Store) -> tuple[Meeting, Member]:
    meeting, (owner, *_) = begun(store)
    return meeting, owner


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
def test_what_is_sent_again_after_the_reveal_is_not_late(
    save: Save, store: Store, at_work: tuple[Meeting, Member]
) -> None:
    meeting, owner = at_work
    voter = Voter(meeting.id, owner, 1)
    save(store, voter)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    assert not save(store, voter).after_reveal
    assert not any(sheet.changed_after_reveal for sheet in revealed_answers(store, meeting).sheets)


@pytest.mark.parametrize("shown", [True, False], ids=["visad", "aldrig visad"])
@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
def test_what_is_sent_again_to_a_closed_round_is_told_as_saved_and_anything_else_is_refused(
    save: Save, shown: bool, store: Store, at_work: tuple[Meeting, Member]
) -> None:
    meeting, owner = at_work
    voter = Voter(meeting.id, owner, 1)
    save(store, voter)
    if shown:
        meeting_steps.reveal(store, meeting.id, "Objektledare")
    meeting_steps.close_round(store, meeting.id, "Objektledare")
    save(store, voter)
    for refused in (
        lambda: ballots.save_answer(store, voter, "p", "a", LOW),
        lambda: ballots.save_answer(store, voter, "q", "a", HIGH),
        lambda: ballots.save_reason(store, voter, "p", "Ett annat skäl"),
        lambda: ballots.save_conflict(store, voter, "p", on=False),
    ):
        with pytest.raises(Conflict):
            refused()


def test_what_came_late_and_is_sent_again_is_still_late(store: Store, at_work: tuple[Meeting, Member]) -> None:
    meeting, owner = at_work
    voter = Voter(meeting.id, owner, 1)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    assert [ballots.save_answer(store, voter, "p", "a", HIGH).after_reveal for _ in range(2)] == [True, True]


def test_an_answer_that_no_longer_stands_is_a_new_one_when_it_is_given_again(
    store: Store, at_work: tuple[Meeting, Member]
) -> None:
    meeting, owner = at_work
    voter = Voter(meeting.id, owner, 1)
    ballots.save_answer(store, voter, "p", "a", HIGH)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    for on in (True, False):
        ballots.save_conflict(store, voter, "p", on=on)
    assert revealed_answers(store, meeting).sheets[0].answers == {}
    assert ballots.save_answer(store, voter, "p", "a", HIGH).after_reveal
    ballots.save_answer(store, voter, "p", "a", LOW)
    assert ballots.save_answer(store, voter, "p", "a", HIGH).after_reveal
    assert revealed_answers(store, meeting).sheets[0].answers == {"a": HIGH}


def test_the_same_answer_of_another_member_is_their_own(store: Store) -> None:
    meeting, (owner, leader, _) = begun(store)
    ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", "a", HIGH)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    assert ballots.save_answer(store, Voter(meeting.id, leader, 1), "p", "a", HIGH).after_reveal
    assert len(revealed_answers(store, meeting).sheets) == 2


def test_the_same_order_of_criteria_sent_again_is_not_saved_anew(store: Store, at_work: tuple[Meeting, Member]) -> None:
    meeting, owner = at_work
    voter = Voter(meeting.id, owner, 1)
    for _ in range(2):
        ballots.save_order(store, voter, {"a": 1, "b": 2})
    assert len(opened(store, meeting.id, 1)) == 2
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    numbers = meeting_counts(store, meeting.id)
    assert not ballots.save_order(store, voter, {"b": 2, "a": 1}).after_reveal
    assert meeting_counts(store, meeting.id) == numbers
    assert ballots.save_order(store, voter, {"a": 2, "b": 1}).after_reveal
    assert revealed_answers(store, meeting).orders[0].places == {"a": 2, "b": 1}


@pytest.mark.parametrize("criteria", ["ab", "ba"])
def test_the_same_answer_on_another_criterion_or_project_is_one_of_its_own(
    criteria: str, store: Store, at_work: tuple[Meeting, Member]
) -> None:
    meeting, owner = at_work
    voter = Voter(meeting.id, owner, 1)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    for project in "qp":
        for key in criteria:
            assert ballots.save_answer(store, voter, project, key, Answer(kind=Kind.DONT_KNOW)).after_reveal
    said = {sheet.project_id: set(sheet.answers) for sheet in revealed_answers(store, meeting).sheets}
    assert said == {"p": {"a", "b"}, "q": {"a", "b"}}
