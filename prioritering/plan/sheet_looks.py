"""What a workbook shows of its cells beside their values: per cent, faults, formulas without a value, what is hidden.

The reader of the cells gives their values alone. What is asked for here is found in the sheet as it stands in the file;
of a file that is laid out in some other way nothing is found, and its cells are read as values.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol
from xml.etree import ElementTree

from prioritering.plan.file_cells import NONE_HIDDEN, Hidden, letters, place_of
from prioritering.plan.shown_units import unit_in

_BOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_DIGITS = 7
# Excel's own formats of per cent, and what in another is no sign of its own.
_SIGN = "%"
_PER_CENT = dict.fromkeys(("9", "10"), _SIGN)
_WORDS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


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

    @cached_property
    def _places(self) -> dict[str, str]:
        """The names of the parts by the sheets' names."""
        folder, file = posixpath.split(_BOOK)
        links = _tags(self.parts.get(f"{folder}/_rels/{file}.rels", b""), "Relationships/Relationship")
        # A target is beside the book, or begins at the top of the file.
        targets = {link.get("Id", ""): posixpath.join("/", folder, link.get("Target", ""))[1:] for link in links}
        sheets = _tags(self.parts.get(_BOOK, b""), "sheets/sheet")
        return {sheet["name"]: targets.get(sheet.get(_LINKED, ""), "") for sheet in sheets if "name" in sheet}

    @cached_property
    def _styles(self) -> dict[str, str]:
        """What the styles show with a number that its value does not say, by their numbers: per cent or a unit."""
        part = self.parts.get(_STYLES, b"")
        own = {one.get("numFmtId", ""): _added(one.get("formatCode", "")) for one in _tags(part, "numFmts/numFmt")}
        formats = {**_PER_CENT, **own}
        # Named styles have formats of their own, in another list.
        cells = (formats.get(one.get("numFmtId", ""), "") for one in _tags(part, "cellXfs/xf"))
        return {str(number): added for number, added in enumerate(cells) if added}


def _added(shown: str) -> str:
    return _SIGN if _SIGN in _WORDS.sub("", shown) else unit_in(shown)


class _Followed(Protocol):
    """What is told of a part as it is read, by names without their namespaces."""

    def started(self, around: str, name: str, attributes: dict[str, str]) -> None: ...
    def text(self) -> None: ...
    def ended(self, name: str) -> None: ...


@dataclass
class _Target:
    """What xml.etree's parser tells, handed on."""

    told: _Followed
    _around: list[str] = field(default_factory=lambda: [""])

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        self.told.started(self._around[-1], name, attributes)
        self._around.append(name)

    def data(self, text: str) -> None:
        if text.strip():
            self.told.text()

    def end(self, tag: str) -> None:
        del tag
        self.told.ended(self._around.pop())

    def doctype(self, *names: str | None) -> None:
        raise ElementTree.ParseError(f"no workbook has a document type: {names}")

    def close(self) -> None:
        """Nothing is handed over at the end."""


@dataclass
class _Listed:
    """The attributes of one kind of tag, by the tag around it and its own: 'cellXfs/xf'."""

    wanted: str
    found: list[dict[str, str]] = field(default_factory=list)

    def started(self, around: str, name: str, attributes: dict[str, str]) -> None:
        if f"{around}/{name}" == self.wanted:
            self.found.append(attributes)

    def text(self) -> None:
        """No text is asked for."""

    def ended(self, name: str) -> None:
        """No end is asked for."""


@dataclass
class _Sheet:
    """A sheet followed from its top: where nothing says which row or cell one is, it is the next."""

    styles: Mapping[str, str]
    row: int = 0
    place: int = -1
    cell: dict[str, str] = field(default_factory=dict)
    inside: set[str] = field(default_factory=set)
    has_value: bool = False
    added: dict[tuple[int, int], str] = field(default_factory=dict)
    uncounted: list[str] = field(default_factory=list)
    faulty: list[str] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    columns: list[tuple[int, int]] = field(default_factory=list)

    def started(self, around: str, name: str, attributes: dict[str, str]) -> None:
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
        # That of a formula comes before its value.
        self.has_value = "v" in self.inside

    def ended(self, name: str) -> None:
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
        hidden = Hidden(frozenset(self.rows), tuple(self.columns))
        per_cent = frozenset(place for place, added in self.added.items() if added == _SIGN)
        units = {place: added for place, added in self.added.items() if added != _SIGN}
        return SheetLooks(per_cent, tuple(self.uncounted), tuple(self.faulty), hidden, units)


def _follow(part: bytes, told: _Followed) -> None:
    """Tell of a part from its top, as far as it can be read."""
    try:
        ElementTree.XMLParser(target=_Target(told)).feed(part)  # noqa: S314 - a document type, which entities need, ends the reading
    except (ElementTree.ParseError, ValueError, LookupError):
        # Another way of writing, or no sheet at all.
        return


def _tags(part: bytes, wanted: str) -> list[dict[str, str]]:
    listed = _Listed(wanted)
    _follow(part, listed)
    return listed.found


def _is_hidden(tag: Mapping[str, str]) -> bool:
    return tag.get("hidden") in ("1", "true")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= _DIGITS else 0
