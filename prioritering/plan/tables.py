"""The files of a plan folder: which columns they have, of what kind, and how the optional ones are checked."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from prioritering.money.amounts import AmountError, kronor
from prioritering.plan.cells import CellError, clean, parse_number
from prioritering.plan.files import FolderFiles, read_csv
from prioritering.plan.object_plan import BudgetCell, Place, Status

Row = dict[str, str]
PROJECTS = "projekt"
MAX_LINE = 10_000_000
MAX_NUMBER = 10**12


@dataclass(frozen=True)
class TableSpec:
    """One file: its columns in order with their kind.

    In an optional file all columns must be there and `required` ones be filled; in projekt.csv those of `required`
    must be there.
    """

    name: str
    kinds: dict[str, str]
    required: tuple[str, ...]

    @property
    def file(self) -> str:
        """The file's name in the plan folder."""
        return f"{self.name}.csv"


@cache
def table_specs() -> dict[str, TableSpec]:
    """Return the known optional files by name, as `columns.toml` lists them."""
    return {name: spec for name, spec in _all_specs().items() if name != PROJECTS}


def project_spec() -> TableSpec:
    """Return the columns of projekt.csv, apart from the criteria's."""
    return _all_specs()[PROJECTS]


@cache
def _all_specs() -> dict[str, TableSpec]:
    data = tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
    return {name: _spec(name, columns) for name, columns in data.items()}


def _spec(name: str, columns: dict[str, str]) -> TableSpec:
    required = tuple(column for column, kind in columns.items() if kind.endswith("!"))
    return TableSpec(name, {column: kind.rstrip("!") for column, kind in columns.items()}, required)


def row_number(text: str) -> int | None:
    """Return the line number in a cell, None when empty; CellError unless it is a whole number from 1."""
    raw = clean(text)
    if not raw:
        return None
    if not raw.isascii() or not raw.isdigit() or not 0 < int(raw) < MAX_LINE:
        raise CellError("ett radnummer från 1 eller tomt förväntas")
    return int(raw)


def line_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return line ranges from a cell like '183-185; 416' as (first, last); CellError on another form."""
    ranges = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        first, dash, last = part.partition("-")
        start, end = row_number(first), row_number(last if dash else first)
        if start is None or end is None or end < start:
            raise CellError("rader som 183-185; 416 eller tomt förväntas")
        ranges.append((start, end))
    return tuple(ranges)


def read_table(files: FolderFiles, spec: TableSpec) -> tuple[Row, ...] | None:
    """Return a file's rows as text by column, None when the folder does not have it; faults are kept in `source`."""
    if not (files.folder / spec.file).exists():
        return None
    sheet = read_csv(files, spec.file, tuple(spec.kinds))
    if sheet is None or not set(spec.kinds) <= set(sheet.places):
        return None
    rows = []
    for number, cells in sheet.rows:
        row = {column: clean(sheet.cell(cells, column)) for column in spec.kinds}
        if _row_is_sound(files, spec, number, row):
            rows.append(row)
    return tuple(rows)


def _row_is_sound(files: FolderFiles, spec: TableSpec, number: int, row: Row) -> bool:
    before = len(files.problems)
    for column, text in row.items():
        if column in spec.required and not text:
            files.add(spec.file, "en ifylld cell förväntas", number, column, text)
            continue
        try:
            CHECKS[spec.kinds[column]](text)
        except CellError as error:
            files.add(spec.file, str(error), number, column, text)
    return len(files.problems) == before


def _any_text(text: str) -> None:
    """Every text will do."""


def _check_number(text: str) -> None:
    if text and abs(parse_number(text, "ett tal eller tomt förväntas")) > MAX_NUMBER:
        raise CellError("talet är orimligt stort")


def _check_status(text: str) -> None:
    if text not in {status.value for status in Status}:
        raise CellError(f"{', '.join(status.value for status in Status)} förväntas")


def _check_yes(text: str) -> None:
    if text not in ("ja", "nej", ""):
        raise CellError("ja, nej eller tomt förväntas")


def _check_row(text: str) -> None:
    row_number(text)


def _check_lines(text: str) -> None:
    line_ranges(text)


CHECKS: dict[str, Callable[[str], None]] = {
    "text": _any_text,
    "tal": _check_number,
    "status": _check_status,
    "janej": _check_yes,
    "rad": _check_row,
    "rader": _check_lines,
}


def budget_cells(files: FolderFiles, rows: Iterable[Row], document: str) -> tuple[BudgetCell, ...]:
    """Return the budget rows as cells in kronor; a stated figure without amount or unit is a problem."""
    cells = []
    for row in rows:
        # The zero is no figure of the plan's: an empty amount becomes None below, but its unit is checked all the same.
        status, amount = Status(row["status"]), parse_number(row["belopp"] or "0")
        try:
            amount = kronor(amount, row["enhet"])
        except AmountError as error:
            files.add("budget.csv", str(error), column="enhet", found=f"{row['id']}: {row['enhet']}")
        if bool(row["belopp"]) != (status in (Status.STATED, Status.DERIVED)):
            files.add(
                "budget.csv",
                "ett belopp hör till status angivet eller härlett, och bara dit",
                column="belopp",
                found=row["id"],
            )
        line = row_number(row["rad"])
        cells.append(
            BudgetCell(
                id=row["id"],
                label=row["etikett"],
                amount_kr=amount if row["belopp"] else None,
                status=status,
                budget_class=row["klass"],
                part=row["del"] or row["kostnadsbarare"],
                place=Place(document=document, line=line, line_to=row_number(row["rad_till"])) if line else None,
                frame=row["ram"] == "ja",
            )
        )
    return tuple(cells)
