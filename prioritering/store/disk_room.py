"""How much room the disk has for the database: one that fills up while something is written closes it for everybody."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from prioritering.store.copy_beside import LOG_SUFFIX, belongs_to

# What a meeting writes, and what others on the same disk may write before anybody has read that it is nearly full.
MARGIN_BYTES = 200_000_000


class DiskRoom(NamedTuple):
    """How many bytes are free where the database lies, and how many the database itself takes there."""

    free: int
    database: int

    @property
    def is_short(self) -> bool:
        """Whether the file might not be written anew, as when a text is taken away, with a copy of it beside."""
        return self.free < 2 * self.database + MARGIN_BYTES


def disk_room(path: str) -> DiskRoom | None:
    """Return the room there is for the database at a path; None when that cannot be told, as of one in memory."""
    file, size = Path(path), 0
    for part in (file, belongs_to(file, LOG_SUFFIX)):
        with suppress(OSError):
            size += part.stat().st_size
    try:
        return DiskRoom(shutil.disk_usage(file.resolve().parent).free, size) if file.exists() else None
    except OSError:
        return None
