"""HTTP routes of the meeting: join, save an answer, read one's own answers, follow what happens.

Each asks for its own permission. No answer of anyone else passes here before the reveal; the stream carries only
what `prioritering.web.server.stream` drawings show to everyone.
"""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from prioritering.errors import BadArgument
from prioritering.permissions import Permission, User
from prioritering.usecases import meeting_room, seats
from prioritering.web.frame import context
from prioritering.web.frame.who import COOKIE, NEVER_SHARED, credential, login_is_on
from prioritering.web.server import ballot_requests
from prioritering.web.server.bodies import BALLOT, JOIN, checked, json_body
from prioritering.web.server.code_pace import PACE
from prioritering.web.server.guarded import guarded
from prioritering.web.server.seat_requests import SEAT, take_over
from prioritering.web.server.stream import STREAM
from prioritering.web.server.stream_route import follow_stream
from prioritering.web.server.threads import in_thread


def routes() -> list[BaseRoute]:
    """Return the meeting's routes."""
    return [
        Route("/direkt/anslut", guarded(Permission.VOTE, _join), methods=["POST"]),
        Route("/direkt/plats", guarded(Permission.VOTE, _take_seat), methods=["POST"]),
        Route("/direkt/svar", guarded(Permission.VOTE, _answer), methods=["POST"]),
        Route("/direkt/mina", guarded(Permission.VOTE, _mine)),
        Route(STREAM, guarded(Permission.READ, follow_stream)),
    ]


async def _join(request: Request, user: User) -> Response:
    body = checked(JOIN, await json_body(request))
    await _keep_pace(request)
    # In a thread too: the first call opens the database and reads every plan.
    store = await in_thread(context.store)
    try:
        meeting = await in_thread(meeting_room.by_code, store, body.kod)
    except BadArgument:
        PACE.note_miss(_client(request))
        raise
    shown = credential(meeting.id, request.cookies, user)
    member, token = await in_thread(meeting_room.join, store, meeting.code, body.roll, shown)
    return _in_the_meeting(meeting.id, member.role, token)


async def _take_seat(request: Request, user: User) -> Response:
    body = checked(SEAT, await json_body(request))
    await _keep_pace(request)
    store = await in_thread(context.store)
    try:
        meeting, member = await in_thread(seats.offered, store, body.kod)
    except BadArgument:
        PACE.note_miss(_client(request))
        raise
    shown = credential(meeting.id, request.cookies, user)
    meeting, member, token = await in_thread(take_over, store, body, user, shown)
    return _in_the_meeting(meeting.id, member.role, token)


async def _keep_pace(request: Request) -> None:
    await asyncio.sleep(PACE.wait_seconds(_client(request)))


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _in_the_meeting(meeting_id: str, role: str, token: str) -> Response:
    """Answer who one is in the meeting, and give the device the token that proves it from now on."""
    answer = JSONResponse({"mote": meeting_id, "roll": role})
    # With login the person is known again without one.
    if token and not login_is_on():
        answer.set_cookie(COOKIE + meeting_id, token, max_age=NEVER_SHARED, httponly=True, samesite="strict")
    return answer


async def _answer(request: Request, user: User) -> Response:
    body = checked(BALLOT, await json_body(request))
    shown = credential(body.mote, request.cookies, user)
    # Answered only when it is on disk: the device keeps what it has not been told is saved, and sends it again.
    saved = await in_thread(ballot_requests.save_ballot, context.store(), body, shown)
    found = {"sparat": saved.at.isoformat(), "efter_visningen": saved.after_reveal, "borjat_om": saved.again}
    return JSONResponse(found, headers={"cache-control": "no-store"})


async def _mine(request: Request, user: User) -> Response:
    meeting_id = request.query_params.get("mote", "")
    shown = credential(meeting_id, request.cookies, user)
    found = await in_thread(ballot_requests.mine, context.store(), meeting_id, shown)
    return JSONResponse(found, headers={"cache-control": "no-store"})
