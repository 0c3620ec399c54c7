"""The hub of the live screens: one look-up for all, every change told, nothing left running."""

import asyncio
import contextlib

from prioritering.errors import StoreError
from prioritering.web.server.stream import Hub, in_text
from prioritering.web.server.stream_route import event


def test_all_followers_share_one_look_up_and_each_hears_of_a_change() -> None:
    version, asked, writes = [1], [0], [0]

    def read() -> tuple[int, ...]:
        asked[0] += 1
        return tuple(version)

    async def play() -> list[list[tuple[int, ...]]]:
        hub = Hub(lambda: writes[0])
        heard: list[list[tuple[int, ...]]] = [[], [], []]

        async def listen(place: int) -> None:
            async for found in hub.follow("x", read):
                heard[place].append(found)
                if found == (2,):
                    return

        tasks = [asyncio.create_task(listen(place)) for place in range(3)]
        await asyncio.sleep(0.2)
        version[0] = 2
        writes[0] += 1
        await asyncio.wait_for(asyncio.gather(*tasks), 5)
        assert not hub._watches
        return heard

    assert asyncio.run(play()) == [[(1,), (2,)]] * 3
    assert asked[0] <= 6


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


def test_a_look_up_that_fails_is_tried_again_and_the_screens_stay() -> None:
    failures = [2]

    def read() -> tuple[int, ...]:
        if failures[0]:
            failures[0] -= 1
            raise StoreError("upptagen")
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


def test_any_text_is_one_line_of_an_event() -> None:
    sent = event("ruta", "rad 1\nrad 2\r\n\nid: 9", (3, 1)).encode().decode()
    assert [line for line in sent.splitlines() if line.startswith(("id:", "event:"))] == ["id: 3-1", "event: ruta"]
    assert sum(line.startswith("data:") for line in sent.splitlines()) == 1
    assert in_text((3, 1, 4)) == "3-1-4"
