"""Asks the app's own routes and middleware in this process, also for streams that never end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple
from unittest.mock import MagicMock

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import Message
from starlette.websockets import WebSocket
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

from prioritering.web.server.app import middleware, our_routes
from tests.doors.identities import HERE, LOOP, Identity

STREAMLIT = "insidan"
ANY = "ALLA"
"""The method of a row that stands for all of them."""


class Answer(NamedTuple):
    """The status (101 for a websocket that is taken) and the first of the body."""

    status: int
    body: str


def streamlit_addresses() -> set[tuple[str, str]]:
    """Return the method and the pattern of each of Streamlit's own routes; it is asked for them and answers none."""
    found = set()
    for route in create_streamlit_routes(MagicMock()):
        methods = set(getattr(route, "methods", None) or {"WS" if isinstance(route, WebSocketRoute) else "GET"})
        for method in {ANY} if methods > {"GET", "POST", "PUT", "DELETE"} else methods - {"HEAD", "OPTIONS"}:
            found.add((method, str(getattr(route, "path", "") or "/")))
    return found


def our_addresses() -> set[tuple[str, str]]:
    """Return the method and the path of each of our own routes."""
    found = set()
    for route in our_routes():
        assert isinstance(route, Route | Mount), route
        found |= {(method, route.path) for method in getattr(route, "methods", None) or {"GET"}}
    return {(method, path) for method, path in found if method != "HEAD"}


def app() -> Starlette:
    """Return our routes and middleware as the server has them, with a stand-in for what Streamlit would answer."""

    async def inside(_: object) -> PlainTextResponse:
        return PlainTextResponse(STREAMLIT)

    async def connected(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()

    everything = Route("/{path:path}", inside, methods=["GET", "POST", "PUT", "DELETE", "PATCH"])
    sockets = WebSocketRoute("/{path:path}", connected)
    return Starlette(routes=[*our_routes(), sockets, everything], middleware=middleware())


class Door:
    """The app as one identity asks it, with the cookies of its browser."""

    def __init__(self, identity: Identity, cookies: Mapping[str, str]) -> None:
        self.identity = identity
        self.headers = identity.headers(cookies)
        self.app = app()

    async def ask(self, method: str, address: str, body: Mapping[str, object] | None = None) -> Answer:
        """Return the first of an answer, and hang up."""
        sent: asyncio.Queue[Message] = asyncio.Queue()
        asked = asyncio.create_task(self.app(self._scope(method, address), self._receive(method, body), sent.put))
        asked.add_done_callback(lambda _: sent.put_nowait({"type": "over"}))
        first, text = await sent.get(), ""
        if first["type"] == "http.response.start":
            # A stream says first that it has begun, and then how things stand.
            while (message := await sent.get())["type"] == "http.response.body":
                text += message.get("body", b"").decode("utf-8", "replace")
                if not message.get("more_body") or "event: stand" in text or "event: ute" in text:
                    break
        asked.cancel()
        with suppress(asyncio.CancelledError):
            await asked
        status = {"websocket.accept": 101, "websocket.close": 403}.get(first["type"])
        return Answer(status or int(first.get("status", 0)), text)

    def _receive(self, method: str, body: Mapping[str, object] | None) -> Any:
        raw = json.dumps(body).encode() if body is not None else b""
        begun = [{"type": "websocket.connect" if method == "WS" else "http.request", "body": raw, "more_body": False}]

        async def receive() -> Message:
            if begun:
                return begun.pop()
            return await asyncio.get_running_loop().create_future()  # type: ignore[no-any-return]

        return receive

    def _scope(self, method: str, address: str) -> dict[str, Any]:
        path, _, query = address.partition("?")
        headers = {**self.headers, **({"content-type": "application/json"} if method == "POST" else {})}
        here = HERE if self.identity.host.startswith(HERE) else LOOP
        return {
            "type": "websocket" if method == "WS" else "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "scheme": ("ws" if method == "WS" else "http") + ("s" if self.identity.login else ""),
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
            "client": (self.identity.client, 50_000),
            "server": (here, 8501),
            "subprotocols": [],
        }
