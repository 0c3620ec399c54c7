"""Turns the bytes of a text table into cells, in whatever way a spreadsheet program has saved it.

Swedish Excel saves semicolons in Windows-1252 ("CSV"), semicolons in UTF-8 with a mark first ("CSV UTF-8") and tabs in
UTF-16 ("Unicode-text"); others save commas in UTF-8.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable

from prioritering.plan.file_cells import GridRow
from prioritering.plan.ids import composed

_BOM = "\ufeff"
_SEPARATORS = (",", ";", "\t")
# So far down a heading is looked for.
LINES_TO_HEADING = 40
# Far above any plan, and read in some seconds.
MAX_ROWS = 100_000
# As many as Excel has.
MAX_COLUMNS = 16_384
# What Python reads of a cell; four times what Excel has room for.
MAX_CELL = csv.field_size_limit()
TOO_MANY_ROWS = "högst 100 000 rader förväntas"
TOO_LONG_CELL = "en cell är längre än 130 000 tecken; en sådan tabell är knappast en plan"
_TOO_MANY_COLUMNS = "högst 16 384 celler på en rad förväntas"
_LIKE_AN_ID = re.compile(r"[\w.-]{1,40}")
_QUOTES = 'citattecknen går inte ihop; en cell med skiljetecken eller citattecken skrivs "så här"'
# What å, ä and ö of other encodings become within a word when they are read as Windows-1252.
_OTHER_ENCODING = re.compile(r"[A-Za-z][ŒŠš†„”‡][a-z]")
_SWEDISH = re.compile("[åäöÅÄÖ]")
_TWICE = re.compile("Ã[\u00a4\u00a5\u00b6\u0084\u0085\u0096„…–]")


class NotText(ValueError):
    """Bytes that are no text in an encoding we know; the message is what was expected, in Swedish."""

    def __init__(self, expected: str, row: int | None = None, found: str | None = None) -> None:
        self.row, self.found = row, found
        super().__init__(expected)


class BrokenTable(ValueError):
    """A table that cannot be read on from a row; `row` is where it begins, `rows` what could be read before."""

    def __init__(self, expected: str, row: int, rows: list[GridRow]) -> None:
        self.row, self.rows = row, rows
        super().__init__(expected)


def decoded(data: bytes) -> str:
    """Return the text of a file's bytes, without the mark that some programs put first; NotText when they are none."""
    return composed(_decoded(data))


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _utf16(data, "utf-16")
    # Text without a mark in UTF-16: every other byte of plain letters is a zero.
    if data[:4].count(0) == 2:
        return _utf16(data, "utf-16-le" if data[1] == 0 else "utf-16-be")
    if b"\0" in data:
        raise NotText("en textfil förväntas; filen är binär eller sparad i en okänd kodning")
    try:
        return data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        return _windows(data, error.start)


def _utf16(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText("en textfil förväntas; filen är inte hel UTF-16 (Unicode-text)") from error
    if "\0" in text:
        raise NotText("en textfil förväntas; filen är binär eller sparad i en okänd kodning")
    return text.removeprefix(_BOM)


def _windows(data: bytes, start: int) -> str:
    text = data.decode("cp1252", errors="replace")
    other = _OTHER_ENCODING.search(text) and not _SWEDISH.search(text)
    if data.startswith(b"\xef\xbb\xbf") or _TWICE.search(text) or other or "\ufffd" in text:
        begin, end = data.rfind(b"\n", 0, start) + 1, data.find(b"\n", start)
        line = data[begin : end if end >= 0 else len(data)].decode("utf-8", errors="replace")
        raise NotText(
            "å, ä och ö går inte att läsa: raden är varken UTF-8 eller Windows-1252; spara om filen som CSV UTF-8",
            data.count(b"\n", 0, start) + 1,
            line,
        )
    return text


def text_rows(text: str, likeness: Callable[[list[str]], int]) -> tuple[str, list[GridRow]]:
    """Return the separator of a text table and its rows that hold anything, each with the line it begins on.

    The separator is the one under which some row near the top is most like a heading; where none is like one, that
    which parts most of the rows there into as many cells. Raises BrokenTable.
    """
    text = _without_directive(text if "\n" in text else text.replace("\r", "\n"))
    separator = max(_SEPARATORS, key=lambda sign: _best(text, sign, likeness))
    if not _best(text, separator, likeness):
        separator = max(_SEPARATORS, key=lambda sign: _parted(text, sign))
    rows = _records(text, separator)
    heading = max(rows[:LINES_TO_HEADING], key=lambda row: likeness(row[1]), default=(0, []))
    for index, (number, cells) in enumerate(rows):
        lines = _lines_in(cells, separator)
        if len(lines) > 1 and _are_rows(lines, len(heading[1])):
            raise BrokenTable(_swallowed(number, len(lines)), number, rows[:index])
    return separator, rows


def _lines_in(cells: list[str], separator: str) -> list[list[str]]:
    """Return the cells that each line of a row would be, were there no quotation mark round a cell of several lines."""
    lines: list[list[str]] = [[]]
    for cell in cells:
        first, *others = cell.split("\n")
        lines[-1] += first.split(separator) if others else [cell]
        lines += [line.split(separator) for line in others]
    return lines


def _are_rows(lines: list[list[str]], width: int) -> bool:
    """Return whether the lines of a row are rows themselves, of a table as wide as this.

    All of them are as wide; or, where the first is cut short, another is, and begins with something like an id.
    """
    if all(len(line) == width for line in lines):
        return True
    # Prose has a space after its commas.
    others = (line for line in lines[1:] if len(line) == width > 2 and _LIKE_AN_ID.fullmatch(line[0]))
    return any(not any(cell.startswith((" ", "\u00a0")) for cell in line) for line in others)


def _swallowed(row: int, lines: int) -> str:
    return (
        f"ett citattecken som börjar här gör rad {row}–{row + lines - 1} till en enda rad; ta bort det, eller skriv "
        "det två gånger om det hör till texten"
    )


def _without_directive(text: str) -> str:
    # `sep=;` first in a file tells Excel how to open it and is no row of the table; its line still counts.
    return re.sub(r"\A\"?sep=.\"?(?=\r?\n)", "", text, flags=re.IGNORECASE)


def _best(text: str, separator: str, likeness: Callable[[list[str]], int]) -> int:
    return max(map(likeness, _top_rows(text, separator)), default=0)


def _parted(text: str, separator: str) -> tuple[int, bool]:
    """Return how many of the rows near the top have as many cells; of two signs, that of decimals is the last."""
    widths = Counter(len(cells) for cells in _top_rows(text, separator) if len(cells) > 1)
    most = max(widths.values(), default=0)
    return most, most > 0 and separator != ","


def _top_rows(text: str, separator: str) -> list[list[str]]:
    lines = text.split("\n", LINES_TO_HEADING)[:LINES_TO_HEADING]
    rows = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=separator)
    try:
        return list(rows)
    except csv.Error:
        return []


def _records(text: str, separator: str) -> list[GridRow]:
    # Strict: a quote that never ends would else swallow the rest of the file without a word.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    rows: list[GridRow] = []
    first = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((first, cells))
            if len(rows) > MAX_ROWS + 1 or len(cells) > MAX_COLUMNS:
                break
            first = reader.line_num + 1
    except csv.Error as error:
        # The reader has no other way to tell the two apart.
        expected = TOO_LONG_CELL if "field limit" in str(error) else _QUOTES
        raise BrokenTable(expected, first, rows) from error
    return _within_bounds(rows)


def _within_bounds(rows: list[GridRow]) -> list[GridRow]:
    # A heading too.
    if len(rows) > MAX_ROWS + 1:
        raise BrokenTable(TOO_MANY_ROWS, rows[-1][0], rows[:1])
    if rows and len(rows[-1][1]) > MAX_COLUMNS:
        raise BrokenTable(_TOO_MANY_COLUMNS, rows[-1][0], rows[:-1] or [(rows[0][0], rows[0][1][:MAX_COLUMNS])])
    return rows
