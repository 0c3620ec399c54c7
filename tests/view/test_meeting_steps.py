"""What the leader is told before a step of the meeting is taken, and where a meeting stands in a list of meetings."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from prioritering.meeting.meeting import Meeting, Member, Progress, Stage
from prioritering.meeting.rounds import Event, Happening, after
from prioritering.view import meeting_steps as steps
from prioritering.view.meeting_words import state_words
from tests.meeting.test_rounds import ENDED, NEW, OPENED, SECOND, SHOWN, START

STOPPED = Event(kind=Happening.ROUND_CLOSED, at=START, round=1)
HIDDEN = "Runda 1 är inte visad. Avslutas mötet nu får ingen se svaren i den."


def member(number: int, stage: Stage, left_at: datetime | None = None) -> Progress:
    person = Member(id=str(number), role=f"Roll {number}", joined_at=START, left_at=left_at)
    return Progress(member=person, stage=stage)


def told(*there: Progress, vacant: tuple[str, ...] = ()) -> list[str]:
    """What stands before the sentences that are the same in every reveal."""
    labels = {item.member.id: item.member.role for item in there}
    return [text for text in steps.before_reveal(1, there, labels, vacant) if text.startswith(("Inte", "Har"))]


def meeting(*events: Event) -> Meeting:
    return after(NEW, events)


def test_before_a_reveal_those_who_are_not_done_and_still_there_are_named() -> None:
    done, under_way = member(1, Stage.DONE), member(2, Stage.UNDER_WAY)
    assert told(done, under_way) == ["Inte klar: Roll 2."]
    assert told(done, under_way, member(3, Stage.JOINED)) == ["Inte klara: Roll 2 och Roll 3."]
    assert told(done, member(2, Stage.UNDER_WAY, left_at=START)) == []
    assert told(done) == []


def test_of_many_who_are_not_done_six_are_named_and_those_who_have_not_joined_are_named_apart() -> None:
    waiting = [member(number, Stage.JOINED) for number in range(1, 9)]
    six = ", ".join(f"Roll {number}" for number in range(1, 7))
    assert told(*waiting[:6]) == [f"Inte klara: {six.removesuffix(', Roll 6')} och Roll 6."]
    assert told(*waiting, vacant=("Linjechef",)) == [f"Inte klara: {six} och 2 till.", "Har inte gått med: Linjechef."]


def test_only_a_round_that_is_not_shown_is_told_of_as_lost_when_the_meeting_ends() -> None:
    for events, hidden in (((OPENED,), True), ((OPENED, SHOWN), False), ((OPENED, STOPPED), False), ((), False)):
        said = steps.before_end(meeting(*events), (member(1, Stage.JOINED),), {"1": "Roll 1"}, ())
        assert (HIDDEN in said, "Inte klar: Roll 1." in said) == (hidden, hidden)
        assert said[-1].startswith("Mötet går att öppna igen")


def test_before_another_meeting_is_opened_answers_that_nobody_has_seen_are_told_of() -> None:
    hidden = "Svaren i runda 1 är inte visade, och förblir dolda tills någon visar dem där."
    for events, is_told in (((OPENED,), True), ((OPENED, SHOWN), False), ((), False)):
        assert (hidden in steps.before_new(meeting(*events))[0]) is is_told


def test_a_round_is_said_to_close_the_one_before_it_only_where_that_is_open() -> None:
    assert steps.before_open(1, None) == []
    said = steps.before_open(2, meeting(OPENED, SHOWN).round)
    assert said[0].startswith("Runda 1 stängs när runda 2 öppnas.")
    assert said[1].startswith("I runda 2 svarar var och en för sig igen")


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ((), "öppet, ingen runda har börjat"),
        ((OPENED,), "öppet, runda 1 pågår"),
        ((OPENED, SHOWN), "öppet, runda 1 är visad"),
        ((OPENED, SHOWN, STOPPED), "öppet, runda 1 är stängd"),
        ((OPENED, STOPPED), "öppet, runda 1 är stängd utan att ha visats"),
        ((OPENED, SHOWN, SECOND), "öppet, runda 2 pågår"),
    ],
)
def test_the_list_of_meetings_says_where_each_stands(events: tuple[Event, ...], words: str) -> None:
    assert steps.meeting_state(meeting(*events)) == words


def test_an_ended_meeting_names_the_rounds_that_were_never_shown_in_the_list_and_where_it_stands() -> None:
    third = Event(kind=Happening.ROUND_OPENED, at=START, round=3, subjects=("p",))
    given_up = Event(kind=Happening.ROUND_CLOSED, at=START, round=2)
    for events, hidden in (
        ((OPENED, ENDED), ", runda 1 är inte visad"),
        ((OPENED, SHOWN, SECOND, ENDED), ", runda 2 är inte visad"),
        ((OPENED, SHOWN, SECOND, given_up, third, ENDED), ", rundorna 2 och 3 är inte visade"),
        ((OPENED, SHOWN, ENDED), ""),
        ((ENDED,), ""),
    ):
        found = meeting(*events)
        assert steps.meeting_state(found) == f"avslutat {steps.moment_words(START)}{hidden}"
        assert state_words(found, ()) == f"Mötet är avslutat{hidden}."


def test_a_meeting_that_has_ended_is_said_to_have_ended_when_it_did() -> None:
    assert steps.meeting_state(meeting(OPENED, SHOWN, ENDED)) == f"avslutat {steps.moment_words(START)}"
    here = datetime(2021, 3, 4, 14, 5).astimezone()
    assert steps.moment_words(here.astimezone(UTC)) == "4\u00a0mars\u00a02021 14:05"


def test_the_leader_is_told_apart_what_is_asked_for_the_distance_between_answers_and_what_for_the_frame() -> None:
    said = steps.next_round_words(2, 3, (2, 1, 3), 2).replace("\u00a0", " ")
    assert said == (
        "Runda 2 får 6 frågor om tre projekt. 2 frågor ställs för avståndet mellan svaren: minst 2 steg mellan "
        "lägsta och högsta svar. 1 fråga ställs för ramen: svaren ligger närmare varandra än så, men kan flytta "
        "projektet över den. 3 frågor ställs om projekt som ni har lagt till: de bedöms i sin helhet. Det som inte "
        "frågas om igen står kvar."
    )
    assert "avståndet" not in steps.next_round_words(2, 1, (0, 1, 0), 2)
    assert "ramen" not in steps.next_round_words(2, 1, (1, 0, 0), 2)
    assert "i sin helhet" not in steps.next_round_words(2, 1, (1, 1, 0), 2)
    assert "Projekten bedöms i sin helhet." in steps.next_round_words(2, 4, (0, 0, 12), 2)
    assert steps.next_round_words(2, 0, (0, 0, 0), 2).startswith("Välj projekt att bedöma igen.")
