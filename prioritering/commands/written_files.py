"""How a command writes files: nothing that is there is written over unless that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from prioritering.errors import BadArgument

REPLACE = "--ersatt"


def write_files(folder: Path, files: Mapping[str, bytes], replace: bool) -> None:
    """Write files by their path within a folder, which is made; BadArgument when one is there or cannot be written."""
    targets = {folder / name: data for name, data in files.items()}
    _refuse_outside(folder, targets)
    there = [path for path in targets if path.exists()]
    if there and not replace:
        raise BadArgument(f"{there[0]} finns redan. Lägg till {REPLACE} för att skriva över.")
    for path, data in targets.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            raise BadArgument(f"{path} går inte att skriva: {error.strerror}") from error


def _refuse_outside(folder: Path, targets: Iterable[Path]) -> None:
    # Names come out of a database, which may have come from anyone.
    outside = [path for path in targets if not path.resolve().is_relative_to(folder.resolve())]
    if outside:
        raise BadArgument(f"{outside[0]} ligger utanför mappen och skrivs inte.")
