"""Files that are written whole or not at all, readable by their owner alone from their first byte."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

UNFINISHED = ".delvis"
Stamp = tuple[int, int, int]
"""When a file was written, in nanoseconds, how many bytes it holds, and which file it is."""
# Those that this process is writing.
_under_way: set[Path] = set()


def write_whole(path: Path, content: bytes) -> None:
    """Let a file hold this, and return once it is on disk. OSError, and the file as it was, when it cannot."""
    with written_whole(path) as file:
        file.write(content)


def copy_whole(source: Path, path: Path) -> None:
    """Let a file hold what another does, as `write_whole`."""
    with source.open("rb") as opened, written_whole(path) as file:
        shutil.copyfileobj(opened, file)


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write in, which has its name, and is on disk, once the block has ended as it should."""
    unfinished = unfinished_beside(path)
    _under_way.add(unfinished)
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
        _under_way.discard(unfinished)
    keep_names(path.parent)


def unfinished_beside(path: Path) -> Path:
    """Return a name beside a file, or a folder, for what it is made as; what is left there goes at the next start."""
    return path.with_name(f"{path.name}.{secrets.token_hex(4)}{UNFINISHED}")


def files_kept_with(file: Path, folder: Path | None) -> list[Path]:
    """Return the files beside one that begin with its name, and those in the folders of a folder."""
    return [*file.parent.glob(f"{file.name}.*"), *(folder.glob("*/*") if folder else ())]


def remove_unfinished(files: Iterable[Path]) -> None:
    """Take away what a process that was killed had not written to its end; no other may be writing there now."""
    for file in files:
        if file.name.endswith(UNFINISHED) and file not in _under_way:
            # What cannot be taken away now is so at the next start.
            with suppress(OSError):
                take_away(file)


def take_away(path: Path) -> None:
    """Take away a file, or a folder with all that is in it; nothing when there is none."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def keep_names(folder: Path) -> None:
    """See a folder's list of files on disk, where the system can: a new file could else be gone after a power cut."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def stamp_of(file: Path) -> Stamp:
    """Return what tells one content of a file from the next. FileNotFoundError when there is none."""
    found = file.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino
