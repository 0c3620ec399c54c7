"""A second way into the running server, at the machine's network address: the room, which the leader opens and closes.

The server goes on as it is, so that everyone keeps their place, and the machine's own address answers as before.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from prioritering.errors import BadArgument
from prioritering.settings import started_as_room
from prioritering.web.base import base_path
from prioritering.web.frame.network_room import ROOM
from prioritering.web.frame.who import access_settings, login_is_on
from prioritering.web.loopback import network_address
from prioritering.web.server.leader_link_told import tell_leader_link
from prioritering.web.server.listens import Listens, listens
from prioritering.web.server.open_streams import OPEN_STREAMS

LOG = logging.getLogger("prioritering.web")
GOES_ON_SECONDS = 10
"""How long what is being answered in a room that is closed may go on."""


class _Beside(uvicorn.Server):
    """A server beside the one that the process was started for, which alone hears the signals to stop."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the first server."""
        yield


class RoomListener:
    """Opens the room: listens at the network address beside the server, unless the server itself answers there."""

    def __init__(self) -> None:
        self._app: Any = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: uvicorn.Server | None = None
        self._turn = threading.Lock()
        self._started = Listens("127.0.0.1", 0)

    def attach(self, app: Any) -> None:
        """Serve this app, in the event loop that asks."""
        self._app, self._loop = app, asyncio.get_running_loop()
        self._started = listens()
        ROOM.at_home = self._started.at_home

    def open(self, port: int) -> str:
        """Open the room at a port and return its address, such as http://192.168.1.5:8501; from another thread.

        The server's own address where others reach that. BadArgument when the machine is in no network, or when the
        port is taken there.
        """
        with self._turn:
            if self._server is None:
                ROOM.listening = self._started.by_others or self._beside(port)
                ROOM.moved += 1
        LOG.info("The room is open at %s", ROOM.listening)
        return ROOM.listening

    def _beside(self, port: int) -> str:
        here = network_address()
        if not here or self._loop is None or not self._started.here:
            raise BadArgument("Datorn är inte ansluten till något nät.")
        server = _Beside(_config(self._app))
        asyncio.run_coroutine_threadsafe(server.serve(sockets=[_bound(here, port)]), self._loop)
        self._server = server
        return f"http://{here}:{port}"

    def open_at_start(self) -> None:
        """Open the room of a server that is started for one, and tell how it is led from here."""
        try:
            login, settings = login_is_on(), access_settings()
        except BadArgument as error:
            # The door, which they shut, says it to whoever asks; IT is to know before that.
            LOG.error("Nobody is let in: %s", error)  # noqa: TRY400 - told in full
            return
        if login or not (started_as_room() or settings.natverk):
            return
        try:
            base = self.open(self._started.port)
        except BadArgument as error:
            print(f"Rummet kunde inte öppnas: {error}", flush=True)
            return
        print(f"Rummet är öppet: {base}{base_path()}/", flush=True)
        tell_leader_link(base)

    def close(self) -> None:
        """Close the room: nobody else is let in any more, and who is in loses the connection."""
        with self._turn:
            ROOM.listening = ""
            ROOM.moved += 1
            if self._server is not None and self._loop is not None:
                self._loop.call_soon_threadsafe(_end, self._server)
                self._server = None


def _end(server: uvicorn.Server) -> None:
    # Nobody of the room may read any more. A stream that has to be cancelled would be told as a fault.
    OPEN_STREAMS.ask_again()
    server.should_exit = True


def _config(app: Any) -> uvicorn.Config:
    # The app has been started already, and writes its own log of requests.
    return uvicorn.Config(
        app, lifespan="off", access_log=False, log_config=None, timeout_graceful_shutdown=GOES_ON_SECONDS
    )


def _bound(address: str, port: int) -> socket.socket:
    try:
        return socket.create_server((address, port))
    except OSError as error:
        raise BadArgument(f"Porten {port} är upptagen på {address}.") from error


LISTENER = RoomListener()
"""Of this process."""
