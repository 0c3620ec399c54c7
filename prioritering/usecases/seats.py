"""Roles added while a meeting is open, those that the plan's own forum suggests, and seats moved to another device."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from prioritering.errors import Conflict
from prioritering.meeting.meeting import Meeting, Member
from prioritering.plan.plan_key import PlanKey
from prioritering.store import seats
from prioritering.store.connection import Store
from prioritering.store.facts import facts
from prioritering.store.meetings import Credential, get_meeting, member_of, members
from prioritering.usecases.gather import NOW, AsOf, moment

_STEERING, _DECIDES, _MEMBERS = "styrgrupp", "beslutsforum", "deltagare"


class Forum(NamedTuple):
    """A forum of the plan with those who take part in it."""

    name: str
    roles: tuple[str, ...]


def suggested_roles(store: Store, plan_key: PlanKey, as_of: AsOf = NOW) -> Forum | None:
    """Return the plan's own steering group, else its first deciding forum with anyone in it; None without any."""
    version = moment(store, plan_key, as_of).plan_version
    taking_part: Mapping[str, str] = {
        row["forum_id"]: row["cell_text"]
        for row in facts(store, "forum_cell", plan_key, version)
        if row["field"] == _MEMBERS and row["cell_text"]
    }
    deciding = [
        row
        for row in facts(store, "forum", plan_key, version)
        if row["forum_kind"] == _DECIDES and row["forum_id"] in taking_part
    ]
    # The steering group first, whatever stands before it in the file.
    deciding.sort(key=lambda row: _STEERING not in str(row["name"]).casefold())
    if not deciding:
        return None
    roles = [part.strip() for part in taking_part[deciding[0]["forum_id"]].split(";") if part.strip()]
    return Forum(deciding[0]["name"], tuple(dict.fromkeys(roles)))


def add_role(store: Store, meeting_id: str, role: str, by: str) -> None:
    """Add a role to an open meeting; BadArgument when it cannot be one, Conflict when it is there already."""
    seats.add_role(store, meeting_id, role, by)


def offer_seat(store: Store, meeting_id: str, member_id: str, by: str) -> str:
    """Return a code, used once and soon, by which another device takes a member's seat."""
    return seats.offer_seat(store, meeting_id, member_id, by)


def offered(store: Store, code: str) -> tuple[Meeting, Member]:
    """Return the meeting and the member whose seat a code is for; BadArgument when there is no such code."""
    meeting_id, member_id = seats.seat_of(store, code)
    return get_meeting(store, meeting_id), next(x for x in members(store, meeting_id) if x.id == member_id)


def check_still_offered(store: Store, code: str) -> None:
    """Raise Conflict when a seat cannot be taken by its code any more: it is used, too old or replaced."""
    seats.check_seat_code(store, code)


def take_seat(store: Store, code: str, shown: Credential) -> tuple[Meeting, Member, str]:
    """Move a seat to the device that shows its code; Conflict when the code is used, too old, or one has a seat.

    Who already takes part may not take another's: the answers that follow are for their own member's eyes.
    """
    meeting_id, member_id = seats.seat_of(store, code)
    known = member_of(store, meeting_id, shown)
    if known is not None and known.id != member_id:
        raise Conflict(f"du är redan med i mötet som {known.role}, och kan inte ta över en annans roll")
    return seats.take_seat(store, code, shown.subject)
