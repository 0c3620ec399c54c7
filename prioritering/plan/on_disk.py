"""What a disk may hold that is not to be read or shown: names that are no text, folders of others."""

from __future__ import annotations

from pathlib import Path


def readable(name: str) -> str:
    """Return a name as it can be shown, with a question mark for what is no text in it."""
    return name.encode("utf-8", "replace").decode()


def can_be_read(name: str) -> bool:
    """Return whether a name is text."""
    return readable(name) == name


def can_be_listed(folder: Path) -> bool:
    """Return whether it can be read what lies in a folder."""
    try:
        next(folder.iterdir(), None)
    except OSError:
        return False
    return True
