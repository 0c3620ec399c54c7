"""What a browser may send on Streamlit's websocket beside what our pages send: nothing of it is anybody else's loss."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from threading import Thread

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from prioritering.web.frame.made_once import MadeOnce
from tests.browser.socket_client import open_session
from tests.web.served import UVICORN, Served, served
from tests.web.test_login_attacked import SECRETS

FACT = "Automatisering av myndighetsprocesser"
FLAGS = (
    *("clear_cache", "stop_script", "load_git_info", "set_run_on_save", "app_heartbeat"),
    *("debug_disconnect_websocket", "debug_shutdown_runtime"),
)


@pytest.fixture(scope="module", params=["", SECRETS], ids=["egen dator", "inte inloggad"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("meddelanden")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(request.param, encoding="utf-8")
    with served(folder, UVICORN) as running:
        yield running


def messages() -> Iterator[BackMsg]:
    """Yield one of each that Streamlit knows and our pages never send."""
    for flag in FLAGS:
        message = BackMsg()
        setattr(message, flag, True)
        yield message
    files = BackMsg()
    files.file_urls_request.file_names.extend(["../../x"])
    operation = BackMsg()
    operation.backend_operation_request.request_id = "x"
    yield from (files, operation)


def test_every_kind_of_message_that_there_is_is_tried() -> None:
    kinds = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert {message.WhichOneof("type") for message in messages()} == kinds - {"rerun_script"}


def test_no_message_of_one_browser_takes_anything_from_the_next(server: Served) -> None:
    url = f"http://127.0.0.1:{server.port}"

    async def seen() -> str:
        session = await open_session(url, "prioritera", "plan=vso-2021")
        await session.socket.close()
        return session.text()

    async def play() -> tuple[str, str]:
        before = await seen()
        for message in messages():
            session = await open_session(url, "prioritera", "plan=vso-2021")
            await session.socket.send(message.SerializeToString())
            # It has been dealt with when it has been read, or when the connection has been broken for it.
            try:
                await (await session.socket.ping())
            except ConnectionClosed:
                continue
            await session.socket.close()
        return before, await seen()

    before, after = asyncio.run(play())
    assert server.ask("/halsa").status == 200
    assert (FACT in before) == (FACT in after) == ("Logga in" not in after)


def test_what_is_made_once_is_made_by_one_alone_and_again_when_it_failed() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        if len(made) == 1:
            raise OSError("upptagen")
        return made[-1]

    once, found = MadeOnce(make), []
    with pytest.raises(OSError, match="upptagen"):
        once()
    threads = [Thread(target=lambda: found.append(once())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (found, made) == ([1] * 8, [0, 1])
    once.forget()
    assert once() == 2
