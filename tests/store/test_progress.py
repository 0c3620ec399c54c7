"""How far each has come: who is done, never what they have answered."""

from prioritering.meeting.meeting import Answer, Kind, Naming, Stage, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from tests.folders import VSO
from tests.meeting.builders import TWO, WORDS
from tests.store.meetings_begun import ROLES, begun, progress

HIGH = Answer(kind=Kind.LEVEL, value=WORDS[3])


def test_progress_counts_only_what_is_still_in_the_plan(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    ballots.save_conflict(store, Voter(meeting.id, owner, 1), "q", on=True)
    first = progress(store, meeting, ["q"])[0]
    assert (first.stage, first.is_done) == (Stage.DONE, True)


def test_before_the_first_round_those_who_are_there_have_nothing_to_do_and_who_has_left_is_not_told_of(
    store: Store,
) -> None:
    meeting = meetings.open_meeting(store, VSO, TWO, setup_from(ROLES, Naming.BY_ROLE), "Objektledare")
    people = [meetings.join(store, meeting.code, role)[0] for role in ROLES]
    meetings.record(store, meeting.id, Happening.MEMBER_LEFT, "Objektledare", people[1].id)
    found = progress(store, meetings.get_meeting(store, meeting.id), ["p", "q"])
    assert [(item.member.role, item.stage) for item in found] == [
        ("Objektägare", Stage.JOINED),
        ("Linjechef", Stage.JOINED),
    ]


def test_a_meeting_that_has_asked_tells_how_far_each_has_come_and_of_who_left_only_what_was_done(store: Store) -> None:
    meeting, (owner, leader, head) = begun(store)
    for person in (owner, leader):
        for criterion in ("a", "b"):
            ballots.save_answer(
                store,
                Voter(meeting.id, person, 1),
                "p",
                criterion,
                HIGH if criterion == "a" else Answer(kind=Kind.LEVEL, value=2.0),
            )
    for person in (leader, head):
        meetings.record(store, meeting.id, Happening.MEMBER_LEFT, "Objektledare", person.id)
    found = progress(store, meetings.get_meeting(store, meeting.id), ["p", "q"])
    assert [(item.member.role, item.stage) for item in found] == [
        ("Objektägare", Stage.UNDER_WAY),
        ("Objektledare", Stage.UNDER_WAY),
    ]
