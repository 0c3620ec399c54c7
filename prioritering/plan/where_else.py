"""Where a plan's head may be, when it is not in the folder under its name: what somebody has done with the files."""

from __future__ import annotations

import zipfile
from pathlib import Path

from prioritering.errors import shorten
from prioritering.plan.files import HEAD_FILE, FolderFiles
from prioritering.plan.on_disk import readable


def where_else(files: FolderFiles) -> str:
    """Return what to do, as the end of the message that the head is missing; else what it is for."""
    if called := files.misnamed(HEAD_FILE):
        return f"döp om {called} till {HEAD_FILE}"
    names = files.names.items()
    packed = next((name for _, name in names if holds_plan(files.folder / name)), None)
    if packed:
        return f"är planen i ”{shorten(readable(packed))}”, packa upp den så att filerna ligger direkt i mappen"
    within = next((name for _, name in names if HEAD_FILE in FolderFiles(files.folder / name).names), None)
    if within:
        return f"en sådan fil ligger i mappen ”{shorten(readable(within))}”, flytta upp filerna därifrån"
    return "den anger planens id, namn och period"


def holds_plan(path: Path) -> bool:
    """Return whether a file is a zip with a plan's head in it, which nothing is read from before it is unpacked."""
    try:
        if path.suffix.casefold() != ".zip" or not path.is_file():
            return False
        with zipfile.ZipFile(path) as packed:
            return any(Path(name).name.casefold() == HEAD_FILE for name in packed.namelist())
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        return False
