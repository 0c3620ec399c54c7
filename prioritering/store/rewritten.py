"""A database written anew in a file of its own, so that nothing that was taken away is left between its rows.

Measured: the database keeps the bytes of a changed row in its file, also after a checkpoint, in blocks that other rows
still use or that nothing has been written over yet.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from prioritering.store.whole_file import UNFINISHED, keep_names

MARK_SUFFIX = ".skrivs-om"


def written_anew(file: Path, settings: Mapping[str, Any]) -> Path:
    """Write what a database holds into a new file beside it, and return that; nobody may write in it meanwhile.

    All that it holds must stand in the file: none of it in a log.
    """
    # A second handle on the file itself would on some systems let go of the first one's lock when it is closed.
    copy, anew = _beside(file, "kopia"), _beside(file, "ny")
    try:
        shutil.copyfile(file, copy)
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
