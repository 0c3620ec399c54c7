"""An open stream lasts while whoever follows it may read: seldom asked, ended at once, and nothing told after that."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable

import pytest
from anyio import Event
from starlette.requests import Request

from prioritering.errors import BadArgument
from prioritering.permissions import NOBODY, THIS_MACHINE, User
from prioritering.web.server import stream_route
from prioritering.web.server.open_streams import OPEN_STREAMS

HERE = Request({"type": "http", "headers": []})
MANY = 500


async def counted(upto: int = MANY, pause: float = 0.0) -> AsyncGenerator[bytes, None]:
    for number in range(upto):
        yield str(number).encode()
        await asyncio.sleep(pause)


async def all_told(events: AsyncGenerator[bytes, None], stopping: Event | None = None) -> list[bytes]:
    shown = stream_route._while_in(HERE, events, lambda: True, stopping)
    return [event async for event in shown]


def played(events: AsyncGenerator[bytes, None]) -> list[bytes]:
    return asyncio.run(asyncio.wait_for(all_told(events), 60))


def may(answers: Callable[[], User], monkeypatch: pytest.MonkeyPatch) -> list[int]:
    asked: list[int] = []

    def user(_: Request) -> User:
        asked.append(1)
        return answers()

    monkeypatch.setattr(stream_route, "request_user", user)
    return asked


def test_who_follows_is_not_asked_for_each_event(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = may(lambda: THIS_MACHINE, monkeypatch)
    assert played(counted()) == [str(number).encode() for number in range(MANY)]
    # At the beginning; and on a machine that is very slow once more each five seconds.
    assert len(asked) < MANY / 10


def test_whoever_may_not_read_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    may(lambda: NOBODY, monkeypatch)
    assert played(counted()) == [stream_route.OUT]


def test_all_can_be_asked_at_once_and_one_who_may_no_longer_read_is_told_nothing_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    users = [THIS_MACHINE]
    may(lambda: users[-1], monkeypatch)

    async def play() -> list[bytes]:
        shown = stream_route._while_in(HERE, counted(10**9), lambda: True)
        found = [await anext(shown) for _ in range(3)]
        users.append(NOBODY)
        OPEN_STREAMS.ask_again()
        # The next event lies there already, while the screen takes in the last.
        await asyncio.sleep(0.01)
        return found[-1:] + [event async for event in shown]

    assert asyncio.run(asyncio.wait_for(play(), 60)) == [b"2", stream_route.OUT]


def test_settings_that_cannot_be_read_end_a_stream_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_route, "STILL_IN_SECONDS", 0.01)
    asked = may(lambda: THIS_MACHINE if len(asked) < 3 else _broken(), monkeypatch)
    found = played(counted(10**9, 0.001))
    assert found[0] == b"0"
    assert stream_route.OUT not in found


def _broken() -> User:
    raise BadArgument("secrets.toml går inte att läsa")


def test_a_stream_whose_events_fail_ends_and_the_screen_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    may(lambda: THIS_MACHINE, monkeypatch)

    async def failing() -> AsyncGenerator[bytes, None]:
        yield b"ett"
        raise BadArgument("mötet finns inte")

    assert played(failing()) == [b"ett"]


def test_a_server_that_stops_ends_a_stream_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    may(lambda: THIS_MACHINE, monkeypatch)

    async def play() -> list[bytes]:
        stopping = Event()
        asyncio.get_running_loop().call_later(0.05, stopping.set)
        return await all_told(counted(10**9, 0.01), stopping)

    found = asyncio.run(asyncio.wait_for(play(), 60))
    assert found[:1] == [b"0"]
    assert stream_route.OUT not in found


def test_a_screen_that_takes_in_slowly_is_told_how_things_stand_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_route, "PULSE_SECONDS", 0.005)
    may(lambda: THIS_MACHINE, monkeypatch)
    now = 0

    async def newest() -> AsyncGenerator[bytes, None]:
        while True:
            yield str(now).encode()
            await asyncio.sleep(0)

    async def play() -> list[int]:
        nonlocal now
        found: list[int] = []
        async for event in stream_route._while_in(HERE, newest(), lambda: True):
            if b"puls" in event:
                continue
            found.append(int(event))
            if len(found) == 4:
                return found
            now += 100
            await asyncio.sleep(0.05)
        return found

    # One event lies and waits, and one that is to lie there: all others tell what is newest when they are sent.
    assert all(told >= 100 * (at - 2) for at, told in enumerate(asyncio.run(asyncio.wait_for(play(), 60))))


def test_the_pulse_says_whether_what_is_told_is_how_things_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_route, "PULSE_SECONDS", 0.005)
    may(lambda: THIS_MACHINE, monkeypatch)

    async def play() -> list[object]:
        fresh, told = [True], []
        async for event in stream_route._while_in(HERE, counted(2, 60.0), lambda: fresh[-1]):
            if b"event: puls" not in event:
                continue
            told.append(json.loads(event.split(b"data: ")[1]))
            if told[-1] is False:
                return told
            fresh.append(False)
        return told

    found = asyncio.run(asyncio.wait_for(play(), 60))
    # One may lie and wait that was told before.
    assert found in ([True, False], [True, True, False])
