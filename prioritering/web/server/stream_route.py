"""The route of the live streams: server-sent events with counts, and a drawing where one is asked for."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import Response

from prioritering.errors import BadArgument, PrioriteringError
from prioritering.meeting.meeting import Member
from prioritering.permissions import Permission, User
from prioritering.usecases import meeting_room
from prioritering.usecases.meeting_room import Credential
from prioritering.web.frame import context
from prioritering.web.frame.who import credential, request_user
from prioritering.web.server import stream
from prioritering.web.server.own_stream import own_counts
from prioritering.web.server.threads import in_thread

LOG = logging.getLogger("prioritering.web")
MAX_ADDRESS = 4_000
# How soon a screen comes back to a server that has been restarted.
RETRY_MS = 1000
# How often an open stream asks whether whoever follows it is still logged in.
STILL_IN_SECONDS = 10.0
Parameters = tuple[tuple[str, str], ...]


async def follow_stream(request: Request, user: User) -> Response:
    """Answer with a stream that lasts until the browser leaves or the server stops."""
    parameters = dict(request.query_params)
    if len(str(request.url.query)) > MAX_ADDRESS:
        raise BadArgument("adressen är för lång")
    name = parameters.pop("ruta", None)
    if name is not None and name not in stream.drawings():
        raise BadArgument("rutan finns inte")
    # In a thread: it asks the database which plan is meant, and the first to ask opens it.
    topic = await in_thread(stream.topic_of, parameters)
    if "mote" in parameters:
        await in_thread(meeting_room.meeting, context.store(), parameters["mote"])
    if name is None and "mote" in parameters and parameters.get("for") == "medlem":
        meeting_id = parameters["mote"]
        shown = credential(meeting_id, request.cookies, user)
        member = await in_thread(meeting_room.member, context.store(), meeting_id, shown)
        if member is not None:
            return _answer(request, _own_events(meeting_id, member, shown))
    return _answer(request, _events(topic, name, tuple(sorted(parameters.items()))))


def _answer(request: Request, events: AsyncGenerator[bytes, None]) -> Response:
    return EventSourceResponse(_while_in(request, events), sep="\n")


async def _while_in(request: Request, events: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    """Pass events on until whoever follows may no longer read: a login runs out or is ended while a screen is open."""
    coming = asyncio.ensure_future(anext(events, None))
    try:
        while request_user(request).may(Permission.READ):
            await asyncio.wait({coming}, timeout=STILL_IN_SECONDS)
            if not coming.done():
                continue
            found = coming.result()
            if found is None:
                return
            coming = asyncio.ensure_future(anext(events, None))
            yield found
        yield ServerSentEvent("true", event="ute", sep="\n").encode()
    finally:
        coming.cancel()
        with suppress(asyncio.CancelledError):
            await coming
        await events.aclose()


async def _events(topic: stream.Topic, name: str | None, parameters: Parameters) -> AsyncGenerator[bytes, None]:
    yield ServerSentEvent(json.dumps(stream.START_ID), event="start", retry=RETRY_MS, sep="\n").encode()
    async for counts in stream.HUB.follow(topic.name, topic.look):
        if name is not None:
            picture = await _picture(name, parameters, counts)
            if picture is not None:
                yield picture
            yield event("stand", stream.in_text(counts[: topic.state]), counts)
        else:
            yield event("stand", stream.in_text(counts), counts)


async def _own_events(meeting_id: str, member: Member, shown: Credential) -> AsyncGenerator[bytes, None]:
    yield ServerSentEvent(json.dumps(stream.START_ID), event="start", retry=RETRY_MS, sep="\n").encode()
    async for counts in own_counts(meeting_id, member, shown):
        yield event("stand", stream.in_text(counts), counts)


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
        html: str = await in_thread(stream.rendered, name, parameters, counts)
    except PrioriteringError as error:
        LOG.warning("A live drawing failed: %s", error)
        return None
    return event("ruta", html, counts)
