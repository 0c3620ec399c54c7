"""Rows inside a table that say its heading once more, as when a table that is parted over pages has been copied."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering.plan.columns import fold
from prioritering.plan.file_cells import GridRow, rows_named


def without_repeated(heading: Sequence[str], rows: Sequence[GridRow]) -> tuple[list[GridRow], list[int]]:
    """Return the rows of a table that do not repeat its heading, and the numbers of those that do."""
    said = [fold(cell) for cell in heading]
    kept: list[GridRow] = []
    repeated: list[int] = []
    for row, cells in rows:
        if _repeats(said, cells):
            repeated.append(row)
        else:
            kept.append((row, cells))
    return kept, repeated


def repeated_notice(where: str, rows: Sequence[int]) -> list[str]:
    """Return the notice of rows that repeat the heading; none without any."""
    if not rows:
        return []
    return [f"{where}: {rows_named(rows)} upprepar rubrikraden och läses inte."]


def _repeats(heading: Sequence[str], cells: Sequence[str]) -> bool:
    """Return whether a row says what the heading does in each cell that holds anything, in several."""
    filled = 0
    for place, cell in enumerate(cells):
        if cell.strip():
            # Nearly every row ends at its first cell.
            if place >= len(heading) or fold(cell) != heading[place]:
                return False
            filled += 1
    return filled > 1
