"""The way in for whoever sits at the machine where a room runs, through the machine's own address in the network."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from prioritering.errors import TooFast
from prioritering.swedish import as_sentence
from prioritering.web.base import base_path
from prioritering.web.frame.network_room import LEADER, ROOM
from prioritering.web.frame.reached import KEY, LEAD
from prioritering.web.frame.who import room_is_open
from prioritering.web.limits import AGAIN_SECONDS
from prioritering.web.server.code_pace import PACE

NOT_HERE = "Nyckeln stämmer inte, eller hör till den dator där Prioritering körs."


def leader_routes() -> list[Route]:
    """Return the route that takes the key."""
    return [Route(LEAD, _lead)]


async def _lead(request: Request) -> Response:
    client, server = request.client, request.scope.get("server")
    view = dict(request.query_params)
    shown = view.pop(KEY, "")
    try:
        await asyncio.sleep(PACE.wait_seconds(client.host if client else ""))
    except TooFast as error:
        return PlainTextResponse(as_sentence(str(error)), 429, headers={"retry-after": str(AGAIN_SECONDS)})
    if not (room_is_open() and client and server and ROOM.admit(shown, client.host, str(server[0]))):
        PACE.note_miss(client.host if client else "")
        return PlainTextResponse(NOT_HERE, 403, headers={"cache-control": "no-store"})
    there = f"{base_path()}/mote{'?' if view else ''}{urlencode(view)}"
    answer = RedirectResponse(there, 303, headers={"cache-control": "no-store"})
    # For the browser's session: the key is another after a restart.
    answer.set_cookie(LEADER, ROOM.key, httponly=True, samesite="strict", path=f"{base_path()}/")
    return answer
