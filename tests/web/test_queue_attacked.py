"""Long work asked for by a crowd of a real server: so much is done, so much waits, and everybody else is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.bench.plans import write_plan
from tests.browser.socket_client import Session, open_session
from tests.web.served import ROOT, Served, served

QUEUE = ("uvicorn", "tests.web.short_queue:app", "--app-dir", str(ROOT), "--port")
CROWD, PATIENCE = 8, 120.0
WAITS, FULL, DONE = "Du är nummer {} i kön", "det är många som räknar just nu", "<table"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("ko")
    # Long enough that nothing of it is done while the others come.
    plan = write_plan(folder / "stor", 400)
    with served(folder, QUEUE, PRIORITERING_PLANER=str(plan)) as running:
        yield running


async def comes(url: str, frame: int) -> Session:
    """Open a page that has long work done, of a view of its own."""
    return await open_session(url, "robusthet", f"plan=stor&ram={frame}&dragningar=100000", seconds=PATIENCE)


async def crowd_of(url: str, told: tuple[str, ...]) -> list[Session]:
    """Let more and more come, until some of them have been told each of these words."""
    crowd: list[Session] = []
    while not all(any(words in one.text() for one in crowd) for words in told):
        frames = range(50_000 + len(crowd), 50_000 + len(crowd) + CROWD)
        crowd += await asyncio.gather(*(comes(url, frame) for frame in frames))
        assert len(crowd) < 10 * CROWD, told
    return crowd


def test_a_crowd_that_has_long_work_done_waits_in_a_queue_and_holds_up_nobody_else(server: Served) -> None:
    url = f"http://127.0.0.1:{server.port}"

    async def play() -> None:
        # One is under way, two wait and know their place, and the rest are told that it is full.
        crowd = await crowd_of(url, (WAITS.format(1), WAITS.format(2), FULL))
        assert not any(WAITS.format(3) in one.text() for one in crowd)
        assert not any(DONE in one.text() for one in crowd)
        # Others are answered meanwhile.
        other = await open_session(url, "prioritera", "plan=vso-2021&ram=3547", seconds=PATIENCE)
        assert "S01" in other.text()
        assert (await asyncio.to_thread(server.ask, "/halsa")).status == 200
        for one in (*crowd, other):
            await one.socket.close()
        # Whoever comes when the crowd has left is given the answer, though nothing of the crowd's was done.
        while True:
            after = await open_session(url, "robusthet", "plan=vso-2021&ram=3547&dragningar=100", seconds=PATIENCE)
            await after.socket.close()
            if DONE in after.text():
                break

    asyncio.run(asyncio.wait_for(play(), 5 * PATIENCE))
    assert server.process.poll() is None
