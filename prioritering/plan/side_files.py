"""The files beside projekt.csv: how their cells are checked, and the budget's cells as values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from prioritering.money.amounts import KRONOR_PER, AmountError, kronor
from prioritering.plan.cells import CellError, absent_status, check_one_line, clean, parse_number
from prioritering.plan.columns import MADE_FROM, TableSpec, fold
from prioritering.plan.figures import may_be_thousandfold
from prioritering.plan.files import FolderFiles
from prioritering.plan.ids import ID_FORM, is_id
from prioritering.plan.object_plan import BudgetCell, Place, Status
from prioritering.plan.sheets import Sheet, Wanted, read_sheet

BUDGET = "budget"
MAX_LINE = 10_000_000
MAX_NUMBER = 10**12
_AMOUNT, _PER_CENT = "belopp", "procent"
_SHOWN_UNDER = "Övriga uppgifter i tabeller"


class Row(dict[str, str]):
    """One row of a table as text by column; `where` names its table in messages and `number` its row there.

    `other` is what stands in columns that nobody knows, by their headings; empty cells are left out.
    """

    where = ""
    number: int | None = None
    other: Mapping[str, str] = MappingProxyType({})


def row_number(text: str) -> int | None:
    """Return the line number in a cell, None when empty; CellError unless it is a whole number from 1."""
    raw = clean(text)
    if not raw:
        return None
    if not re.fullmatch("[0-9]{1,20}", raw) or not 0 < int(raw) < MAX_LINE:
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
    """Return a table's rows as text by column, None when the folder does not have it; faults are kept in `files`."""
    if not files.has(spec.name):
        return None
    sheet = read_sheet(files, spec.name, Wanted(spec.required, spec.optional, shown_under=_SHOWN_UNDER))
    if sheet is None or not set(spec.required) <= set(sheet.places):
        return None
    rows, seen = [], set[str]()
    for number, cells in sheet.rows:
        row = Row({column: clean(sheet.cell(cells, column)) for column in spec.columns})
        row.where, row.number = sheet.file, number
        row.other = {heading: text for heading, at in sheet.other.items() if (text := clean(cells[at]))}
        before = len(files.problems)
        _check_figures_alone(files, spec, sheet, number, cells)
        _check_cells(files, spec, sheet, number, _as_meant(spec, row))
        if spec.name == BUDGET:
            _check_budget_row(files, sheet, number, row, seen)
        if len(files.problems) == before:
            rows.append(row)
    return tuple(rows)


def _check_figures_alone(files: FolderFiles, spec: TableSpec, sheet: Sheet, number: int, cells: list[str]) -> None:
    for name, column in spec.columns.items():
        text = sheet.cell(cells, name)
        try:
            if CHECKS[column.kind] in (_check_number, _check_amount):
                check_one_line(text)
        except CellError as error:
            files.add(sheet.file, str(error), number, sheet.label(number, name), text)


def _as_meant(spec: TableSpec, row: Row) -> Row:
    """Fill in what an empty cell means, and take an amount that cannot be known for what it is; changes `row`."""
    amount = next((name for name, column in spec.columns.items() if column.kind == _AMOUNT), None)
    if amount is not None:
        # A number in the file has a decimal point, whatever way it was written.
        status = Status.UNKNOWN if may_be_thousandfold(row[amount]) else absent_status(row[amount])
        if status is Status.BLANK:
            row["status"] = row["status"] or status.value
        # Where a table keeps no text of the plan's own, what stands there would be lost: it is told as a fault.
        elif status is not None and "ratext" in row:
            row["ratext"], row[amount], row["status"] = row["ratext"] or row[amount], "", status.value
    for name, column in spec.columns.items():
        if column.default and not row[name]:
            source = column.default.removeprefix(MADE_FROM)
            row[name] = fold(row[source]) if column.default.startswith(MADE_FROM) else column.default
    return row


def _check_cells(files: FolderFiles, spec: TableSpec, sheet: Sheet, number: int, row: Row) -> None:
    """Keep what is wrong with a row's cells; each becomes what its kind makes of it."""
    for name, text in row.items():
        column = spec.columns[name]
        if column.filled and not text:
            files.add(sheet.file, "en ifylld cell förväntas", number, sheet.label(number, name), text)
            continue
        try:
            # The sign says nothing that the column does not say, and a workbook may show every figure with it.
            figure = text.removesuffix("%").rstrip() if column.unit == _PER_CENT else text
            row[name] = CHECKS[column.kind](figure)
        except CellError as error:
            files.add(sheet.file, str(error), number, sheet.label(number, name), text)


def _check_budget_row(files: FolderFiles, sheet: Sheet, number: int, row: Row, seen: set[str]) -> None:
    if row["id"] and not is_id(row["id"], 200):
        expected = f"ett id med 1–200 tecken förväntas: {ID_FORM}"
        files.add(sheet.file, expected, number, sheet.label(number, "id"), row["id"])
    if bool(row["belopp"]) != (row["status"] in (Status.STATED, Status.DERIVED)):
        expected = "ett belopp hör till status angivet eller härlett, och bara dit"
        files.add(sheet.file, expected, number, sheet.label(number, "belopp"), row["belopp"])
    if row["id"] in seen:
        files.add(sheet.file, "två celler har samma id", number, sheet.label(number, "id"), row["id"])
    seen.add(row["id"])


def _any_text(text: str) -> str:
    return text


def _check_number(text: str) -> str:
    if not text:
        return text
    number = parse_number(text, "ett tal eller tomt förväntas")
    if abs(number) > MAX_NUMBER:
        raise CellError("talet är orimligt stort")
    # As the database reads it; one that is so written already stands as it is, with its decimals.
    return text if text.isascii() and " " not in text and "," not in text and text.count(".") < 2 else f"{number:f}"


def _check_amount(text: str) -> str:
    if may_be_thousandfold(text):
        raise CellError("ett belopp som inte går att läsa som tusen gånger större förväntas")
    return _check_number(text)


def _check_unit(text: str) -> str:
    unit = text.casefold()
    if unit not in KRONOR_PER:
        raise CellError("kr eller tkr förväntas")
    return unit


def _check_status(text: str) -> str:
    if text not in {status.value for status in Status}:
        raise CellError(f"{', '.join(status.value for status in Status)} förväntas")
    return text


def _check_yes(text: str) -> str:
    word = text.casefold()
    if word not in ("ja", "nej", ""):
        raise CellError("ja, nej eller tomt förväntas")
    return word


def _check_row(text: str) -> str:
    row_number(text)
    return text


def _check_lines(text: str) -> str:
    line_ranges(text)
    return text


# What a cell of each kind becomes; CellError when it is none.
CHECKS: dict[str, Callable[[str], str]] = {
    "text": _any_text,
    "tal": _check_number,
    _AMOUNT: _check_amount,
    "enhet": _check_unit,
    "status": _check_status,
    "janej": _check_yes,
    "rad": _check_row,
    "rader": _check_lines,
}


def budget_cells(files: FolderFiles, rows: Iterable[Row], document: str) -> tuple[BudgetCell, ...]:
    """Return the budget rows as cells in kronor; an amount that cannot be kept exactly is a problem."""
    cells = []
    for row in rows:
        # The zero is no figure of the plan's: an empty amount becomes None below.
        status, amount = Status(row["status"]), parse_number(row["belopp"] or "0")
        try:
            amount = kronor(amount, row["enhet"])
        except AmountError as error:
            files.add(row.where, str(error), row.number, "belopp", row["belopp"])
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
