"""Seats in the database: a role added to an open meeting, and a seat handed to another device by a code used once.

Codes are kept as hashes only, as tokens are. What the member has answered belongs to the member, and so follows.
"""

from __future__ import annotations

import secrets

from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Meeting, Member
from prioritering.meeting.rounds import Event, Happening, check_open
from prioritering.meeting.seats import check_can_offer, check_can_take, checked_role
from prioritering.store.codes import as_written, hashed, new_code
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import events_in, meeting_in, members_in, record_event
from prioritering.store.meetings import Credential, members, now
from prioritering.store.statements import statement

SEAT_CODE_LENGTH = 10


def add_role(store: Store, meeting_id: str, role: str, by: str) -> None:
    """Add a role to an open meeting; BadArgument when it cannot be one, Conflict when it is there or it has ended."""
    with store.round_lock.alone(), store.write() as cursor:
        meeting = meeting_in(cursor, meeting_id)
        check_open(meeting)
        event = Event(kind=Happening.ROLE_ADDED, at=now(), subjects=(checked_role(meeting, role),))
        record_event(cursor, meeting_id, event, by)


def offer_seat(store: Store, meeting_id: str, member_id: str, by: str) -> str:
    """Return a code by which another device can take a member's seat, once and soon; an older code is then void."""
    code = new_code(SEAT_CODE_LENGTH)
    with store.round_lock.alone(), store.write() as cursor:
        check_can_offer(meeting_in(cursor, meeting_id), members_in(cursor, meeting_id), member_id)
        event = Event(kind=Happening.SEAT_OFFERED, at=now(), subjects=(member_id, hashed(code)))
        record_event(cursor, meeting_id, event, by)
    return code


def seat_of(store: Store, code: str) -> tuple[str, str]:
    """Return the ids of the meeting and the member whose seat a code is for; BadArgument when there is none."""
    rows = store.tuples(statement("read/seat_by_code"), {"code_hash": hashed(as_written(code))})
    if not rows:
        raise BadArgument("koden finns inte; kontrollera den med mötesledaren")
    meeting_id, member_id = rows[0]
    return meeting_id, member_id


def check_seat_code(store: Store, code: str) -> None:
    """Raise Conflict when a seat's code has been used, is too old or has been replaced; see `take_seat`."""
    meeting_id, member_id = seat_of(store, code)
    with store.cursor() as cursor:
        meeting, there = meeting_in(cursor, meeting_id), members_in(cursor, meeting_id)
        check_can_take(meeting, there, events_in(cursor, meeting_id), (member_id, hashed(as_written(code))), now())


def held_before(store: Store, meeting_id: str, credential: Credential) -> Member | None:
    """Return the member whose seat a device or person held last, whether it still does or not; None for a stranger."""
    values = {"meeting_id": meeting_id, **credential.hashes()}
    rows = store.tuples(statement("read/seat_held_before"), values)
    there = {item.id: item for item in members(store, meeting_id)} if rows else {}
    return there[rows[0][0]] if rows else None


def take_seat(store: Store, code: str, subject: str | None) -> tuple[Meeting, Member, str]:
    """Move a seat to the device that shows its code; return the meeting, the member and the device's new token.

    The device that had the seat is then out. Conflict when the code has been used, is too old or has been replaced.
    """
    meeting_id, member_id = seat_of(store, code)
    token = secrets.token_urlsafe(32)
    with store.round_lock.alone(), store.write() as cursor:
        meeting, there = meeting_in(cursor, meeting_id), members_in(cursor, meeting_id)
        at = now()
        check_can_take(meeting, there, events_in(cursor, meeting_id), (member_id, hashed(as_written(code))), at)
        subjects = (member_id, hashed(token), hashed(subject) if subject is not None else "")
        event = Event(kind=Happening.SEAT_TAKEN, at=at, subjects=subjects)
        role = next(item.role for item in there if item.id == member_id)
        record_event(cursor, meeting_id, event, role)
    return meeting, next(item for item in there if item.id == member_id), token
