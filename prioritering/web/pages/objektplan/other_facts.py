"""The choice of projects by what a plan says in columns of its own ("Övriga uppgifter")."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from prioritering.plan.compare import EMPTY
from prioritering.plan.object_plan import Project
from prioritering.view.own_columns import columns_of, in_column, values_in
from prioritering.web.frame import address
from prioritering.web.frame.as_written import escape, option

ALL = ""


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
