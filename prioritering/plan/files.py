"""The files of a plan folder: their bytes, and the cells of each table, in whatever form it has been saved.

A table is `name.csv` or `name.txt` (text), `name.xlsx`, or a sheet of the workbook that is the whole plan. Every fault
becomes a `Problem`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from prioritering.errors import Problem, shorten
from prioritering.plan.columns import PROJECTS, fold, table_specs
from prioritering.plan.file_cells import Grid
from prioritering.plan.text_table import LINES_TO_HEADING, BrokenTable, NotText, decoded, text_rows
from prioritering.plan.unknown_columns import UnknownColumns
from prioritering.plan.workbook import WORKBOOK_SUFFIX, NotWorkbook, Workbook
from prioritering.swedish import first_few, listing

# A file of a hundred thousand projects is below this; what is above is hardly a plan.
MAX_FILE_BYTES = 20_000_000
MOST_SHEETS = MOST_CELLS = 10
_COUNT_AGAIN = "öppna arbetsboken i Excel och spara den, så står värdet där"
HEAD_FILE, HEAD_SHEET, GUIDE_SHEET = "plan.toml", "Plan", "Läs mig"
MODEL_FILE = "modell.toml"
TABLE_SUFFIXES = (".csv", ".txt", WORKBOOK_SUFFIX)
# Forms of other programs, or of older ones, that somebody may take for one that is read.
UNREAD_SUFFIXES = (".ods", ".xls", ".xlsm", ".xlsb", ".numbers", ".tsv")


@dataclass
class FolderFiles:
    """The files of one folder as they are read, with what was found wrong (`problems`) or worth saying (`notices`).

    `contents` are the bytes of the files that have been read, `grids` the cells of their tables, `unknown` those
    columns that nobody knows.
    """

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    grids: list[Grid] = field(default_factory=list)
    unknown: list[UnknownColumns] = field(default_factory=list)

    def add(
        self, file: str, expected: str, row: int | None = None, column: str | None = None, found: str | None = None
    ) -> None:
        """Keep one problem."""
        self.problems.append(Problem(file=file, expected=expected, row=row, column=column, found=found))

    @cached_property
    def names(self) -> dict[str, str]:
        """The files' names by how they are looked for: Windows makes no difference between capitals and others."""
        return {name.casefold(): name for name in reversed(self._listed)}

    @cached_property
    def _listed(self) -> list[str]:
        try:
            # Excel keeps such a file beside a workbook that is open.
            return sorted(path.name for path in self.folder.iterdir() if not path.name.startswith("~$"))
        except OSError:
            return []

    @cached_property
    def book(self) -> tuple[str, Workbook] | None:
        """The workbook that is the whole plan, with its file's name; None when there is none or a plan.toml."""
        if HEAD_FILE in self.names:
            return None
        found = list(self._plan_books())
        if len(found) > 1:
            named = " och ".join(name for name, _ in found)
            self.add(found[1][0], f"en plan i mappen förväntas; bladet {HEAD_SHEET} finns i {named}")
        return found[0] if found else None

    def _plan_books(self) -> Iterator[tuple[str, Workbook]]:
        for name in sorted(name for key, name in self.names.items() if key.endswith(WORKBOOK_SUFFIX)):
            book = self._workbook(name)
            if book is not None and any(fold(sheet) == fold(HEAD_SHEET) for sheet in book.sheets):
                yield name, book
            else:
                # Another workbook: it is no part of what the plan is read from, unless it is asked for as a table.
                self.contents.pop(name, None)

    def bytes_of(self, file: str) -> bytes | None:
        """Return a file's bytes, or None when it cannot be read."""
        name = self.names.get(file.casefold(), file)
        path = self.folder / name
        try:
            size = path.stat().st_size
            if not path.is_file():
                # A pipe or a device would be read for ever.
                self.add(name, "en vanlig fil förväntas")
                return None
            if size > MAX_FILE_BYTES:
                self.add(
                    name, f"filen är för stor ({size // 1_000_000} MB); högst {MAX_FILE_BYTES // 1_000_000} MB tas emot"
                )
                return None
            data = path.read_bytes()
        except FileNotFoundError:
            self.add(name, "filen saknas i planmappen")
            return None
        except OSError:
            self.add(name, "filen går inte att läsa")
            return None
        self.contents[name] = data
        return data

    def text(self, file: str) -> str | None:
        """Return a text file's text, or None when it cannot be read."""
        data = self.bytes_of(file)
        if data is None:
            return None
        try:
            return decoded(data)
        except NotText as error:
            self.add(file, str(error), error.row, found=error.found)
            return None

    def misnamed(self, file: str) -> str:
        """Return what is called as a file and .txt more, as Notepad saves it unseen; "" when there is none, or both."""
        key = file.casefold()
        return "" if key in self.names else self.names.get(f"{key}.txt", "")

    def tell_twins(self, tables: Iterable[str]) -> None:
        """Keep a problem for each file that is there twice, in capitals and not: only one of the two would be read."""
        read = {HEAD_FILE, MODEL_FILE, *(f"{table}{suffix}" for table in tables for suffix in TABLE_SUFFIXES)}
        for name in self._listed:
            first = self.names[name.casefold()]
            if name.casefold() in read and name != first:
                self.add(name, f"en fil med namnet förväntas; den finns också som {first}")

    def tell_unread(self, tables: Iterable[str]) -> None:
        """Keep a problem for each table that is there only in a form that is not read, so that none is left out."""
        for table in tables:
            if not self.has(table) and (called := self._table_misnamed(table)):
                self.add(called, f"filen läses inte under det namnet; döp om den till {called.removesuffix('.txt')}")
                continue
            other = next((name for name in self.unread() if name.casefold().partition(".")[0] == table), None)
            if other is not None and not self.has(table):
                self.add(other, f"filen går inte att läsa; spara den som {table}{WORKBOOK_SUFFIX} eller {table}.csv")

    def unread(self) -> tuple[str, ...]:
        """Return the files in a form of a spreadsheet that is not read."""
        return tuple(name for key, name in self.names.items() if key.endswith(UNREAD_SUFFIXES))

    def tell_sheets(self, tables: Iterable[str]) -> None:
        """Tell which sheets of the plan's workbook are none of its tables; they are kept with it."""
        if self.book is not None:
            known = {fold(HEAD_SHEET), fold(GUIDE_SHEET), *tables}
            unknown = [sheet for sheet in self.book[1].sheets if fold(sheet) not in known]
            if unknown:
                words = "bladet" if len(unknown) == 1 else "bladen"
                self.notices.append(f"{self.book[0]}: {words} {listing(unknown)} används inte, men sparas med planen.")

    def has(self, table: str) -> bool:
        """Return whether the folder has a table, in any of its forms."""
        return bool(self._forms(table))

    def grid(self, table: str, likeness: Callable[[list[str]], int]) -> Grid | None:
        """Return a table's cells, None when it cannot be read; `likeness` is how much a row is like its heading."""
        forms = self._forms(table)
        if len(forms) > 1:
            self.add(forms[1], f"en fil med tabellen förväntas; den finns också som {forms[0]}")
        if not forms:
            self._tell_missing(table)
            return None
        grid = (
            self._sheet_grid(table, forms[0], likeness)
            if forms[0].casefold().endswith(WORKBOOK_SUFFIX)
            else self._text_grid(forms[0], likeness)
        )
        if grid is not None:
            self.grids.append(grid)
        return grid

    def _tell_missing(self, table: str) -> None:
        if self.book is not None:
            names = [f"”{shorten(sheet)}”" for sheet in self.book[1].sheets]
            said = f"; bladen heter {first_few(names, MOST_SHEETS)}"
            self.add(self.book[0], f"bladet {table.capitalize()} saknas i arbetsboken{said}")
            return
        if called := self._table_misnamed(table):
            self.add(f"{table}.csv", f"filen saknas i planmappen; döp om {called} till {called.removesuffix('.txt')}")
            return
        other = next((name for key, name in self.names.items() if key.partition(".")[0] == table), None)
        hint = f"; {other} går inte att läsa, spara den som {table}{WORKBOOK_SUFFIX} eller {table}.csv" if other else ""
        self.add(f"{table}.csv", f"filen saknas i planmappen{hint or self._other_name(table)}")

    def _table_misnamed(self, table: str) -> str:
        return next((name for suffix in TABLE_SUFFIXES if (name := self.misnamed(f"{table}{suffix}"))), "")

    def _other_name(self, table: str) -> str:
        """Return the one table of another name that may be meant, as the end of a message; nothing for none."""
        tables = (name for key, name in self.names.items() if key.endswith(TABLE_SUFFIXES))
        unknown = [name for name in tables if Path(name).stem.casefold() not in table_specs()]
        if table != PROJECTS or len(unknown) != 1:
            return ""
        return f"; är det ”{shorten(unknown[0])}”, döp om den till {table}{Path(unknown[0]).suffix.casefold()}"

    def _forms(self, table: str) -> list[str]:
        own = [name for suffix in TABLE_SUFFIXES if (name := self.names.get(f"{table}{suffix}"))]
        in_book = self.book is not None and any(fold(sheet) == table for sheet in self.book[1].sheets)
        return [*own, *((self.book[0],) if self.book and in_book and self.book[0] not in own else ())]

    def _text_grid(self, file: str, likeness: Callable[[list[str]], int]) -> Grid | None:
        text = self.text(file)
        if text is None:
            return None
        try:
            separator, rows = text_rows(text, likeness)
        except BrokenTable as error:
            self.add(file, str(error), error.row)
            return Grid(file, error.rows)
        return Grid(file, rows, exact=separator == ",")

    def _sheet_grid(self, table: str, file: str, likeness: Callable[[list[str]], int]) -> Grid | None:
        book = self.book[1] if self.book is not None and self.book[0] == file else self._workbook(file)
        if book is None:
            return None
        named = [sheet for sheet in book.sheets if fold(sheet) == table]
        sheets = named or list(book.sheets)
        if not named and len(sheets) > 1:
            sheets.sort(key=lambda sheet: -_likeness(book, sheet, likeness))
        if not sheets:
            self.add(file, "ett blad med tabellen förväntas")
            return None
        whole = self.book is not None and self.book[0] == file
        if not whole and len(book.sheets) > 1:
            others = ", ".join(sheet for sheet in book.sheets if sheet != sheets[0])
            said = f"{file}: bladet {sheets[0]} är läst; de andra bladen ({others}) är det inte."
            self.notices.append(said + ("" if named else self._tell_alike(book, sheets, table, likeness)))
        return self.sheet(file, book, sheets[0])

    def _tell_alike(
        self, book: Workbook, sheets: Sequence[str], table: str, likeness: Callable[[list[str]], int]
    ) -> str:
        """Return which other sheets have the table's heading just as much as the one that is read, as a sentence."""
        best = _likeness(book, sheets[0], likeness)
        alike = [f"”{shorten(sheet)}”" for sheet in sheets[1:] if best and _likeness(book, sheet, likeness) == best]
        if not alike:
            return ""
        return (
            f" Tabellens rubriker står också på {first_few(alike, MOST_SHEETS)}; döp det blad som gäller till {table}."
        )

    def sheet(self, file: str, book: Workbook, sheet: str) -> Grid | None:
        """Return the cells of one sheet of a workbook."""
        try:
            rows, merged = book.rows(sheet), book.merged(sheet)
        except NotWorkbook as error:
            self.add(file, str(error))
            return None
        looks = book.looks(sheet)
        self._tell_cells(file, sheet, looks.uncounted, f"har en formel som inte är uträknad; {_COUNT_AGAIN}")
        self._tell_cells(file, sheet, looks.faulty, "visar ett fel i Excel, som #REFERENS!; ett värde förväntas")
        where = f"{file}, bladet {sheet}"
        return Grid(where, rows, lettered=True, merged=merged, hidden=looks.hidden, shown_units=looks.units)

    def _tell_cells(self, file: str, sheet: str, cells: Sequence[str], what: str) -> None:
        if cells:
            called = f"{'cell' if len(cells) == 1 else 'cellerna'} {first_few(list(cells), MOST_CELLS)}"
            self.add(f"{file}, bladet {sheet}", f"{called} {what}")

    def _workbook(self, file: str) -> Workbook | None:
        data = self.bytes_of(file)
        if data is None:
            return None
        try:
            return Workbook(data)
        except NotWorkbook as error:
            self.add(file, str(error))
            return None


def _likeness(book: Workbook, sheet: str, likeness: Callable[[list[str]], int]) -> int:
    """Return how much like a heading the row near the top of a sheet is that is most so."""
    try:
        return max((likeness(cells) for _, cells in book.rows(sheet)[:LINES_TO_HEADING]), default=0)
    except NotWorkbook:
        # Of this sheet alone, which is told if it is the one that is read.
        return 0
