"""The group's answers about projects that a later version of the plan has taken out, or taken out and put back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from prioritering.meeting.meeting import Meeting
from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.asked import Past
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.meetings import visible_number
from prioritering.store.plan_past import plan_past
from prioritering.usecases.gather import NOW, AsOf, answers_shown, moment, shown_meetings
from prioritering.usecases.meeting_room import chosen_meeting


@dataclass(frozen=True, slots=True)
class OvertakenBallots:
    """What became of answered projects, by name: those of a meeting's shown answers, and those of a round that goes on.

    `gone` have left the plan, `back` have left it and come back, and `asked` are gone while a round asks about them.
    """

    opened_at: datetime
    gone: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


def overtaken_ballots(store: Store, plan_key: PlanKey, as_of: AsOf = NOW) -> tuple[OvertakenBallots, ...]:
    """Return what later versions have done to the projects of the meetings that count: the last shown, the last opened.

    Of a round that is not revealed only what it asks about is told, which everyone can see.
    """
    at = moment(store, plan_key, as_of)
    shown, newest = next(iter(shown_meetings(store, plan_key, at.event)), None), chosen_meeting(store, plan_key, "", at)
    answered = _answered(store, shown, at) if shown else {}
    asked = _asked(newest) if newest else {}
    past = plan_past(store, plan_key, at.plan_version or 0, {*answered, *asked}, at.entry)
    # What the group has added is in no version of the plan.
    own = {item.project_id for item in entry_log.current(store, plan_key, at.entry).projects}
    found = []
    if shown:
        told = {key: _what_became(past, key, since) for key, since in answered.items() if key not in own}
        gone, back = (_names(past, told, said) for said in ("gone", "back"))
        found.append(OvertakenBallots(shown.opened_at, gone, back))
    if newest:
        told = {key: _what_became(past, key, since) for key, since in asked.items() if key not in {*own, *answered}}
        found.append(OvertakenBallots(newest.opened_at, asked=_names(past, told, "gone")))
    return tuple(item for item in found if item.gone or item.back or item.asked)


def _answered(store: Store, meeting: Meeting, at: AsOf) -> dict[str, datetime]:
    """Return the projects with shown answers, and when the newest round that they were answered in began."""
    sheets = answers_shown(store, meeting, visible_number(store, meeting.id, at.event)).sheets
    opened = {item.number: item.opened_at for item in meeting.rounds}
    found: dict[str, datetime] = {}
    for sheet in sheets:
        found[sheet.project_id] = max(opened[sheet.round], found.get(sheet.project_id, opened[sheet.round]))
    return found


def _asked(meeting: Meeting) -> dict[str, datetime]:
    current = meeting.active_round
    if current is None or meeting.closed_at is not None or current.is_revealed:
        return {}
    return dict.fromkeys(current.project_ids, current.opened_at)


def _what_became(past: Past, key: str, since: datetime) -> str:
    there = past.projects.get(key, {})
    if past.now not in there:
        return "gone"
    return "back" if any(came > since and number not in there for number, came in past.versions) else ""


def _names(past: Past, told: dict[str, str], said: str) -> tuple[str, ...]:
    return tuple(past.name(key) for key, became in told.items() if became == said)
