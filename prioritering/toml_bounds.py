"""What a TOML file may hold at the most. Reading what is beyond could take all the time."""

from __future__ import annotations

import re
from typing import Any

_DEPTH = 20
_LARGEST = 10**15
_TOO_DEEP = f"högst {_DEPTH} tabeller och listor i varandra förväntas"
_TOO_GREAT = "talet är orimligt stort"
# The time to read a key grows with the square of its parts. Text may look like one, but hardly one so long.
_PART = r"(?:[A-Za-z0-9_-]++|\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+')[ \t]*+"
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-]){_PART}(?:\.[ \t]*+{_PART}){{200,}}")
_LONG_NUMBER = re.compile(r"[0-9a-fA-F_]{1000,}")


class OutOfBounds(ValueError):
    """A text beyond what is read; `row` is the line where that shows, None where it is the field that is named."""

    def __init__(self, expected: str, row: int | None = None) -> None:
        self.row = row
        super().__init__(expected)


def check_text(text: str) -> None:
    """Raise OutOfBounds for a key of so many parts that reading it would take long."""
    if match := _LONG_KEY.search(text):
        raise OutOfBounds(_TOO_DEEP, _row(text, match.start()))


def too_long_number(text: str) -> OutOfBounds:
    """Return what is said of a text with a number of more digits than Python reads."""
    match = _LONG_NUMBER.search(text)
    return OutOfBounds(_TOO_GREAT, _row(text, match.start()) if match else None)


def too_deep() -> OutOfBounds:
    """Return what is said of a text whose tables and lists lie too deep to be read at all."""
    return OutOfBounds(_TOO_DEEP)


def check_values(data: dict[str, Any]) -> None:
    """Raise OutOfBounds that names the field for tables and lists too deep in each other, or a number too large."""
    # No recursion, since depth is what is asked about.
    left: list[tuple[str, Any, int]] = [(key, value, 1) for key, value in data.items()]
    while left:
        field, value, depth = left.pop()
        if isinstance(value, dict | list):
            if depth > _DEPTH:
                raise OutOfBounds(f"fältet {field[:40]}: {_TOO_DEEP}")
            inner = value.items() if isinstance(value, dict) else ((field, item) for item in value)
            left += [(key, item, depth + 1) for key, item in inner]
        elif isinstance(value, int) and abs(value) > _LARGEST:
            raise OutOfBounds(f"fältet {field[:40]}: {_TOO_GREAT}")


def _row(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
