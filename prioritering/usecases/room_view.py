"""The room's view of an open meeting: what it is now, and how it is changed."""

from __future__ import annotations

from typing import NamedTuple

from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Meeting
from prioritering.meeting.rounds import Happening
from prioritering.plan.plan_key import PlanKey
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.usecases.follow import plan_numbers
from prioritering.usecases.which_plan import plan_of
from prioritering.view.room_view import RoomParameters, in_room, read, written
from prioritering.view.view import View


class Room(NamedTuple):
    """An open meeting, and the view that is its room's; None before anyone has led it."""

    meeting_id: str
    view: RoomParameters | None


def open_room(store: Store, plan_key: PlanKey, asked: str) -> Room | None:
    """Return the room of the meeting that is asked for, else of the plan's newest open one; None without an open one.

    Looked up once however many screens ask, until something happens in one of the plan's meetings.
    """
    key = ("meetings of", str(plan_key), plan_numbers(store, plan_key))
    there: tuple[Meeting, ...] = store.kept.once(key, lambda: meetings.meetings_of(store, plan_key))
    # Who looks at a meeting that has ended looks at what was, and is in no room.
    found = next((item for item in there if item.id == asked), next(filter(_is_open, there), None))
    if found is None or not _is_open(found):
        return None
    return Room(found.id, read(found.room_view) if found.room_view else None)


def in_room_of(store: Store, view: View, meeting_id: str) -> View:
    """Return a view with what the room of a meeting shows, or showed when it ended; as it is where there is none.

    BadArgument when there is no such meeting of the view's plan.
    """
    found = meetings.get_meeting(store, meeting_id)
    if found.plan_key != plan_of(store, view):
        raise BadArgument("Mötet hör till en annan plan.")
    return in_room(view, read(found.room_view)) if found.room_view else view


def _is_open(meeting: Meeting) -> bool:
    return meeting.closed_at is None


def lead_room(store: Store, meeting_id: str, parameters: RoomParameters, by: str) -> None:
    """Make a view the room's; Conflict when the meeting has ended."""
    if meetings.get_meeting(store, meeting_id).room_view != written(parameters):
        meetings.record(store, meeting_id, Happening.ROOM_VIEW, by, *written(parameters))
