"""What the devices of one member are told: of each other's saves, and never of anyone else's."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import pytest

from prioritering.meeting.meeting import Answer, Kind, Meeting, Member
from prioritering.meeting.rounds import Happening
from prioritering.plan.object_plan import Tier
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings, seats
from prioritering.store.ballots import Voter
from prioritering.store.bootstrap import Started
from prioritering.store.connection import Store
from prioritering.store.meetings import Credential
from prioritering.store.plans import import_plan
from prioritering.usecases import change_plan
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.web.frame import context
from prioritering.web.server import own_stream, stream
from prioritering.web.server.own_stream import own_counts, saving
from prioritering.web.server.stream import Counts, Hub
from tests.folders import DATA, VSO
from tests.meeting.builders import WORDS
from tests.store.meetings_begun import begun

BY = Signature(role="Objektledare", reason="Nytt")
Devices = list[AsyncGenerator[Counts, None]]


@pytest.fixture(autouse=True)
def meeting(store: Store, monkeypatch: pytest.MonkeyPatch) -> Meeting:
    monkeypatch.setattr(context, "_opened", lambda: (store, Started()))
    monkeypatch.setattr(stream, "HUB", Hub(lambda: store.writes))
    found, _ = begun(store)
    meetings.record(store, found.id, Happening.ROLE_SHARED, "Objektledare", "Linjechef")
    return found


def joined(store: Store, meeting: Meeting) -> tuple[Member, Credential]:
    member, token = meetings.join(store, meeting.code, "Linjechef")
    return member, Credential(token=token)


def save(store: Store, meeting: Meeting, member: Member, level: int) -> None:
    ballots.save_answer(store, Voter(meeting.id, member, 1), "p", "a", Answer(kind=Kind.LEVEL, value=WORDS[level]))


def shut(store: Store, meeting: Meeting) -> None:
    """Something that all in the meeting are told of."""
    meetings.record(store, meeting.id, Happening.JOINING_CLOSED, "Objektledare")


def play(
    meeting: Meeting, who: tuple[Member, Credential], count: int, act: Callable[[Devices], Awaitable[None]]
) -> None:
    """Follow with so many devices of one member while something happens."""

    async def played() -> None:
        async with AsyncExitStack() as stack:
            opened = (aclosing(own_counts(meeting.id, *who)) for _ in range(count))
            await act([await stack.enter_async_context(device) for device in opened])

    asyncio.run(played())
    assert not own_stream._DEVICES


def test_each_device_is_told_what_the_other_saves_and_one_alone_is_not_told_of_its_own(
    store: Store, meeting: Meeting
) -> None:
    member, shown = joined(store, meeting)

    async def two(devices: Devices) -> None:
        before = [await anext(device) for device in devices]
        assert before[0] == before[1]
        save(store, meeting, member, 1)
        after = [await anext(device) for device in devices]
        assert after == [(before[0][0], before[0][1] + 1)] * 2

    async def one(devices: Devices) -> None:
        (device,) = devices
        events, saves = await anext(device)
        save(store, meeting, member, 2)
        save(store, meeting, member, 3)
        shut(store, meeting)
        assert await anext(device) == (events + 1, saves + 2)

    play(meeting, (member, shown), 2, two)
    play(meeting, (member, shown), 1, one)


def test_a_screen_that_is_alone_is_told_of_what_is_saved_from_where_nothing_follows_and_not_of_its_own(
    store: Store, meeting: Meeting
) -> None:
    member, shown = joined(store, meeting)

    def save_from(screen: str, level: int) -> None:
        with saving(meeting.id, member.id, screen):
            save(store, meeting, member, level)

    async def act() -> None:
        async with aclosing(own_counts(meeting.id, member, shown, "datorn")) as device:
            events, saves = await anext(device)
            save_from("datorn", 1)
            save_from("telefonen", 2)
            assert await anext(device) == (events, saves + 2)
            save_from("datorn", 3)
            shut(store, meeting)
            assert await anext(device) == (events + 1, saves + 3)

    asyncio.run(act())
    assert not own_stream._DEVICES


def test_a_screen_that_comes_back_before_its_old_stream_has_ended_is_still_not_told_of_its_own_saves(
    store: Store, meeting: Meeting
) -> None:
    member, shown = joined(store, meeting)

    async def act() -> None:
        old = own_counts(meeting.id, member, shown, "datorn")
        await anext(old)
        async with aclosing(own_counts(meeting.id, member, shown, "datorn")) as device:
            events, saves = await anext(device)
            await old.aclose()
            with saving(meeting.id, member.id, "datorn"):
                save(store, meeting, member, 1)
            shut(store, meeting)
            assert await anext(device) == (events + 1, saves + 1)

    asyncio.run(act())
    assert not own_stream._DEVICES


def test_a_save_that_is_on_disk_before_it_has_been_counted_as_ended_is_told_of(store: Store, meeting: Meeting) -> None:
    member, shown = joined(store, meeting)

    async def act() -> None:
        async with aclosing(own_counts(meeting.id, member, shown, "datorn")) as device:
            events, saves = await anext(device)
            with saving(meeting.id, member.id, "telefonen"):
                save(store, meeting, member, 1)
                assert await anext(device) == (events, saves + 1)
        with saving(meeting.id, member.id, "telefonen"):
            assert own_stream._DEVICES

    asyncio.run(act())
    assert not own_stream._DEVICES


def test_nobody_is_told_of_anothers_saves(store: Store, meeting: Meeting) -> None:
    who, (other, _) = joined(store, meeting), joined(store, meeting)

    async def act(devices: Devices) -> None:
        before = [await anext(device) for device in devices]
        for level in range(3):
            save(store, meeting, other, level)
        shut(store, meeting)
        after = [await anext(device) for device in devices]
        assert after == [(events + 1, saves) for events, saves in before]

    play(meeting, who, 2, act)


def test_a_device_is_told_when_the_plan_or_the_group_has_changed_what_is_asked(
    store: Store, meeting: Meeting, tmp_path: Path
) -> None:
    member, shown = joined(store, meeting)

    async def act(devices: Devices) -> None:
        (device,) = devices
        shutil.copytree(DATA / "vso-2021", tmp_path / "vso-2021")
        import_plan(store, read_plan(tmp_path / "vso-2021"))
        told, saves = await anext(device)
        change_plan.add_project(Beside(store, VSO), "Tillagt", Tier.DESIRABLE, BY)
        assert await anext(device) == (told + 1, saves)
        table = tmp_path / "vso-2021" / "projekt.csv"
        table.write_text(table.read_text(encoding="utf-8").replace("2000", "2001", 1), encoding="utf-8")
        import_plan(store, read_plan(tmp_path / "vso-2021"))
        assert await anext(device) == (told + 2, saves)

    play(meeting, (member, shown), 1, act)


def test_a_device_that_was_moved_from_is_told_of_no_more_saves(store: Store, meeting: Meeting) -> None:
    member, shown = joined(store, meeting)
    save(store, meeting, member, 1)

    async def act(devices: Devices) -> None:
        assert [(await anext(device))[1] for device in devices] == [1, 1]
        code = seats.offer_seat(store, meeting.id, member.id, "Objektledare")
        seats.take_seat(store, code, None)
        save(store, meeting, member, 2)
        shut(store, meeting)
        for device in devices:
            told = await anext(device)
            while told[0] < events_of(store, meeting):
                told = await anext(device)
            assert told[1] == 0

    play(meeting, (member, shown), 2, act)


def events_of(store: Store, meeting: Meeting) -> int:
    return ballots.saves_numbers(store, meeting.id)[0]
