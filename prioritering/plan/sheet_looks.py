"""What a workbook shows of its cells beside their values: per cent, faults, formulas without a value, what is hidden.

The reader of the cells gives their values alone. What is asked for here is found in the sheet as it stands in the file;
of a file that is laid out in some other way nothing is found, and its cells are read as values.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree import ElementTree

from prioritering.plan.file_cells import NONE_HIDDEN, Hidden, letters, place_of
from prioritering.plan.shown_units import figure_part, unit_in

_BOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_DIGITS = 7
# Excel's own formats of per cent, and what in another is no sign of its own.
_SIGN = "%"
_PER_CENT = dict.fromkeys(("9", "10"), _SIGN)


@dataclass(frozen=True)
class SheetLooks:
    """What a sheet shows: cells by row as Excel numbers them and place from 0, or by their names.

    `uncounted` hold formulas without a value, as other programs may save them; `faulty` show #REFERENS! or the like.
    `units` are those shown with a unit of money, or shortened, as `shown_units` says it.
    """

    per_cent: frozenset[tuple[int, int]] = frozenset()
    uncounted: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()
    hidden: Hidden = NONE_HIDDEN
    units: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class BookLooks:
    """The parts of a workbook by their names in the file, and what they say of how its sheets look."""

    parts: Mapping[str, bytes]
    _kept: dict[str, SheetLooks] = field(default_factory=dict)

    def of(self, sheet: str) -> SheetLooks:
        """Return how a sheet looks, by its name."""
        if sheet not in self._kept:
            found = _Sheet(self._styles)
            _follow(self.parts.get(self._places.get(sheet, ""), b""), found)
            self._kept[sheet] = found.looks()
        return self._kept[sheet]

    def per_cent(self, sheet: str) -> frozenset[tuple[int, int]]:
        """Return the cells of a sheet that are shown as per cent."""
        # Few books have any: a sheet that is only glanced at is not followed to its end for it.
        return self.of(sheet).per_cent if _SIGN in self._styles.values() else frozenset()

    @cached_property
    def _places(self) -> dict[str, str]:
        """The names of the parts by the sheets' names."""
        folder, file = posixpath.split(_BOOK)
        (links,) = _tags(self.parts.get(f"{folder}/_rels/{file}.rels", b""), "Relationships/Relationship")
        # A target is beside the book, or begins at the top of the file.
        targets = {link.get("Id", ""): posixpath.join("/", folder, link.get("Target", ""))[1:] for link in links}
        (sheets,) = _tags(self.parts.get(_BOOK, b""), "sheets/sheet")
        return {sheet["name"]: targets.get(sheet.get(_LINKED, ""), "") for sheet in sheets if "name" in sheet}

    @cached_property
    def _styles(self) -> dict[str, str]:
        """What the styles show with a number that its value does not say, by their numbers: per cent or a unit."""
        # Named styles have formats of their own, in another list than that of the cells.
        own, styles = _tags(self.parts.get(_STYLES, b""), "numFmts/numFmt", "cellXfs/xf")
        formats = {**_PER_CENT, **{one.get("numFmtId", ""): _added(one.get("formatCode", "")) for one in own}}
        cells = (formats.get(one.get("numFmtId", ""), "") for one in styles)
        return {str(number): added for number, added in enumerate(cells) if added}


def _added(shown: str) -> str:
    return _SIGN if _SIGN in figure_part(shown) else unit_in(shown)


class _Followed:
    """A part as it is read by xml.etree's parser, told by names without their namespaces."""

    def __init__(self) -> None:
        self._around = [""]

    def started(self, around: str, name: str, attributes: dict[str, str]) -> None:
        """A tag begins, inside the one around it."""

    def text(self) -> None:
        """There is a text that is not only white space."""

    def ended(self, name: str) -> None:
        """A tag ends."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """The parser's own way of saying so."""
        name = tag.rpartition("}")[2]
        self.started(self._around[-1], name, attributes)
        self._around.append(name)

    def data(self, text: str) -> None:
        """The parser's own way of saying so."""
        if text.strip():
            self.text()

    def end(self, tag: str) -> None:
        """The parser's own way of saying so."""
        del tag
        self.ended(self._around.pop())

    def doctype(self, *names: str | None) -> None:
        """End the reading: entities, which may have no end, are declared in what follows."""
        raise ElementTree.ParseError(f"no workbook has a document type: {names}")

    def close(self) -> None:
        """Nothing is handed over at the end."""


class _Listed(_Followed):
    """The attributes of some kinds of tags, by the tag around each and its own: 'cellXfs/xf'."""

    def __init__(self, wanted: Iterable[str]) -> None:
        super().__init__()
        self.found: dict[str, list[dict[str, str]]] = {kind: [] for kind in wanted}

    def started(self, around: str, name: str, attributes: dict[str, str]) -> None:
        """A tag begins: note its attributes where they are asked for."""
        if (found := self.found.get(f"{around}/{name}")) is not None:
            found.append(attributes)


class _Sheet(_Followed):
    """A sheet followed from its top: where nothing says which row or cell one is, it is the next."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        super().__init__()
        self.styles = styles
        self.row, self.place = 0, -1
        self.cell: dict[str, str] = {}
        self.inside: set[str] = set()
        self.has_value = False
        self.added: dict[tuple[int, int], str] = {}
        self.uncounted: list[str] = []
        self.faulty: list[str] = []
        self.rows: set[int] = set()
        self.columns: list[tuple[int, int]] = []

    def started(self, around: str, name: str, attributes: dict[str, str]) -> None:
        """A row, a column or a cell begins, or what is in a cell."""
        if name == "c":
            stated = _PLACE.fullmatch(attributes.get("r", ""))
            self.place = place_of(stated[1]) if stated else self.place + 1
            self.cell, self.has_value = attributes, False
            self.inside.clear()
        elif name == "row":
            self.row, self.place = _number(attributes.get("r")) or self.row + 1, -1
            if _is_hidden(attributes):
                self.rows.add(self.row)
        elif name == "col" and _is_hidden(attributes):
            self.columns.append((_number(attributes.get("min")) - 1, _number(attributes.get("max")) - 1))
        elif around == "c":
            self.inside.add(name)

    def text(self) -> None:
        """What is told last inside a cell is its value, if it has one."""
        # That of a formula comes before its value.
        self.has_value = "v" in self.inside

    def ended(self, name: str) -> None:
        """A cell is told to its end: note what is to be said of it."""
        if name != "c":
            return
        called = f"{letters(self.place)}{self.row}"
        if added := self.styles.get(self.cell.get("s", "")):
            self.added[self.row, self.place] = added
        # Of a formula that gives an empty text the file says that it is a text.
        if "f" in self.inside and not self.has_value and self.cell.get("t") != "str":
            self.uncounted.append(called)
        if self.cell.get("t") == "e":
            self.faulty.append(called)

    def looks(self) -> SheetLooks:
        """Return what has been seen of the sheet."""
        hidden = Hidden(frozenset(self.rows), tuple(self.columns))
        per_cent = frozenset(place for place, added in self.added.items() if added == _SIGN)
        units = {place: added for place, added in self.added.items() if added != _SIGN}
        return SheetLooks(per_cent, tuple(self.uncounted), tuple(self.faulty), hidden, units)


def _follow(part: bytes, told: _Followed) -> None:
    """Tell of a part from its top, as far as it can be read."""
    try:
        ElementTree.XMLParser(target=told).feed(part)  # noqa: S314 - a document type, which entities need, ends the reading
    except (ElementTree.ParseError, ValueError, LookupError):
        # Another way of writing, or no sheet at all.
        return


def _tags(part: bytes, *wanted: str) -> list[list[dict[str, str]]]:
    """Return the attributes of each kind of tag that is wanted, in order."""
    listed = _Listed(wanted)
    _follow(part, listed)
    return list(listed.found.values())


def _is_hidden(tag: Mapping[str, str]) -> bool:
    return tag.get("hidden") in ("1", "true")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= _DIGITS else 0
