"""The cells of a file as they stand, before anything is made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from prioritering.swedish import first_few

GridRow = tuple[int, list[str]]


class Merged(NamedTuple):
    """Cells of a workbook that are shown as one: only that on the first row and furthest to the left holds anything."""

    first: int
    last: int
    left: int
    right: int

    @property
    def name(self) -> str:
        """What the cells are called in Excel: 'C5:C7'."""
        return f"{letters(self.left)}{self.first}:{letters(self.right)}{self.last}"


class Hidden(NamedTuple):
    """What a workbook does not show of a sheet: rows, as Excel numbers them, and columns by first and last place."""

    rows: frozenset[int] = frozenset()
    columns: tuple[tuple[int, int], ...] = ()

    def has_column(self, place: int) -> bool:
        """Return whether the column at a place is hidden."""
        return any(first <= place <= last for first, last in self.columns)


NONE_HIDDEN = Hidden()


@dataclass(frozen=True)
class Grid:
    """The rows of a file or of one sheet that hold anything, each with its number as the program it was made in shows.

    `where` names it in messages. In a file with commas between the cells (`exact`) every row must be as long as the
    heading, since a comma may have come in by mistake. `lettered` is a workbook, whose cells have names such as D7 and
    may be `merged` or `hidden`, or be shown with a unit that is no part of their values (`shown_units`).
    """

    where: str
    rows: list[GridRow]
    exact: bool = False
    lettered: bool = False
    merged: tuple[Merged, ...] = ()
    hidden: Hidden = NONE_HIDDEN
    shown_units: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def column_label(self, row: int | None, place: int, column: str) -> str:
        """Return what a column is called in a message about one cell."""
        return f"{column} (cell {letters(place)}{row})" if self.lettered and row else column


def rows_named(rows: Sequence[int], most: int = 10) -> str:
    """Return rows as a message names them, the first so many: 'rad 3, 5 och 2 rader till'."""
    return f"rad {first_few([str(row) for row in rows], most, 'rader till')}"


def place_of(letters: str) -> int:
    """Return the place of a column from its capital letters: A is 0, AA is 26; without letters it is -1."""
    place = -1
    for letter in letters:
        place = (place + 1) * 26 + ord(letter) - ord("A")
    return place


def letters(place: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters
