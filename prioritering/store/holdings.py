"""What a database file holds, told of one of any schema, and whether all of it can be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from prioritering.meeting.holdings import Holdings, MeetingHeld, PlanHeld
from prioritering.store.database_words import translated
from prioritering.store.known_database import check_is_ours, counted_in, marked_as_counted, number_known
from prioritering.store.migrations import applied_steps
from prioritering.store.statements import statement
from prioritering.store.tally import Counted

_READ_ONLY: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}


def holdings(path: Path, is_copy: bool = False) -> tuple[Holdings, Counted]:
    """Return what a database holds, and how much is counted, with all of it read and nothing written, log and all.

    StoreError when it is not ours, is of a newer program or cannot be read; StoreBusy when another process has it. Of
    one that is a copy, and not the database itself, the errors say so.
    """
    with _looked_into(path, is_copy) as connection:
        check_is_ours(connection, str(path), is_copy)
        _read_all(connection)
        held = Holdings(
            step=max(applied_steps(connection), default=""),
            plans=tuple(PlanHeld(**row) for row in _rows(connection, "read/held_plans")),
            changes=tuple((row["entry_id"], row["made_at"]) for row in _rows(connection, "read/held_changes")),
            meetings=tuple(MeetingHeld(**row) for row in _rows(connection, "read/held_meetings")),
        )
        return held, counted_in(connection)


def is_marked_as_counted(database: Path) -> bool:
    """Return whether a database says that what is saved in it is counted beside it. StoreError as `holdings`."""
    with _looked_into(database) as connection:
        return bool(marked_as_counted(connection))


def counted_number(database: Path) -> int:
    """Return the number that the count beside a database had come to, as it knows. StoreError as `holdings`."""
    with _looked_into(database) as connection:
        return number_known(connection) or 0


def logins_ended(database: Path) -> list[dict[str, Any]]:
    """Return the logins that have been ended in a database, with when they run out. StoreError as `holdings`."""
    with _looked_into(database) as connection:
        return _rows(connection, "read/every_ended_login")


@contextmanager
def _looked_into(path: Path, is_copy: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    with translated(str(path), is_copy), duckdb.connect(str(path), read_only=True, config=_READ_ONLY) as connection:
        # No view in a file from elsewhere may reach outside it.
        connection.execute("set enable_external_access = false")
        yield connection


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    try:
        found = connection.execute(statement(name))
    except duckdb.CatalogException:
        # From before there was such a table.
        return []
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _read_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Read every value: a damaged block is found only by reading it."""
    for (name,) in connection.execute(statement("read/table_names")).fetchall():
        connection.table(f'"{name.replace(chr(34), chr(34) * 2)}"').aggregate("bit_xor(hash(*columns(*)))").fetchall()
