"""What the devices of one member follow: the meeting with its plan, and what another of the member's devices has saved.

The number of saves is told to the member alone and is of nobody else's, since it would tell who has a conflict of
interest. One who has a single device has it all there already, and is told of the meeting and the plan only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncGenerator

from prioritering.meeting.meeting import Member
from prioritering.usecases import follow
from prioritering.usecases.meeting_room import Credential
from prioritering.web.frame import context
from prioritering.web.server import stream
from prioritering.web.server.threads import in_thread

_DEVICES: Counter[tuple[str, str]] = Counter()


def saves_topic(meeting_id: str) -> stream.Topic:
    """Return what is looked up for the devices of a meeting's members."""
    return stream.Topic(f"svar {meeting_id}", lambda: follow.saves_numbers(context.store(), meeting_id), 1)


async def own_counts(meeting_id: str, member: Member, shown: Credential) -> AsyncGenerator[stream.Counts, None]:
    """Yield the numbers of what changes the ballot and the member's own saves, at once and when to ask anew.

    `shown` is asked about each time: a device that has been moved from is told of no more saves.
    """
    key, told = (meeting_id, member.id), (-1, -1)
    topic = saves_topic(meeting_id)
    _DEVICES[key] += 1
    try:
        async for events, _ in stream.HUB.follow(topic.name, topic.look):
            if events == told[0] and _DEVICES[key] == 1:
                continue
            own = await in_thread(follow.own_saves, context.store(), meeting_id, shown)
            if (events, own) != told:
                told = events, own
                yield told
    finally:
        _DEVICES[key] -= 1
        if not _DEVICES[key]:
            del _DEVICES[key]
