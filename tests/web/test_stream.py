"""The hub of the live screens: one look-up for all, every change told, nothing left running."""

import asyncio
import contextlib

import pytest
from sse_starlette import EventSourceResponse
from starlette.requests import Request

from prioritering.errors import BadArgument, StoreError
from prioritering.meeting.meeting import Answer, Kind
from prioritering.meeting.rounds import Happening
from prioritering.permissions import User
from prioritering.store import ballots, looked, meetings
from prioritering.store.bootstrap import Started
from prioritering.store.connection import Store
from prioritering.web.frame import context
from prioritering.web.parts.board_live import DRAWING
from prioritering.web.server import stream
from prioritering.web.server.stream import Hub, in_text, topic_of
from prioritering.web.server.stream_route import event, follow_stream
from tests.store import meeting_steps
from tests.usecases.builders import filled


def test_all_followers_share_one_look_up_and_each_hears_of_a_change() -> None:
    version, asked, writes = [1], [0], [0]

    def read() -> tuple[int, ...]:
        asked[0] += 1
        return tuple(version)

    async def play() -> list[list[tuple[int, ...]]]:
        hub = Hub(lambda: writes[0])
        heard: list[list[tuple[int, ...]]] = [[], [], []]

        first = [asyncio.Event() for _ in heard]

        async def listen(place: int) -> None:
            async for found in hub.follow("x", read):
                heard[place].append(found)
                first[place].set()
                if found == (2,):
                    return

        tasks = [asyncio.create_task(listen(place)) for place in range(3)]
        await asyncio.wait_for(asyncio.gather(*(event.wait() for event in first)), 10)
        version[0] = 2
        writes[0] += 1
        await asyncio.wait_for(asyncio.gather(*tasks), 10)
        assert not hub._watches
        return heard

    assert asyncio.run(play()) == [[(1,), (2,)]] * 3
    assert asked[0] <= 6


def test_one_that_leaves_takes_nothing_from_those_who_stay_and_the_last_one_ends_the_look_ups() -> None:
    version, writes = [1], [0]

    async def play() -> tuple[int, ...]:
        hub = Hub(lambda: writes[0])
        leaves, stays = (hub.follow("x", lambda: tuple(version)) for _ in range(2))
        assert (await anext(leaves), await anext(stays)) == ((1,), (1,))
        task = hub._watches["x"].task
        await leaves.aclose()  # type: ignore[attr-defined]
        await asyncio.sleep(0)
        assert not task.cancelling()
        version[0] = 2
        writes[0] += 1
        heard = await asyncio.wait_for(anext(stays), 10)
        await stays.aclose()  # type: ignore[attr-defined]
        assert task.cancelling()
        assert not hub._watches
        return heard

    assert asyncio.run(play()) == (2,)


def test_a_change_that_another_process_makes_is_found_without_a_pulse() -> None:
    version = [1]

    async def play() -> tuple[int, ...]:
        stream = Hub(lambda: 0).follow("x", lambda: tuple(version))
        assert await anext(stream) == (1,)
        version[0] = 2
        found = await asyncio.wait_for(anext(stream), 5)
        with contextlib.suppress(RuntimeError):
            await stream.aclose()  # type: ignore[attr-defined]
        return found

    assert asyncio.run(play()) == (2,)


def test_a_stream_tells_of_what_another_store_of_the_database_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = Store.open(":memory:")
    meeting = filled(ours)
    theirs = Store(ours._connection.cursor(), ours.path)
    theirs.keys = ours.keys
    monkeypatch.setattr(context, "_opened", lambda: (ours, Started()))
    # Nothing is asked again by itself: only the stream's own look can find it.
    monkeypatch.setattr(looked, "LOOK_SECONDS", float("inf"))

    async def play() -> list[bool]:
        found = []
        followed = ({"plan": "vso-2021"}, {"mote": meeting.id}, {"mote": meeting.id, "plan": "vso-2021"})
        for parameters, level in zip(followed, ("En effekt", "Två effekter", "Ingen effekt"), strict=True):
            topic = topic_of(parameters)
            # No write of this process is told of, as when it is another that writes.
            stream = Hub(lambda: 0).follow(topic.name, topic.look)
            before = await anext(stream)
            voter = ballots.Voter(meeting.id, meetings.members(theirs, meeting.id)[0], 1)
            changed = Answer(kind=Kind.LEVEL, value=level)
            await asyncio.to_thread(ballots.save_answer, theirs, voter, "S01", "effekttyp", changed)
            found.append(await asyncio.wait_for(anext(stream), 10) != before)
            with contextlib.suppress(RuntimeError):
                await stream.aclose()  # type: ignore[attr-defined]
        return found

    assert asyncio.run(play()) == [True, True, True]
    ours.close()


@pytest.mark.parametrize("fault", [StoreError("upptagen"), KeyError("oväntat"), RuntimeError("oväntat")])
def test_a_look_up_that_fails_in_any_way_is_tried_again_and_the_screens_stay(fault: Exception) -> None:
    failures = [2]

    def read() -> tuple[int, ...]:
        if failures[0]:
            failures[0] -= 1
            raise fault
        return (7,)

    async def play() -> tuple[int, ...]:
        writes = [0]

        def busy() -> int:
            writes[0] += 1
            return writes[0]

        stream = Hub(busy).follow("x", read)
        return await asyncio.wait_for(anext(stream), 10)

    assert asyncio.run(play()) == (7,)
    assert failures == [0]


def test_what_cannot_be_looked_up_is_told_to_be_old_until_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "OLD_AFTER_SECONDS", 0.2)
    monkeypatch.setattr(stream, "ASK_SECONDS", 0.01)
    version, broken = [1], [False]

    def read() -> tuple[int, ...]:
        if broken[0]:
            raise RuntimeError("oväntat")
        return tuple(version)

    async def until(hub: Hub, wanted: bool) -> None:
        while hub.is_fresh("x") is not wanted:
            await asyncio.sleep(0.01)

    async def play() -> tuple[int, ...]:
        hub = Hub(lambda: 0)
        follower = hub.follow("x", read)
        assert await anext(follower) == (1,)
        broken[0] = True
        await asyncio.wait_for(until(hub, False), 20)
        broken[0], version[0] = False, 2
        found = await asyncio.wait_for(anext(follower), 20)
        await asyncio.wait_for(until(hub, True), 20)
        await follower.aclose()  # type: ignore[attr-defined]
        return found

    assert asyncio.run(play()) == (2,)


def test_any_text_is_one_line_of_an_event() -> None:
    sent = event("ruta", "rad 1\nrad 2\r\n\nid: 9", (3, 1)).decode()
    assert [line for line in sent.splitlines() if line.startswith(("id:", "event:"))] == ["id: 3-1", "event: ruta"]
    assert sum(line.startswith("data:") for line in sent.splitlines()) == 1
    assert in_text((3, 1, 4)) == "3-1-4"


@pytest.mark.parametrize(("asked", "known"), [("", True), (f"&ruta={DRAWING}", True), ("&ruta=annat", False)])
def test_a_stream_is_of_numbers_alone_or_of_a_drawing_that_there_is(
    asked: str, known: bool, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store)
    monkeypatch.setattr(context, "_opened", lambda: (store, Started()))
    scope = {"type": "http", "method": "GET", "path": "/direkt/strom", "headers": [], "server": ("x", 80)}
    request = Request({**scope, "query_string": f"plan=vso-2021{asked}".encode()})
    answering = follow_stream(request, User(frozenset()))
    if known:
        assert isinstance(asyncio.run(answering), EventSourceResponse)
    else:
        with pytest.raises(BadArgument, match="rutan"):
            asyncio.run(answering)


def test_a_version_older_than_the_one_told_is_never_told() -> None:
    versions = iter([(2, 5), (1, 5), (2, 4), (2, 5), (2, 6)])
    newest, writes = [(0, 0)], [0]

    def read() -> tuple[int, ...]:
        # Each look-up finds another version; written once more, so that there is a next one at once.
        newest[0] = next(versions, newest[0])
        writes[0] += 1
        return newest[0]

    async def play() -> list[tuple[int, ...]]:
        stream = Hub(lambda: writes[0]).follow("x", read)
        return [await asyncio.wait_for(anext(stream), 10) for _ in range(2)]

    assert asyncio.run(play()) == [(2, 5), (2, 6)]


@pytest.mark.parametrize(("parameters", "hears"), [({"for": "medlem"}, False), ({}, True)])
def test_answers_and_newcomers_redraw_the_groups_pictures_and_not_the_ballots_of_the_members(
    parameters: dict[str, str], hears: bool, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = filled(store)
    monkeypatch.setattr(context, "_opened", lambda: (store, Started()))
    topic = topic_of({"mote": meeting.id, **parameters})
    before = topic.look()
    voter = ballots.Voter(meeting.id, meetings.members(store, meeting.id)[0], 1)
    ballots.save_answer(store, voter, "S01", "effekttyp", Answer(kind=Kind.LEVEL, value="En effekt"))
    assert (topic.look() != before) is hears
    before = topic.look()
    meetings.record(store, meeting.id, Happening.ROLE_SHARED, "objektledare", "Objektägare")
    assert topic.look() != before
    before = topic.look()
    meetings.join(store, meeting.code, "Objektägare")
    assert (topic.look() != before) is hears
    before = topic.look()
    meeting_steps.close_round(store, meeting.id, "objektledare")
    assert topic.look() != before
