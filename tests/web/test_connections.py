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
from prioritering.web.server.bounds import Bounds
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


CONFIG = uvicorn.Config(_answer, log_config=None)


class Closed(asyncio.Transport):
    """A connection's other end, which notes what was written and that it was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self.closed = b"", asyncio.Event()
        self.unread, self.broken = 0, False

    def write(self, data: bytes) -> None:
        self.written += data

    def close(self) -> None:
        self.closed.set()

    def get_write_buffer_size(self) -> int:
        return self.unread

    def abort(self) -> None:
        self.broken = True


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


class Numbered(Closed):
    """One whose socket has a number among the files of the process."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self if name == "socket" else default

    def fileno(self) -> int:
        return self.number

    def setsockopt(self, *asked: int) -> None:
        del asked


def come(one: int, all_of_them: set[Any], transport: Closed | None = None) -> Closed:
    """Connect from an address of one's own."""
    protocol, transport = H11Protocol.__new__(H11Protocol), transport or Closed()
    protocol.config = CONFIG
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


def test_a_second_server_of_the_process_sees_each_connection_once(
    here: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 1)
    here.guard()
    here.guard()
    everyone: set[Any] = set()
    assert [come(number, everyone).written.count(b"HTTP/1.1 503") for number in range(2)] == [0, 1]


def test_where_the_system_lets_few_files_be_held_the_last_third_is_left_for_what_pages_open(here: Connections) -> None:
    here.guard()
    here.files = 900
    everyone: set[Any] = set()
    told = {number: come(number, everyone, Numbered(number)).written[:12] for number in (10, 599, 600, 890)}
    assert told == {10: b"", 599: b"", 600: b"HTTP/1.1 503", 890: b"HTTP/1.1 503"}
    here.files = None
    assert come(891, everyone, Numbered(891)).written == b""


def test_no_more_pages_are_let_in_than_there_are_files_for(here: Connections) -> None:
    here.files = 21
    assert [here.has_files_for_page(others) for others in range(4)] == [True, True, True, False]
    told: list[Any] = []

    async def let_in(scope: Any, receive: Any, send: Any) -> None:
        told.append("let in")

    async def nothing() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        told.append((message["type"], message.get("status")))

    page = {"type": "websocket", "path": "/_stcore/stream", "headers": [], "client": ("10.0.0.1", 1)}
    page["extensions"] = {"websocket.http.response": {}}
    asyncio.run(Bounds(let_in)(page, nothing, send))
    here.files = 6
    asyncio.run(Bounds(let_in)(page, nothing, send))
    assert told[0] == "let in"
    assert ("websocket.http.response.start", 503) in told[1:]
    assert told.count("let in") == 1


def test_how_many_files_may_be_held_is_known_while_the_server_runs_and_said_when_they_are_few(
    here: Connections, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 1024))
    asked: list[object] = []
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))

    async def begun() -> None:
        async with connections.swept_connections():
            pass

    asyncio.run(begun())
    assert (here.files, asked) == (1024, [(1024, 1024)])
    assert "hold 1024 files" in caplog.text


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


def test_whoever_does_not_read_what_is_sent_is_cut_off_and_whoever_reads_it_slowly_is_not(
    here: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(connections.time, "monotonic", lambda: now[0])
    here.guard()
    everyone: set[Any] = set()
    still, slow, much, all_read = (come(number, everyone) for number in range(4))
    for unread in range(int(connections.UNREAD_SECONDS) + 2):
        still.unread, slow.unread, much.unread = 70_000, 70_000 + unread, 20_000_000
        here.sweep()
        now[0] += 1
    assert (still.broken, slow.broken, all_read.broken) == (True, False, False)
    # Pongs are written whether they are read or not.
    slow.unread = connections.UNREAD_BYTES + 1
    here.sweep()
    assert slow.broken


def test_a_websocket_is_looked_over_when_no_other_connection_is_left(here: Connections) -> None:
    here.guard()
    everyone: set[Any] = set()
    page = come(1, everyone)
    [request] = everyone
    # As uvicorn does when a request becomes a websocket.
    everyone.clear()
    websocket = type("Websocket", (), {"connections": everyone, "client": request.client, "transport": page})()
    everyone.add(websocket)
    here.sweep()
    page.unread = connections.UNREAD_BYTES + 1
    here.sweep()
    assert page.broken
