"""A meeting's answers about a project that a version of the plan has touched: listed until someone has said."""

from __future__ import annotations

import streamlit as st

from prioritering import swedish
from prioritering.permissions import Permission
from prioritering.scoring.asked import HeldAnswers
from prioritering.usecases import change_plan
from prioritering.view.ballot_words import answers_label, question_words
from prioritering.view.picture import Picture
from prioritering.web.frame import context
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.still_in import dialog
from prioritering.web.frame.templates import render
from prioritering.web.pages.prioritera.dialogs import ask
from prioritering.web.parts.signing import save_and_close, sign
from prioritering.web.parts.undo import beside_of

_COUNT, _KEEP, _LET_GO = "Räkna svaren igen", "Behåll svaren", "Släpp svaren"


def draw_held(held: HeldAnswers) -> None:
    """Draw what is asked of the answers about one project, and the two ways to answer."""
    label = answers_label(held.name, held.opened_at)
    asked = question_words(held)
    text, buttons = st.columns([0.82, 0.18], vertical_alignment="center")
    text.html(render("pages/prioritera/antagande.html", label=label, mark="mötets svar", entry=None, asked=asked))
    if not context.may(Permission.CHANGE):
        return
    for button, counts in ((_kept(held), True), (_LET_GO, False)):
        key = f"{'rakna' if counts else 'slapp'}_{held.project_id}_{held.meeting_id}"
        buttons.button(button, key=key, on_click=ask, args=("motessvar", (held, counts)))


def _kept(held: HeldAnswers) -> str:
    return _KEEP if held.gone or held.counts else _COUNT


@dialog("Svaren i mötet")
def answers_back_dialog(picture: Picture, held: HeldAnswers, counts: bool) -> None:
    """Say with a reason whether the answers count again or are let go."""
    st.write(escape(answers_label(held.name, held.opened_at)))
    if not counts:
        which = f" på {swedish.listing(held.on_criteria)}" if held.on_criteria else ""
        st.caption(f"Svaren{which} räknas inte mer. De står kvar i mötet, och i en ny runda kan ni svara på nytt.")
    elif held.gone:
        st.caption("Svaren räknas inte så länge projektet är borta. Kommer det tillbaka frågas ni om de gäller.")
    by = sign(_why(held, counts))
    if st.button(_kept(held) if counts else _LET_GO, type="primary", key="dialog_motessvar"):
        save_and_close(lambda: change_plan.answer_held(beside_of(picture), held, counts, by))


def _why(held: HeldAnswers, counts: bool) -> str:
    if not counts:
        return "Varför gäller de inte längre?"
    return "Varför ska de behållas?" if held.gone else "Varför gäller de fortfarande?"
