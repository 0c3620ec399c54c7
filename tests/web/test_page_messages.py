"""A page that sends more, or something else, than a page can: it is closed, and others are answered meanwhile."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from prioritering.web.limits import MESSAGE_PIECES, MOST_AHEAD, Pace
from prioritering.web.server.page_messages import MessageTurns, PageMessages
from tests.browser.socket_client import open_session
from tests.web.served import UVICORN, Served, served
from tests.web.test_limits import PATIENCE, SOCKET, Wire
from tests.web.test_login_attacked import SECRETS

NO_SUCH, TOO_BIG = 1002, 1009
SECRET = "hemligt-i-ramen"


@pytest.fixture(scope="module", params=["", SECRETS], ids=["egen dator", "inte inloggad"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("meddelanden")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(request.param, encoding="utf-8")
    with served(folder, UVICORN, PRIORITERING_LOGG="json") as running:
        yield running


def run_again(query: str = "plan=vso-2021") -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = query
    return message.SerializeToString()


def many(count: int) -> bytes:
    """Return a message of so many values that are two bytes each."""
    message = BackMsg()
    for _ in range(count):
        message.rerun_script.widget_states.widgets.add()
    return message.SerializeToString()


def closed_with(server: Served, *messages: bytes | str) -> int | None:
    """Send these on a page's websocket and return what it is closed with; None when it is still open."""

    async def play() -> int | None:
        session = await open_session(f"http://127.0.0.1:{server.port}", "prioritera", "plan=vso-2021")
        try:
            for message in messages:
                await session.socket.send(message)
            await session.read_until_run(PATIENCE)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 0
        await session.socket.close()
        return None

    return asyncio.run(play())


def test_whoever_sends_without_pause_is_closed_and_others_are_answered_meanwhile(server: Served) -> None:
    url = f"http://127.0.0.1:{server.port}"

    async def play() -> tuple[int, int]:
        session = await open_session(url, "prioritera", "plan=vso-2021")
        sent = 0

        async def storm() -> None:
            nonlocal sent
            with suppress(ConnectionClosed):
                while True:
                    await session.socket.send(run_again())
                    sent += 1

        storming = asyncio.create_task(storm())
        status = (await asyncio.to_thread(server.ask, "/halsa")).status
        with pytest.raises(ConnectionClosed):
            async with asyncio.timeout(PATIENCE):
                while True:
                    await session.socket.recv()
        await storming
        return status, sent

    status, sent = asyncio.run(play())
    assert status == 200
    assert sent > MOST_AHEAD
    # Its reason may not reach whoever is still sending.
    assert "more messages than it may send" in (server.folder / "server.log").read_text(encoding="utf-8")


def test_a_page_that_asks_for_a_run_again_and_again_is_not_closed(server: Served) -> None:
    assert closed_with(server, *[run_again()] * MOST_AHEAD) is None


def test_a_message_of_so_many_values_that_it_would_fill_the_memory_is_refused(server: Served) -> None:
    assert closed_with(server, many(MESSAGE_PIECES + 1)) == TOO_BIG
    assert closed_with(server, many(MESSAGE_PIECES // 2)) is None


@pytest.mark.parametrize("sent", [SECRET, b"\xff\xff" + SECRET.encode()], ids=["text", "skräp"])
def test_what_is_no_message_is_one_line_in_the_log_without_what_was_sent(sent: bytes | str, server: Served) -> None:
    log = (server.folder / "server.log").open("rb")
    with closing(log):
        log.seek(0, 2)
        assert closed_with(server, sent) == NO_SUCH
        assert server.ask("/halsa").status == 200
        lines = [json.loads(line) for line in log.read().decode().splitlines()]
    told = [line for line in lines if line["event"] != "request"]
    assert [line["level"] for line in told] == ["warning"]
    assert "error" not in told[0]
    assert SECRET not in json.dumps(told)


@pytest.mark.parametrize("value", ["[" * 100_000, "1" * 5_000, SECRET])
def test_a_value_that_cannot_be_read_never_reaches_a_page(value: str) -> None:
    told: list[Message] = []
    message = BackMsg()
    message.rerun_script.widget_states.widgets.add(id="x", json_trigger_value=value)
    assert received(told, message) == [{"type": "websocket.disconnect", "code": NO_SUCH}]
    assert told == [{"type": "websocket.close", "code": NO_SUCH}]


@pytest.mark.parametrize(
    "kind", ["clear_cache", "load_git_info", "set_run_on_save", "debug_shutdown_runtime", "debug_disconnect_websocket"]
)
def test_what_only_a_developer_may_ask_for_never_reaches_streamlit(kind: str) -> None:
    told: list[Message] = []
    asked = BackMsg.FromString(run_again())
    [message] = received(told, BackMsg(**{kind: True}), asked)
    assert (BackMsg.FromString(message["bytes"]), told) == (asked, [])


def test_a_page_that_is_gone_when_something_is_sent_has_left_and_asks_for_nothing_more() -> None:
    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": run_again()}

    async def broken(message: Message) -> None:
        raise OSError

    async def play() -> Message:
        page = PageMessages(receive, broken, ())
        await page.send({"type": "websocket.send", "bytes": b"x"})
        return await page.receive()

    assert asyncio.run(play())["type"] == "websocket.disconnect"


def received(told: list[Message], *messages: BackMsg) -> list[Message]:
    """Return the first that Streamlit is given of these, and note what the browser is told."""
    coming = iter({"type": "websocket.receive", "bytes": one.SerializeToString()} for one in messages)

    async def receive() -> Message:
        return next(coming)

    async def send(message: Message) -> None:
        told.append(message)

    return [asyncio.run(PageMessages(receive, send, ()).receive())]


def test_nothing_that_a_page_sends_is_unpacked(server: Served) -> None:
    # A hundred messages of 2 MB would fit in what is read at once.
    asked = SOCKET.replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
    with closing(Wire(server, asked)) as wire:
        head = wire.head().lower()
    assert " 101 " in head.splitlines()[0]
    assert "permessage-deflate" not in head


def test_a_turn_comes_at_once_until_too_many_have_been_taken_and_then_at_a_pace() -> None:
    now = [0.0]
    turns = MessageTurns(Pace(at_once=3, a_second=2), clock=lambda: now[0])
    assert [turns.wait_seconds() for _ in range(5)] == [0, 0, 0, 0.5, 1.0]
    now[0] = 100.0
    assert [turns.wait_seconds() for _ in range(4)] == [0, 0, 0, 0.5]


def test_a_turn_that_has_not_come_is_not_taken() -> None:
    now = [0.0]
    turns = MessageTurns(Pace(at_once=2, a_second=1), clock=lambda: now[0])
    assert [turns.comes_now() for _ in range(4)] == [True, True, False, False]
    now[0] = 1.0
    assert [turns.comes_now() for _ in range(2)] == [True, False]
