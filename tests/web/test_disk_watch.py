"""A disk that is nearly full is told before it closes the database: on Översikt, in the log and to a monitor."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from prioritering.store.connection import Store
from prioritering.store.disk_room import MARGIN_BYTES, DiskRoom, disk_room
from prioritering.usecases.health import disk_warning
from prioritering.web.server import disk_watch
from prioritering.web.server.disk_watch import watching_disk
from prioritering.web.server.health import READY
from tests.web.test_health import asked


class Usage(NamedTuple):
    free: int


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the machine says is free on its disks."""
    found = [0]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(found[-1]))
    return found


@pytest.mark.parametrize(
    ("room", "short"),
    [
        (DiskRoom(MARGIN_BYTES, 0), False),
        (DiskRoom(MARGIN_BYTES - 1, 0), True),
        (DiskRoom(MARGIN_BYTES + 2_000, 1_000), False),
        (DiskRoom(MARGIN_BYTES + 1_999, 1_000), True),
    ],
)
def test_there_is_to_be_room_for_the_database_twice_and_a_margin(room: DiskRoom, short: bool) -> None:
    assert room.is_short is short


def test_the_room_is_that_of_the_databases_own_disk_with_its_log_counted(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "a.duckdb")
    found = disk_room(store.path)
    log = Path(f"{store.path}.wal")
    size = Path(store.path).stat().st_size + (log.stat().st_size if log.exists() else 0)
    assert found == DiskRoom(found.free if found else -1, size)
    store.close()


def test_a_database_in_memory_has_no_disk(store: Store, free: list[int]) -> None:
    assert free == [0] and disk_warning(store) == ""


def test_the_warning_says_how_much_is_left_what_happens_and_what_to_do(tmp_path: Path, free: list[int]) -> None:
    store = Store.open(tmp_path / "a.duckdb")
    free.append(35_400_000)
    assert disk_warning(store) == (
        "Disken är snart full: 35\u00a0MB är lediga där databasen ligger, och den tar själv "
        f"{Path(store.path).stat().st_size // 1_000_000}\u00a0MB. Tar disken slut stängs Prioritering för alla tills "
        "servern startas om. Frigör plats före mötet, eller be it-avdelningen om det."
    )
    free.append(10 * MARGIN_BYTES)
    assert disk_warning(store) == ""
    store.close()


def test_the_log_says_it_once_each_time_that_it_becomes_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(disk_watch, "DISK_SECONDS", 0)
    store, looks = Store.open(tmp_path / "a.duckdb"), [0, 0, 10 * MARGIN_BYTES, 0, 0]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(looks.pop(0) if len(looks) > 1 else looks[0]))

    async def play() -> None:
        async with watching_disk(store):
            while len(looks) > 1:
                await asyncio.sleep(0.01)

    asyncio.run(play())
    store.close()
    assert caplog.text.count("The disk is nearly full") == 2


@pytest.mark.usefixtures("route_store")
def test_a_monitor_is_told_and_the_server_is_still_ready(free: list[int]) -> None:
    READY.set()
    try:
        short = asked("/halsa")
        free.append(10 * MARGIN_BYTES)
        well = asked("/halsa")
    finally:
        READY.clear()
    assert (short.status_code, short.json()["redo"], short.json()["varning"]) == (200, True, "disken är snart full")
    assert "varning" not in well.json()
