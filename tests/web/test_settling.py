"""What is written stands in the database's file and not only in its log: soon while the server runs, and after it."""

from __future__ import annotations

import asyncio
import shutil
import signal
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from prioritering.errors import StoreError
from prioritering.store.connection import Store
from prioritering.store.statements import statement
from prioritering.usecases.logins import end_login
from prioritering.web.server import settling as server_settling
from prioritering.web.server.settling import settling
from tests.databases import copied
from tests.folders import write_plan
from tests.store.meetings_begun import begun
from tests.web.served import UVICORN, served

LATER = 4_000_000_000


def kept_without_log(database: Path, copy: Path) -> int:
    """How many ended logins a copy of the file alone holds; none in one that was made while the file was written."""
    shutil.copy(database, copy)
    with suppress(duckdb.Error), duckdb.connect(str(copy)) as connection:
        return len(connection.execute("from ended_login").fetchall())
    return 0


def test_what_is_written_reaches_the_file_now_and_then_and_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_settling, "SETTLE_SECONDS", 0.01)
    path = tmp_path / "a.duckdb"
    store = Store.open(path)
    found: list[int] = []

    async def play() -> None:
        async with settling(store):
            end_login(store, "ett", LATER)
            while not found or found[-1] == 0:
                await asyncio.sleep(0.02)
                found.append(kept_without_log(path, tmp_path / f"{len(found)}.duckdb"))
            monkeypatch.setattr(server_settling, "SETTLE_SECONDS", 3600)
            await asyncio.sleep(0.05)
            end_login(store, "tva", LATER)
        found.append(kept_without_log(path, tmp_path / "sist.duckdb"))

    asyncio.run(asyncio.wait_for(play(), 60))
    assert (found[-2], found[-1]) == (1, 2)
    store.close()


def test_while_a_round_is_blind_the_database_hears_how_far_the_count_has_come_though_nobody_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_settling, "NOTE_SECONDS", 0.01)
    store = Store.open(tmp_path / "a.duckdb")
    begun(store)

    def known() -> int:
        return int(store.tuples(statement("read/counted_number"))[0][0])

    before = known()

    async def play() -> None:
        async with settling(store):
            while known() < before + 2:
                await asyncio.sleep(0.02)

    asyncio.run(asyncio.wait_for(play(), 60))
    assert known() >= before + 2
    store.close()


def test_nothing_is_lost_when_someone_writes_while_it_settles(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "a.duckdb")
    with store.write() as cursor:
        cursor.execute("insert into ended_login values ('ett', now())")
        store.settle()
    store.settle()
    assert store.tuples("select mark from ended_login") == [("ett",)]
    store.close()


def test_after_a_clean_stop_nothing_stands_in_the_log_alone(with_plans: Path, tmp_path: Path) -> None:
    database = copied(with_plans, tmp_path / "prov.duckdb")
    # A plan of one's own, so that the start writes something.
    head = 'id = "ny"\nnamn = "Ny"\nperiod = "2026"\n'
    plan = write_plan(tmp_path / "plan", "A1,Alfa,strategiskt,500\n", "id,namn,klass,kostnad_tkr\n", plan__toml=head)
    with served(tmp_path, UVICORN, PRIORITERING_PLANER=str(plan)) as server:
        assert server.ask("/halsa").status == 200
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(60)
    log = Path(f"{database}.wal")
    assert not log.exists() or log.stat().st_size == 0
    with duckdb.connect(str(database), read_only=True) as connection:
        assert connection.execute("select count(*) from plan where plan_id = 'ny'").fetchone() == (1,)


def test_a_count_that_could_not_be_noted_once_is_noted_again_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_settling, "NOTE_SECONDS", 0.01)
    asked: list[int] = []
    enough = 2

    def refused(_: Store) -> None:
        asked.append(1)
        raise StoreError("Mappen för dolda svar går inte att läsa.")

    monkeypatch.setattr(server_settling, "note_while_blind", refused)
    store = Store.open(tmp_path / "a.duckdb")

    async def play() -> None:
        async with settling(store):
            while len(asked) < enough:
                await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(play(), 20))
    store.close()
    assert len(asked) >= enough
