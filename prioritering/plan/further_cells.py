"""What differs in the cells of a project that no field of it is made of: the optional columns and a plan's own.

A column is known by its name as headings are compared, and a value by what it says, so that another spelling of either
is no change.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping

from prioritering.plan.further_costs import said_amount
from prioritering.plan.likeness import folded_name
from prioritering.plan.object_plan import Project
from prioritering.plan.project_facts import as_read, column_of, fact_heading, ids_in, is_amount, is_dependency


def further_changes(before: Project, after: Project, but: Collection[str] = ()) -> Iterator[tuple[str, str, str]]:
    """Yield what has another value, headed as it is shown, with what it was and is as the plans write it.

    `but` are the columns that are compared elsewhere, by their folded names.
    """
    old, new = (_by_column(project.other, but) for project in (before, after))
    for column in dict.fromkeys((*new, *old)):
        was, now = old.get(column), new.get(column)
        first, second = (as_read(*cell) if cell else "" for cell in (was, now))
        if _value(column, first) != _value(column, second):
            heading, _ = now or was or (column, "")
            yield fact_heading(heading), first, second


def _by_column(cells: Mapping[str, str], but: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return the cells, each with its heading, by what their columns are compared by."""
    return {column_of(heading): (heading, text) for heading, text in cells.items() if folded_name(heading) not in but}


def _value(column: str, text: str) -> Hashable:
    """Return what two cells of a column have alike when they say the same."""
    if is_dependency(column):
        return frozenset(ids_in(text))
    return said_amount(text) if is_amount(column) else text
