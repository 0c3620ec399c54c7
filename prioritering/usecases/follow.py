"""What live screens follow: numbers in the database that only grow, and when it is worth asking for them again."""

from __future__ import annotations

from prioritering.plan.plan_key import PlanKey
from prioritering.store import ballots, meetings
from prioritering.store.connection import Store
from prioritering.store.lost_answers import losses_number
from prioritering.store.meeting_rows import meeting_counts
from prioritering.store.meetings import Credential


def writes(store: Store) -> int:
    """Return how many writes this process has made: when it has grown, the numbers are worth asking for at once."""
    return store.writes + store.saves


def look(store: Store) -> None:
    """Ask the database whether anyone has written something, so that the numbers below are what stands there now."""
    store.look()


def plan_numbers(store: Store, plan_key: PlanKey) -> tuple[int, ...]:
    """Return how many versions, entries and meeting events a plan has, and shown answers.

    A text that is taken away counts as an entry. Answers count when their round is revealed: before that nothing that
    is shown depends on them.
    """
    return meetings.plan_counts(store, plan_key)


def meeting_numbers(store: Store, meeting_id: str) -> tuple[int, ...]:
    """Return how many events, members and answers a meeting has.

    That answers are found to be lost, or to be back, counts as an event: everyone in the meeting is to see it.
    """
    events, *others = meeting_counts(store, meeting_id)
    return events + losses_number(store, meeting_id), *others


def saves_numbers(store: Store, meeting_id: str) -> tuple[int, ...]:
    """Return how much has happened that changes what is asked, and rows of answers, also blind ones.

    The latter never leave the server. Asked about is what the plan and the group's entries have: a project that either
    takes out is no longer. Events as in `meeting_numbers`.
    """
    events, answers = ballots.saves_numbers(store, meeting_id)
    versions, entries, *_ = plan_numbers(store, meetings.plan_key_of(store, meeting_id))
    return events + losses_number(store, meeting_id) + versions + entries, answers


def own_saves(store: Store, meeting_id: str, shown: Credential) -> int:
    """Return what is another after each of a member's saves, to tell that member; 0 without a member's credential."""
    member = meetings.member_of(store, meeting_id, shown)
    return 0 if member is None else ballots.own_saves(store, meeting_id, member)
