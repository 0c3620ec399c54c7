"""What a live stream sends: how soon to come back, then the drawing and the version, each time something is new."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Iterator, Mapping

import pytest
from starlette.requests import Request

from prioritering.errors import BadArgument, StoreError
from prioritering.permissions import THIS_MACHINE, User
from prioritering.store.bootstrap import Started
from prioritering.store.connection import Store
from prioritering.web.frame import context
from prioritering.web.server import stream, stream_route
from prioritering.web.server.stream import START_ID, Hub, Topic
from prioritering.web.server.stream_route import MAX_ADDRESS, Follower, follow_stream
from tests.usecases.builders import filled

TOPIC = Topic("prov", lambda: (4, 2, 9), 2)
drawn: list[Mapping[str, str]] = []


class Told(Topic):
    """A topic that is looked up without a database."""

    def look(self) -> tuple[int, ...]:
        return self.read()


@pytest.fixture(autouse=True)
def drawings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def draw(parameters: Mapping[str, str]) -> str:
        drawn.append(parameters)
        if parameters.get("fel"):
            raise StoreError("upptagen")
        return f"<p>{parameters['plan']}</p>"

    monkeypatch.setattr(stream, "HUB", Hub(lambda: 0))
    monkeypatch.setitem(stream._DRAWINGS, "prov", (draw, ""))
    stream._KEPT.forget()
    drawn.clear()
    yield
    stream._KEPT.forget()


def each(piece: bytes) -> list[bytes]:
    """The events of what is sent in one piece, as a browser tells them apart."""
    return [event for event in piece.split(b"\n\n") if event]


async def first(count: int, name: str | None, parameters: stream_route.Parameters) -> list[bytes]:
    events = stream_route._events(Follower(Told(*TOPIC), name, parameters))
    found: list[bytes] = []
    try:
        while len(found) < count:
            found += each(await anext(events))
        return found
    finally:
        with contextlib.suppress(RuntimeError):
            await events.aclose()


def fields(event: bytes) -> dict[str, str]:
    """The fields of an event as a browser reads them."""
    return dict(line.split(": ", 1) for line in event.decode().strip().split("\n"))


def sent(event: bytes) -> tuple[object, object, object]:
    found = fields(event)
    return found["event"], found["id"], json.loads(found["data"])


def test_a_stream_says_how_soon_to_come_back_and_which_start_of_the_server_it_is_and_then_the_whole_version() -> None:
    begun, stand = asyncio.run(first(2, None, ()))
    assert fields(begun) == {"event": "start", "data": json.dumps(START_ID), "retry": "1000"}
    assert sent(stand) == ("stand", "4-2-9", "4-2-9")
    assert drawn == []


def test_a_page_that_draws_by_itself_is_told_each_version_that_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [(4, 2, 9)]
    monkeypatch.setattr(stream, "HUB", Hub(lambda: len(now)))

    async def play() -> list[bytes]:
        found = []
        events = stream_route._events(Follower(Told("prov", lambda: now[-1], 2), None, ()))
        for _ in range(4):
            found.append(await asyncio.wait_for(anext(events), 20))
            if len(found) > 1:
                now.append((4, 2, now[-1][2] + 1))
        with contextlib.suppress(RuntimeError):
            await events.aclose()
        return found

    assert [sent(event)[2] for event in asyncio.run(play())[1:]] == ["4-2-9", "4-2-10", "4-2-11"]


def test_a_drawing_comes_before_the_numbers_that_call_for_a_redrawn_page() -> None:
    _, picture, stand = asyncio.run(first(3, "prov", (("plan", "vso"),)))
    assert sent(picture) == ("ruta", "4-2-9", "<p>vso</p>")
    # Answers change the picture alone, so the last number is not told.
    assert sent(stand) == ("stand", "4-2-9", "4-2")


def test_all_who_look_at_the_same_share_one_drawing_and_others_have_their_own() -> None:
    async def play() -> list[list[bytes]]:
        asked = [(("plan", "vso"),), (("plan", "vso"),), (("plan", "ukfa"),)]
        return list(await asyncio.gather(*(first(2, "prov", parameters) for parameters in asked)))

    assert [sent(events[1])[2] for events in asyncio.run(play())] == ["<p>vso</p>", "<p>vso</p>", "<p>ukfa</p>"]
    assert sorted(parameters["plan"] for parameters in drawn) == ["ukfa", "vso"]
    assert not stream_route._PICTURES


def test_a_drawing_that_fails_leaves_the_screen_as_it_is_and_the_numbers_come() -> None:
    _, stand = asyncio.run(first(2, "prov", (("fel", "ja"), ("plan", "vso"))))
    assert sent(stand) == ("stand", "4-2-9", "4-2")


def test_a_drawing_that_fails_comes_by_itself_when_it_can_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_route, "DRAWN_AGAIN_SECONDS", 0.01)
    failures = [KeyError("oväntat"), StoreError("upptagen")]

    def draw(parameters: Mapping[str, str]) -> str:
        if failures:
            raise failures.pop()
        return "<p>till sist</p>"

    monkeypatch.setitem(stream._DRAWINGS, "prov", (draw, ""))

    async def play() -> tuple[list[bytes], list[bool]]:
        follower = Follower(Told(*TOPIC), "prov", ())
        events = stream_route._events(follower)
        found, fresh = [], []
        for _ in range(3):
            found.append(await asyncio.wait_for(anext(events), 20))
            fresh.append(follower.is_fresh)
        with contextlib.suppress(RuntimeError):
            await events.aclose()
        return found, fresh

    (_, stand, picture), fresh = asyncio.run(play())
    assert (sent(stand)[0], sent(picture)[2]) == ("stand", "<p>till sist</p>")
    assert fresh == [True, True, True]


def test_a_screen_whose_drawing_fails_is_told_that_what_it_shows_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_route, "STILL_IN_SECONDS", 0.01)
    monkeypatch.setattr(stream_route, "PULSE_SECONDS", 0.0)
    monkeypatch.setattr(stream_route, "request_user", lambda _: THIS_MACHINE)
    request = Request({"type": "http", "headers": []})

    async def play() -> None:
        follower = Follower(Told(*TOPIC), "prov", (("fel", "ja"), ("plan", "vso")))
        shown = stream_route._while_in(request, stream_route._events(follower), lambda: follower.is_fresh)
        told = []
        while told[-1:] != ["false"]:
            found = fields(await asyncio.wait_for(anext(shown), 20))
            told += [found["data"]] if found["event"] == "puls" else []
        assert told[0] == "true"
        await shown.aclose()  # type: ignore[attr-defined]

    asyncio.run(play())


@pytest.mark.parametrize(("length", "let_in"), [(MAX_ADDRESS, True), (MAX_ADDRESS + 1, False)])
def test_an_address_of_four_thousand_characters_is_followed_and_a_longer_is_refused(
    length: int, let_in: bool, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store)
    monkeypatch.setattr(context, "_opened", lambda: (store, Started()))
    query = b"plan=vso-2021&ruta=prov&x="
    scope = {"type": "http", "method": "GET", "path": "/direkt/strom", "headers": [], "server": ("x", 80)}
    request = Request({**scope, "query_string": query + b"y" * (length - len(query))})
    with contextlib.nullcontext() if let_in else pytest.raises(BadArgument, match="för lång"):
        asyncio.run(follow_stream(request, User(frozenset())))
