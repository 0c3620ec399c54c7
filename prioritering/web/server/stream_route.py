"""The route of the live streams: server-sent events with counts, and a drawing where one is asked for."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from anyio import CapacityLimiter, Event, to_thread
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import Response

from prioritering.errors import BadArgument, NotThere, PrioriteringError
from prioritering.meeting.meeting import Member
from prioritering.permissions import Permission, User
from prioritering.usecases import meeting_room
from prioritering.usecases.meeting_room import Credential
from prioritering.web.frame import context
from prioritering.web.frame.who import credential, request_user
from prioritering.web.limits import cores
from prioritering.web.server import stream
from prioritering.web.server.open_streams import OPEN_STREAMS
from prioritering.web.server.own_stream import own_counts, saves_topic
from prioritering.web.server.threads import in_thread

LOG = logging.getLogger("prioritering.web")
MAX_ADDRESS = 4_000
# How soon a screen comes back to a server that has been restarted.
RETRY_MS = 1000
# How often an open stream asks whether whoever follows it is still logged in.
STILL_IN_SECONDS = 5.0
# How often it tells that it is there, and whether what it has told is how things stand.
PULSE_SECONDS = 5.0
# How soon a drawing that failed is tried again, each time twice as long after.
DRAWN_AGAIN_SECONDS, SLOWEST_SECONDS = 1.0, 30.0
# A screen that takes nothing in for so long is given up.
SEND_SECONDS = 30.0
# How long a stream has to end by itself when the server stops.
STOP_SECONDS = 5.0
Parameters = tuple[tuple[str, str], ...]


@dataclass
class Follower:
    """What one screen follows, and whether the drawing that it was last to have could be made."""

    topic: stream.Topic
    name: str | None
    parameters: Parameters
    drawn: bool = True

    @property
    def is_fresh(self) -> bool:
        """Whether the screen shows how things stand."""
        return self.drawn and stream.HUB.is_fresh(self.topic.name)


async def follow_stream(request: Request, user: User) -> Response:
    """Answer with a stream that lasts until the browser leaves or the server stops; NotThere before it begins."""
    parameters = dict(request.query_params)
    if len(str(request.url.query)) > MAX_ADDRESS:
        raise BadArgument("adressen är för lång")
    name = parameters.pop("ruta", None)
    if name is not None:
        stream.check_drawing(name, parameters)
    # In a thread: it asks the database which plan is meant, and the first to ask opens it.
    topic = await in_thread(_topic, parameters)
    if name is None and "mote" in parameters and parameters.get("for") == "medlem":
        meeting_id = parameters["mote"]
        shown = credential(meeting_id, request.cookies, user)
        member = await in_thread(meeting_room.member, context.store(), meeting_id, shown)
        if member is not None:
            own = saves_topic(meeting_id)
            events = _own_events(meeting_id, member, shown, parameters.get("skarm", ""))
            return _answer(request, events, lambda: stream.HUB.is_fresh(own.name))
    follower = Follower(topic, name, tuple(sorted(parameters.items())))
    return _answer(request, _events(follower), lambda: follower.is_fresh)


def _topic(parameters: Mapping[str, str]) -> stream.Topic:
    try:
        if "mote" in parameters:
            meeting_room.meeting(context.store(), parameters["mote"])
        return stream.topic_of(parameters)
    except BadArgument as error:
        if not parameters.keys() & {"mote", "plan"}:
            raise
        raise NotThere(str(error)) from error


def _answer(request: Request, events: AsyncGenerator[bytes, None], is_fresh: Callable[[], bool]) -> Response:
    stopping = Event()
    shown = _while_in(request, events, is_fresh, stopping)
    return EventSourceResponse(
        shown, sep="\n", send_timeout=SEND_SECONDS, shutdown_event=stopping, shutdown_grace_period=STOP_SECONDS
    )


async def _while_in(
    request: Request,
    events: AsyncGenerator[bytes, None],
    is_fresh: Callable[[], bool],
    stopping: Event | None = None,
) -> AsyncIterator[bytes]:
    """Pass events on until whoever follows may no longer read: a login runs out or is ended while a screen is open.

    In between it tells now and then whether what has been told is how things stand. When the server is `stopping` it
    ends without a word: the screen comes back.
    """
    coming = asyncio.ensure_future(anext(events, None))
    over = asyncio.ensure_future((stopping or Event()).wait())
    pulse_at = time.monotonic() + PULSE_SECONDS
    with OPEN_STREAMS.one() as asked:
        again = asyncio.ensure_future(asked.wait())
        try:
            while request_user(request).may(Permission.READ):
                awaited = {coming, again, over}
                await asyncio.wait(awaited, timeout=STILL_IN_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                if over.done():
                    return
                if again.done():
                    asked.clear()
                    again = asyncio.ensure_future(asked.wait())
                if coming.done():
                    found = coming.result()
                    if found is None:
                        return
                    coming = asyncio.ensure_future(anext(events, None))
                    yield found
                if time.monotonic() >= pulse_at:
                    pulse_at = time.monotonic() + PULSE_SECONDS
                    yield ServerSentEvent(json.dumps(is_fresh()), event="puls", sep="\n").encode()
            yield ServerSentEvent("true", event="ute", sep="\n").encode()
        finally:
            await _ended(coming, again, over)
            await events.aclose()


async def _ended(*waiting: asyncio.Future[Any]) -> None:
    for one in waiting:
        one.cancel()
        with suppress(asyncio.CancelledError):
            await one


async def _events(follower: Follower) -> AsyncGenerator[bytes, None]:
    yield _start()
    async for counts in stream.HUB.follow(follower.topic.name, follower.topic.look):
        if follower.name is None:
            yield event("stand", stream.in_text(counts), counts)
            continue
        picture = await _picture(follower.name, follower.parameters, counts)
        # The numbers come all the same: the page may be drawn anew.
        if picture is not None:
            yield picture
        yield event("stand", stream.in_text(counts[: follower.topic.state]), counts)
        if picture is None:
            yield await _picture_at_last(follower, counts)


async def _picture_at_last(follower: Follower, counts: stream.Counts) -> bytes:
    """Return a picture that could not be made at first, once it can."""
    follower.drawn, pause, picture = False, DRAWN_AGAIN_SECONDS, None
    while picture is None:
        await asyncio.sleep(pause)
        pause = min(2 * pause, SLOWEST_SECONDS)
        picture = await _picture(str(follower.name), follower.parameters, counts)
    follower.drawn = True
    return picture


async def _own_events(meeting_id: str, member: Member, shown: Credential, screen: str) -> AsyncGenerator[bytes, None]:
    yield _start()
    async for counts in own_counts(meeting_id, member, shown, screen):
        yield event("stand", stream.in_text(counts), counts)


def _start() -> bytes:
    return ServerSentEvent(json.dumps(stream.START_ID), event="start", retry=RETRY_MS, sep="\n").encode()


def event(name: str, content: str, counts: stream.Counts) -> bytes:
    """Return one event with the counts as its id; JSON keeps any text on one line."""
    content = json.dumps(content, ensure_ascii=False)
    return ServerSentEvent(content, event=name, id=stream.in_text(counts), sep="\n").encode()


_PICTURES: dict[tuple[object, ...], asyncio.Task[bytes | None]] = {}


async def _picture(name: str, parameters: Parameters, counts: stream.Counts) -> bytes | None:
    """Return a new picture as its event; all who wait share one drawing and one event. None when it failed."""
    key = (name, parameters, counts)
    task = _PICTURES.get(key)
    if task is None:
        task = _PICTURES[key] = asyncio.create_task(_draw(name, parameters, counts))
        task.add_done_callback(lambda _: _PICTURES.pop(key, None))
    # One follower that leaves must not stop the drawing for the others.
    return await asyncio.shield(task)


async def _draw(name: str, parameters: Parameters, counts: stream.Counts) -> bytes | None:
    try:
        html: str = await to_thread.run_sync(stream.rendered, name, parameters, counts, limiter=_drawers())
    except PrioriteringError as error:
        LOG.warning("A live drawing failed: %s", error)
        return None
    except Exception:
        LOG.exception("A live drawing failed")
        return None
    return event("ruta", html, counts)


@cache
def _drawers() -> CapacityLimiter:
    """As many drawings at once as there are cores, in threads of their own: a save never waits for one."""
    return CapacityLimiter(cores())
