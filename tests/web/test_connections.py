"""Connections as a browser meets them: what is answered is sent at once."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from prioritering.settings import PROXY_SETTING
from prioritering.web.server import connections
from prioritering.web.server.connections import CONNECTIONS_HERE, Connections


def test_no_answer_waits_for_the_browsers_word_that_it_got_the_part_before() -> None:
    answered, at_once = asyncio.run(_ask_once())
    assert answered.startswith(b"HTTP/1.1 204")
    assert at_once


async def _ask_once() -> tuple[bytes, int]:
    """Return the first line of an answer, and whether the server's end sends at once."""
    CONNECTIONS_HERE.guard()
    # As Streamlit makes it: without a word of the protocol, so that asyncio does not know it for TCP.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.bind(("127.0.0.1", 0))
    # From now on it takes connections, though nobody answers before the server has come so far.
    listening.listen()
    server = uvicorn.Server(uvicorn.Config(_answer, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    reader, writer = await asyncio.open_connection(*listening.getsockname())
    writer.write(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
    answered = await reader.readline()
    (connection,) = server.server_state.connections
    at_once = connection.transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    writer.close()
    server.should_exit = True
    await serving
    return answered, at_once


async def _answer(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


class Closed(asyncio.Transport):
    """A connection's other end, which notes what was written and that it was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self.closed = b"", asyncio.Event()

    def write(self, data: bytes) -> None:
        self.written += data

    def close(self) -> None:
        self.closed.set()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Connections:
    """Connections of a process of its own, where a server has only begun."""

    def made(protocol: H11Protocol, transport: asyncio.Transport) -> None:
        protocol.transport = transport
        protocol.connections.add(protocol)

    monkeypatch.setattr(H11Protocol, "connection_made", made)
    found = Connections()
    monkeypatch.setattr(connections, "CONNECTIONS_HERE", found)
    return found


def come(one: int, all_of_them: set[Any]) -> Closed:
    """Connect from an address of one's own."""
    protocol, transport = H11Protocol.__new__(H11Protocol), Closed()
    protocol.connections, protocol.client, protocol.cycle = all_of_them, (f"10.0.{one // 250}.{one % 250}", 1), None
    protocol.connection_made(transport)
    return transport


def test_as_many_connect_as_may_and_the_next_is_told_that_the_server_is_full(
    here: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 3)
    here.guard()
    everyone: set[Any] = set()
    assert [come(number, everyone).written[:12] for number in range(4)] == [b"", b"", b"", b"HTTP/1.1 503"]


def test_a_connection_on_which_nothing_comes_is_closed_while_the_server_runs(
    here: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "SWEEP_SECONDS", 0)
    monkeypatch.setattr(connections, "HEAD_SECONDS", -1)

    async def silent() -> list[bool]:
        async with connections.swept_connections():
            return [await come(number, set()).closed.wait() for number in range(2)]

    assert asyncio.run(asyncio.wait_for(silent(), 60)) == [True, True]


@pytest.mark.parametrize(("proxy", "of_one"), [("", 2), ("127.0.0.1", 4)])
def test_one_address_may_hold_its_share_unless_all_come_from_the_proxys(
    here: Connections, monkeypatch: pytest.MonkeyPatch, proxy: str, of_one: int
) -> None:
    monkeypatch.setenv(PROXY_SETTING, proxy)
    monkeypatch.setattr(connections, "MOST_CONNECTIONS_OF_ONE", 2)
    here.guard()
    everyone: set[Any] = set()
    let_in = [not come(7, everyone).written for _ in range(4)]
    assert let_in == [True] * of_one + [False] * (4 - of_one)
    assert not come(8, everyone).written
