"""The group's answers about projects that a later version of the plan has taken out, put back or changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from prioritering.meeting.meeting import Meeting
from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.asked import HeldAnswers
from prioritering.scoring.changes import Changes
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.meetings import visible_number
from prioritering.store.plan_past import plan_past
from prioritering.usecases.counted_answers import CountedAnswers, renamed_since
from prioritering.usecases.gather import NOW, AsOf, answers_that_count, moment, shown_meetings
from prioritering.usecases.meeting_room import chosen_meeting


@dataclass(frozen=True, slots=True)
class OvertakenBallots:
    """What became of answered projects, by name: those of a meeting's shown answers, and those of a round that goes on.

    `held` have answers that are asked about, and `asked` are gone while a round asks about them.
    """

    opened_at: datetime
    held: tuple[HeldAnswers, ...] = ()
    asked: tuple[str, ...] = ()


def overtaken_ballots(store: Store, plan_key: PlanKey, as_of: AsOf = NOW) -> tuple[OvertakenBallots, ...]:
    """Return what later versions have done to the projects of the meetings that count: the last shown, the last opened.

    Of a round that is not revealed only what it asks about is told, which everyone can see.
    """
    at = moment(store, plan_key, as_of)
    shown, newest = next(iter(shown_meetings(store, plan_key, at.event)), None), chosen_meeting(store, plan_key, "", at)
    counted = _counted_at(store, shown, at) if shown else None
    answered = {sheet.project_id for sheet in counted.shown.sheets} if counted else set()
    changes = entry_log.current(store, plan_key, at.entry)
    asked = _asked(store, newest, at.plan_version, changes) if newest else set()
    past = plan_past(store, plan_key, at.plan_version, asked, at.entry)
    # What the group has added is in no version of the plan.
    own = {item.project_id for item in changes.projects}
    found = []
    if shown and counted:
        found.append(OvertakenBallots(shown.opened_at, counted.held))
    if newest:
        found.append(OvertakenBallots(newest.opened_at, asked=past.gone(asked - own - answered)))
    return tuple(item for item in found if item.held or item.asked)


def _counted_at(store: Store, meeting: Meeting, at: AsOf) -> CountedAnswers:
    return answers_that_count(store, meeting, visible_number(store, meeting.id, at.event), at)


def _asked(store: Store, meeting: Meeting, version: int, changes: Changes) -> set[str]:
    current = meeting.active_round
    if current is None or meeting.closed_at is not None or current.is_revealed:
        return set()
    named = renamed_since(store, meeting, current, version, changes)
    return {named.get(key) or key for key in current.project_ids}
