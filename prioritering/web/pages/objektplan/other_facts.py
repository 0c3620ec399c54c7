"""What a plan says in columns of its own ("Övriga uppgifter"): which there are, and the choice of projects by them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from prioritering.plan.compare import EMPTY
from prioritering.plan.likeness import folded_name
from prioritering.plan.object_plan import Project
from prioritering.plan.project_facts import ACTOR, actors, actors_called, column_of
from prioritering.swedish import sort_key
from prioritering.web.frame import address
from prioritering.web.frame.as_written import escape, option

ALL = ""


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


def draw_choice(projects: Sequence[Project], wanted: str) -> None:
    """Draw the choice of a column and of what stands there; nothing for a plan without columns of its own."""
    columns = columns_of(projects)
    if not columns:
        return
    # Only the values of the column that is shown are looked up: there may be very many of the others'.
    meant = (name for name in columns if wanted.startswith(in_column(name, "")))
    now = next((name for name in meant if wanted in {in_column(name, one) for one in values_in(projects, name)}), ALL)
    # A column that has just been chosen has no value yet, and so does not stand in the address.
    column = now or st.session_state.get("ovrig_kolumn", ALL)
    left, right = st.columns(2)
    names = [ALL, *columns]
    left.selectbox(
        "Visa projekt efter övrig uppgift",
        names,
        names.index(address.hold("ovrig_kolumn", column if column in columns else ALL)),
        key="ovrig_kolumn",
        format_func=lambda name: option(name) or "alla projekt",
        on_change=_column_chosen,
    )
    if column in columns:
        values = [ALL, *(in_column(column, value) for value in values_in(projects, column))]
        right.selectbox(
            escape(column),
            values,
            values.index(address.hold("ovrigt_varde", wanted if now else ALL)),
            key="ovrigt_varde",
            format_func=lambda text: (option(text.removeprefix(f"{column}:")) or EMPTY) if text else "välj",
            on_change=_value_chosen,
        )


def _column_chosen() -> None:
    address.change(other=ALL)


def _value_chosen() -> None:
    address.change(other=st.session_state["ovrigt_varde"])
