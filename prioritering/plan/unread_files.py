"""The files of a plan folder that nothing is read from: they are kept with the plan and named, never dropped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from prioritering.errors import shorten
from prioritering.plan.files import MAX_FILE_BYTES, FolderFiles
from prioritering.plan.on_disk import can_be_read, readable
from prioritering.swedish import first_few

# A plan's folder may by mistake be somebody's whole disk.
MAX_FILES = 200
MAX_TOGETHER = 100_000_000
_MAX_SEEN = 10_000
_MAX_DEPTH = 20


def files_beside(files: FolderFiles, *known: str) -> dict[str, bytes]:
    """Return the bytes of the files that have not been read, by path in the folder; told in one notice.

    `known` are files that are read elsewhere, and kept without a word.
    """
    kept: dict[str, bytes] = {}
    left: list[str] = []
    databases: list[Path] = []
    room = MAX_TOGETHER
    for path in _not_read(files):
        # What lies beside a database is called as it is and more, and so comes after it.
        if any(str(path).startswith(f"{one}.") for one in databases):
            continue
        if _is_database(path):
            databases.append(path)
            continue
        name = path.relative_to(files.folder).as_posix()
        keeps = len(kept) < MAX_FILES and can_be_read(name)
        data = _bytes(path, min(room, MAX_FILE_BYTES)) if keeps else None
        if data is None:
            left.append(name)
        else:
            kept[name] = data
            room -= len(data)
    unknown = [name for name in kept if name not in known]
    if unknown:
        files.notices.append(f"Planen använder inte {_named(unknown)}, men sparar {_it(unknown)} med planen.")
    if databases:
        # Kept with the plan it would be in itself, and more of it at each start; so would the keys of hidden answers.
        named = _named([one.relative_to(files.folder).as_posix() for one in databases])
        files.notices.append(f"Planen sparar inte {named}: en databas hör inte till en plan. Lägg den utanför mappen.")
    if left:
        files.notices.append(
            f"Planen sparar inte {_named(left)}: för stort, för mycket eller med ett namn som inte går att läsa."
        )
    return kept


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except OSError:
        return False


def _not_read(files: FolderFiles) -> Iterator[Path]:
    for path in sorted(_inside(files.folder)):
        if path.relative_to(files.folder).as_posix() not in files.contents and path.is_file():
            yield path


def _inside(folder: Path) -> Iterator[Path]:
    """Yield what lies in a folder and in those within it, as far as is looked."""
    left, seen = [(folder, 0)], 0
    while left:
        within, depth = left.pop()
        for path in _entries(within):
            seen += 1
            if seen > _MAX_SEEN:
                return
            # Hidden files are those of tools, such as .git; Excel keeps one of its own beside a workbook that is open.
            if path.name.startswith((".", "~$")):
                continue
            yield path
            if depth < _MAX_DEPTH and path.is_dir() and not path.is_symlink():
                left.append((path, depth + 1))


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _bytes(path: Path, most: int) -> bytes | None:
    try:
        return path.read_bytes() if path.stat().st_size <= most else None
    except OSError:
        return None


def _named(names: list[str]) -> str:
    return first_few([f"”{shorten(readable(name))}”" for name in names], 10, "filer till")


def _it(names: list[str]) -> str:
    return "den" if len(names) == 1 else "dem"
