"""What is said of amounts that a workbook shows in another unit than their heading says: `40 000 kr` under tkr.

A figure counts as it stands in the cell. Whoever reads the sheet sees the unit that its format adds, or a figure that
it shortens, which may be a thousand times another amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prioritering.errors import shorten
from prioritering.plan.columns import fold
from prioritering.plan.figures import number_in
from prioritering.plan.file_cells import Grid, GridRow, rows_named
from prioritering.swedish import all_decimals

SHORTENED = "förkortade"
"""In place of a unit: figures that a format shows in thousands or millions."""
# What a format adds is in quotes, after a backslash, or the sign of a currency: [$kr-41D].
_ADDED = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]')
_NO_FIGURE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_UNIT = re.compile(r"(?<![^\W\d_])(kr|sek|tkr|kkr|mkr|mnkr)(?![^\W\d_])", re.IGNORECASE)
_THOUSANDS = re.compile(r"[0#?],+(?![,0#?])")
_SAME = {"kkr": "tkr", "sek": "kr"}
_IN_TKR = re.compile(r"(?:.*_)?tkr(?:_.*)?|kostnad_[0-9]{4}")
_IN_KRONOR = re.compile(r"(?:.*_)?kr(?:_.*)?")


def figure_part(shown: str) -> str:
    """Return a number format without what only stands beside the figure: texts, gaps, colours and currencies."""
    return _NO_FIGURE.sub("", shown)


def unit_in(shown: str) -> str:
    """Return the unit that a number format adds to figures (kr, tkr, mkr), or SHORTENED; empty for any other format."""
    positive = shown.partition(";")[0]
    if _THOUSANDS.search(figure_part(positive)):
        return SHORTENED
    added = _UNIT.search("".join("".join(parts) for parts in _ADDED.findall(positive)))
    return _SAME.get(added[1].casefold(), added[1].casefold()) if added else ""


def unit_notices(grid: Grid, headings: Sequence[str], rows: Sequence[GridRow]) -> Iterator[str]:
    """Yield a notice of each column of amounts whose cells are shown in another unit than its heading says."""
    for place, heading in enumerate(headings):
        expected = _expected(fold(heading)) if grid.shown_units else ""
        other: dict[str, list[tuple[int, str]]] = {}
        for row, cells in rows if expected else ():
            unit = grid.shown_units.get((row, place), expected)
            if unit != expected and place < len(cells) and number_in(cells[place]) is not None:
                other.setdefault(unit, []).append((row, cells[place]))
        for unit, found in other.items():
            yield _notice(grid, heading, expected, (unit, found))


def _expected(column: str) -> str:
    return "tkr" if _IN_TKR.fullmatch(column) else "kr" if _IN_KRONOR.fullmatch(column) else ""


def _notice(grid: Grid, heading: str, expected: str, shown: tuple[str, list[tuple[int, str]]]) -> str:
    unit, found = shown
    how = "förkortade till tusental eller miljoner" if unit == SHORTENED else f"med ”{unit}”"
    where, first = rows_named([row for row, _ in found]), found[0][1]
    amount = all_decimals(number_in(first) or 0)
    return (
        f"{grid.where}: beloppen under ”{shorten(heading)}” visas {how} i arbetsboken ({where}), men rubriken säger "
        f"{expected}. De räknas som de står i cellen: {first} är {amount} {expected}. Är det fel, skriv den rätta "
        "enheten i rubriken, (kr) eller (tkr), eller ändra talen."
    )
