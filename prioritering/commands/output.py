"""What a command prints, as text: lines, or a table with aligned columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from prioritering.direction import isolated, unturned

# All of Unicode's control characters but the end of a line, and the joiner that keeps a range on one line of a page:
# a terminal may draw it. A search, since a big plan is half a million letters.
_NOT_SHOWN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2060]")


def as_table(header: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int]) -> str:
    """Return rows under a header in aligned columns; the columns in `right` are right-aligned."""
    rows = [[isolated(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (header, *rows)
    )


def place_in_table(place: int | None, is_shared: bool) -> str:
    """Return a place as a column of a table has it; a dash for none."""
    # The number last, so that the figures of the column stand below each other.
    return f"delad {place}" if is_shared and place else str(place or "–")


def one_text(lines: Iterable[str]) -> str:
    """Return lines as one text, empty ones left out, that turns nothing and steers no terminal."""
    return "\n".join(unturned(line) for line in _harmless("\n".join(line for line in lines if line)).split("\n"))


def _harmless(text: str) -> str:
    """Return a text without the signs that a terminal obeys, or may draw: a file may have come from anyone."""
    return _NOT_SHOWN.sub("", text)
