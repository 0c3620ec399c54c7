"""What is said of the columns that nobody knows: one notice for a whole plan, with every table's columns in it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from prioritering.errors import shorten
from prioritering.plan.columns import fold, project_spec
from prioritering.swedish import listing


@dataclass(frozen=True)
class UnknownColumns:
    """The columns of one table that nobody knows: what the table is called, their headings, and where they are shown.

    `missing` are the optional columns that the table does not have, for one of which another may have been meant.
    """

    table: str
    headings: tuple[str, ...]
    missing: tuple[str, ...]
    shown_under: str
    of_projects: bool = False


def unknown_columns(tables: Iterable[UnknownColumns]) -> list[str]:
    """Return the notice of every table's unknown columns, those of the projects first; none without any."""
    found = sorted(tables, key=lambda item: item.of_projects, reverse=True)
    if not found:
        return []
    one = len(found) == 1
    alone = one and len(found[0].headings) == 1
    # One table stands first, as in every other notice; of several each has its own columns before it.
    named = _named(found[0]) if one else listing(f"{_named(item)} i {item.table}" for item in found)
    words = f"kolumnen {named} är okänd; den" if alone else f"kolumnerna {named} är okända; de"
    places = listing(dict.fromkeys(item.shown_under for item in found))
    said = f"{found[0].table}: {words}" if one else f"{words[0].upper()}{words[1:]}"
    return [f"{said} sparas och visas under {places} på Objektplan.{''.join(map(_hints, found))}"]


def _named(item: UnknownColumns) -> str:
    return listing(f"”{shorten(heading)}”" for heading in item.headings)


def _hints(item: UnknownColumns) -> str:
    # A misspelt optional column would otherwise silently read as empty all the way down.
    near = [(heading, name) for heading in item.headings for name in _may_be(heading, item)]
    return "".join(f" Menas ”{name}”, som saknas, med ”{shorten(heading)}”?" for heading, name in near)


def _may_be(heading: str, item: UnknownColumns) -> list[str]:
    """Return the missing column that a heading may stand for, none or one."""
    columns = project_spec().columns if item.of_projects else {}
    akin = [name for name in item.missing if name in columns and fold(heading) in map(fold, columns[name].akin)]
    return akin[:1] or difflib.get_close_matches(fold(heading), item.missing, n=1)
