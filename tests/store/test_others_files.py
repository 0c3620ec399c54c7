"""A file of another program, or of a newer one, is refused and untouched, byte for byte."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from prioritering.errors import StoreError
from prioritering.store.connection import Store


def killed(path: Path, script: str) -> None:
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert done.returncode == 7


def files(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


def _duckdb(file: Path) -> None:
    with duckdb.connect(str(file)) as other:
        other.execute("create table kunder (id integer)")


def _with_a_log(file: Path) -> None:
    """One that was killed: to open and close it would move the log into the file."""
    code = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); c.execute('create table kunder (i int)'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(file)], check=True)
    assert Path(f"{file}.wal").stat().st_size


def _same_name(file: Path) -> None:
    with duckdb.connect(str(file)) as other:
        other.execute("create table schema_migration (version integer)")
        other.execute("insert into schema_migration values (1)")


def _same_table(file: Path) -> None:
    with duckdb.connect(str(file)) as other:
        other.execute("create table schema_migration (name varchar)")
        other.execute("insert into schema_migration values ('0001_initial')")


def _only_a_view(file: Path) -> None:
    with duckdb.connect(str(file)) as other:
        other.execute("create view kunder as select 1 as id")


def _only_a_sequence(file: Path) -> None:
    with duckdb.connect(str(file)) as other:
        other.execute("create sequence nummer")


def _sqlite(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("create table kunder (id integer)")


def _parquet(file: Path) -> None:
    with duckdb.connect() as other:
        other.sql("select 1 as id").write_parquet(str(file))


def _workbook(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")


OTHERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a database": ("kunder.duckdb", _duckdb),
    "a database with a log": ("kunder.duckdb", _with_a_log),
    "a database with a table of the same name": ("kunder.duckdb", _same_name),
    "a database with a table of the same name and column": ("kunder.duckdb", _same_table),
    "a database with a view only": ("kunder.duckdb", _only_a_view),
    "a database with a sequence only": ("kunder.duckdb", _only_a_sequence),
    "SQLite": ("kunder.db", _sqlite),
    "Parquet": ("kunder.parquet", _parquet),
    "CSV": ("kunder.csv", lambda file: file.write_text("id,namn\n1,Anna\n")),
    "JSON": ("kunder.json", lambda file: file.write_text(json.dumps([{"id": 1}]))),
    "a workbook": ("kunder.xlsx", _workbook),
    "text": ("kunder.txt", lambda file: file.write_text("hej\n" * 5000)),
    "nothing": ("kunder.duckdb", lambda file: file.write_bytes(b"")),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_a_file_of_another_program_is_refused_and_untouched(tmp_path: Path, kind: str) -> None:
    name, make = OTHERS[kind]
    file = tmp_path / name
    make(file)
    before = files(file)
    with pytest.raises(StoreError, match=r"lämnad orörd.*PRIORITERING_DB"):
        Store.open(file)
    assert files(file) == before


def test_a_newer_database_is_refused_and_untouched_log_and_all(tmp_path: Path) -> None:
    path = tmp_path / "prov.duckdb"
    Store.open(path).close()
    code = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); "
        "c.execute(\"insert into schema_migration (name) values ('999_framtiden')\"); os._exit(7)"
    )
    killed(path, code)
    before = files(path)
    assert f"{path.name}.wal" in before
    with pytest.raises(StoreError, match=r"nyare version.*999_framtiden"):
        Store.open(path)
    assert files(path) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the machine has no named pipes")
@pytest.mark.timeout(60)
def test_a_pipe_or_a_device_is_no_database(tmp_path: Path) -> None:
    pipe = tmp_path / "prov.duckdb"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(StoreError, match=f"Databasen {path} är ingen vanlig fil"):
            Store.open(path)
    assert list(tmp_path.iterdir()) == [pipe]
