"""The columns that a plan has of its own, what stands in them, and the projects that have it."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering.plan.likeness import folded_name
from prioritering.plan.object_plan import Project
from prioritering.plan.project_facts import ACTOR, actors, actors_called, column_of
from prioritering.swedish import sort_key


def in_column(column: str, value: str) -> str:
    """Return a column and what stands there as the address writes it."""
    return f"{column}:{value}"


def chosen(projects: Sequence[Project], wanted: str) -> tuple[Project, ...]:
    """Return the projects with `wanted` (as `in_column` writes it) among their facts; all when nothing is wanted.

    One of several actors in a cell is enough, as where the ranking is filtered by actor.
    """
    if not wanted:
        return tuple(projects)
    return tuple(item for item in projects if any(_has(item, column, wanted) for column in item.other))


def _has(project: Project, column: str, wanted: str) -> bool:
    if in_column(column, project.other[column]) == wanted:
        return True
    of_one = column_of(column) == ACTOR and wanted.startswith(in_column(column, ""))
    return of_one and folded_name(wanted.removeprefix(in_column(column, ""))) in map(folded_name, actors(project))


def columns_of(projects: Sequence[Project]) -> tuple[str, ...]:
    """Return the columns that the plan has of its own, in their order."""
    return tuple(dict.fromkeys(column for project in projects for column in project.other))


def values_in(projects: Sequence[Project], column: str) -> list[str]:
    """Return what stands in one of them, each value once; of actors also each that stands beside others."""
    texts = {item.other[column] for item in projects if column in item.other}
    if column_of(column) == ACTOR:
        called = actors_called(projects)
        texts = {*called.values(), *(text for text in texts if folded_name(text) not in called)}
    return sorted(texts, key=sort_key)
