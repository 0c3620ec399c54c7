"""A connection to a database's file, hardened, to what is known to be ours and whole.

Nothing is fetched from the net, no other file can be opened from SQL, and the settings are locked.
"""

from __future__ import annotations

import logging
from pathlib import Path

import duckdb

from prioritering.store.copy_beside import copy_beside
from prioritering.store.database_words import translated
from prioritering.store.known_database import check_is_ours, check_is_whole
from prioritering.store.statements import statement
from prioritering.store.tally import Tally

LOG = logging.getLogger("prioritering.store")
AT_START: dict[str, str | bool | int | float | list[str]] = {
    # The file can be opened by DuckDB from this version on, not only by the newest.
    "storage_compatibility_version": "v1.5.0",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}
"""How every connection is opened."""


def connected(name: str, tally: Tally | None = None) -> duckdb.DuckDBPyConnection:
    """Connect to a database; with its `tally`, only when it is ours and holds all that has been counted."""
    connection = duckdb.connect(name, config=AT_START)
    try:
        if tally:
            # What is refused is left as it is, log and all.
            connection.execute("pragma disable_checkpoint_on_shutdown")
            check_is_ours(connection, name)
            check_is_whole(connection, name, tally)
            connection.execute("pragma enable_checkpoint_on_shutdown")
        connection.execute("set enable_external_access = false")
        # Last of the settings: no statement can open the doors again after this.
        connection.execute("set lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


def after_copy(connection: duckdb.DuckDBPyConnection, file: Path) -> tuple[duckdb.DuckDBPyConnection, bool]:
    """Copy the file and return a new connection, and whether the copy is still what the file is."""
    # What stands in the log beside the file goes into it. Closed before it is read: on some systems a second handle
    # lets go of the first one's lock when it is closed.
    connection.execute("checkpoint")
    connection.close()
    copied = _stamp(file)
    copy = copy_beside(file)
    # The lock was free for a moment: somebody may have written meanwhile.
    again = connected(str(file))
    kept = _stamp(file) == copied
    if kept:
        # In Swedish, unlike the rest of the log: whoever types a command reads it there.
        LOG.warning("Databasen %s görs om för den här versionen av programmet. Som den var finns den i %s", file, copy)
    return again, kept


def stand_alone(copy: Path) -> None:
    """Let a copy of a whole database be opened where there is no count beside it."""
    with translated(str(copy), is_copy=True), duckdb.connect(str(copy), config=AT_START) as connection:
        connection.execute("set enable_external_access = false")
        connection.execute(statement("write/delete_counted_beside"))


def _stamp(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_mtime_ns, found.st_size
