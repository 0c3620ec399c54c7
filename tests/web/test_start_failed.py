"""A start that cannot be made ends the server: our own errors in one sentence, all others with their traceback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import Message

from prioritering.errors import StoreBusy
from prioritering.web.server.refused_start import Start


def started(at_start: Exception | None = None, at_stop: Exception | None = None) -> tuple[list[Message], list[str]]:
    """Start and stop an application; returns what the web server is told, and what breaks out to it."""

    @asynccontextmanager
    async def lifespan(app: object) -> AsyncIterator[None]:
        if at_start:
            raise at_start
        yield
        if at_stop:
            raise at_stop

    app = Starlette(lifespan=lifespan, middleware=[Middleware(Start)])
    sent: list[Message] = []
    broke: list[str] = []

    async def play() -> None:
        async def receive() -> Message:
            return {"type": "lifespan.shutdown" if sent else "lifespan.startup"}

        async def send(message: Message) -> None:
            sent.append(message)

        try:
            await app({"type": "lifespan", "state": {}, "app": app}, receive, send)
        except Exception as error:
            broke.append(str(error))

    asyncio.run(play())
    return sent, broke


def test_a_start_and_a_stop_go_through() -> None:
    assert started() == ([{"type": "lifespan.startup.complete"}, {"type": "lifespan.shutdown.complete"}], [])


def test_our_own_error_is_told_in_its_own_words_and_without_a_traceback() -> None:
    told = [{"type": "lifespan.startup.failed", "message": "Databasen används redan"}]
    assert started(StoreBusy("Databasen används redan")) == (told, [])


def test_any_other_error_is_told_with_its_traceback() -> None:
    [told], broke = started(RuntimeError("oväntat"))
    assert told["type"] == "lifespan.startup.failed"
    assert told["message"].startswith("Traceback")
    assert broke == ["oväntat"]


@pytest.mark.parametrize("error", [StoreBusy("vid stopp"), RuntimeError("vid stopp")])
def test_an_error_at_the_stop_is_no_failed_start(error: Exception) -> None:
    sent, broke = started(at_stop=error)
    assert [message["type"] for message in sent] == ["lifespan.startup.complete", "lifespan.shutdown.failed"]
    assert broke == ["vid stopp"]
