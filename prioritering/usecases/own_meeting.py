"""Which meeting a member is in, so that whoever comes without a link is led back to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Meeting, Member
from prioritering.plan.plan_key import PlanKey
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.store.meetings import Credential


class OwnMeeting(NamedTuple):
    """A meeting and who one is in it."""

    meeting: Meeting
    member: Member


def own_meeting(store: Store, shown: Mapping[str, Credential], plan_key: PlanKey) -> OwnMeeting | None:
    """Return the open meeting in which one of the credentials, by meeting id, is a member's; None without any.

    Of several it is the newest of the plan, else the newest of all. An ended one is left alone: nobody is needed there.
    """

    def nearness(item: OwnMeeting) -> tuple[bool, datetime]:
        return item.meeting.plan_key == plan_key, item.meeting.opened_at

    return max(_found(store, shown), key=nearness, default=None)


def _found(store: Store, shown: Mapping[str, Credential]) -> Iterable[OwnMeeting]:
    for meeting_id, credential in shown.items():
        try:
            meeting = meetings.get_meeting(store, meeting_id)
        except BadArgument:
            # A device may remember a meeting of a database that is no longer in use.
            continue
        member = meetings.member_of(store, meeting_id, credential)
        if member is not None and meeting.closed_at is None:
            yield OwnMeeting(meeting, member)
