"""What a plan says in columns of its own ("Övriga uppgifter"): which there are, and the choice of projects by them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from prioritering.plan.compare import EMPTY
from prioritering.plan.object_plan import Project
from prioritering.swedish import sort_key
from prioritering.web.frame import address
from prioritering.web.frame.as_written import escape, option

ALL = ""


def in_column(column: str, value: str) -> str:
    """Return a column and what stands there as the address writes it."""
    return f"{column}:{value}"


def chosen(projects: Sequence[Project], wanted: str) -> tuple[Project, ...]:
    """Return the projects with `wanted` (as `in_column` writes it) among their facts; all when nothing is wanted."""
    if not wanted:
        return tuple(projects)
    return tuple(item for item in projects if any(in_column(*pair) == wanted for pair in item.other.items()))


def columns_of(projects: Sequence[Project]) -> dict[str, list[str]]:
    """Return what stands in each column that the plan has of its own, in the order of the columns."""
    found: dict[str, set[str]] = {}
    for project in projects:
        for column, value in project.other.items():
            found.setdefault(column, set()).add(value)
    return {column: sorted(values, key=sort_key) for column, values in found.items()}


def draw_choice(projects: Sequence[Project], wanted: str) -> None:
    """Draw the choice of a column and of what stands there; nothing for a plan without columns of its own."""
    columns = columns_of(projects)
    if not columns:
        return
    now = next((name for name in columns if any(in_column(name, value) == wanted for value in columns[name])), ALL)
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
        values = [ALL, *(in_column(column, value) for value in columns[column])]
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
