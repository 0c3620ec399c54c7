"""Steps of a meeting as someone takes them who has just looked: each is about the round that the meeting is in."""

from __future__ import annotations

from prioritering.meeting.meeting import Meeting
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.store.meetings import AskedAbout


def open_round(store: Store, meeting_id: str, asked: AskedAbout, by: str) -> Meeting:
    opened = meetings.open_round(store, meeting_id, asked, by, comes_after=_rounds(store, meeting_id))
    # Whoever looks has seen the boxes being laid out.
    store.finish()
    return opened


def reveal(store: Store, meeting_id: str, by: str) -> Meeting:
    return meetings.reveal(store, meeting_id, by, meant=_rounds(store, meeting_id))


def close_round(store: Store, meeting_id: str, by: str) -> Meeting:
    return meetings.close_round(store, meeting_id, by, meant=_rounds(store, meeting_id))


def _rounds(store: Store, meeting_id: str) -> int:
    # Another process may have written since this store last asked.
    store.look()
    return len(meetings.get_meeting(store, meeting_id).rounds)
