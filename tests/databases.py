"""Copies a database that has been made once, so that each test may write in one of its own; makes one as of old."""

import shutil
from pathlib import Path

import duckdb

from prioritering.store.statements import migration_files
from prioritering.store.tally import TALLY_SUFFIX


def copied(database: Path, target: Path) -> Path:
    """Copy a database that nobody has open, with its count where it has one: opened without it is counted anew."""
    if (count := Path(f"{database}{TALLY_SUFFIX}")).exists():
        shutil.copy(count, f"{target}{TALLY_SUFFIX}")
    return Path(shutil.copy(database, target))


def read_old_headings(connection: duckdb.DuckDBPyConnection) -> None:
    """Do once more what is done to a database in which a further column's answers stand under the plan's headings."""
    (step,) = (path for path in migration_files() if path.stem == "180_entry_column")
    connection.execute("drop table if exists entry_column")
    connection.execute(step.read_text(encoding="utf-8"))
