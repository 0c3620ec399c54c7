"""What differs in the cells of a project that no field of it is made of: the optional columns and a plan's own.

A column is known by its name as headings are compared, and a value by what it says, so that another spelling of either
is no change.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping

from prioritering.plan.further_costs import said_amount
from prioritering.plan.likeness import folded_name
from prioritering.plan.names import projects_told_apart
from prioritering.plan.object_plan import ObjectPlan, Project
from prioritering.plan.project_facts import (
    ACTOR,
    as_read,
    cells_by_column,
    column_of,
    fact_heading,
    ids_in,
    is_amount,
    is_dependency,
    is_fact,
)
from prioritering.swedish import listing


def further_changes(
    before: Project, after: Project, plans: tuple[ObjectPlan, ObjectPlan], but: Collection[str] = ()
) -> Iterator[tuple[str, str, str]]:
    """Yield what has another value, headed as it is shown, with what it was and is as the plans write it.

    `but` are the columns that are compared elsewhere, by their folded names, and `plans` the older and the newer one.
    """
    old, new = (_by_column(project.other, but) for project in (before, after))
    for column in dict.fromkeys((*new, *old)):
        was, now = old.get(column), new.get(column)
        first, second = (as_read(*cell) if cell else "" for cell in (was, now))
        if _value(column, first) != _value(column, second):
            heading, _ = now or was or (column, "")
            told = [_told(column, *end) for end in zip((first, second), plans, strict=True)]
            # Another project of the same name is told from it by its id alone.
            yield fact_heading(heading), *((first, second) if told[0] == told[1] else told)


def _told(column: str, text: str, plan: ObjectPlan) -> str:
    """Return a cell as it is told: the projects that one depends on by name, as where it is shown."""
    if not is_dependency(column):
        return text
    ids = ids_in(text)
    named = {folded_name(project.name) for project in plan.projects if project.id in ids}
    names = projects_told_apart([project for project in plan.projects if folded_name(project.name) in named])
    return listing(names.get(key, key) for key in ids)


def _by_column(cells: Mapping[str, str], but: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return the cells, each with its heading, by what their columns are compared by."""
    shown = {heading: text for heading, text in cells.items() if folded_name(heading) not in but}
    return {column_of(column): cell for column, cell in cells_by_column(shown).items()}


def _value(column: str, text: str) -> Hashable:
    """Return what two cells of a column have alike when they say the same."""
    if is_dependency(column):
        return frozenset(ids_in(text))
    if is_amount(column):
        return said_amount(text)
    if column == ACTOR:
        return tuple(map(folded_name, text.split("/")))
    # Of a column that the plan has made up nobody knows what is only spelling.
    return folded_name(text) if is_fact(column) else text
