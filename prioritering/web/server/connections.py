"""Connections themselves: as many as the process can hold, none that stays open without a whole request, or holds much.

Uvicorn closes a connection that is silent after an answer, but waits for ever for a first request, and for one that
comes a letter at a time; a websocket's message may be 16 MB, and 200 where Streamlit starts it. Its own bounds can be
set by whoever starts it alone.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from collections import Counter
from contextlib import AbstractAsyncContextManager, suppress
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from prioritering.settings import behind_proxy
from prioritering.web.limits import (
    AGAIN_SECONDS,
    HEAD_SECONDS,
    MESSAGE_BYTES,
    MOST_CONNECTIONS,
    MOST_CONNECTIONS_OF_ONE,
    UNREAD_BYTES,
    UNREAD_SECONDS,
)
from prioritering.web.server.meanwhile import meanwhile

LOG = logging.getLogger("prioritering.web")
SWEEP_SECONDS = 1.0
_FILES = 4096
# One in so many is left: Streamlit opens three more for each page, after its connection has been let in, and a hundred
# may come at the same time.
_LEFT_FOR_PAGES = 3
# Four for a page, and what Streamlit keeps of as many as have just been left.
_FILES_OF_PAGE = 7
_FULL = "Servern har så många besökare som den klarar just nu. Försök igen om en stund.".encode()
_ANSWER = (
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"connection: close\r\nretry-after: %d\r\ncontent-length: %d\r\n\r\n%b" % (AGAIN_SECONDS, len(_FULL), _FULL)
)


class Connections:
    """All connections of the process that speak HTTP, however many servers it runs."""

    def __init__(self) -> None:
        # Since when each has had no request that is being answered.
        self._idle_since: dict[Any, float | None] = {}
        # Uvicorn's own lists, which hold the websockets too; one of each server.
        self._lists: dict[int, set[Any]] = {}
        # How much is unread of what was sent to each, and since when it has been just that.
        self._unread: dict[Any, tuple[int, float]] = {}
        self._guarded = False
        # How many files the process may hold; None where that is not known.
        self.files: int | None = None

    def guard(self) -> None:
        """See every connection that uvicorn makes from now on."""
        kinds: list[Any] = [H11Protocol]
        with suppress(ImportError):
            from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol  # noqa: PLC0415

            kinds.append(HttpToolsProtocol)
        for kind in kinds if not self._guarded else ():
            kind.connection_made = self._seen(kind.connection_made)
        self._guarded = True

    def _seen(self, made: Any) -> Any:
        def connection_made(protocol: Any, transport: asyncio.Transport) -> None:
            """Take a connection in, or close it at once."""
            _send_at_once(transport)
            # The server's own, of which a websocket is made: what a page sends is held in memory until it is whole.
            protocol.config.ws_max_size = min(protocol.config.ws_max_size, MESSAGE_BYTES)
            # A hundred messages of 2 MB can be packed into what is read at once.
            protocol.config.ws_per_message_deflate = False
            made(protocol, transport)
            self._lists[id(protocol.connections)] = protocol.connections
            if self._has_file_for(transport) and self._has_room_for(protocol):
                self._idle_since[protocol] = time.monotonic()
            else:
                transport.write(_ANSWER)
                transport.close()

        return connection_made

    def has_files_for_page(self, others: int) -> bool:
        """Return whether one more page can be open beside so many others."""
        return self.files is None or (others + 1) * _FILES_OF_PAGE <= self.files

    def _has_file_for(self, transport: asyncio.Transport) -> bool:
        # A file is given the lowest number that is free: where that is high, most are taken. One more than there are
        # would leave nobody answered, whoever asks.
        connection = transport.get_extra_info("socket")
        if self.files is None or connection is None:
            return True
        return bool(connection.fileno() < self.files - self.files // _LEFT_FOR_PAGES)

    def _has_room_for(self, new: Any) -> bool:
        connections = self._all()
        if len(connections) > MOST_CONNECTIONS:
            return False
        # Behind a proxy all come from its address.
        if behind_proxy() or new.client is None:
            return True
        of_one = Counter(one.client[0] for one in connections if getattr(one, "client", None))
        return of_one[new.client[0]] <= MOST_CONNECTIONS_OF_ONE

    def sweep(self) -> None:
        """Close what has been open for too long without a whole request, and break what does not read its answers."""
        now = time.monotonic()
        self._break_unread(now)
        for one, since in list(self._idle_since.items()):
            # It has ended, or has become a websocket.
            if one not in one.connections:
                del self._idle_since[one]
            elif one.cycle is not None and not one.cycle.response_complete:
                self._idle_since[one] = None
            elif since is None:
                self._idle_since[one] = now
            elif now - since > HEAD_SECONDS:
                one.transport.close()

    def _break_unread(self, now: float) -> None:
        # What waits to be read lies in memory, and a connection that is closed ends only when it has been read.
        before, self._unread = self._unread, {}
        for one in self._all():
            size = one.transport.get_write_buffer_size()
            was, since = before.get(one, (size, now))
            since = since if size == was else now
            if size > UNREAD_BYTES or (size and now - since > UNREAD_SECONDS):
                one.transport.abort()
            elif size:
                self._unread[one] = (size, since)

    def _all(self) -> list[Any]:
        self._lists = {key: found for key, found in self._lists.items() if found}
        return [one for found in self._lists.values() for one in found]


CONNECTIONS_HERE = Connections()
"""Of this process."""


def swept_connections() -> AbstractAsyncContextManager[None]:
    """Sweep among the connections while the server runs."""
    CONNECTIONS_HERE.files = _allow_files()
    CONNECTIONS_HERE.guard()
    return meanwhile(_now_and_then())


async def _now_and_then() -> None:
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        try:
            CONNECTIONS_HERE.sweep()
        except Exception:
            LOG.exception("The connections could not be looked over")


def _send_at_once(transport: asyncio.Transport) -> None:
    """Let no answer wait for the browser's word that it has got the part before: it would wait some 40 ms."""
    # asyncio does so where a socket's protocol is told when it is made; Streamlit's listening socket has none.
    connection = transport.get_extra_info("socket")
    with suppress(OSError, AttributeError):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _allow_files() -> int | None:
    """Let the process hold a file for every connection, where the system lets it ask; return how many, if it says."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
        if soft != resource.RLIM_INFINITY and soft < _FILES:
            LOG.warning("The system lets the process hold %d files, so fewer than usual can visit at once", soft)
        return None if soft == resource.RLIM_INFINITY else soft
    return None
