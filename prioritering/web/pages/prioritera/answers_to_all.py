"""All that is asked about one project, answered at once: kept, or let go, with one reason."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from prioritering.permissions import Permission
from prioritering.scoring.asked import Why
from prioritering.usecases.answered_together import answer_together
from prioritering.view.asked_as_one import AskedAsOne
from prioritering.view.ballot_words import answers_label
from prioritering.view.picture import Picture
from prioritering.web.frame import context
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.still_in import dialog
from prioritering.web.frame.templates import render
from prioritering.web.pages.prioritera.dialogs import ask
from prioritering.web.parts.signing import save_and_close, sign
from prioritering.web.parts.undo import beside_of

KEEP_ALL, LET_ALL_GO = "Behåll allt", "Släpp allt"
EACH_OR_ALL = "Svara på allt på en gång, eller på vart och ett."
ONE_BY_ONE = "Vart och ett för sig"


def draw_answers_to_all(group: AskedAsOne, asked: str, labels: Sequence[str]) -> None:
    """Draw what is asked about a project, and the two ways to answer all of it; `labels` are its entries in words."""
    text, buttons = st.columns([0.82, 0.18], vertical_alignment="center")
    # The project is named once, before them.
    listed = [label.removeprefix(f"{group.name}: ") for label in labels]
    told = {"label": group.label, "mark": "frågor", "entry": None, "asked": asked, "listed": listed}
    text.html(render("pages/prioritera/antagande.html", **told))
    if not context.may(Permission.CHANGE):
        return
    for word, keeps in ((KEEP_ALL, True), (LET_ALL_GO, False))[group.kept :]:
        key = f"allt_{'behall' if keeps else 'slapp'}_{group.key}"
        buttons.button(word, key=key, on_click=ask, args=("allt", (group, tuple(labels), keeps)))


def answer_all_dialog(picture: Picture, group: AskedAsOne, labels: Sequence[str], keeps: bool) -> None:
    """Open the dialog that answers all of it, by the word of the button that was pressed."""
    dialog(KEEP_ALL if keeps else LET_ALL_GO)(_answer)(picture, group, labels, keeps)


def _answer(picture: Picture, group: AskedAsOne, labels: Sequence[str], keeps: bool) -> None:
    about = [*labels, *(answers_label(held.name, held.opened_at) for held in group.held)]
    st.markdown("\n".join(f"- {escape(label)}" for label in about))
    if keeps and group.why is Why.GONE:
        st.caption("Inget av det räknas så länge projektet är borta. Kommer det tillbaka frågas ni om det gäller.")
    by = sign("Varför ska det behållas?" if keeps else "Varför gäller det inte längre?")
    if st.button(KEEP_ALL if keeps else LET_ALL_GO, type="primary", key="dialog_allt"):
        save_and_close(lambda: answer_together(beside_of(picture), group, keeps, by, seen=picture.basis.entry))
