"""A copy of the database's file beside it, made before its schema is changed."""

from __future__ import annotations

import os
import shutil
from datetime import date
from itertools import count
from pathlib import Path


def copy_beside(file: Path) -> Path:
    """Copy a database that nobody holds, under a name with the day, and return where; no file is ever overwritten."""
    copy = _reserved(file)
    unfinished = copy.with_name(f"{copy.name}.delvis")
    try:
        with file.open("rb") as source, unfinished.open("xb") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
        # Whole or not there: a copy that was cut short must not look like one.
        unfinished.replace(copy)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)
        raise
    return copy


def _reserved(file: Path) -> Path:
    """Return a new, empty file: no other process can take the same name."""
    for number in count(1):
        again = "" if number == 1 else f"-{number}"
        copy = file.with_name(f"{file.stem}-fore-{date.today().isoformat()}{again}{file.suffix}")
        try:
            copy.open("xb").close()
        except FileExistsError:
            continue
        return copy
    raise AssertionError("numbers do not end")
