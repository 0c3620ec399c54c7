"""Opens the text files of a plan folder: size, encoding, separators, quotes. Every fault becomes a `Problem`."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from prioritering.errors import Problem, shorten

# A file of a hundred thousand projects is below this; what is above is hardly a plan.
MAX_BYTES = 20_000_000
_BOM = "\ufeff"


@dataclass
class FolderFiles:
    """The files of one folder as they are read, with what was found wrong (`problems`) or worth saying (`notices`)."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)

    def add(
        self, file: str, expected: str, row: int | None = None, column: str | None = None, found: str | None = None
    ) -> None:
        """Keep one problem."""
        self.problems.append(Problem(file=file, expected=expected, row=row, column=column, found=found))

    def text(self, file: str) -> str | None:
        """Return a file's text without byte order mark, or None when it cannot be read at all.

        A file that is not UTF-8 is reported and then read as Windows-1252, so that its other faults are found too.
        """
        path = self.folder / file
        try:
            size = path.stat().st_size
            if size > MAX_BYTES:
                self.add(
                    file, f"filen är för stor ({size // 1_000_000} MB); högst {MAX_BYTES // 1_000_000} MB tas emot"
                )
                return None
            data = path.read_bytes()
        except FileNotFoundError:
            self.add(file, "filen saknas i planmappen")
            return None
        except OSError:
            self.add(file, "filen går inte att läsa")
            return None
        self.contents[file] = data
        if b"\0" in data:
            self.add(file, "en textfil i UTF-8 förväntas; filen är binär eller sparad i en annan kodning (UTF-16?)")
            return None
        try:
            # Excel puts this mark first in what it saves as UTF-8.
            return data.decode("utf-8").removeprefix(_BOM)
        except UnicodeDecodeError as error:
            return self._not_utf8(file, data, error.start)

    def _not_utf8(self, file: str, data: bytes, start: int) -> str:
        row = data.count(b"\n", 0, start) + 1
        begin, end = data.rfind(b"\n", 0, start) + 1, data.find(b"\n", start)
        line = data[begin : end if end >= 0 else len(data)].decode("cp1252", errors="replace")
        self.add(file, "UTF-8 förväntas; raden ser ut att vara sparad som Windows-1252 (Latin-1)", row, found=line)
        return data.decode("cp1252", errors="replace")


@dataclass(frozen=True)
class CsvTable:
    """A comma-separated file: `places` maps a column's name to its position, `rows` holds (row number, cells)."""

    file: str
    places: dict[str, int]
    rows: list[tuple[int, list[str]]]

    def cell(self, cells: list[str], column: str) -> str:
        """Return one cell of a row, empty when the file has no such column."""
        place = self.places.get(column)
        return cells[place] if place is not None else ""


def read_csv(files: FolderFiles, file: str, required: tuple[str, ...], optional: Iterable[str] = ()) -> CsvTable | None:
    """Read a CSV file with a header; None when nothing in it can be used. Faults and notices are kept in `files`.

    A column of `required` that is missing is a problem, one of `optional` reads as empty cells. A column known to
    neither is told as a notice, with the name it may have been meant for.
    """
    text = files.text(file)
    if text is None:
        return None
    form = ",".join(required)
    if not text.strip():
        files.add(file, f"filen är tom; en rubrikrad {form} förväntas")
        return None
    rows = _records(files, file, text)
    if not rows:
        return None
    # Names of columns are typed by hand, with capitals and blanks as it happens.
    header = [name.strip().casefold() for name in rows[0][1]]
    if len(header) == 1 and required[0] in header[0]:
        for separator, word in ((";", "semikolon"), ("\t", "tabb")):
            if separator in header[0]:
                files.add(file, f"komma förväntas mellan kolumnerna, filen har {word}", 1, found=rows[0][1][0])
                return None
    places = _columns(files, file, header, required, tuple(optional))
    return CsvTable(file, places, _full_rows(files, file, rows[1:], len(header)))


def _records(files: FolderFiles, file: str, text: str) -> list[tuple[int, list[str]]]:
    # Strict: a quote that never ends would else swallow the rest of the file without a word.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    first = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((first, cells))
            first = reader.line_num + 1
    except csv.Error:
        files.add(file, 'citattecknen går inte ihop; en cell med komma eller citattecken skrivs "så här"', first)
    return rows


def _columns(
    files: FolderFiles, file: str, header: list[str], required: tuple[str, ...], optional: tuple[str, ...]
) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        if name in places:
            files.add(file, "kolumnen finns två gånger", 1, name)
        elif name:
            places[name] = place
    unknown = [name for name in places if name not in required and name not in optional]
    for name in required:
        if name in places:
            continue
        # A generous likeness: the column is missing anyway, and a far-fetched hint does no harm.
        near = difflib.get_close_matches(name, unknown, n=1, cutoff=0.5)
        hint = f"; menas den här kolumnen, som är okänd: ”{near[0]}”?" if near else ""
        files.add(file, f"kolumnen saknas{hint}", 1, name)
        unknown = [other for other in unknown if other not in near]
    missing = [name for name in optional if name not in places]
    files.notices.extend(f"{file}: {_unknown_column(name, missing)}" for name in unknown)
    return places


def _unknown_column(name: str, missing: list[str]) -> str:
    # A misspelt optional column would otherwise silently read as empty all the way down.
    near = difflib.get_close_matches(name, missing, n=1)
    hint = f"; menas ”{near[0]}”, som saknas?" if near else ""
    return f"kolumnen ”{shorten(name)}” är okänd och används inte{hint}"


def _full_rows(
    files: FolderFiles, file: str, rows: list[tuple[int, list[str]]], width: int
) -> list[tuple[int, list[str]]]:
    full = []
    for row, cells in rows:
        if len(cells) == width:
            full.append((row, cells))
        else:
            files.add(
                file,
                f"{width} celler förväntas på raden, som i rubriken; den har {len(cells)}",
                row,
                found=",".join(cells),
            )
    return full
