"""A seat handed to another device: who may hand it, how long the code lasts, and what the events say of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from prioritering.errors import BadArgument, Conflict
from prioritering.meeting.meeting import Meeting, Member, as_role
from prioritering.meeting.rounds import Event, Happening, check_open

LASTS = timedelta(minutes=15)
"""How long a code for a seat can be used: long enough to fetch another device, short for whoever finds it later."""

_UNUSABLE = "koden gäller inte längre; be mötesledaren om en ny"


def check_can_offer(meeting: Meeting, there: Sequence[Member], member_id: str) -> None:
    """Raise Conflict unless the member is in the meeting now."""
    check_open(meeting)
    if not any(item.id == member_id and item.left_at is None for item in there):
        raise Conflict("den som hade rollen är inte med längre")


def check_can_take(
    meeting: Meeting, there: Sequence[Member], events: Sequence[Event], offer: tuple[str, str], now: datetime
) -> None:
    """Raise Conflict unless the offer, a member's id and a code's hash, is the newest for its seat and still lasts."""
    check_can_offer(meeting, there, offer[0])
    about = [
        event
        for event in events
        if event.kind in (Happening.SEAT_OFFERED, Happening.SEAT_TAKEN) and event.subjects[0] == offer[0]
    ]
    # Used once: whoever takes the seat makes that the newest.
    if not about or about[-1].kind is not Happening.SEAT_OFFERED or about[-1].subjects != offer:
        raise Conflict(_UNUSABLE)
    if now - about[-1].at > LASTS:
        raise Conflict(_UNUSABLE)


def checked_role(meeting: Meeting, role: str) -> str:
    """Return a role to add without surrounding blanks; BadArgument when it cannot be one, Conflict when it is there."""
    wanted = as_role(role)
    if not wanted:
        raise BadArgument("skriv vilken roll som ska läggas till")
    if wanted.casefold() in {item.casefold() for item in meeting.roles}:
        raise Conflict(f"rollen {wanted} finns redan i mötet")
    return wanted
