"""What a page sends on its websocket: taken in at a pace that leaves time for others, and only what a page can send.

Streamlit takes message after message for as long as more have come, and starts a run for each, on the loop that answers
everybody. One that is small on the wire may be thirty times as large in memory, and is kept while the page is open.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import Message, Receive, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from prioritering.web.limits import AHEAD_BYTES, MESSAGE_PIECES, MOST_AHEAD, PAGE_MESSAGES, Pace

LOG = logging.getLogger("prioritering.web")
# The codes of RFC 6455.
_NO_SUCH, _GONE, _NOT_ALLOWED, _TOO_BIG = 1002, 1006, 1008, 1009
# Less cannot hold more pieces than that.
_SURELY_FEW = 2 * MESSAGE_PIECES
# They are a developer's: one empties what is kept for everybody, one asks git on the loop that answers everybody.
_NOBODYS = {
    *("clear_cache", "load_git_info", "set_run_on_save"),
    *("debug_disconnect_websocket", "debug_shutdown_runtime"),
}
_AS_JSON = ("json_value", "json_trigger_value")


@dataclass
class MessageTurns:
    """Whose turn it is: so many at once, then so many a second."""

    pace: Pace
    clock: Callable[[], float] = time.monotonic
    left: float = field(init=False)
    at: float = field(init=False)

    def __post_init__(self) -> None:
        """Begin with all there may be at once."""
        self.left, self.at = float(self.pace.at_once), self.clock()

    def wait_seconds(self) -> float:
        """Take a turn, and return how long it is until it comes."""
        self._come_by_now()
        self.left -= 1
        return max(0.0, -self.left / self.pace.a_second)

    def comes_now(self) -> bool:
        """Take a turn if there is one already, and return whether there was."""
        self._come_by_now()
        comes = self.left >= 1
        self.left -= comes
        return comes

    def _come_by_now(self) -> None:
        now = self.clock()
        self.left = min(self.pace.at_once, self.left + (now - self.at) * self.pace.a_second)
        self.at = now


class _Wrong(Exception):
    """A message that no page sends: the code to close with, and why."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


class PageMessages:
    """The two ends of a page's websocket; stands between the server and Streamlit."""

    def __init__(self, receive: Receive, send: Send, shared: Iterable[MessageTurns]) -> None:
        self._receive, self._send = receive, send
        self._turns = (MessageTurns(PAGE_MESSAGES.page), *shared)
        self._ahead: deque[Message] = deque()
        self._ahead_bytes = 0
        self._coming: asyncio.Future[Message] | None = None
        # What the page has been closed with, by either end.
        self._closed: int | None = None

    async def receive(self) -> Message:
        """Return the next message when its turn has come; that the page has left, when it sends what no page does."""
        try:
            while (message := await self._next())["type"] == "websocket.receive":
                kind = _checked_kind(message)
                await self._wait(max([one.wait_seconds() for one in self._turns]))
                if self._closed is not None:
                    # Whoever is gone asks for nothing more.
                    return {"type": "websocket.disconnect", "code": self._closed}
                if kind not in _NOBODYS:
                    break
        except _Wrong as wrong:
            LOG.warning("A page's connection was closed: %s", wrong)
            await self.send({"type": "websocket.close", "code": wrong.code})
            self._closed = wrong.code
            return {"type": "websocket.disconnect", "code": wrong.code}
        return message

    async def send(self, message: Message) -> None:
        """Send a message; nothing once the page is closed, of which `receive` tells.

        Else Streamlit, which reads on where nothing can be sent, takes the error for a page that has sent text.
        """
        if self._closed is None:
            try:
                await self._send(message)
            except OSError:
                self._closed = _GONE

    def stop(self) -> None:
        """Wait for nothing more."""
        if self._coming is not None:
            self._coming.cancel()

    async def _next(self) -> Message:
        if self._ahead:
            message = self._ahead.popleft()
            self._ahead_bytes -= _size(message)
            return message
        coming, self._coming = self._coming or asyncio.ensure_future(self._receive()), None
        return await coming

    async def _wait(self, seconds: float) -> None:
        """Let others have their turn, and see meanwhile how much more comes from this page."""
        # Even when there is nothing to wait for: else whoever always has sent more is the only one to be answered.
        await asyncio.sleep(0)
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._gone():
            self._coming = self._coming or asyncio.ensure_future(self._receive())
            with suppress(TimeoutError):
                self._ahead.append(await asyncio.wait_for(asyncio.shield(self._coming), left))
                self._ahead_bytes += _size(self._ahead[-1])
                self._coming = None
            if len(self._ahead) > MOST_AHEAD or self._ahead_bytes > AHEAD_BYTES:
                raise _Wrong(_NOT_ALLOWED, "more messages than it may send")

    def _gone(self) -> bool:
        return bool(self._ahead) and self._ahead[-1]["type"] != "websocket.receive"


def _size(message: Message) -> int:
    return len(message.get("bytes") or b"")


def _checked_kind(message: Message) -> str:
    """Return which of Streamlit's messages it is; _Wrong for what is none, or of more pieces than a page has."""
    data = message.get("bytes")
    if data is None:
        raise _Wrong(_NO_SUCH, "it sent text")
    try:
        found = BackMsg.FromString(data)
    except (DecodeError, RecursionError):
        # Its own words may hold what was sent.
        raise _Wrong(_NO_SUCH, "it sent what is no message") from None
    if len(data) > _SURELY_FEW and _pieces(found) > MESSAGE_PIECES:
        raise _Wrong(_TOO_BIG, "it sent a message of too many pieces")
    try:
        for state in found.rerun_script.widget_states.widgets:
            if (kind := state.WhichOneof("value")) in _AS_JSON:
                json.loads(getattr(state, kind))
    except (ValueError, RecursionError):
        raise _Wrong(_NO_SUCH, "it sent a value that cannot be read") from None
    return str(found.WhichOneof("type"))


def _pieces(message: Any) -> int:
    """Return of how many pieces a message is made; of one that has too many, at least that it has."""
    found, left = 0, [message]
    while left and found <= MESSAGE_PIECES:
        for told, value in left.pop().ListFields():
            several = value if told.is_repeated else [value]
            found += len(several)
            if found <= MESSAGE_PIECES and told.type == told.TYPE_MESSAGE:
                left.extend(several)
    return found
