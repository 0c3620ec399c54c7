"""What the devices of one member follow: the meeting with its plan, and what another of the member's devices has saved.

The number of saves is told to the member alone and is of nobody else's, since it would tell who has a conflict of
interest. A screen has what it has saved itself all there already, and one that is alone is not told of that.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from prioritering.meeting.meeting import Member
from prioritering.usecases import follow
from prioritering.usecases.meeting_room import Credential
from prioritering.web.frame import context
from prioritering.web.server import stream
from prioritering.web.server.threads import in_thread


@dataclass
class _Saves:
    """How many saves have begun and ended."""

    begun: int = 0
    ended: int = 0


@dataclass
class _Devices:
    """How many of a member's devices follow, all of the member's saves, and those of each screen that follows."""

    count: int = 0
    all: _Saves = field(default_factory=_Saves)
    by_screen: dict[str, _Saves] = field(default_factory=dict)

    def others(self, screen: str) -> _Saves:
        """Return the saves of all but one screen."""
        own = self.by_screen.get(screen, _Saves())
        return _Saves(self.all.begun - own.begun, self.all.ended - own.ended)


_DEVICES: dict[tuple[str, str], _Devices] = {}
_LOCK = threading.Lock()


def saves_topic(meeting_id: str) -> stream.Topic:
    """Return what is looked up for the devices of a meeting's members."""
    return stream.Topic(f"svar {meeting_id}", lambda: follow.saves_numbers(context.store(), meeting_id), 1)


@contextmanager
def saving(meeting_id: str, member_id: str, screen: str) -> Iterator[None]:
    """Let the member's other screens know of a save while it is made, whether or not this one follows anything."""
    key = meeting_id, member_id
    with _LOCK:
        there = _DEVICES.setdefault(key, _Devices())
        counted = [there.all, *filter(None, [there.by_screen.get(screen)])]
        for saves in counted:
            saves.begun += 1
    try:
        yield
    finally:
        with _LOCK:
            for saves in counted:
                saves.ended += 1
            _forget_if_unused(key)


async def own_counts(
    meeting_id: str, member: Member, shown: Credential, screen: str = ""
) -> AsyncGenerator[stream.Counts, None]:
    """Yield the numbers of what changes the ballot and the member's own saves, at once and when to ask anew.

    `shown` is asked about each time: a device that has been moved from is told of no more saves.
    """
    key, told, seen = (meeting_id, member.id), (-1, -1), _Saves()
    topic = saves_topic(meeting_id)
    with _LOCK:
        there = _DEVICES.setdefault(key, _Devices())
        there.count += 1
        own_saves = there.by_screen[screen] = _Saves()
    try:
        async for events, _ in stream.HUB.follow(topic.name, topic.look):
            with _LOCK:
                others, is_alone = there.others(screen), there.count == 1
            # One that has not ended may be on disk by now: then it is asked about once more.
            if events == told[0] and is_alone and others == seen and others.begun == others.ended:
                continue
            seen = others
            own = await in_thread(follow.own_saves, context.store(), meeting_id, shown)
            if (events, own) != told:
                told = events, own
                yield told
    finally:
        with _LOCK:
            there.count -= 1
            # A screen that comes back may do so before its old stream has ended.
            if there.by_screen.get(screen) is own_saves:
                del there.by_screen[screen]
            _forget_if_unused(key)


def _forget_if_unused(key: tuple[str, str]) -> None:
    there = _DEVICES.get(key)
    if there is not None and not there.count and there.all.begun == there.all.ended:
        del _DEVICES[key]
