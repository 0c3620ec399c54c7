"""That the room was opened from Möte, kept beside the database: a restart closes it, and whoever leads is told so.

It is opened by a press and never by itself: what goes through it is not encrypted.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime

from prioritering.gateway.key_file import write_for_owner
from prioritering.settings import beside_database

LOG = logging.getLogger("prioritering.web")
OPEN_SUFFIX = ".rummet"


def note_open() -> None:
    """Note that the room has been opened."""
    if (path := beside_database(OPEN_SUFFIX)) is None:
        return
    try:
        write_for_owner(path, "öppet\n")
    except OSError as error:
        LOG.warning("That the room is open could not be written to %s: %s", path, error.strerror)


def note_closed() -> None:
    """Note that the room has been closed by whoever opened it."""
    if (path := beside_database(OPEN_SUFFIX)) is not None:
        with suppress(OSError):
            path.unlink()


def was_open_after(time: datetime) -> bool:
    """Return whether the room has been opened after a time, and not closed by anyone."""
    path = beside_database(OPEN_SUFFIX)
    try:
        return path is not None and path.stat().st_mtime >= time.timestamp()
    except OSError:
        return False
