"""What live streams carry: the counts that screens follow, and drawings made once for all who look.

While someone looks, the database is asked as soon as this process has written something, and twice a second for what
others have written: the question goes to the database itself, once for each thing that is followed.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping
from functools import cache
from typing import NamedTuple

from anyio import CapacityLimiter, to_thread

from prioritering.errors import BadArgument, NotThere, PrioriteringError
from prioritering.usecases import follow
from prioritering.usecases.opening import Kept
from prioritering.usecases.which_plan import PlanKey, the_plan
from prioritering.web.frame import context
from prioritering.web.frame.network_room import ROOM

LOG = logging.getLogger("prioritering.web")
STREAM = "/direkt/strom"
# Which start of the server this is: a page that another start has drawn can no longer answer for what it shows.
START_ID = secrets.token_hex(8)
# How soon what this process has written is seen: at once, to the eye. What others have written may take longer.
EVERY_SECONDS = 0.03
ASK_SECONDS = 0.5
# For how long look-ups may fail, or take, before the screens say that what they show is old.
OLD_AFTER_SECONDS = 5.0
# Many drawings of a long plan take megabytes each.
DRAWINGS_KEPT, DRAWING_BYTES_KEPT = 128, 32_000_000

Counts = tuple[int, ...]
Reader = Callable[[], Counts]
Drawing = Callable[[Mapping[str, str]], str]


@cache
def _limiter() -> CapacityLimiter:
    """Database look-ups for streams use threads of their own, so that they never wait for downloads or pages."""
    return CapacityLimiter(4)


class Hub:
    """Watches counts while someone follows them, one look-up for all followers of the same thing.

    `writes` counts what this process has written: when it has grown, the numbers are asked for at once.
    """

    def __init__(self, writes: Callable[[], int]) -> None:
        self._writes = writes
        self._watches: dict[str, _Watch] = {}

    async def follow(self, topic: str, read: Reader) -> AsyncIterator[Counts]:
        """Yield the counts at once and then each time they have changed, until the follower leaves."""
        watch = self._watches.get(topic)
        # A watch that has ended by an unforeseen fault is not waited for; the next follower begins a new one.
        if watch is None or watch.task.done():
            watch = self._watches[topic] = _Watch(read, self._writes)
        watch.followers += 1
        seen: Counts | None = None
        try:
            while True:
                # Taken before the counts are read: a change between the two sets the very event that is waited for.
                changed = watch.changed
                if watch.counts is not None and watch.counts != seen:
                    seen = watch.counts
                    yield seen
                    continue
                await changed.wait()
        finally:
            watch.followers -= 1
            if watch.followers == 0:
                watch.task.cancel()
                if self._watches.get(topic) is watch:
                    del self._watches[topic]

    def is_fresh(self, topic: str) -> bool:
        """Return whether what the followers of a topic know is what stands in the database, as far as can be told."""
        watch = self._watches.get(topic)
        return watch is None or time.monotonic() - watch.fresh_at < OLD_AFTER_SECONDS

    def __len__(self) -> int:
        """Return how many things are looked up."""
        return len(self._watches)


class _Watch:
    """Asks for one thing's counts at intervals and wakes the followers when they have changed."""

    def __init__(self, read: Reader, writes: Callable[[], int]) -> None:
        self.read, self.writes = read, writes
        self.followers = 0
        self.counts: Counts | None = None
        self.fresh_at = time.monotonic()
        self.changed = asyncio.Event()
        self.task = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        """Ask for ever: whatever goes wrong, the screens keep what they show, and the next look-up may succeed."""
        while True:
            try:
                await self._once()
            except PrioriteringError as error:
                LOG.warning("A look-up for live screens failed: %s", error)
            except Exception:
                LOG.exception("A look-up for live screens failed")
            else:
                continue
            await asyncio.sleep(ASK_SECONDS)

    async def _once(self) -> None:
        """Ask, and wait: until this process has written something, or for a while, since others may have."""
        written, asked = self.writes(), time.monotonic()
        found = await to_thread.run_sync(self.read, limiter=_limiter())
        self.fresh_at = time.monotonic()
        if found != self.counts and not is_older(found, self.counts):
            self.counts = found
            waiting, self.changed = self.changed, asyncio.Event()
            waiting.set()
        await asyncio.sleep(EVERY_SECONDS)
        while self.writes() == written and time.monotonic() - asked < ASK_SECONDS:
            await asyncio.sleep(EVERY_SECONDS)


HUB = Hub(lambda: follow.writes(context.store()))

_DRAWINGS: dict[str, tuple[Drawing, str]] = {}
_KEPT = Kept(DRAWINGS_KEPT, DRAWING_BYTES_KEPT)


def drawing(name: str, needs: str = "") -> Callable[[Drawing], Drawing]:
    """Register a function that draws HTML from the address of a panel (strings by name).

    `needs` is the parameter, `plan` or `mote`, without which there is nothing to draw, where it cannot do with either.
    """

    def register(draw: Drawing) -> Drawing:
        _DRAWINGS[name] = draw, needs
        return draw

    return register


def drawings() -> frozenset[str]:
    """Return the names of all registered drawings."""
    return frozenset(_DRAWINGS)


def check_drawing(name: str, parameters: Mapping[str, str]) -> None:
    """Raise NotThere for a drawing that is not there, or is of something that the parameters do not name."""
    if name not in _DRAWINGS:
        raise NotThere("rutan finns inte")
    needs = _DRAWINGS[name][1]
    if needs and not parameters.get(needs):
        raise NotThere(f"rutan finns inte utan {needs}")


def rendered(name: str, parameters: tuple[tuple[str, str], ...], counts: Counts) -> str:
    """Return a drawing, made once for the same counts however many look at it."""
    # The counts are there for what is kept alone: new ones are a new drawing.
    draw = _DRAWINGS[name][0]
    return _KEPT.once((name, parameters, counts), lambda: draw(dict(parameters)))


class Topic(NamedTuple):
    """What is followed: its name, how its counts are read, and how many of them call for a redrawn page.

    Those after them are of answers: they change the picture only. `read` gives the counts as the pages see it,
    `look` as it stands in the database just now, whoever wrote last.
    """

    name: str
    read: Reader
    state: int

    def look(self) -> Counts:
        """Ask the database whether anyone has written something, and return the counts after that."""
        follow.look(context.store())
        return self.read()


def topic_of(parameters: Mapping[str, str]) -> Topic:
    """Return what the parameters of a stream follow; BadArgument when they name neither a meeting nor a plan."""
    meeting_id, plan_id = parameters.get("mote"), parameters.get("plan")
    plan_key = the_plan(context.store(), plan_id, parameters.get("kommun", ""), meeting_id or "") if plan_id else None
    if meeting_id and parameters.get("for") == "medlem":
        return Topic(f"medlem {meeting_id}", lambda: _numbers(meeting_id)[:1], 1)
    if meeting_id and plan_key:
        return Topic(f"mote {meeting_id} plan {plan_key}", lambda: _numbers(meeting_id, plan_key), 2)
    if meeting_id:
        return Topic(f"mote {meeting_id}", lambda: _numbers(meeting_id), 2)
    if plan_key:
        return Topic(f"plan {plan_key}", lambda: _numbers(None, plan_key), 4)
    raise BadArgument("ange mote eller plan")


def _numbers(meeting_id: str | None, plan_key: PlanKey | None = None) -> Counts:
    """Return the numbers of a meeting, and then of a plan, with what this process alone knows before its answers."""
    store = context.store()
    meeting = tuple(follow.meeting_numbers(store, meeting_id)) if meeting_id else ()
    if plan_key is None:
        return meeting
    *changes, answers = follow.plan_numbers(store, plan_key)
    # Whose files wait or have faults, and whether the room has been opened: where one joins is another address then.
    return (*meeting, *changes, context.files_number() + ROOM.moved, answers)


def is_older(counts: Counts, than: Counts | None) -> bool:
    """Return whether counts are older than others: all of them only grow."""
    return than is not None and counts != than and all(a <= b for a, b in zip(counts, than, strict=True))


def in_text(counts: Counts) -> str:
    """Return counts as the browser holds it."""
    return "-".join(str(part) for part in counts)
