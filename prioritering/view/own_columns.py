"""Which of a plan's projects a view chooses: by its filters, and by what stands in a column of the plan's own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from prioritering import swedish
from prioritering.plan.compare import EMPTY
from prioritering.plan.likeness import folded_name
from prioritering.plan.object_plan import ObjectPlan, Project
from prioritering.plan.project_facts import ACTOR, actors, actors_called, column_of, fact_heading
from prioritering.view.row_filters import filter_words, lets_through
from prioritering.view.usable_view import usable_filters
from prioritering.view.view import View


class ChosenProjects(NamedTuple):
    """The projects that a view chooses, by what in words (empty for all), and what of it the plan does not have.

    `view` has what the plan does have.
    """

    view: View
    projects: tuple[Project, ...]
    words: str
    notices: tuple[str, ...]


def chosen_projects(plan: ObjectPlan, view: View) -> ChosenProjects:
    """Return the projects of a plan that a view chooses, by the classes that the plan itself gives them."""
    notices: list[str] = []
    usable = view.model_copy(update=usable_filters(view, plan, notices))
    found = tuple(item for item in chosen(plan.projects, view.other) if lets_through(usable, item, item.tier))
    by = [filter_words(usable, plan.tier_title), _column_words(view.other)]
    return ChosenProjects(usable, found, ", ".join(filter(None, by)), tuple(notices))


def _column_words(wanted: str) -> str:
    column, _, value = wanted.partition(":")
    return f"{fact_heading(column)}: {value or EMPTY}" if wanted else ""


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
    return sorted(texts, key=swedish.sort_key)


def shown_choice(projects: Sequence[Project], view: View) -> tuple[str, str]:
    """Return the column that a view chooses by and what is chosen there, as `in_column` writes it; "" where it is none.

    Actors are chosen as where the ranking is filtered, by one or several of them.
    """
    columns = columns_of(projects)
    # Only the values of the column that is shown are looked up: there may be very many of the others'.
    for column in (name for name in columns if view.other.startswith(in_column(name, ""))):
        if view.other in {in_column(column, value) for value in values_in(projects, column)}:
            return column, view.other
    by_actor = next((column for column in columns if column_of(column) == ACTOR), "")
    if by_actor and view.actors and not view.other:
        return by_actor, in_column(by_actor, swedish.either(view.actors))
    return "", ""


def choice_made(view: View, wanted: str, column: str = "", doing: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields of a view that become others when `wanted` is chosen in a column; no column for none of them.

    `doing` are the names of the plan's actors. One of them is chosen as where the ranking is filtered, so that it is
    one choice on every page.
    """
    fields: dict[str, Any] = {"other": wanted}
    if not column or column_of(column) == ACTOR:
        actor = wanted.removeprefix(in_column(column, ""))
        fields = {"other": "", "actors": (actor,)} if actor in doing else {"other": wanted, "actors": ()}
    found = _others(view, fields)
    # Another list starts from its top.
    return {**found, "start": 0} if "actors" in found else found


def all_chosen(view: View) -> dict[str, Any]:
    """Return the fields of a view that become others when every project is chosen."""
    default = View()
    return _others(
        view, {name: getattr(default, name) for name in ("tiers", "perspectives", "actors", "other", "start")}
    )


def _others(view: View, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in fields.items() if getattr(view, field) != value}
