"""What a database holds is told of any that is ours, whatever else is in it and however old it is."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from prioritering.errors import StoreError
from prioritering.store import migrations
from prioritering.store.connection import Store
from prioritering.store.holdings import holdings
from prioritering.store.statements import migration_files
from tests.store.meetings_begun import begun
from tests.store.on_disk import path

__all__ = ["path"]


def test_what_a_database_holds_is_told_whatever_a_table_in_it_is_called(path: Path) -> None:
    with closing(Store.open(path)) as store:
        begun(store)
    held, counted = holdings(path)
    with duckdb.connect(str(path)) as connection:
        connection.execute('create table "en ""annan"" tabell" as select 1 as x')
    assert holdings(path) == (held, counted)


def test_what_a_database_holds_is_told_though_its_schema_has_only_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "prov.duckdb"
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "migration_files", lambda: migration_files()[:1])
        patch.setattr(migrations, "views", dict)
        with duckdb.connect(str(path)) as connection:
            migrations.migrate(connection)
    held, _ = holdings(path)
    assert (held.step, held.plans, held.changes, held.meetings) == ("001_plan", (), (), ())


def test_a_damaged_block_is_found_whatever_table_it_is_of(path: Path) -> None:
    Store.open(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table annat as select 'det som bara star har' as x")
    content = bytearray(path.read_bytes())
    content[content.index(b"det som bara star har")] ^= 255
    path.write_bytes(content)
    with pytest.raises(StoreError, match="skadad"):
        holdings(path)
