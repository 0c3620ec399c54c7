"""The route of the live streams: server-sent events with counts, and a drawing where one is asked for."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

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
# The last of a stream: that whoever follows may no longer read, or nothing, after which the screen comes back.
OUT, OVER = ServerSentEvent("true", event="ute", sep="\n").encode(), b""
Parameters = tuple[tuple[str, str], ...]
_Told = asyncio.Queue[bytes]


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
    # One at a time, so that a screen that takes in slowly is told how things stand then. Each that has something to
    # tell waits by itself: to begin to wait for all of them anew took longer than an event.
    told: _Told = asyncio.Queue(1)
    tasks = []
    try:
        if not _may_read(request):
            yield OUT
            return
        tasks = [asyncio.create_task(_pass_on(events, told))]
        for one in (_until_out(request), _until_set(stopping or Event())):
            tasks.append(asyncio.create_task(_end_with(one, told, tasks[0])))
        tasks.append(asyncio.create_task(_pulse(is_fresh, told)))
        while found := await told.get():
            yield found
            if found is OUT:
                return
    finally:
        await _cancelled(tasks)
        await events.aclose()


async def _pass_on(events: AsyncIterator[bytes], told: _Told) -> None:
    try:
        async for found in events:
            await told.put(found)
    except Exception:
        # The screen comes back, and asks for what it is to show.
        LOG.exception("A live stream failed")
    await told.put(OVER)


async def _until_out(request: Request) -> bytes:
    """Return what is told to whoever may no longer read, once that is so: asked now and then, and when all are."""
    with OPEN_STREAMS.one() as asked:
        while _may_read(request):
            with suppress(TimeoutError):
                await asyncio.wait_for(asked.wait(), STILL_IN_SECONDS)
            asked.clear()
    return OUT


async def _until_set(stopping: Event) -> bytes:
    await stopping.wait()
    return OVER


async def _end_with(waited: Awaitable[bytes], told: _Told, following: asyncio.Task[None]) -> None:
    """Tell what is waited for, as the last and at once: nothing that was to be told goes before it."""
    try:
        last = await waited
    except Exception:
        # Settings that cannot be read shut the door.
        LOG.exception("Whether a live stream may go on could not be told")
        last = OVER
    await _cancelled([following])
    while not told.empty():
        told.get_nowait()
    told.put_nowait(last)


async def _pulse(is_fresh: Callable[[], bool], told: _Told) -> None:
    while True:
        await asyncio.sleep(PULSE_SECONDS)
        await told.put(ServerSentEvent(json.dumps(is_fresh()), event="puls", sep="\n").encode())


def _may_read(request: Request) -> bool:
    # Who it is stands in files and in the cookie: not to be asked for each event.
    return request_user(request).may(Permission.READ)


async def _cancelled(tasks: Sequence[asyncio.Task[None]]) -> None:
    for one in tasks:
        one.cancel()
    for one in tasks:
        with suppress(asyncio.CancelledError):
            await one


async def _events(follower: Follower) -> AsyncGenerator[bytes, None]:
    yield _start()
    async for counts in stream.HUB.follow(follower.topic.name, follower.topic.look):
        if follower.name is None:
            yield event("stand", stream.in_text(counts), counts)
            continue
        picture = await _picture(follower.name, follower.parameters, counts)
        stand = event("stand", stream.in_text(counts[: follower.topic.state]), counts)
        if picture is not None:
            # In one piece: to many screens each piece costs the server about as much, however short it is.
            yield picture + stand
            continue
        # The numbers come all the same: the page may be drawn anew.
        yield stand
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
