"""A database's file, read while this process holds the database."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import BinaryIO


class HeldFile:
    """Reads a file that the database has open. Its own handle stays open until `let_go`, once the database is closed.

    Measured: where a lock belongs to a process, closing any handle to the file lets go of the database's lock, and
    another process can then open it beside us.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened: BinaryIO | None = None

    def copy_to(self, target: BinaryIO) -> None:
        """Write what the file holds; nobody may write in it meanwhile. OSError where the system lets nobody read it."""
        if self._opened is None:
            # Unbuffered: what was read for an earlier copy is not what stands there now.
            self._opened = self._file.open("rb", buffering=0)
        self._opened.seek(0)
        shutil.copyfileobj(self._opened, target)

    def let_go(self) -> None:
        """Close the handle: the database is closed, or is another file from now on."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None
