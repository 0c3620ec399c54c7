"""What a workbook shows of its cells beside their values: per cent, formulas without a value, hidden rows and columns.

The reader of the cells gives their values alone. What is asked for here is found in the sheet as it stands in the file;
of a file that is laid out in some other way nothing is found, and its cells are read as values.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from prioritering.plan.file_cells import NONE_HIDDEN, Hidden, place_of

_BOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_TAGS = rb"""<(?:\w+:)?%s(?=[\s/>])((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>"""
_SHEET, _TARGET, _FORMAT, _XF, _COLUMNS, _ROW, _CELL = (
    re.compile(_TAGS % tag) for tag in (b"sheet", b"Relationship", b"numFmt", b"xf", b"col", b"row", b"c")
)
_ATTRIBUTE = re.compile(rb"""(?<![\w:])([\w:]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DIGITS = 7
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
# A formula of a cell that holds nothing more, or an empty value.
_NO_VALUE = re.compile(
    rb"\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\b[^>]*(?:/>|>\s*</(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"
)
# Excel's own formats of per cent, and what in another is no sign of its own.
_PER_CENT = {"9", "10"}
_WORDS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(frozen=True)
class SheetLooks:
    """The parts of a workbook by their names in the file, and what they say of how its sheets look."""

    parts: Mapping[str, bytes]

    def per_cent(self, sheet: str) -> frozenset[tuple[int, int]]:
        """Return the cells of a sheet that are shown as per cent, by row as Excel numbers them and place from 0."""
        # Few books have any, and none is looked for in very many cells without them.
        if not self._per_cent_styles:
            return frozenset()
        cells = (_attributes(match[1]) for match in _CELL.finditer(self._part(sheet)))
        shown = (_place(cell.get("r", "")) for cell in cells if cell.get("s") in self._per_cent_styles)
        return frozenset(place for place in shown if place)

    def uncounted(self, sheet: str) -> tuple[str, ...]:
        """Return the names of the cells of a sheet whose formulas have no value, as another program may save them."""
        part = self._part(sheet)
        cells = (
            ((_attributes(match[1]), match.end()) for match in _CELL.finditer(part)) if _FORMULA.search(part) else ()
        )
        # Of a formula that gives an empty text the file says that it is a text.
        return tuple(cell.get("r", "") for cell, end in cells if cell.get("t") != "str" and _NO_VALUE.match(part, end))

    def hidden(self, sheet: str) -> Hidden:
        """Return the rows of a sheet, as Excel numbers them, and the places from 0 of its columns, that are hidden."""
        part = self._part(sheet)
        if b"hidden" not in part:
            return NONE_HIDDEN
        rows = [row for match in _ROW.finditer(part) if _is_hidden(row := _attributes(match[1]))]
        columns = [column for match in _COLUMNS.finditer(part) if _is_hidden(column := _attributes(match[1]))]
        return Hidden(
            frozenset(_number(row.get("r")) for row in rows),
            tuple((_number(column.get("min")) - 1, _number(column.get("max")) - 1) for column in columns),
        )

    def _part(self, sheet: str) -> bytes:
        return self.parts.get(self._places.get(sheet, ""), b"")

    @cached_property
    def _places(self) -> dict[str, str]:
        """The names of the parts by the sheets' names."""
        folder, file = posixpath.split(_BOOK)
        links = map(_attributes, _found(_TARGET, self.parts.get(f"{folder}/_rels/{file}.rels", b"")))
        # A target is beside the book, or begins at the top of the file.
        targets = {link.get("Id", ""): posixpath.join("/", folder, link.get("Target", ""))[1:] for link in links}
        sheets = map(_attributes, _found(_SHEET, self.parts.get(_BOOK, b"")))
        return {sheet["name"]: targets.get(sheet.get("r:id", ""), "") for sheet in sheets if "name" in sheet}

    @cached_property
    def _per_cent_styles(self) -> frozenset[str]:
        """The numbers of the styles that show a number as per cent."""
        part = self.parts.get(_STYLES, b"")
        own = map(_attributes, _found(_FORMAT, part))
        formats = _PER_CENT | {
            one.get("numFmtId", "") for one in own if "%" in _WORDS.sub("", one.get("formatCode", ""))
        }
        # Named styles have formats of their own, in a list before that of the cells'.
        _, _, styles = part.partition(b"cellXfs")
        found = map(_attributes, _found(_XF, styles.partition(b"cellXfs")[0]))
        return frozenset(str(number) for number, one in enumerate(found) if one.get("numFmtId") in formats)


def _found(pattern: re.Pattern[bytes], part: bytes) -> list[bytes]:
    return [match[1] for match in pattern.finditer(part)]


def _attributes(tag: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag)
    return {
        name.decode(): html.unescape((one or other).decode("utf-8", errors="replace")) for name, one, other in found
    }


def _is_hidden(tag: Mapping[str, str]) -> bool:
    return tag.get("hidden") in ("1", "true")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= _DIGITS else 0


def _place(name: str) -> tuple[int, int] | None:
    match = _PLACE.fullmatch(name)
    return (int(match[2]), place_of(match[1])) if match else None
