"""HTTP routes of the meeting: join, save an answer, read one's own answers, follow what happens.

Each asks for its own permission. No answer of anyone else passes here before the reveal; the stream carries only
what `prioritering.web.server.live` drawings show to everyone.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from prioritering.errors import BadArgument, Conflict, NotAllowed, PrioriteringError
from prioritering.permissions import Permission, User, check
from prioritering.usecases import meeting_room
from prioritering.web.frame import context
from prioritering.web.server import ballot_requests, live
from prioritering.web.server.base import base_path
from prioritering.web.server.who import COOKIE, NEVER_SHARED, request_user

LOG = logging.getLogger("prioritering.web")
MAX_BODY = 64_000
MAX_ADDRESS = 4_000
_STATUS: tuple[tuple[type[PrioriteringError], int], ...] = ((NotAllowed, 403), (Conflict, 409), (BadArgument, 400))

Handler = Callable[[Request, User], Awaitable[Response]]
_limiters: list[CapacityLimiter] = []


def routes() -> list[BaseRoute]:
    """Return the meeting's routes."""
    base = base_path()
    return [
        Route(f"{base}/direkt/anslut", _guarded(Permission.VOTE, _join), methods=["POST"]),
        Route(f"{base}/direkt/svar", _guarded(Permission.VOTE, _answer), methods=["POST"]),
        Route(f"{base}/direkt/mina", _guarded(Permission.VOTE, _mine)),
        Route(f"{base}{live.STREAM}", _guarded(Permission.READ, _stream)),
    ]


def _guarded(permission: Permission, handle: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Wrap a route: permission first, then our own errors as clear JSON with a fitting status."""

    async def guarded(request: Request) -> Response:
        """Answer a request, or say why not."""
        try:
            user = request_user(request)
            if not user.roles:
                return _error(401, "Logga in först.")
            check(user, permission)
            if request.method == "POST":
                _check_same_site(request)
            return await handle(request, user)
        except PrioriteringError as error:
            status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
            return _error(status, str(error))

    return guarded


def _error(status: int, text: str) -> JSONResponse:
    return JSONResponse({"fel": text[:1].upper() + text[1:]}, status, headers={"cache-control": "no-store"})


def _check_same_site(request: Request) -> None:
    """Refuse what another site's page sends in the visitor's name. The cookies are SameSite=Strict besides."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise NotAllowed("anropet kommer från en annan webbplats")
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise BadArgument("anropet ska vara JSON")


async def _body(request: Request) -> dict[str, Any]:
    """Return the JSON object sent. What is too long is refused before it is read as a whole."""
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > MAX_BODY:
            raise BadArgument(f"texten är för lång (högst {MAX_BODY} tecken i hela anropet); inget har sparats")
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadArgument("anropet går inte att läsa") from None
    if not isinstance(found, dict):
        raise BadArgument("anropet ska vara ett JSON-objekt")
    return found


async def in_thread(work: Callable[..., Any], *arguments: Any) -> Any:
    """Run database work in a thread of the meeting's own pool, so that downloads cannot hold up a save."""
    if not _limiters:
        _limiters.append(CapacityLimiter(16))
    return await to_thread.run_sync(work, *arguments, limiter=_limiters[0])


async def _join(request: Request, user: User) -> Response:
    body = await _body(request)
    ballot_requests.check_pace(request)
    store = await in_thread(context.store)
    try:
        meeting = await in_thread(meeting_room.by_code, store, str(body.get("kod", ""))[:100])
    except BadArgument:
        ballot_requests.note_miss(request)
        raise
    role = str(body.get("roll", ""))
    member, token = await in_thread(meeting_room.join, store, meeting.code, role, user.subject)
    answer = JSONResponse({"mote": meeting.id, "roll": member.role})
    if token:
        answer.set_cookie(
            COOKIE + meeting.id,
            token,
            max_age=NEVER_SHARED,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
    return answer


async def _answer(request: Request, user: User) -> Response:
    body = await _body(request)
    saved = await in_thread(ballot_requests.save, context.store(), body, request.cookies, user)
    return JSONResponse({"sparat": saved.at.isoformat()}, headers={"cache-control": "no-store"})


async def _mine(request: Request, user: User) -> Response:
    meeting_id = request.query_params.get("mote", "")
    found = await in_thread(ballot_requests.mine, context.store(), meeting_id, request.cookies, user)
    return JSONResponse(found, headers={"cache-control": "no-store"})


async def _stream(request: Request, user: User) -> Response:
    del user
    parameters = dict(request.query_params)
    if len(str(request.url.query)) > MAX_ADDRESS:
        raise BadArgument("adressen är för lång")
    name = parameters.pop("ruta", None)
    if name is not None and name not in live.drawings():
        raise BadArgument("rutan finns inte")
    topic = live.topic_of(parameters)
    if "mote" in parameters:
        await in_thread(meeting_room.meeting, context.store(), parameters["mote"])
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    events = _events(topic, name, tuple(sorted(parameters.items())))
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


async def _events(topic: live.Topic, name: str | None, parameters: tuple[tuple[str, str], ...]) -> AsyncIterator[bytes]:
    yield b"retry: 1000\n\n"
    async for version in live.HUB.follow(topic.name, topic.read):
        if version is None:
            yield live.BEAT
        elif name is None:
            yield live.event("stand", live.in_text(version), version)
        else:
            yield await _picture(name, parameters, version, topic.state)


_PICTURES: dict[tuple[object, ...], asyncio.Task[bytes]] = {}


async def _picture(name: str, parameters: tuple[tuple[str, str], ...], version: tuple[int, ...], state: int) -> bytes:
    """Return a new picture and where the meeting stands, in one piece; all who wait for it share one drawing."""
    key = (name, parameters, version)
    task = _PICTURES.get(key)
    if task is None:
        task = _PICTURES[key] = asyncio.create_task(_draw(name, parameters, version, state))
        task.add_done_callback(lambda _: _PICTURES.pop(key, None))
    return await asyncio.shield(task)


async def _draw(name: str, parameters: tuple[tuple[str, str], ...], version: tuple[int, ...], state: int) -> bytes:
    stand = live.event("stand", live.in_text(version[:state]), version)
    try:
        return live.event("ruta", await in_thread(live.drawn, name, parameters, version), version) + stand
    except PrioriteringError as error:
        LOG.warning("A live drawing failed: %s", error)
        return stand
