"""Middleware that bounds what a visitor holds: sockets, streams, joins, and requests whose body is still coming.

What is too much is answered at once, in Swedish, with when to try again. A body that pauses, takes too long or is too
large ends its request and its connection, whoever stands in front of the server.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import ExitStack, nullcontext

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prioritering.web import limits
from prioritering.web.base import below_base
from prioritering.web.server import connections
from prioritering.web.server.page_messages import PageMessages
from prioritering.web.server.places import LOGIN_PACES, PAGE_PACES, NoPlace, Places, SharedTurns
from prioritering.web.server.refusal import TRY_LATER, turn_away

_SOCKETS, _STREAMS, _JOINS = Places(limits.MOST_SOCKETS), Places(limits.MOST_STREAMS), Places(limits.MOST_JOINS)
_BODIES = Places(limits.MOST_BODIES)
_TURNS, _LOGIN_TURNS = SharedTurns(PAGE_PACES), SharedTurns(LOGIN_PACES)
_TOO_MANY = "Det är för mycket på en gång härifrån. Stäng några flikar, eller vänta en stund och försök igen."
_FULL = "Servern har så många besökare som den klarar just nu. Försök igen om en stund."
_TOO_LARGE = "Det som skickas är för stort; inget har sparats."
_TOO_SLOW = "Det som skickas kom inte fram i tid; inget har sparats. Försök igen."
_OURS = "/direkt/"
# Each may ask the identity provider in turn.
_LOGINS = ("/auth/login", "/oauth2callback")
_KINDS = {"/direkt/strom": _STREAMS, "/direkt/anslut": _JOINS, "/direkt/plats": _JOINS}


def anyone_here() -> bool:
    """Return whether somebody has a page or a screen open."""
    return bool(_SOCKETS.taken or _STREAMS.taken)


def visits() -> int:
    """Return how many pages and screens have been opened since the start."""
    return _SOCKETS.ever + _STREAMS.ever


class _Refused(Exception):
    """A body is not taken in: the status and the words of the answer."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


class Bounds:
    """Holds a place for each visitor while something goes on, and refuses what is too much."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        path = below_base(str(scope["path"]))
        places = _SOCKETS if scope["type"] == "websocket" else _KINDS.get(path)
        # Everyone's is the largest of the counts.
        pages = max(_SOCKETS.taken.values(), default=0)
        if places is _SOCKETS and not connections.CONNECTIONS_HERE.has_files_for_page(pages):
            await _refuse(scope, receive, send, 503, _FULL)
            return
        if path in _LOGINS and not all(turns.comes_now() for turns in _LOGIN_TURNS.of(_SOCKETS.keys(scope))):
            await _refuse(scope, receive, send, 429, _TOO_MANY)
            return
        try:
            with nullcontext() if places is None else places.held(scope):
                bounded = self._paced_page if places is _SOCKETS else self._bounded_body
                await bounded(scope, receive, send)
        except NoPlace as full:
            status, words = (429, _TOO_MANY) if full.own else (503, _FULL)
            await _refuse(scope, receive, send, status, words)

    async def _paced_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        messages = PageMessages(receive, send, _TURNS.of(_SOCKETS.keys(scope)))
        try:
            await self.app(scope, messages.receive, messages.send)
        finally:
            messages.stop()

    async def _bounded_body(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _has_body(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        outgoing = _Outgoing(send)
        with _Incoming(scope, receive) as incoming:
            try:
                incoming.check_length()
                await self.app(scope, incoming, outgoing)
            except _Refused as refused:
                # Half an answer is out: the connection must break.
                if outgoing.started:
                    raise
                await _refuse(scope, receive, send, refused.status, refused.words)


def _has_body(headers: Headers) -> bool:
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


class _Outgoing:
    """Sends an answer on, and knows whether it has begun."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.started = False

    async def __call__(self, message: Message) -> None:
        self.started = True
        await self.send(message)


class _Incoming:
    """Takes in a body within its bounds; its place is given back as soon as it is whole."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.scope, self.receive = scope, receive
        self.end = time.monotonic() + limits.BODY_SECONDS
        self.place = ExitStack()
        self.bytes = 0
        self.whole = False

    def __enter__(self) -> _Incoming:
        self.place.enter_context(_BODIES.held(self.scope))
        return self

    def __exit__(self, *told: object) -> None:
        self.place.close()

    def check_length(self) -> None:
        """Refuse a body that says itself that it is too large."""
        told = Headers(scope=self.scope).get("content-length", "0")
        if told.isdecimal() and int(told[:20]) > limits.BODY_BYTES:
            raise _Refused(413, _TOO_LARGE)

    async def __call__(self) -> Message:
        if self.whole:
            return await self.receive()
        try:
            left = min(limits.SILENT_SECONDS, self.end - time.monotonic())
            message = await asyncio.wait_for(self.receive(), left)
        except TimeoutError:
            raise _Refused(408, _TOO_SLOW) from None
        self.bytes += len(message.get("body", b""))
        if self.bytes > limits.BODY_BYTES:
            raise _Refused(413, _TOO_LARGE)
        self.whole = message["type"] != "http.request" or not message.get("more_body", False)
        if self.whole:
            self.place.close()
        return message


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, words: str) -> None:
    headers = {"connection": "close", "cache-control": "no-store"}
    if status != 413:
        headers["retry-after"] = str(limits.AGAIN_SECONDS)
    answer: Response = PlainTextResponse(words, status, headers)
    if below_base(str(scope["path"])).startswith(_OURS):
        answer = JSONResponse({"fel": words}, status, headers)
    await turn_away(answer, scope, receive, send, TRY_LATER)
