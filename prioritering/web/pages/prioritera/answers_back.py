"""A meeting's answers about a project that came back to the plan, or may be another: listed until someone has said."""

from __future__ import annotations

import streamlit as st

from prioritering.scoring.asked import HeldAnswers
from prioritering.usecases import change_plan
from prioritering.view.ballot_words import answers_label, what_happened
from prioritering.view.picture import Picture
from prioritering.web.frame import context
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.still_in import dialog
from prioritering.web.frame.templates import render
from prioritering.web.pages.prioritera.dialogs import ask
from prioritering.web.parts.signing import save_and_close, sign
from prioritering.web.parts.undo import beside_of

_COUNT, _LET_GO = "Räkna svaren igen", "Släpp svaren"


def draw_held(held: HeldAnswers) -> None:
    """Draw the answers about one project that wait, and the two ways to answer."""
    label = answers_label(held.name, held.opened_at)
    asked = f"{what_happened(held)} Gäller svaren fortfarande? De räknas inte förrän ni har svarat."
    text, buttons = st.columns([0.82, 0.18], vertical_alignment="center")
    text.html(render("pages/prioritera/antagande.html", label=label, mark="mötets svar", entry=None, asked=asked))
    if not context.may("ändra"):
        return
    for button, counts in ((_COUNT, True), (_LET_GO, False)):
        key = f"{'rakna' if counts else 'slapp'}_{held.project_id}_{held.meeting_id}"
        buttons.button(button, key=key, on_click=ask, args=("motessvar", (held, counts)))


@dialog("Svaren i mötet")
def answers_back_dialog(picture: Picture, held: HeldAnswers, counts: bool) -> None:
    """Say with a reason whether the answers count again or are let go."""
    st.write(escape(answers_label(held.name, held.opened_at)))
    if not counts:
        st.caption("Svaren räknas inte mer. De står kvar i mötet, och i en ny runda kan ni svara på nytt.")
    by = sign("Varför gäller de fortfarande?" if counts else "Varför gäller de inte längre?")
    if st.button(_COUNT if counts else _LET_GO, type="primary", key="dialog_motessvar"):
        save_and_close(lambda: change_plan.answer_held(beside_of(picture), held, counts, by))
