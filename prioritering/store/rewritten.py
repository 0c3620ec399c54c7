"""A database written anew in a file of its own, so that nothing that was taken away is left between its rows.

Measured: the database keeps the bytes of a changed row in its file, also after a checkpoint, in blocks that other rows
still use or that nothing has been written over yet.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from prioritering.store.held_file import HeldFile
from prioritering.store.whole_file import UNFINISHED, keep_names

MARK_SUFFIX = ".skrivs-om"
# What reads holds its cursor for some milliseconds.
_PATIENCE, _PAUSE = 0.5, 0.005


def mark_of(path: str) -> Path:
    """Return the file that says that a database is to be written anew."""
    return Path(f"{Path(path).resolve()}{MARK_SUFFIX}")


def left_alone(connection: duckdb.DuckDBPyConnection) -> bool:
    """Wait a moment for all others to have done with the database, also cursors of this connection; say if they had."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            ((connections,),) = cursor.execute("from duckdb_connection_count()").fetchall()
        # This one and the cursor that asked.
        if connections == 2:
            return True
        time.sleep(_PAUSE)
    return False


def written_anew(held: HeldFile, file: Path, settings: Mapping[str, Any]) -> Path:
    """Write what a database holds into a new file beside it, and return that; nobody may write in it meanwhile.

    All that it holds must stand in the file: none of it in a log. No other process gets hold of it meanwhile.
    """
    copy, anew = _beside(file, "kopia"), _beside(file, "ny")
    try:
        # For its owner alone from its first byte, whatever else the folder is open to.
        copy.touch(mode=0o600)
        with copy.open("wb") as target:
            held.copy_to(target)
        with duckdb.connect(config=dict(settings)) as connection:
            connection.execute("attach $file as before (read_only)", {"file": str(copy)})
            connection.execute("attach $file as anew", {"file": str(anew)})
            connection.execute("copy from database before to anew")
        shutil.copymode(file, anew)
    except BaseException:
        anew.unlink(missing_ok=True)
        raise
    finally:
        copy.unlink(missing_ok=True)
    return anew


def exchanged(anew: Path, file: Path) -> bool:
    """Put a database that is written anew in the place of the one it was written from; return whether that was done.

    While the old one is held: nobody else can have opened it in between and write in what is no longer there.
    """
    try:
        anew.replace(file)
    except PermissionError:
        # Windows lets nobody exchange a file that is open.
        anew.unlink(missing_ok=True)
        return False
    keep_names(file.parent)
    return True


def _beside(file: Path, name: str) -> Path:
    found = file.with_name(f"{file.name}.{name}{UNFINISHED}")
    found.unlink(missing_ok=True)
    return found
