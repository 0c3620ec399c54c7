"""What a disk may hold that is not to be read or shown: names that are no text, folders of others, no paths at all."""

from __future__ import annotations

from pathlib import Path

from prioritering.errors import BadArgument, shorten


def readable(name: str) -> str:
    """Return a name as it can be shown, with a question mark for what is no text in it."""
    return name.encode("utf-8", "replace").decode()


def can_be_read(name: str) -> bool:
    """Return whether a name is text."""
    return readable(name) == name


def typed_path(text: str, said_by: str = "sökvägen") -> Path:
    """Return the path that someone has written, ~ as in a shell; BadArgument for what can be none.

    `said_by` is the setting or the flag that says it.
    """
    if "\0" in text:
        raise BadArgument(f"{said_by} ”{shorten(text)}” är ingen sökväg: den innehåller ett nolltecken.")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        whose = shorten(Path(text).parts[0])
        raise BadArgument(
            f"{said_by} ”{shorten(text)}” går inte att följa: datorn har ingen hemmapp för ”{whose}”."
        ) from error


def is_folder(path: Path) -> bool:
    """Return whether there is a folder; not where nobody may look, nor by a name longer than a disk takes."""
    try:
        return path.is_dir()
    except OSError:
        return False


def can_be_listed(folder: Path) -> bool:
    """Return whether it can be read what lies in a folder."""
    try:
        next(folder.iterdir(), None)
    except OSError:
        return False
    return True
