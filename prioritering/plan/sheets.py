"""From the cells of a file to a table: where its heading stands, what is above and below it, which columns it has."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from prioritering.errors import shorten
from prioritering.plan.cells import clean
from prioritering.plan.columns import PROJECTS, fold, project_spec
from prioritering.plan.file_cells import Grid, GridRow, letters
from prioritering.plan.files import FolderFiles
from prioritering.plan.hidden_cells import hidden_notices
from prioritering.plan.lost_letters import lost_letter_notices
from prioritering.plan.merged_cells import merged_notices
from prioritering.plan.repeated_headings import repeated_notice, without_repeated
from prioritering.plan.shown_units import unit_notices
from prioritering.plan.sum_rows import is_section, is_sum
from prioritering.plan.text_table import LINES_TO_HEADING
from prioritering.plan.unknown_columns import UnknownColumns

_KRONOR = frozenset({"kr", "kronor"})


@dataclass(frozen=True)
class Sheet:
    """A table as read: `places` maps a column's name to its position, `rows` holds (row number, cells).

    `other` are the columns that nobody knows, as they are headed, with their positions; `headings` is how the known
    ones are headed, by name.
    """

    grid: Grid
    places: dict[str, int]
    rows: list[GridRow]
    other: dict[str, int]
    headings: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """What the table is called in messages."""
        return self.grid.where

    def cell(self, cells: list[str], column: str) -> str:
        """Return one cell of a row, empty when the table has no such column."""
        place = self.places.get(column)
        return cells[place] if place is not None else ""

    def label(self, row: int, column: str) -> str:
        """Return what a column is called in a message about a row: as it is headed, or else would be."""
        place = self.places.get(column)
        return column if place is None else self.label_at(row, place, self.heading(column))

    def label_at(self, row: int, place: int, column: str) -> str:
        """Return what the column at a position is called in a message about a row."""
        return self.grid.column_label(row, place, column)

    def heading(self, column: str) -> str:
        """Return a column's name as the table has it."""
        return self.headings.get(column, column)

    def expected(self, column: str, said: str) -> str:
        """Return what is expected of a cell, `said` of an amount in tkr, with the unit that the column is headed by."""
        in_kronor = _KRONOR & set(fold(self.heading(column)).split("_"))
        return said.replace("belopp i tkr", "belopp i kronor", 1) if in_kronor else said


def _nothing(heading: str) -> bool:
    del heading
    return False


@dataclass(frozen=True)
class Wanted:
    """The columns that a table has: one of `required` that is missing is a problem, one of `optional` reads as empty.

    `also` gives the column that another heading stands for; `shown_under` says where one that nobody knows is shown,
    and `expects` which of those it would be wrong to call unknown.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    shown_under: str = ""
    expects: Callable[[str], bool] = _nothing

    def names(self) -> dict[str, str]:
        """Return the columns by their headings, as these are compared."""
        known = {fold(heading): name for heading, name in self.also.items()}
        return known | {fold(name): name for name in (*self.required, *self.optional)}


def read_sheet(files: FolderFiles, table: str, wanted: Wanted) -> Sheet | None:
    """Read a table with a heading; None when nothing in it can be used. Faults and notices are kept in `files`.

    What stands above the heading and sums below are told in notices. Columns that nobody knows are kept, to be told of
    with those of other tables.
    """
    known = wanted.names()
    # The same cells are tried under each separator, and once more when the heading is looked for.
    folded = cache(fold)
    grid = files.grid(table, lambda cells: sum(name in known for name in map(folded, cells)))
    if grid is None:
        return None
    if not grid.rows:
        files.add(grid.where, f"filen är tom; en rubrikrad {','.join(wanted.required)} förväntas")
        return None
    start = _heading(grid.rows, known, folded)
    _tell_above(files, grid, start)
    heading_row, heading = grid.rows[start]
    below, repeated = without_repeated(heading, grid.rows[start + 1 :])
    files.notices += repeated_notice(grid.where, repeated)
    names = _names(heading, below, grid.exact)
    found = _places(files, grid, names, known, heading_row)
    places = {name: place for name, place in found.items() if name in known.values()}
    other = {name: place for name, place in found.items() if name not in places}
    headings = {name: names[place] for name, place in places.items()}
    missing = [name for name in wanted.required if name not in places]
    akin = _akin(missing) if table == PROJECTS else {}
    if not places and not any(_likely(missing, other, akin)):
        expected = f"en rubrikrad med {', '.join(missing)} förväntas; överst står {_shown(heading)}"
        files.add(grid.where, expected, heading_row)
        return None
    unheard_of = [name for name in other if not wanted.expects(name)]
    likely = dict(zip(missing, _likely(missing, unheard_of, akin), strict=True))
    unknown = _tell_missing(files, grid, heading_row, likely, unheard_of)
    if unknown:
        left = tuple(name for name in wanted.optional if name not in places)
        files.unknown.append(UnknownColumns(grid.where, tuple(unknown), left, wanted.shown_under, table == PROJECTS))
    rows = _without_sums(files, grid, below, places.get(wanted.required[0], 0), table == PROJECTS)
    _tell_odd_cells(files, grid, names, (heading_row, rows))
    return Sheet(grid, places, _full_rows(files, grid, rows, len(names)), other, headings)


def _tell_odd_cells(files: FolderFiles, grid: Grid, names: list[str], read: tuple[int, list[GridRow]]) -> None:
    """Tell of cells in what is `read`, the heading's row and those below, that may not say what was meant."""
    heading_row, rows = read
    files.notices += lost_letter_notices(grid, names, heading_row, rows)
    numbers = [row for row, _ in rows]
    files.notices += [*merged_notices(grid, names, numbers), *hidden_notices(grid, names, numbers)]
    files.notices += unit_notices(grid, names, rows)


def _heading(rows: list[GridRow], known: dict[str, str], folded: Callable[[str], str]) -> int:
    """Return which row is the heading: the one near the top with most known columns, else the first."""
    likeness = [len(known.keys() & map(folded, cells)) for _, cells in rows[:LINES_TO_HEADING]]
    best = max(likeness)
    # A single known word may stand in a title.
    return likeness.index(best) if best > 1 else 0


def _tell_above(files: FolderFiles, grid: Grid, start: int) -> None:
    if start:
        first, last = grid.rows[0][0], grid.rows[start - 1][0]
        where = f"rad {first}" if first == last else f"rad {first}–{last}"
        shown = _shown(grid.rows[0][1])
        files.notices.append(f"{grid.where}: {where} står ovanför rubrikraden och läses inte ({shown}).")


def _shown(cells: list[str]) -> str:
    return f"”{shorten('; '.join(filter(None, map(clean, cells))))}”"


def _names(heading: list[str], below: list[GridRow], exact: bool) -> list[str]:
    """Return the columns' names; one without heading is named by its number when it holds anything."""
    names = [clean(name) for name in heading]
    if not exact:
        names += [""] * (max((len(cells) for _, cells in below), default=0) - len(names))
    gaps = [place for place, name in enumerate(names) if not name]
    filled = {place for _, cells in below for place in gaps if place < len(cells) and cells[place].strip()}
    return [name or (f"kolumn {place + 1}" if place in filled else "") for place, name in enumerate(names)]


def _places(
    files: FolderFiles, grid: Grid, headings: list[str], known: Mapping[str, str], heading_row: int
) -> dict[str, int]:
    places: dict[str, int] = {}
    # Unknown headings too: a column ”Extra” and one ”extra” cannot be told apart where they are asked for.
    first_as: dict[str, str] = {}
    for place, heading in enumerate(headings):
        name = known.get(fold(heading)) or first_as.setdefault(fold(heading) or heading, heading)
        if name in places:
            first, second = (f"{letters(at)} (”{shorten(headings[at])}”)" for at in (places[name], place))
            files.add(grid.where, f"en sådan kolumn förväntas; den finns som {first} och {second}", heading_row, name)
        elif name:
            places[name] = place
    return places


def _akin(missing: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the other words that people head missing columns of the projects with."""
    columns = project_spec().columns
    return {name: tuple(map(fold, columns[name].akin)) for name in missing if name in columns}


def _likely(missing: Sequence[str], unknown: Iterable[str], akin: Mapping[str, tuple[str, ...]]) -> list[list[str]]:
    """Return for each missing column the unknown one that may be meant, if any; `akin` are other words for it."""
    # A generous likeness: the column is missing anyway, and a far-fetched hint does no harm.
    left, found = list(unknown), []
    for name in missing:
        called = [column for column in left if fold(column) in akin.get(name, ())][:1]
        found.append(called or difflib.get_close_matches(name, left, n=1, cutoff=0.5))
        left = [column for column in left if column not in found[-1]]
    return found


def _tell_missing(
    files: FolderFiles, grid: Grid, heading_row: int, likely: Mapping[str, list[str]], unknown: list[str]
) -> list[str]:
    """Tell which columns are missing; returns the unknown ones that are not thought to be one of them."""
    for name, near in likely.items():
        hint = f"; menas den här kolumnen, som är okänd: ”{near[0]}”?" if near else ""
        files.add(grid.where, f"kolumnen saknas{hint}", heading_row, name)
        unknown = [column for column in unknown if column not in near]
    return unknown


def _without_sums(files: FolderFiles, grid: Grid, rows: list[GridRow], first: int, by_id: bool) -> list[GridRow]:
    """Return the rows without the sums that a spreadsheet has in and below its table, and the notes under these.

    `first` is the place of the column that no row of the table leaves empty, `by_id` says that it holds ids.
    """
    kept: list[GridRow] = []
    left: list[GridRow] = []
    for row, cells in rows:
        filled = sum(bool(cell.strip()) for cell in cells)
        if by_id and is_section(cells, first):
            files.notices.append(f"{grid.where}: rad {row} är en mellanrubrik och läses inte ({_shown(cells)}).")
        elif (left and filled == 1) or is_sum(cells, first, by_id):
            left.append((row, cells))
        else:
            kept.append((row, cells))
    for row, cells in left:
        shown = _shown(cells)
        files.notices.append(f"{grid.where}: rad {row} är en summarad eller en anmärkning och läses inte ({shown}).")
    return kept


def _full_rows(files: FolderFiles, grid: Grid, rows: list[GridRow], width: int) -> list[GridRow]:
    full = []
    for row, cells in rows:
        if len(cells) < width and not grid.exact:
            # Excel leaves out what is empty at the end of a row.
            full.append((row, cells + [""] * (width - len(cells))))
        elif len(cells) >= width and not any(cell.strip() for cell in cells[width:]):
            full.append((row, cells))
        else:
            expected = f"{width} celler förväntas på raden, som i rubriken; den har {len(cells)}"
            files.add(grid.where, expected, row, found=",".join(cells))
    return full
