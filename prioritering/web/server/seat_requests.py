"""What a device sends to take over a seat in a meeting, by the code that the leader has given for it."""

from __future__ import annotations

from pydantic import Field, StrictStr, TypeAdapter

from prioritering.errors import NotAllowed
from prioritering.meeting.meeting import Meeting, Member
from prioritering.permissions import Permission, User
from prioritering.usecases import seats
from prioritering.usecases.meeting_room import Credential
from prioritering.usecases.opening import Store
from prioritering.web.frame.who import is_told_apart
from prioritering.web.server.bodies import LONGEST_CODE, Body


class SeatBody(Body):
    """The code of a seat."""

    kod: StrictStr = Field(max_length=LONGEST_CODE)


SEAT: TypeAdapter[SeatBody] = TypeAdapter(SeatBody)


def take_over(store: Store, body: SeatBody, user: User, credential: Credential) -> tuple[Meeting, Member, str]:
    """Move the seat to the device that asks; NotAllowed for whoever leads, who gave out the code."""
    # On one machine alone nobody can be told apart, and it may be the member's too.
    if user.may(Permission.LEAD) and is_told_apart(user):
        raise NotAllowed("den som leder mötet kan inte ta över en medlems roll, för då syns medlemmens svar")
    return seats.take_seat(store, body.kod, credential)
