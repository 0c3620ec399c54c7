"""Below the board: projects without underlag, level values and spacings, and everything laid beside the plan."""

from __future__ import annotations

from typing import Any

import streamlit as st

from prioritering.permissions import Permission
from prioritering.scoring.effective import Candidate
from prioritering.view.ballot_words import BESIDE_THE_PLAN
from prioritering.view.laid_words import laid_count
from prioritering.view.picture import Picture
from prioritering.web.frame import context
from prioritering.web.frame.as_written import in_list
from prioritering.web.frame.navigation import page_link
from prioritering.web.frame.whole_choice import whole_choice
from prioritering.web.pages.prioritera import dialogs
from prioritering.web.pages.prioritera.answers_back import answers_back_dialog
from prioritering.web.pages.prioritera.answers_to_all import answer_all_dialog
from prioritering.web.pages.prioritera.changes_panel import draw_changes
from prioritering.web.pages.prioritera.dialogs import ask
from prioritering.web.pages.prioritera.level_values import draw_level_values
from prioritering.web.pages.prioritera.lock_dialog import lock_dialog
from prioritering.web.parts.counted_fold import counted_fold
from prioritering.web.parts.nothing_ranked import FILL_IN
from prioritering.web.parts.unscored import unscored_of

_UNSCORED = "utan_underlag"


def open_dialog(picture: Picture) -> None:
    """Open the dialog that a button asked for in this run."""
    # Taken away as it is read: a dialog that has been closed must not open again in the next run.
    what, target = st.session_state.pop("dialog", ("", ""))
    item = dialogs.find(picture, target) if what in ("las", "anta") else None
    if what == "las" and item:
        lock_dialog(picture, item)
    if context.may(Permission.CHANGE):
        _open_change(picture, what, target, item)


def _open_change(picture: Picture, what: str, target: Any, item: Candidate | None) -> None:
    if what == "anta" and item:
        dialogs.assume_dialog(picture, item)
    elif what == "okanda":
        dialogs.unknown_costs_dialog(picture)
    elif what == "lika":
        dialogs.tie_dialog(picture, target)
    elif what == "projekt":
        dialogs.add_project_dialog(picture)
    elif what == "kriterium":
        dialogs.add_criterion_dialog(picture)
    elif what == "bort":
        word, about = target
        dialogs.withdraw_dialog(picture, word, about)
    elif what == "behall":
        dialogs.keep_dialog(picture, *target)
    elif what == "motessvar":
        answers_back_dialog(picture, *target)
    elif what == "allt":
        answer_all_dialog(picture, *target)


def draw_level_part(picture: Picture) -> None:
    """Draw the level values, made only when they are open so that they do not slow the sliders down."""
    values = st.expander("Nivåernas värden – spelar avstånden någon roll?", key="nivavarden", on_change="rerun")
    if values.open:
        with values:
            draw_level_values(picture)


def draw_beside(picture: Picture) -> None:
    """Draw what the weights do not change: projects without underlag, and what is laid beside the plan."""
    _unscored(picture)
    title = f"{BESIDE_THE_PLAN} ({laid_count(picture)})"
    beside = counted_fold(title, "bredvid_planen")
    if beside.open:
        with beside:
            draw_changes(picture)


def _unscored(picture: Picture) -> None:
    unscored, panel = unscored_of(picture)
    st.html(panel)
    if unscored:
        page_link(*FILL_IN)
    choose, give, lock, add = st.columns([0.4, 0.2, 0.2, 0.2], vertical_alignment="bottom")
    names = {row.id: row.name for row in unscored}
    if st.session_state.get(_UNSCORED) not in names:
        st.session_state.pop(_UNSCORED, None)
    held = st.session_state.get(_UNSCORED) or next(iter(names), "")
    with choose:
        chosen = whole_choice("underlag", names.get(held, "")).selectbox(
            "Projekt utan underlag",
            list(names),
            format_func=in_list(names),
            key=_UNSCORED,
            disabled=not names,
            placeholder="Inget",
        )
    if context.may(Permission.CHANGE):
        give.button(
            "Anta kostnad eller nivå", on_click=ask, args=("anta", chosen or ""), disabled=not names, width="stretch"
        )
        add.button("Lägg till projekt", on_click=ask, args=("projekt",), width="stretch")
    with lock:
        st.button("Lås", on_click=ask, args=("las", chosen or ""), disabled=not names, width="stretch")
