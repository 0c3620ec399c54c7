"""What is said of cells that are merged in a workbook: their value is that of one row and column, the others are empty.

It is not spread over the others: a class may be meant for them all, and a cost for all of them together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from prioritering.errors import shorten
from prioritering.plan.file_cells import Grid, Merged
from prioritering.swedish import first_few, listing

MOST_MERGED = 10


def merged_notices(grid: Grid, headings: Sequence[str], rows: Sequence[int]) -> list[str]:
    """Return a notice of the merged cells in which a row of the table loses what it is seen to have; none without any.

    `headings` are what the columns are called, empty for one that holds nothing, and `rows` the rows that are read.
    """
    found = [(cells, empty) for cells in grid.merged if (empty := _read_as_empty(cells, headings, rows))]
    if not found:
        return []
    names = dict.fromkeys(f"”{shorten(name)}”" for _, empty in found for name in empty)
    columns = f"{'kolumnen' if len(names) == 1 else 'kolumnerna'} {listing(names)}"
    merged = first_few([cells.name for cells, _ in found], MOST_MERGED)
    return [
        f"{grid.where}: {merged} är sammanfogade celler i {columns}. Bara den första cellen har värdet, de andra läses "
        "som tomma; dela cellerna och skriv värdet på varje rad det gäller."
    ]


def _read_as_empty(cells: Merged, headings: Sequence[str], rows: Sequence[int]) -> list[str]:
    """Return the headings of those columns in which merged cells are empty on a row that is read."""
    inside = rows[bisect_left(rows, cells.first) : bisect_right(rows, cells.last)]
    if not inside:
        return []
    first_alone = len(inside) == 1 and inside[0] == cells.first
    places = range(cells.left + first_alone, min(cells.right + 1, len(headings)))
    return [headings[place] for place in places if headings[place]]
