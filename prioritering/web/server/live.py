"""Live screens: one stream of events for each page, drawn once on the server for all who look.

Two ways to follow, both on server-sent events with the version in the database:

* `panel` draws HTML that the server makes once for each version and pushes to every screen; no script runs.
* `follow` calls back when something has changed, for a page with widgets of its own: rerun a keyed fragment in it.

While someone looks, the database is asked as soon as this process has saved something in a meeting, and twice a second
for what others have done.
"""

from __future__ import annotations

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator, Callable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

import streamlit as st
from anyio import CapacityLimiter, to_thread

from prioritering.errors import BadArgument
from prioritering.usecases import follow as follow_numbers
from prioritering.web.frame import context
from prioritering.web.parts.board_component import asset
from prioritering.web.server.base import base_path

STREAM = "/direkt/strom"
EVERY_SECONDS = 0.03
ASK_SECONDS = 0.5
BEAT_SECONDS = 15.0

Reader = Callable[[], tuple[int, ...]]
Drawing = Callable[[Mapping[str, str]], str]


@cache
def _limiter() -> CapacityLimiter:
    """Database look-ups for streams use threads of their own, so that they never wait for downloads or pages."""
    return CapacityLimiter(4)


class Hub:
    """Watches version numbers while someone follows them, one look-up for all followers of the same thing.

    `writes` counts what this process has written: when it has grown, the numbers are asked for at once.
    """

    def __init__(self, writes: Callable[[], int]) -> None:
        self._writes = writes
        self._watches: dict[str, _Watch] = {}

    async def follow(self, topic: str, read: Reader) -> AsyncIterator[tuple[int, ...] | None]:
        """Yield the version at once and then each time it has changed, and None when nothing did for a while."""
        watch = self._watches.get(topic)
        if watch is None or watch.task.done():
            watch = self._watches[topic] = _Watch(read, self._writes)
        watch.followers += 1
        seen: tuple[int, ...] | None = None
        try:
            while not server_is_stopping():
                changed = watch.changed
                if watch.version is not None and watch.version != seen:
                    seen = watch.version
                    yield seen
                    continue
                try:
                    await asyncio.wait_for(changed.wait(), 1.0 if seen is None else BEAT_SECONDS)
                except TimeoutError:
                    yield None
        finally:
            watch.followers -= 1
            if watch.followers == 0:
                watch.task.cancel()
                if self._watches.get(topic) is watch:
                    del self._watches[topic]


class _Watch:
    """Asks for one thing's version at intervals and wakes the followers when it has changed."""

    def __init__(self, read: Reader, writes: Callable[[], int]) -> None:
        self.read, self.writes = read, writes
        self.followers = 0
        self.version: tuple[int, ...] | None = None
        self.changed = asyncio.Event()
        self.task = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        """Ask at once when this process has written something, else now and then: others may have."""
        while True:
            pulse, asked = self.writes(), time.monotonic()
            found = await to_thread.run_sync(self.read, limiter=_limiter())
            if found != self.version or server_is_stopping():
                self.version = found
                waiting, self.changed = self.changed, asyncio.Event()
                waiting.set()
            await asyncio.sleep(EVERY_SECONDS)
            while self.writes() == pulse and time.monotonic() - asked < ASK_SECONDS and not server_is_stopping():
                await asyncio.sleep(EVERY_SECONDS)


HUB = Hub(lambda: follow_numbers.writes(context.store()))


def server_is_stopping() -> bool:
    """Return whether the web server has been told to stop; open streams would else keep it waiting for ever.

    uvicorn has no other sign of it than its signal handler, which is a method of the server.
    """
    handler = signal.getsignal(signal.SIGINT)
    return bool(getattr(getattr(handler, "__self__", None), "should_exit", False))


def event(name: str, content: Any, version: tuple[int, ...]) -> bytes:
    """Return one server-sent event, with the version as its id; JSON keeps any text on one line."""
    return f"event: {name}\nid: {in_text(version)}\ndata: {json.dumps(content, ensure_ascii=False)}\n\n".encode()


BEAT = b": lever\n\n"
_DRAWINGS: dict[str, Drawing] = {}


def drawing(name: str) -> Callable[[Drawing], Drawing]:
    """Register a function that draws HTML from the address of a panel (strings by name)."""

    def register(draw: Drawing) -> Drawing:
        _DRAWINGS[name] = draw
        return draw

    return register


def drawings() -> frozenset[str]:
    """Return the names of all registered drawings."""
    return frozenset(_DRAWINGS)


@lru_cache(maxsize=128)
def drawn(name: str, parameters: tuple[tuple[str, str], ...], version: tuple[int, ...]) -> str:
    """Return a drawing, made once for each version however many look at it."""
    del version
    return _DRAWINGS[name](dict(parameters))


@cache
def _component() -> Any:
    return st.components.v2.component(
        "prioritering_direkt", html=asset("live.html"), css=asset("live.css"), js=asset("live.js"), isolate_styles=False
    )


def panel(key: str, name: str, parameters: Mapping[str, str], on_change: Callable[[], None] | None = None) -> None:
    """Draw the registered drawing `name` here and keep it up to date on this screen.

    `on_change` is called when the meeting itself has moved on (a round, a member), not for each saved answer; rerun
    a keyed fragment in it.
    """
    topic = topic_of(parameters)
    version = topic.read()
    html = drawn(name, tuple(sorted(parameters.items())), version)
    address = stream_address({**parameters, "ruta": name})
    data = {"address": address, "html": html, "drawn": in_text(version[: topic.state])}
    _component()(key=key, data=data, on_changed_change=on_change or _nothing)


def follow(key: str, parameters: Mapping[str, str], on_change: Callable[[], None]) -> None:
    """Call `on_change` when what `parameters` name has changed since this call; draws nothing.

    `parameters` are `plan` (entries beside the plan, its version, its meetings and their revealed answers) or
    `mote` (a meeting's events, members and answers; with `for` = `medlem` its events only). Call it before the page
    reads what it shows. In `on_change`, `st.rerun("<fragment key>")` redraws one keyed fragment without touching
    what the user is typing elsewhere.
    """
    topic = topic_of(parameters)
    address = stream_address(parameters)
    data = {"address": address, "html": None, "drawn": in_text(topic.read())}
    _component()(key=key, data=data, on_changed_change=on_change)


def stream_address(parameters: Mapping[str, str]) -> str:
    """Return the address of the stream that follows what the parameters name."""
    return f"{base_path()}{STREAM}?{urlencode(parameters)}"


class Topic(NamedTuple):
    """What is followed: its name, how its version is read, and how many of its numbers call for a redrawn page.

    The numbers after those are of answers: they change the picture only.
    """

    name: str
    read: Reader
    state: int


def topic_of(parameters: Mapping[str, str]) -> Topic:
    """Return what the parameters of a stream follow; BadArgument when they name neither a meeting nor a plan."""
    meeting_id, plan_id = parameters.get("mote"), parameters.get("plan")
    if meeting_id and parameters.get("for") == "medlem":
        return Topic(f"medlem {meeting_id}", lambda: follow_numbers.meeting_numbers(context.store(), meeting_id)[:1], 1)
    if meeting_id and plan_id:
        both = (follow_numbers.meeting_numbers, meeting_id), (follow_numbers.plan_numbers, plan_id)
        return Topic(
            f"mote {meeting_id} plan {plan_id}", lambda: sum((tuple(f(context.store(), x)) for f, x in both), ()), 2
        )
    if meeting_id:
        return Topic(f"mote {meeting_id}", lambda: follow_numbers.meeting_numbers(context.store(), meeting_id), 2)
    if plan_id:
        return Topic(f"plan {plan_id}", lambda: follow_numbers.plan_numbers(context.store(), plan_id), 3)
    raise BadArgument("ange mote eller plan")


def in_text(version: tuple[int, ...]) -> str:
    """Return a version as the browser holds it."""
    return "-".join(str(part) for part in version)


def _nothing() -> None:
    """A component's trigger needs a callback to be kept."""
