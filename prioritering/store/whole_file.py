"""Files that are written whole or not at all, readable by their owner alone from their first byte."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

UNFINISHED = ".delvis"
# Those that this process is writing.
_under_way: set[Path] = set()


def write_whole(path: Path, content: bytes) -> None:
    """Let a file hold this, and return once it is on disk. OSError, and the file as it was, when it cannot."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}{UNFINISHED}")
    _under_way.add(unfinished)
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
        _under_way.discard(unfinished)
    keep_names(path.parent)


def remove_unfinished(files: Iterable[Path]) -> None:
    """Take away what a process that was killed had not written to its end; no other may be writing there now."""
    for file in files:
        if file.name.endswith(UNFINISHED) and file not in _under_way:
            # What cannot be taken away now is so at the next start.
            with suppress(OSError):
                file.unlink()


def keep_names(folder: Path) -> None:
    """See a folder's list of files on disk, where the system can: a new file could else be gone after a power cut."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
