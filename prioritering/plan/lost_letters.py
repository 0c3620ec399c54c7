"""Letters that were lost when a file was saved in a wrong way: 'FÃ¶rsta' for 'Första', or a sign that stands for none.

The text is kept as it stands, since nobody else may say what it was; where it is, is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from prioritering.errors import shorten
from prioritering.plan.file_cells import Grid, GridRow
from prioritering.swedish import number

MOST_LOST = 10
LOST = "\ufffd"
# What UTF-8 becomes when it is read as Windows-1252: Ã and a sign for å, ä and ö, â€ and a sign for a dash.
_MISREAD = re.compile("Ã[\u0080-\u00bf„…†–—‰‡€]|Â[\u00a0-\u00bf]|â€[\u0080-\u009f\u00a0-\u00bf“”™œ˜š¦¢]")


def lost_letter_notices(grid: Grid, names: Sequence[str], heading_row: int, rows: Iterable[GridRow]) -> Iterator[str]:
    """Yield a notice for each cell whose letters are lost, by row and column; of very many the rest are counted.

    `names` are the headings, which stand on a row of their own and may have lost theirs too.
    """
    more = 0
    for count, (row, place, text) in enumerate(_cells(names, heading_row, rows)):
        if count < MOST_LOST:
            column = grid.column_label(row, place, names[place] if place < len(names) else "")
            yield f"{grid.where}: rad {row}, kolumn {column}: {lost_letter_words(text)}"
        else:
            more += 1
    if more:
        cells = "cell" if more == 1 else "celler"
        yield f"{grid.where}: {number(more)} {cells} till har fel tecken i stället för bokstäver."


def lost_letter_words(text: str) -> str:
    """Return what is said of a text whose letters are lost; empty when they are not."""
    if LOST in text:
        return (
            f"i ”{shorten(text)}” står {LOST} i stället för en bokstav som gick förlorad när filen sparades. Det visas "
            "så tills det är rättat i filen."
        )
    if not _is_lost(text):
        return ""
    meant = _MISREAD.sub(_letter, text)
    return (
        f"”{shorten(text)}” har fel tecken, troligen för ”{shorten(meant)}”, som när en fil läses i en annan kodning "
        "än den är sparad i. Det visas så tills det är rättat i filen."
    )


def _cells(names: Sequence[str], heading_row: int, rows: Iterable[GridRow]) -> Iterator[tuple[int, int, str]]:
    for row, cells in ((heading_row, names), *rows):
        for place, text in enumerate(cells):
            if _is_lost(text):
                yield row, place, text


def _is_lost(text: str) -> bool:
    # Nearly every text ends here.
    return not text.isascii() and (LOST in text or bool(_MISREAD.search(text)))


def _letter(found: re.Match[str]) -> str:
    return b"".join(map(_byte, found[0])).decode("utf-8", errors="replace")


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        # Five bytes stand for nothing in Windows-1252, and programs keep them as they are.
        return sign.encode("latin-1")
