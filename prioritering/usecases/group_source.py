"""Which meeting the board takes the group's points from, when the view asks for them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from prioritering.meeting.meeting import Meeting
from prioritering.meeting.results import Centre
from prioritering.store import meetings
from prioritering.view.view import View
from prioritering.web.frame.context import store

PLAN = "planen"
NOTHING_SHOWN = "Gruppen har inte visat några svar för den här planen än. Poängen kommer från planen."


class GroupSource(NamedTuple):
    """A meeting's revealed answers at one version, and which figure stands for the group."""

    meeting_id: str
    version: tuple[int, ...]
    how: Centre


def group_source(view: View) -> GroupSource | None:
    """Return what the view takes points from: its own meeting if something is revealed there, else the newest such.

    None when the view asks for the plan's points, or nothing is revealed.
    """
    if view.source == PLAN:
        return None
    shown = shown_meetings(view.plan)
    asked = next((item for item in shown if item.id == view.meeting), next(iter(shown), None))
    if asked is None:
        return None
    return GroupSource(asked.id, meetings.versions(store(), asked.id), Centre(view.source))


def shown_meetings(plan_id: str) -> tuple[Meeting, ...]:
    """Return a plan's meetings with at least one revealed round, newest first."""
    return _shown(plan_id, store().writes)


@lru_cache(maxsize=64)
def _shown(plan_id: str, writes: int) -> tuple[Meeting, ...]:
    del writes
    return tuple(item for item in meetings.meetings_of(store(), plan_id) if any(one.is_revealed for one in item.rounds))
