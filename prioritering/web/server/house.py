"""The outermost wall: refuses what should not come in, and gives what goes out a Swedish page and strict headers."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prioritering.web.base import base_path, below_base
from prioritering.web.frame.frozen_address import FROZEN_PATH
from prioritering.web.frame.who import DEVICE, KNOWN_AGAIN, new_device
from prioritering.web.loopback import is_this_machine
from prioritering.web.server.addresses import FIRST_PAGE, is_page, nothing_here, shown_path
from prioritering.web.server.index_page import IndexPage, read_index_page
from prioritering.web.server.refusal import turn_away
from prioritering.web.server.started_with import NO_ROOT_PATH

LOG = logging.getLogger("prioritering.web")
STREAMLIT_FILES = Path(st.__file__).parent / "static"

SECURITY_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
# What is frozen stands alone: nothing is loaded, no script runs, and it is in no store, index or other site's log.
FROZEN_HEADERS = {
    "cache-control": "no-store",
    "x-robots-tag": "noindex, nofollow",
    "referrer-policy": "no-referrer",
    "content-security-policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
}
# Browsers take it over TLS and from the machine itself only, and complain elsewhere.
OPENER_POLICY = {"cross-origin-opener-policy": "same-origin"}
# Open without login in Streamlit, and of no use here. No page takes a file: what is sent to it would be held in memory,
# as many files as anybody likes, for as long as their page is open.
CLOSED_PATHS = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check", "/_stcore/upload_file")
COMPRESSED_PATHS = ("/_stcore/bidi-components/", "/media/", "/component/", "/static/", "/statisk/")
ICONS = ("/favicon.png", "/favicon.ico")
OWN_PATHS = ("/direkt/", "/statisk/", *ICONS, "/halsa", "/version", FROZEN_PATH)


_UNREADABLE = "Adressen som anropet säger sig gälla, eller komma från, går inte att läsa."
_FOREIGN = "Anropet kommer från en annan webbplats."


def is_unreadable(scope: Scope) -> bool:
    """Return whether the Host or the Origin of a request is no address at all, such as `[`.

    Nor is a Host that holds more than one: one reader takes it for `a`, another for `b`, in `a@b` or `a/b`.
    """
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    try:
        # The port is read where it is asked for, not before.
        for name in (f"//{host}", headers.get("origin", "")):
            _ = urlsplit(name).port
        return "@" in host or urlsplit(f"//{host}").netloc != host
    except ValueError:
        return True


def is_foreign(headers: Headers, allowed: list[str]) -> bool:
    """Return whether a websocket comes from another site's page: its Origin is neither the Host nor allowed.

    Streamlit itself answers a foreign Origin by looking up its outside address on the event loop, which stops the
    server for seconds; so such a request never reaches it. Programs send no Origin and are let through.
    """
    origin = headers.get("origin")
    if origin is None:
        return False
    return urlsplit(origin).netloc != headers.get("host") and origin not in allowed


class House:
    """Refuses what should not come in, and puts the Swedish page and the headers on what goes out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.index = read_index_page(STREAMLIT_FILES, base_path())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if is_unreadable(scope):
            await turn_away(PlainTextResponse(_UNREADABLE, 400), _without_names(scope), receive, send)
        elif scope.get("root_path"):
            await turn_away(PlainTextResponse(NO_ROOT_PATH, 500), scope, receive, send)
        elif is_foreign(Headers(scope=scope), list(st.get_option("server.corsAllowedOrigins") or [])):
            await turn_away(PlainTextResponse(_FOREIGN, 403), scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        unreadable = is_unreadable(scope)
        scope = _without_base(_without_names(scope) if unreadable else scope)
        outgoing = _Outgoing(self.index, scope, send)
        refusal = PlainTextResponse(_UNREADABLE, status_code=400) if unreadable else _refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, outgoing)
            return
        try:
            await self.app(_whole(scope), receive, outgoing)
        except ClientDisconnect:
            # Gone in the middle of what was sent, or sent what is no HTTP, which uvicorn has answered. Nobody is there
            # to be told, and whoever goes on with it could else fill a disk with a traceback each time.
            return
        except Exception:
            LOG.exception("A request failed: %s", shown_path(scope["path"]))
            # Half an answer is out: the connection must break, or it would pass for a whole one.
            if outgoing.started:
                raise
            sorry = PlainTextResponse("Något gick fel på servern. Försök igen.", status_code=500)
            await sorry(scope, receive, outgoing)


def _without_base(scope: Scope) -> Scope:
    """Return the scope of one of our own addresses as if the app were at the root.

    The routes are made before the base path may be asked for, so they do not know it.
    """
    path = str(scope["path"])
    bare = below_base(path)
    if bare != path and bare.startswith(OWN_PATHS):
        return {**scope, "path": bare, "raw_path": bare.encode()}
    return scope


def _without_names(scope: Scope) -> Scope:
    """Return the scope without what it says of names, so that the refusal itself can be written."""
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in (b"host", b"origin")]}


def _whole(scope: Scope) -> Scope:
    """Return the scope as of one who asks for all of an answer, unpacked where it may be the page.

    Streamlit's own compression, or an answer in part, would hide index.html from `_Outgoing`, which compresses it
    itself.
    """
    below = below_base(scope["path"])
    taken_off = set() if below.startswith("/media/") else {b"range", b"if-range"}
    if not below.startswith(COMPRESSED_PATHS):
        taken_off.add(b"accept-encoding")
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in taken_off]}


def _refusal(scope: Scope) -> Response | None:
    path: str = scope["path"]
    # Streamlit would answer at another path than the one that our walls look at.
    if scope.get("root_path"):
        return PlainTextResponse(NO_ROOT_PATH, status_code=500)
    if below_base(path).startswith(CLOSED_PATHS):
        return PlainTextResponse("Sidan finns inte.", status_code=404)
    base = base_path()
    if path.rstrip("/") == base and scope["method"] in ("GET", "HEAD"):
        query = scope["query_string"].decode("latin-1")
        return RedirectResponse(base + FIRST_PAGE + ("?" + query if query else ""), status_code=307)
    return None


class _Outgoing:
    """Sends an answer with our headers; Streamlit's index.html is held until whole and then exchanged."""

    def __init__(self, index: IndexPage, scope: Scope, send: Send) -> None:
        self.index = index
        self.send = send
        self.path = str(scope["path"])
        self.connection = HTTPConnection(scope)
        self.gzip = "gzip" in self.connection.headers.get("accept-encoding", "")
        self.started = False
        self.held: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            message = {**message, "headers": list(message["headers"])}
            headers = MutableHeaders(raw=message["headers"])
            headers.update(SECURITY_HEADERS)
            headers["content-security-policy"] = self.index.policy
            if below_base(self.path).startswith(FROZEN_PATH):
                headers.update(FROZEN_HEADERS)
            if self.connection.url.scheme == "https" or is_this_machine(self.connection.url.hostname or ""):
                headers.update(OPENER_POLICY)
            if self._may_be_index(headers):
                self.held = message
                return
        elif message["type"] == "http.response.body" and self.held is not None:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_held(self.held)
            return
        await self._pass_on(message)

    async def _pass_on(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": self._secured(message["headers"])}
        await self.send(message)

    def _secured(self, headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """Return the headers with every cookie, whoever sets it, kept from ever being sent without encryption.

        The one place where that is decided: no route of ours says it for itself.
        """
        if self.connection.url.scheme != "https":
            # In a room without TLS a browser would never send a secure cookie back.
            return list(headers)
        return [
            (name, value + b"; Secure" if name == b"set-cookie" and b"; secure" not in value.lower() else value)
            for name, value in headers
        ]

    def _may_be_index(self, headers: Headers) -> bool:
        # Known by its length, so that hardly any other answer is held back; its content is compared once it is whole.
        return headers.get("content-type", "").startswith("text/html") and headers.get("content-length") == str(
            len(self.index.original)
        )

    async def _send_held(self, start: Message) -> None:
        body = self.body
        if body in (self.index.original, b""):  # empty for HEAD
            start, new = self._exchanged(start)
            body = new if body else b""
        await self._pass_on(start)
        await self._pass_on({"type": "http.response.body", "body": body})

    def _exchanged(self, start: Message) -> tuple[Message, bytes]:
        """Return the start and the body of what goes in the place of Streamlit's page, which it shows at any address.

        At a page's own address it is the page in Swedish, elsewhere that there is nothing there.
        """
        headers = MutableHeaders(raw=start["headers"])
        # They are about Streamlit's file.
        for name in ("etag", "last-modified", "accept-ranges"):
            del headers[name]
        status, body = 404, nothing_here()
        if is_page(self.path):
            status, body = start["status"], self.index.compressed if self.gzip else self.index.body
            if self.gzip:
                headers["content-encoding"] = "gzip"
            headers["vary"] = "Accept-Encoding"
            self._know_again(headers)
        # The page names the scripts of the version that runs: a browser asks for it each time.
        headers["cache-control"] = "no-cache"
        headers["content-length"] = str(len(body))
        return {**start, "status": status, "headers": headers.raw}, body

    def _know_again(self, headers: MutableHeaders) -> None:
        """Give a device that has none the cookie that it is known again by."""
        if token := new_device(self.connection):
            cookie = Response()
            cookie.set_cookie(DEVICE, token, max_age=KNOWN_AGAIN, httponly=True, samesite="strict")
            headers.append("set-cookie", cookie.headers["set-cookie"])
