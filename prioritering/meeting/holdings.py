"""What a database holds: plans, what the group has laid beside them, and meetings; and what one has beyond another."""

from __future__ import annotations

from datetime import datetime

from prioritering.immutable import Immutable


class PlanHeld(Immutable):
    """A plan by its key and its newest version."""

    plan: str
    version: int


class MeetingHeld(Immutable):
    """A meeting and how many events, rounds, shown rounds and answers in the open it has."""

    meeting_id: str
    plan: str
    opened_at: datetime
    events: int
    rounds: int
    shown: int
    answers: int


class Holdings(Immutable):
    """What a database holds. `step` is the newest step of its schema; a change is its number and when it was made."""

    step: str
    plans: tuple[PlanHeld, ...]
    changes: tuple[tuple[int, datetime], ...]
    meetings: tuple[MeetingHeld, ...]


def beyond(one: Holdings, other: Holdings) -> Holdings:
    """Return what one database holds that another lacks: of a plan or a meeting that both have, when one has more."""
    versions = {plan.plan: plan.version for plan in other.plans}
    changes = frozenset(other.changes)
    meetings = {meeting.meeting_id: meeting for meeting in other.meetings}
    return one.model_copy(
        update={
            "plans": tuple(plan for plan in one.plans if plan.version > versions.get(plan.plan, 0)),
            "changes": tuple(change for change in one.changes if change not in changes),
            "meetings": tuple(meeting for meeting in one.meetings if _has_more(meeting, meetings)),
        }
    )


def _has_more(meeting: MeetingHeld, others: dict[str, MeetingHeld]) -> bool:
    other = others.get(meeting.meeting_id)
    return other is None or meeting.events > other.events or meeting.answers > other.answers
