"""A document that lies in a file, as a command is given it."""

from __future__ import annotations

from pathlib import Path

from prioritering.errors import BadArgument, shorten

# Far above any document: a plan of a thousand projects with all its reasons is some megabytes.
MOST_BYTES = 100_000_000


def document_typed(path: Path, typed: str) -> bytes:
    """Return what lies in a file; BadArgument, by what was `typed`, when it cannot be read or is too large for one."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadArgument(f"{shorten(typed)}: filen går inte att läsa: {error.strerror}") from error
    if len(data) > MOST_BYTES:
        raise BadArgument(f"{shorten(typed)}: filen är för stor för att vara ett dokument")
    return data
