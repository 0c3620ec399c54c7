"""Reads the sheets of an .xlsx file as text: figures as they are, dates as 2026-03-01, true and false as ja and nej."""

from __future__ import annotations

import datetime
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cached_property

import python_calamine

from prioritering.plan.figures import may_be_thousandfold
from prioritering.plan.file_cells import GridRow, Merged, place_of
from prioritering.plan.ids import composed
from prioritering.plan.sheet_looks import BookLooks, SheetLooks
from prioritering.plan.text_table import MAX_CELL, MAX_ROWS, TOO_LONG_CELL, TOO_MANY_ROWS
from prioritering.swedish import all_decimals

WORKBOOK_SUFFIX = ".xlsx"
# What a workbook may unpack to, and how far its cells may be spread: all of them take place, also the empty ones.
MAX_UNPACKED = 100_000_000
_MAX_PARTS = 2_000
MAX_CELLS = 4_000_000
_PLACED = re.compile(rb"""<(?:[^\s<>/:"']++:)?(c|row)(?=[\s/>])((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ADDRESS = re.compile(rb"([A-Z]{1,3})?([0-9]{1,7})")
_TEXTS = re.compile(rb"""<(?:[^\s<>/:"']++:)?sst(?=[\s/>])((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_COUNT = re.compile(rb"""[cC]ount\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CHUNK = 1_000_000
_EXPECTED = "en Excelbok (.xlsx) utan lösenord förväntas; filen går inte att öppna"


class NotWorkbook(ValueError):
    """A file that is no workbook we can read; the message is what was expected, in Swedish."""


class Workbook:
    """The visible sheets of an .xlsx file; raises NotWorkbook when it cannot be read."""

    def __init__(self, data: bytes) -> None:
        self._parts = _parts(data)
        with _given_up(_EXPECTED):
            self._book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets that are shown, in order."""
        shown = python_calamine.SheetVisibleEnum.Visible
        kind = python_calamine.SheetTypeEnum.WorkSheet
        return tuple(item.name for item in self._book.sheets_metadata if item.visible == shown and item.typ == kind)

    def looks(self, sheet: str) -> SheetLooks:
        """Return what a sheet shows beside its values."""
        return self._looks.of(sheet)

    @cached_property
    def _looks(self) -> BookLooks:
        return BookLooks(self._parts)

    def merged(self, sheet: str) -> tuple[Merged, ...]:
        """Return the cells of a sheet that are merged into one, numbered as Excel numbers their rows."""
        with _given_up(f"bladet {sheet} går inte att läsa"):
            found = self._book.get_sheet_by_name(sheet).merged_cell_ranges or []
        return tuple(Merged(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in found)

    def rows(self, sheet: str) -> list[GridRow]:
        """Return the rows of a sheet that hold anything, numbered as Excel numbers them."""
        with _given_up(f"bladet {sheet} går inte att läsa"):
            found = self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        all_rows = [(number, [as_text(cell) for cell in cells]) for number, cells in enumerate(found, 1)]
        for number, place in self._looks.per_cent(sheet):
            if number <= len(found) and place < len(found[number - 1]):
                all_rows[number - 1][1][place] = _per_cent(found[number - 1][place])
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


def _per_cent(cell: object) -> str:
    """Return what is seen of a figure that Excel shows as per cent: 80 % of 0.8."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return as_text(cell)
    # As it is shown in Sweden: nothing else tells it from what someone has typed.
    return f"{all_decimals(Decimal(f'{cell * 100:.15g}'))} %"


@contextmanager
def _given_up(expected: str) -> Iterator[None]:
    """Raise NotWorkbook in place of what the reader of workbooks ends with."""
    try:
        yield
    except BaseException as error:
        # What Rust ends with is no Exception, and cannot be named.
        if not isinstance(error, python_calamine.CalamineError) and type(error).__name__ != "PanicException":
            raise
        raise NotWorkbook(expected) from error


def _parts(data: bytes) -> dict[str, bytes]:
    """Return the parts as they stand in the file, by name, having seen that all of it can be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_unpacked(archive)
            # All of them: which are sheets, and where they lie, is said in the file itself.
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError, struct.error) as error:
        if isinstance(error, NotWorkbook):
            raise
        raise NotWorkbook(_EXPECTED) from error
    for part in parts.values():
        _check_counts(part)
        _check_spread(part)
    return parts


def _check_unpacked(archive: zipfile.ZipFile) -> None:
    """Raise for a book that unpacks to more than it may, or that says another size than it has."""
    files = archive.infolist()
    if sum(item.file_size for item in files) > MAX_UNPACKED:
        raise NotWorkbook("arbetsboken är för stor när den packas upp")
    names = {item.filename.casefold() for item in files}
    # Files of other programs under the name of a workbook would be read too, by other rules.
    if len(files) > _MAX_PARTS or len(names) < len(files) or names & {"content.xml", "xl/workbook.bin"}:
        raise NotWorkbook(_EXPECTED)
    for item in files:
        # The reader of the cells believes no size, and would unpack to the end: Python stops at the size that is said,
        # and then misses the control sum.
        with archive.open(item) as unpacked:
            while unpacked.read(_CHUNK):
                pass


def _check_counts(part: bytes) -> None:
    """Raise for a part that says that it holds more texts than there are cells: room is made for as many as it says."""
    for texts in _TEXTS.finditer(part):
        for count in _COUNT.finditer(texts[1]):
            if not re.fullmatch(rb"[0-9]{1,7}", count[1] or count[2] or b""):
                raise NotWorkbook(_EXPECTED)


def _check_spread(part: bytes) -> None:
    """Raise for a part whose cells are spread so far that the empty ones between them take all the memory.

    It is followed as by what reads the cells, which counts on from the last where no place is stated.
    """
    row = column = columns = rows = 0
    for match in _PLACED.finditer(part):
        stated = _PLACE.search(match[2])
        place = _ADDRESS.fullmatch(stated[1] or stated[2] or b"") if stated else None
        if stated and (place is None or bool(place[1]) != (match[1] == b"c")):
            raise NotWorkbook(_EXPECTED)
        if match[1] == b"row":
            row, column = int(place[2]) if place else row + 1, 0
        elif place:
            row, column = int(place[2]), place_of(place[1].decode()) + 1
        else:
            column += 1
        columns, rows = max(columns, column), max(rows, row)
        if columns * rows > MAX_CELLS:
            cell = f"cellen {place[0].decode()}" if place and place[1] else f"en cell på rad {row}"
            raise NotWorkbook(f"{cell} ligger för långt bort från de andra; ta bort den")
