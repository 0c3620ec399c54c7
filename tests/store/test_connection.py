"""The database: hardened, one file, one writer at a time, clear words when it cannot be used."""

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from prioritering.errors import StoreError
from prioritering.store.connection import Store
from prioritering.store.statements import migration_files, statement, views


def test_starting_again_changes_nothing(tmp_path):
    path = tmp_path / "mapp" / "prov.duckdb"
    Store.open(path).close()
    first = hashlib.sha256(path.read_bytes()).hexdigest()
    Store.open(path).close()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == first


def test_every_migration_is_recorded_once(store):
    names = [name for (name,) in store.tuples(statement("read/migrations"))]
    assert names == [path.stem for path in migration_files()]


def test_changed_views_are_put_in_anew(tmp_path, monkeypatch):
    path = tmp_path / "prov.duckdb"
    Store.open(path).close()
    changed = {**views(), "plan_summary": "select 1 as number"}
    monkeypatch.setattr("prioritering.store.migrations.views", lambda: changed)
    monkeypatch.setattr("prioritering.store.migrations.views_hash", lambda: "ny")
    assert Store.open(path).tuples("select * from plan_summary") == [(1,)]


def test_a_failing_migration_leaves_the_database_as_before(tmp_path, monkeypatch):
    path = tmp_path / "prov.duckdb"
    bad = tmp_path / "999_fel.sql"
    bad.write_text("create table half (a integer); select nonsense from nowhere;")
    steps = (*migration_files(), bad)
    Store.open(path).close()
    monkeypatch.setattr("prioritering.store.migrations.migration_files", lambda: steps)
    with pytest.raises(StoreError):
        Store.open(path)
    monkeypatch.undo()
    opened = Store.open(path)
    assert opened.tuples("select count(*) from information_schema.tables where table_name = 'half'") == [(0,)]
    assert opened.tuples("select count(*) from plan_summary") == [(0,)]


def test_a_database_from_a_newer_program_is_refused(tmp_path):
    path = tmp_path / "prov.duckdb"
    opened = Store.open(path)
    opened.append(statement("write/record_migration"), {"name": "999_framtiden"})
    opened.close()
    with pytest.raises(StoreError, match=r"nyare version.*999_framtiden") as caught:
        Store.open(path)
    # Which file it is about is said too: there may be several.
    assert str(caught.value).startswith(f"Databasen {path} är skapad")


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('/etc/hostname')",
        "copy (select 1) to '/tmp/ut.csv'",
        "attach '/tmp/annan.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
    ],
)
def test_sql_cannot_reach_outside_the_database(store, query):
    with pytest.raises(StoreError):
        store.rows(query)


def test_a_file_locked_by_another_process_names_the_setting(tmp_path):
    path = tmp_path / "prov.duckdb"
    code = f"import duckdb, sys; c = duckdb.connect({str(path)!r}); print('öppen', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1) as other:
        other.stdout.readline()
        with pytest.raises(StoreError, match=r"används redan av ett annat program.*PRIORITERING_DB"):
            Store.open(path)
        other.stdin.close()


def test_a_file_that_is_no_database_is_told(tmp_path):
    path = tmp_path / "prov.duckdb"
    path.write_bytes(b"inte en databas" * 1000)
    with pytest.raises(StoreError, match="inte en databas"):
        Store.open(path)


def test_a_place_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "fil").write_text("x")
    with pytest.raises(StoreError, match="PRIORITERING_DB"):
        Store.open(tmp_path / "fil" / "prov.duckdb")


def test_a_full_disk_is_told():
    from prioritering.store.connection import translated

    with pytest.raises(StoreError, match="Disken är full"), translated("x.duckdb"):
        raise duckdb.TransactionException("Could not write: No space left on device")


def test_after_a_full_disk_has_closed_the_database_it_is_told_that_a_restart_opens_it():
    from prioritering.store.connection import translated

    invalidated = (
        "FATAL Error: Failed: database has been invalidated because of a previous fatal error. The database must be "
        'restarted prior to being used again.\nOriginal error: "Failed to create checkpoint because of error: '
        'Could not write file "x.duckdb": No space left on device"'
    )
    with pytest.raises(StoreError, match=r"Disken var full.*redan är sparat finns kvar.*startas om"), translated("x"):
        raise duckdb.FatalException(invalidated)


def test_a_database_that_any_other_fault_has_closed_is_told_to_need_a_restart():
    from prioritering.store.connection import translated

    with pytest.raises(StoreError, match=r"kunde inte användas.*startas om"), translated("x"):
        raise duckdb.FatalException('Failed to create checkpoint because of error: "Input/output error"')


def test_a_write_that_fails_is_undone(store):
    with pytest.raises(RuntimeError), store.write() as cursor:
        cursor.execute(statement("write/insert_municipality"), {"municipality_id": "a", "name": "A"})
        raise RuntimeError
    assert store.tuples("select count(*) from municipality") == [(0,)]


def test_threads_get_their_own_answers(store):
    def ask(number: int) -> bool:
        return store.tuples("select $number::integer", {"number": number}) == [(number,)]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(400)))


def test_values_are_bound_never_read_as_sql(store):
    text = "x'); drop table plan; --"
    assert store.tuples("select $text::varchar", {"text": text}) == [(text,)]


def test_a_write_that_can_never_be_done_is_told_as_what_it_is(store):
    migration = {"name": migration_files()[0].stem}
    # A clash with a row that stays is tried anew and then told; another fault is told at once.
    for query, cause in (
        (statement("write/record_migration"), duckdb.ConstraintException),
        ("insert into nowhere values ($name)", duckdb.CatalogException),
    ):
        with pytest.raises(StoreError) as told:
            store.append(query, migration)
        assert isinstance(told.value.__cause__, cause)


def test_a_database_in_memory_has_nothing_to_write_anew(store):
    assert store.rewrite()
