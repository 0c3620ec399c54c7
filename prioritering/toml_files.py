"""Reads TOML files and says in Swedish what is wrong with one: the file, the place in it, what stands there, what is
expected.

What a file may hold is a pydantic class of `TomlTable`s. A field's `description` is what is expected there, in Swedish;
without one the translator words the type.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo

from prioritering.errors import BadArgument, BadModel, shorten
from prioritering.toml_bounds import OutOfBounds, check_text, check_values, too_deep, too_long_number

MAX_TOML_BYTES = 1_000_000
TOO_LARGE_TOML = "filen är större än 1 MB; en sådan fil är en kort text"

Text = Annotated[str, Field(min_length=1, pattern=r"\S", description="en text förväntas")]
# Beyond it sums of such numbers end.
_FARTHEST = 1e12
Number = Annotated[float, Field(ge=-_FARTHEST, le=_FARTHEST, allow_inf_nan=False, description="ett tal förväntas")]
Whole = Annotated[int, Field(ge=0, description="ett heltal som är noll eller större förväntas")]

_EXPECTED = {
    "string": "en text förväntas",
    "float": "ett tal förväntas",
    "finite": "ett tal förväntas",
    "int": "ett heltal förväntas",
    "list": "en lista inom hakparenteser förväntas",
    "dict": "en tabell förväntas",
    "model": "en tabell förväntas",
    "greater": "ett större tal förväntas",
    "too": "fler förväntas",
}


class TomlTable(BaseModel):
    """Base of what a table in a file may hold: an unknown field is a mistake, and true is not a number."""

    # Strict, since Python would take true for 1 and "3" for 3; in a file that is a slip of the pen.
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class TomlSyntaxError(ValueError):
    """A text that is not TOML, or beyond what is read; `row` is the line as an editor counts it, where one is known."""

    def __init__(
        self, row: int | None, expected: str = 'filen är inte giltig TOML; ett fält skrivs som namn = "Vård"'
    ) -> None:
        self.row = row
        super().__init__(expected)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: `place` is the table ('' for the file's head), `field` may be '', `found` None when nothing stands."""

    place: str
    field: str
    expected: str
    found: str | None = None
    missing: bool = False

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.place, f"fältet {self.field}" if self.field else "") if part)
        found = f"{where}: ”{shorten(self.found)}”" if self.found is not None else where
        return f"{found}: {self.expected}" if found else self.expected


def parse_toml(text: str) -> dict[str, Any]:
    """Return a text's TOML; TomlSyntaxError with the row where it stops being TOML, or goes beyond what is read."""
    try:
        # As in the tables: a letter is written in one way.
        return _within_bounds(unicodedata.normalize("NFC", text))
    except OutOfBounds as error:
        raise TomlSyntaxError(error.row, str(error)) from error
    except tomllib.TOMLDecodeError as error:
        # The place is only in the message; a fault "at end of document" is in the last row.
        row = re.search(r"at line (\d+)", str(error))
        raise TomlSyntaxError(int(row[1]) if row else text.rstrip("\n").count("\n") + 1) from error


def _within_bounds(text: str) -> dict[str, Any]:
    check_text(text)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError as error:
        raise too_deep() from error
    except ValueError as error:
        # Python reads no whole number of very many digits, and says so as of any text that is none.
        raise too_long_number(text) from error
    check_values(data)
    return data


def _utf8(data: bytes) -> str:
    return data.decode("utf-8-sig")


def read_toml(
    path: Path, kind: type[BadModel] | type[BadArgument], decode: Callable[[bytes], str] = _utf8
) -> dict[str, Any]:
    """Return a short file's TOML; an error of `kind` with one Swedish line when it cannot be read.

    `decode` makes text of the file's bytes.
    """
    try:
        if path.exists() and not path.is_file():
            # A pipe or a device would be read for ever.
            raise kind(f"{path.name}: en vanlig fil förväntas")
        if path.stat().st_size > MAX_TOML_BYTES:
            raise kind(f"{path.name}: {TOO_LARGE_TOML}")
        return parse_toml(decode(path.read_bytes()))
    except OSError as error:
        raise kind(f"{path}: filen går inte att läsa") from error
    except UnicodeDecodeError as error:
        raise kind(f"{path.name}: filen är inte UTF-8; spara om den som UTF-8") from error
    except TomlSyntaxError as error:
        where = path.name if error.row is None else f"{path.name}, rad {error.row}"
        raise kind(f"{where}: {error}") from error


def faults(error: ValidationError, table: type[BaseModel], data: object) -> tuple[Fault, ...]:
    """Return every fault of `data`, read as `table`, in the file's order."""
    return tuple(_fault(dict(item), table, data) for item in error.errors(include_url=False))


def first_fault(error: ValidationError) -> str:
    """Return the reason of a value's own check, in Swedish, for a value made of what has already been read."""
    return str(error.errors()[0]["msg"]).removeprefix("Value error, ")


def _fault(item: dict[str, Any], table: type[BaseModel], data: object) -> Fault:
    loc, kind = tuple(item["loc"]), str(item["type"])
    if kind == "value_error":
        return _own_fault(loc, item, data)
    if kind == "model_type" and loc and isinstance(loc[-1], int):
        return Fault(_place(loc, data), "", _EXPECTED["model"], _found(item["input"]))
    # What is wrong within a list without tables of its own is told of the list.
    last = max(index for index, part in enumerate(loc) if isinstance(part, str))
    place, name = _place(loc[:last], data), str(loc[last])
    owner, info = _field(table, loc[: last + 1])
    if kind == "extra_forbidden":
        return Fault(place, "", f"okänt fält ”{shorten(name)}”; fälten är {', '.join(_fields(owner))}")
    own = (info.description or _inner_description(info.annotation)) if info else None
    expected = own or _EXPECTED.get(kind.partition("_")[0], "ett annat värde förväntas")
    if kind == "less_than_equal":
        expected = "talet är orimligt stort"
    if kind == "missing":
        return Fault(place, name, f"fältet saknas; {expected}", missing=True)
    return Fault(place, name, expected, _found(item["input"]))


def _own_fault(loc: tuple[str | int, ...], item: dict[str, Any], data: object) -> Fault:
    """Return what a class's own check says, of one field or of a whole table."""
    reason = str(item["ctx"]["error"])
    if loc and isinstance(loc[-1], str):
        return Fault(_place(loc[:-1], data), loc[-1], reason, _found(item["input"]))
    return Fault(_place(loc, data), "", reason)


def _inner_description(annotation: Any) -> str | None:
    # A field that may be left out (`Whole | None`) keeps what is expected on the kind, not on itself.
    for inner in get_args(annotation):
        said = (getattr(part, "description", None) for part in getattr(inner, "__metadata__", ()))
        if text := next(filter(None, said), None):
            return str(text)
    return None


def _found(value: object) -> str | None:
    # A list or a table is not shown: as Python writes it, it is not what stands in the file.
    if isinstance(value, bool):
        return str(value).lower()
    return None if isinstance(value, list | dict) else str(value)


def _place(loc: Sequence[str | int], data: object) -> str:
    """Return where in the file: 'kriterium 2 (nytta), niva 1', with a table's id where it has one."""
    parts: list[str] = []
    for part in loc:
        inner = isinstance(data, dict | list) and (isinstance(data, list) or part in data)
        data = data[part] if inner else None  # type: ignore[index]
        if isinstance(part, int) and parts:
            given = data.get("id") if isinstance(data, dict) else None
            parts[-1] += f" {part + 1}" + (f" ({shorten(given)})" if isinstance(given, str) and given.strip() else "")
        else:
            parts.append(str(part))
    return ", ".join(parts)


def _field(table: type[BaseModel], loc: Sequence[str | int]) -> tuple[type[BaseModel], FieldInfo | None]:
    owner, info = table, None
    for part in loc:
        if isinstance(part, str):
            owner = _table_in(info.annotation) or owner if info else owner
            info = _fields(owner).get(part, info)
    return owner, info


def _fields(table: type[BaseModel]) -> dict[str, FieldInfo]:
    # A field whose Swedish name is a word of Python's own has it as alias.
    return {info.alias or name: info for name, info in table.model_fields.items()}


def _table_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _table_in(inner))), None)
