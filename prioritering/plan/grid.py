"""The cells of a file as they stand, before anything is made of them."""

from __future__ import annotations

from dataclasses import dataclass

GridRow = tuple[int, list[str]]


@dataclass(frozen=True)
class Grid:
    """The rows of a file or of one sheet that hold anything, each with its number as the program it was made in shows.

    `where` names it in messages. In a file with commas between the cells (`exact`) every row must be as long as the
    heading, since a comma may have come in by mistake. `lettered` is a workbook, whose cells have names such as D7.
    """

    where: str
    rows: list[GridRow]
    exact: bool = False
    lettered: bool = False

    def column_label(self, row: int | None, place: int, column: str) -> str:
        """Return what a column is called in a message about one cell."""
        return f"{column} (cell {letters(place)}{row})" if self.lettered and row else column


def letters(place: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters
