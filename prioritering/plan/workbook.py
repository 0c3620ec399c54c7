"""Reads the sheets of an .xlsx file as text: figures as they are, dates as 2026-03-01, true and false as ja and nej."""

from __future__ import annotations

import datetime
import io
import re
import struct
import zipfile
import zlib
from decimal import Decimal
from functools import cached_property

import python_calamine

from prioritering.plan.figures import may_be_thousandfold
from prioritering.plan.grid import GridRow
from prioritering.plan.ids import composed
from prioritering.plan.text_table import MAX_CELL, MAX_ROWS, TOO_LONG_CELL, TOO_MANY_ROWS

WORKBOOK_SUFFIX = ".xlsx"
# What a workbook may unpack to, and how far its cells may be spread: all of them take place, also the empty ones.
MAX_UNPACKED = 100_000_000
_MAX_PARTS = 2_000
MAX_CELLS = 4_000_000
_CHUNK = 1_000_000
_EXPECTED = "en Excelbok (.xlsx) utan lösenord förväntas; filen går inte att öppna"
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>')
_FAULT = re.compile(rb'\bt="e"')


class NotWorkbook(ValueError):
    """A file that is no workbook we can read; the message is what was expected, in Swedish."""


class Workbook:
    """The visible sheets of an .xlsx file; raises NotWorkbook when it cannot be read."""

    def __init__(self, data: bytes) -> None:
        self._parts = _parts(data)
        try:
            self._book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        except python_calamine.CalamineError as error:
            raise NotWorkbook(_EXPECTED) from error

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets that are shown, in order."""
        shown = python_calamine.SheetVisibleEnum.Visible
        kind = python_calamine.SheetTypeEnum.WorkSheet
        return tuple(item.name for item in self._book.sheets_metadata if item.visible == shown and item.typ == kind)

    @cached_property
    def faulty(self) -> tuple[str, ...]:
        """The names of cells that show a fault of Excel's, such as #DIVISION/0!, in any sheet."""
        return tuple(
            (match[1] + match[2]).decode()
            for part in self._parts
            for match in _CELL.finditer(part)
            if _FAULT.search(match[0])
        )

    def rows(self, sheet: str) -> list[GridRow]:
        """Return the rows of a sheet that hold anything, numbered as Excel numbers them."""
        try:
            found = self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except python_calamine.CalamineError as error:
            raise NotWorkbook(f"bladet {sheet} går inte att läsa") from error
        all_rows = ((number, [as_text(cell) for cell in cells]) for number, cells in enumerate(found, 1))
        rows = [(number, cells) for number, cells in all_rows if any(cell.strip() for cell in cells)]
        # A heading too.
        if len(rows) > MAX_ROWS + 1:
            raise NotWorkbook(f"bladet {sheet}: {TOO_MANY_ROWS}")
        if any(len(cell) > MAX_CELL for _, cells in rows for cell in cells):
            raise NotWorkbook(f"bladet {sheet}: {TOO_LONG_CELL}")
        return rows


def as_text(cell: object) -> str:
    """Return a cell of a workbook as a person would write it in a text table."""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, int | float):
        # As many digits as Excel itself shows: what arithmetic has made 2250.4999999999995 stands there as 2250.5.
        text = format(Decimal(f"{cell:.15g}").normalize(), "f")
        # A figure in a workbook is no text that can be read in two ways, so it is not written as one.
        return f"{text}0" if may_be_thousandfold(text) else text
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return composed(str(cell))


def _parts(data: bytes) -> list[bytes]:
    """Return the sheets as they stand in the file, having seen that all of it can be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_unpacked(archive)
            sheets = [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
            parts = [archive.read(name) for name in sheets]
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError, struct.error) as error:
        if isinstance(error, NotWorkbook):
            raise
        raise NotWorkbook(_EXPECTED) from error
    for part in parts:
        _check_spread(part)
    return parts


def _check_unpacked(archive: zipfile.ZipFile) -> None:
    """Raise for a book that unpacks to more than it may, or that says another size than it has."""
    files = archive.infolist()
    if sum(item.file_size for item in files) > MAX_UNPACKED:
        raise NotWorkbook("arbetsboken är för stor när den packas upp")
    if len(files) > _MAX_PARTS or len({item.filename for item in files}) < len(files):
        raise NotWorkbook(_EXPECTED)
    for item in files:
        # The reader of the cells believes no size, and would unpack to the end: Python stops at the size that is said,
        # and then misses the control sum.
        with archive.open(item) as unpacked:
            while unpacked.read(_CHUNK):
                pass


def _check_spread(part: bytes) -> None:
    columns, rows = 1, 1
    for match in _CELL.finditer(part):
        columns, rows = max(columns, _number(match[1])), max(rows, int(match[2]))
        if columns * rows > MAX_CELLS:
            cell = (match[1] + match[2]).decode()
            raise NotWorkbook(f"cellen {cell} ligger för långt bort från de andra; ta bort den")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
