"""The history of what lies beside the plan, behind "Historik" and a page at a time."""

from __future__ import annotations

import streamlit as st

from prioritering.plan.plan_key import PlanKey
from prioritering.usecases.history import history_of
from prioritering.web.frame.context import store
from prioritering.web.frame.templates import render

PER_PAGE = 20
_START = "historik_fran"


def draw_history(plan_key: PlanKey) -> None:
    """Draw the switch, and the entries with it on, the newest first."""
    told = history_of(store(), plan_key)
    if not told or not st.toggle(f"Historik ({len(told)})", key="historik"):
        return
    start = min(int(st.session_state.get(_START, 0)), (len(told) - 1) // PER_PAGE * PER_PAGE)
    st.html(render("pages/prioritera/historik.html", entries=told[start : start + PER_PAGE]))
    if len(told) <= PER_PAGE:
        return
    newer, older = st.columns(2)
    newer.button("Nyare", disabled=start == 0, on_click=_go, args=(start - PER_PAGE,))
    older.button("Äldre", disabled=start + PER_PAGE >= len(told), on_click=_go, args=(start + PER_PAGE,))


def _go(start: int) -> None:
    st.session_state[_START] = start
