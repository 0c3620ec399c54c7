"""The history of what lies beside the plan, behind "Historik" and a page at a time."""

from __future__ import annotations

import streamlit as st

from prioritering import swedish
from prioritering.plan.plan_key import PlanKey
from prioritering.usecases.history import Told, history_of
from prioritering.view.history_words import turned
from prioritering.web.frame import as_then
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.context import store
from prioritering.web.frame.templates import render
from prioritering.web.pages.prioritera.remove_reason import draw_reason_removal
from prioritering.web.parts import undo
from prioritering.web.parts.newest_first import newer_and_older, window_start

PER_PAGE = 20
_LIST = "historik"


def draw_history(plan_key: PlanKey) -> None:
    """Draw the switch, and the entries with it on, the newest first; one's own latest can be undone."""
    told = history_of(store(), plan_key, as_then.as_of())
    if not told or not st.toggle(f"Historik ({swedish.number(len(told))})", key="historik"):
        return
    if said := undo.what_came_of_it(plan_key):
        st.caption(escape(said))
    start = min(window_start(_LIST), (len(told) - 1) // PER_PAGE * PER_PAGE)
    if len(told) > PER_PAGE:
        # On paper the buttons below are not there to tell that there are more.
        st.caption(_which(start + 1, min(start + PER_PAGE, len(told)), len(told)))
    _draw_page(plan_key, told[start : start + PER_PAGE])
    if not as_then.is_then():
        draw_reason_removal(plan_key, told)
    newer_and_older(_LIST, start, PER_PAGE, len(told))


def _draw_page(plan_key: PlanKey, listed: tuple[Told, ...]) -> None:
    """Draw some entries; the button stands under the last of them that one's own latest change is made of."""
    latest = undo.latest_here(plan_key)
    ids = {told.entry_id for told in latest}
    cut = max((place for place, told in enumerate(listed, 1) if told.entry_id in ids), default=0)
    if cut:
        st.html(_entries(listed[:cut]))
        undo.draw_undo_in_history(plan_key, latest)
    if listed[cut:]:
        st.html(_entries(listed[cut:]))


def _which(first: int, last: int, total: int) -> str:
    shown = swedish.number(first) if first == last else f"{swedish.number(first)}–{swedish.number(last)}"
    return f"{shown} av {swedish.number(total)}, den nyaste först."


def _entries(listed: tuple[Told, ...]) -> str:
    return render("pages/prioritera/historik.html", entries=listed, turned=turned)
