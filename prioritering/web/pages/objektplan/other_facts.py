"""The choice of projects by what a plan says in columns of its own ("Övriga uppgifter"), and the way back to all."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from prioritering.plan.compare import EMPTY
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.project_facts import actors_called, fact_heading
from prioritering.view.own_columns import (
    ChosenProjects,
    all_chosen,
    choice_made,
    columns_of,
    in_column,
    shown_choice,
    values_in,
)
from prioritering.web.frame import address
from prioritering.web.frame.as_written import escape, option

ALL = ""
SHOW_ALL = "Visa alla projekt"


def draw_choice(plan: ObjectPlan, found: ChosenProjects) -> None:
    """Draw the choice of a column and of what stands there, unless the plan has no column of its own."""
    if columns := columns_of(plan.projects):
        _draw_columns(plan, found, columns)
    if found.words:
        st.button(SHOW_ALL, key="visa_alla_projekt", on_click=_show_all)


def _draw_columns(plan: ObjectPlan, found: ChosenProjects, columns: Collection[str]) -> None:
    shown, now = shown_choice(plan.projects, found.view)
    # A column that has just been chosen has no value yet, and so does not stand in the address.
    column = shown or st.session_state.get("ovrig_kolumn", ALL)
    left, right = st.columns(2)
    names = [ALL, *columns]
    # A filter of another kind may hide projects where no column is chosen.
    none = "välj" if found.words and not now else "alla projekt"
    left.selectbox(
        "Visa projekt efter övrig uppgift",
        names,
        names.index(address.hold("ovrig_kolumn", column if column in columns else ALL)),
        key="ovrig_kolumn",
        format_func=lambda name: option(fact_heading(name)) if name else none,
        on_change=_column_chosen,
    )
    if column in columns:
        values = [ALL, *(in_column(column, value) for value in values_in(plan.projects, column))]
        # Of several actors that the ranking is filtered by, all are one choice here.
        values += [now] * (now not in values)
        right.selectbox(
            escape(fact_heading(column)),
            values,
            values.index(address.hold("ovrigt_varde", now)),
            key="ovrigt_varde",
            format_func=lambda text: (option(text.removeprefix(f"{column}:")) or EMPTY) if text else "välj",
            on_change=_value_chosen,
            args=(column, frozenset(actors_called(plan.projects).values())),
        )


def _column_chosen() -> None:
    address.change(**choice_made(address.current_view(), ALL))


def _value_chosen(column: str, doing: Collection[str]) -> None:
    address.change(**choice_made(address.current_view(), st.session_state["ovrigt_varde"], column, doing))


def _show_all() -> None:
    address.change(**all_chosen(address.current_view()))
