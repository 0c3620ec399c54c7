"""How a connection is refused before it is one: an answer, to a websocket too where the server can give it one."""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

NOT_ALLOWED, TRY_LATER = 1008, 1013
"""What a websocket is closed with that can be given no answer."""


async def turn_away(answer: Response, scope: Scope, receive: Receive, send: Send, code: int = NOT_ALLOWED) -> None:
    """Give the answer; close a websocket with the code where the server takes no answer to it."""
    if scope["type"] == "websocket":
        # The browser's word that it wants to connect is taken first; ASGI allows no refusal before it.
        await receive()
        if "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": code})
            return
    await answer(scope, receive, send)
