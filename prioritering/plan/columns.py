"""The columns of a plan folder's files, as `columns.toml` defines them: what the reader takes and README describes."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from prioritering.criteria.model import Criterion, NumberScale
from prioritering.criteria.model_file import standard_model

PROJECTS = "projekt"
# First in a default that is made from another column of the same row.
MADE_FROM = "="
_COMMON = "gemensamma"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_PARTS_WORDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Column:
    """One column: its kind, what it means, its unit, and whether the column must be there or its cells be filled.

    `default` is what an empty cell means, `title` a heading of its own, `values` what can be chosen from in a
    workbook, where the column stands when it is `in_template`, and `akin` other words that it may be headed with.
    """

    name: str
    kind: str
    meaning: str
    unit: str
    needed: bool = False
    filled: bool = False
    default: str = ""
    title: str = ""
    values: tuple[str, ...] = ()
    in_template: bool = False
    akin: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """What stands above the column in a workbook."""
        return self.title or self.name.capitalize()


@dataclass(frozen=True)
class TableSpec:
    """One file of a plan folder: what it holds, and its columns in order by name."""

    name: str
    about: str
    columns: Mapping[str, Column]

    @property
    def file(self) -> str:
        """The file's name in the plan folder."""
        return f"{self.name}.csv"

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that must be there: those that are needed, and those whose empty cells mean nothing."""
        return tuple(
            name for name, column in self.columns.items() if column.needed or (column.filled and not column.default)
        )

    @property
    def optional(self) -> tuple[str, ...]:
        """The columns that may be left out; their cells are then empty."""
        return tuple(name for name in self.columns if name not in self.required)


@cache
def table_specs() -> dict[str, TableSpec]:
    """Return the files beside projekt.csv by name."""
    return {name: spec for name, spec in _all_specs().items() if name != PROJECTS}


def project_spec() -> TableSpec:
    """Return the columns of projekt.csv, apart from the criteria's."""
    return _all_specs()[PROJECTS]


@cache
def _all_specs() -> dict[str, TableSpec]:
    data = tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
    common = data.pop(_COMMON)
    return {name: TableSpec(name, table["om"], _columns(table["kolumner"], common)) for name, table in data.items()}


def _columns(given: dict[str, Any], common: dict[str, Any]) -> dict[str, Column]:
    return {name: _column(name, common[name] if value == "gemensam" else value) for name, value in given.items()}


def _column(name: str, given: dict[str, Any]) -> Column:
    return Column(
        name=name,
        kind=given["slag"],
        meaning=given["betyder"],
        unit=given["enhet"],
        needed=given.get("krav", False),
        filled=given.get("fylld", False),
        default=given.get("forval", ""),
        title=given.get("rubrik", ""),
        values=tuple(given.get("val", ())),
        in_template=given.get("mall", False),
        akin=tuple(given.get("menas", ())),
    )


def fold(heading: str) -> str:
    """Return a heading as columns are compared: 'Kostnad (tkr)' and 'kostnad_tkr' are the same."""
    plain = unicodedata.normalize("NFD", heading.casefold())
    # Accents go as marks of their own in that form; what is left apart from letters and digits parts words.
    letters = plain if plain.isascii() else _BEYOND_ASCII.sub(_without_marks, plain)
    return _PARTS_WORDS.sub("_", letters).strip("_")


def _without_marks(found: re.Match[str]) -> str:
    return "".join(sign for sign in found[0] if not unicodedata.combining(sign))


def as_markdown() -> str:
    """Return the section of each file with its columns, as it stands in data/README.md."""
    return "\n\n".join(_section(spec) for spec in _all_specs().values())


def _section(spec: TableSpec) -> str:
    rows = [(column.name, _meaning(column), column.unit) for column in spec.columns.values()]
    if spec.name == PROJECTS:
        # Where the criteria stand in the plans of data/.
        place = [name for name, _, _ in rows].index("kostnad_tkr") + 1
        rows[place:place] = [(item.id, _criterion(item), "nivå") for item in standard_model().criteria]
    lines = [f"| `{name}` | {meaning} | {unit} |" for name, meaning, unit in rows]
    return "\n".join((f"## {spec.file}", "", spec.about, "", "| kolumn | innehåll | enhet |", "|---|---|---|", *lines))


def _meaning(column: Column) -> str:
    if column.needed:
        return f"{column.meaning}. Kolumnen måste finnas"
    if column.default.startswith(MADE_FROM):
        return f"{column.meaning}. Tomt görs av `{column.default.removeprefix(MADE_FROM)}`"
    return f"{column.meaning}. Tomt betyder {column.default}" if column.default else column.meaning


def _criterion(item: Criterion) -> str:
    scale = item.scale
    if isinstance(scale, NumberScale):
        return f"{item.name}: ett tal från {scale.range_words}, eller ett spann"
    names = [level.name for level in scale.levels]
    text = f"{item.name}: {', '.join(names)}, eller ett spann som `{names[-2]}..{names[-1]}`"
    return f"{text}, eller en lista av {' och '.join(scale.terms)}" if scale.terms else text
