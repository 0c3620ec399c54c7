"""Brings a database's schema up to date: ordered steps, each recorded, all in one transaction.

Views are not steps: they hold no data, so they are put in anew whenever one of them has changed. Starting again
with nothing new writes nothing.
"""

from __future__ import annotations

import duckdb

from prioritering.errors import StoreError
from prioritering.store.statements import migration_files, statement, views, views_hash


def waits_for_steps(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether a database that has been in use lacks steps that this program knows, and nothing else."""
    applied, known = applied_steps(connection), {path.stem for path in migration_files()}
    return bool(applied) and applied < known


def check_is_no_newer(connection: duckdb.DuckDBPyConnection, path: str) -> None:
    """Raise StoreError when a newer program has been here: to go on could spoil what we do not know of."""
    unknown = sorted(applied_steps(connection) - {path.stem for path in migration_files()})
    if unknown:
        raise StoreError(
            f"Databasen {path} är skapad av en nyare version av programmet (steget {unknown[0]} är okänt här)."
        )


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Apply the steps that are missing and the views that have changed."""
    applied = applied_steps(connection)
    steps = {path.stem: path.read_text(encoding="utf-8") for path in migration_files()}
    missing = [name for name in steps if name not in applied]
    if not missing and _views_in_place(connection) == views_hash():
        return
    connection.begin()
    try:
        # Before the steps: a table that a view reads cannot always be altered.
        _drop_views(connection)
        for name in missing:
            connection.execute(steps[name])
            connection.execute(statement("write/record_migration"), {"name": name})
        for name, query in views().items():
            connection.execute(f"create view {name} as {query}")
        connection.execute(statement("write/record_views"), {"hash": views_hash()})
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def applied_steps(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Return the names of the steps that a database's schema has gone through; none when it is empty, or not ours."""
    try:
        return frozenset(name for (name,) in connection.execute(statement("read/migrations")).fetchall())
    except (duckdb.CatalogException, duckdb.BinderException):
        # No such table, or one of another program that happens to have the same name.
        return frozenset()


def _views_in_place(connection: duckdb.DuckDBPyConnection) -> str:
    rows = connection.execute(statement("read/views_hash")).fetchall()
    return str(rows[0][0]) if rows else ""


def _drop_views(connection: duckdb.DuckDBPyConnection) -> None:
    for (name,) in connection.execute(statement("read/view_names")).fetchall():
        connection.execute(f'drop view if exists "{name}"')
