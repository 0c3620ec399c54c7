"""The question whether a new project is one that had another id, with the two answers."""

from __future__ import annotations

import streamlit as st

from prioritering.permissions import Permission
from prioritering.plan.maybe_renamed import MaybeRenamed
from prioritering.usecases.renewal import Renewal
from prioritering.usecases.same_project import answer_same
from prioritering.view.picture import Picture
from prioritering.view.renewal_words import question
from prioritering.web.frame import context
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.still_in import dialog
from prioritering.web.parts.signing import save_and_close, sign
from prioritering.web.parts.undo import beside_of

_YES, _NO = "Ja, samma projekt", "Nej, ett annat"


def draw_same_project(picture: Picture, found: Renewal, pair: MaybeRenamed) -> None:
    """Draw one question and its answers."""
    st.info(escape(question(pair, bool(found.against))))
    if not context.may(Permission.CHANGE):
        return
    with st.container(horizontal=True):
        for label, same in ((_YES, True), (_NO, False)):
            # The same pair may be asked about of a version and of last period.
            of = "forra_" if found.against else ""
            key = f"{of}{'samma' if same else 'annat'}_{pair.added.id}_{pair.removed.id}"
            if st.button(label, key=key):
                _dialog(picture, found, pair, same)


@dialog("Samma projekt?")
def _dialog(picture: Picture, found: Renewal, pair: MaybeRenamed, same: bool) -> None:
    st.write(escape(question(pair, bool(found.against))))
    if found.against:
        st.caption("Det som sades om projektet förra perioden ligger kvar bredvid den planen.")
    elif same:
        st.caption("Gruppens antaganden, lås, ordningar av lika och svar i möten följer med till det nya id:t.")
    else:
        st.caption("Det som gruppen har sagt om det gamla projektet räknas inte för det nya.")
    by = sign("Hur vet ni det?")
    if st.button(_YES if same else _NO, type="primary", key="dialog_samma"):
        save_and_close(lambda: answer_same(beside_of(picture), found, pair, same, by))
