"""What is said of rows and columns that a workbook hides: they are read as all others, which nobody may have meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prioritering.errors import shorten
from prioritering.plan.file_cells import Grid
from prioritering.swedish import first_few, listing

MOST_HIDDEN = 10


def hidden_notices(grid: Grid, headings: Sequence[str], rows: Sequence[int]) -> Iterator[str]:
    """Yield a notice of the columns that are hidden and one of the rows, of those that are read; none without any.

    `headings` are what the columns are called, empty for one that holds nothing, and `rows` the rows that are read.
    """
    columns = [f"”{shorten(name)}”" for place, name in enumerate(headings) if name and grid.hidden.has_column(place)]
    if columns:
        one = len(columns) == 1
        yield (
            f"{grid.where}: {'kolumnen' if one else 'kolumnerna'} {listing(columns)} är {'dold' if one else 'dolda'} i "
            f"arbetsboken men läses och visas som de andra; ska {'den' if one else 'de'} inte synas, ta bort "
            f"{'den' if one else 'dem'} ur filen."
        )
    hidden = [str(row) for row in rows if row in grid.hidden.rows]
    if hidden:
        one = len(hidden) == 1
        yield (
            f"{grid.where}: rad {first_few(hidden, MOST_HIDDEN)} är {'dold' if one else 'dolda'} i arbetsboken, kanske "
            f"av ett filter, men läses som de andra; ska {'den' if one else 'de'} inte vara med, ta bort "
            f"{'den' if one else 'dem'}."
        )
