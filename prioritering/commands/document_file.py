"""A document that lies in a file, as a command is given it."""

from __future__ import annotations

import json
from pathlib import Path

from prioritering.errors import BadArgument, shorten
from prioritering.view.stored_document import NOT_A_DOCUMENT, StoredDocument, read_document

# Far above any document: a plan of a thousand projects with all its reasons is some megabytes.
MOST_BYTES = 100_000_000
_EXPECTED = "ett sparat dokument ger en fryst länk, under ”Hämta som JSON”"
# What tells the answers of other commands by: a field that each of them has and no other.
_ANSWERS = {
    "kand_summa_kr": "rangordna --json",
    "dragningar": "robusthet --json",
    "valda": "portfolj --json",
    "jamfort": "jamfor --json",
    "rundor": "mote --json",
}


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


def read_document_typed(data: bytes, typed: str) -> StoredDocument:
    """Return the document that lies in a file; BadArgument, by what was `typed`, says what else it is."""
    try:
        return read_document(data)
    except BadArgument as error:
        answer = _answer_of(data)
        said = f"filen är svaret från {answer} och inget sparat dokument" if answer else str(error)
        told = f"{said}; {_EXPECTED}" if answer or said == NOT_A_DOCUMENT else said
        raise BadArgument(f"{shorten(typed)}: {told}") from error


def _answer_of(data: bytes) -> str:
    """Return which command's answer a file holds; empty for none."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    return next((name for key, name in _ANSWERS.items() if isinstance(found, dict) and key in found), "")
