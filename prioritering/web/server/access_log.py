"""One line in the log for each request, without anything that tells who asked, or what was answered in a round.

A line holds no address of a device, no cookie and no query string (codes and views stand there), and of the path only
what is the same for everybody.
"""

from __future__ import annotations

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prioritering.web.base import below_base
from prioritering.web.server.addresses import shown_path
from prioritering.web.server.log_pace import FIELDS, KIND, REQUESTS

LOG = logging.getLogger(REQUESTS)
# They say nothing when they succeed, and come by the dozen.
_QUIET_WHEN_FINE = ("/static/", "/statisk/", "/component/", "/_stcore/", "/favicon.", "/halsa", "/version")
# How many answers a room has given is nobody's to read before they are shown.
_OF_A_MEETING = "/direkt/"
_STREAM = "/direkt/strom"


class AccessLog:
    """Writes a line when a request has been answered, or a connection has ended."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        begun, status = time.monotonic(), 0

        async def noting(message: Message) -> None:
            """Pass a message on, and note what the answer is."""
            nonlocal status
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                status = message["status"]
            elif message["type"] == "websocket.accept":
                status = 101
            elif message["type"] == "websocket.close":
                status = status or 403
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            _write(scope, status, time.monotonic() - begun)


def _write(scope: Scope, status: int, seconds: float) -> None:
    path = below_base(str(scope["path"]))
    # Without a status the visitor left, or it broke and stands in a line of its own.
    if 0 < status < 400 and path != "/_stcore/stream" and path.startswith(_QUIET_WHEN_FINE):
        return
    if status < 500 and path.startswith(_OF_A_MEETING) and path != _STREAM:
        return
    shown = shown_path(str(scope["path"]))
    fields = {"method": scope.get("method", "WEBSOCKET"), "path": shown, "status": status, "ms": round(seconds * 1000)}
    level = logging.WARNING if status >= 500 else logging.INFO
    LOG.log(level, "request", extra={FIELDS: fields, KIND: (shown, status)})
