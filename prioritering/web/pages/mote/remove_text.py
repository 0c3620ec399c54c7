"""How an administrator takes a text away from what has been said."""

from __future__ import annotations

import streamlit as st

from prioritering.permissions import Permission
from prioritering.usecases.group_result import Result
from prioritering.usecases.removed_texts import REMOVED, WrittenText, remove_text, texts_of
from prioritering.web.frame import context
from prioritering.web.frame.as_written import option
from prioritering.web.pages.mote.step_dialogs import FAULT
from prioritering.web.parts.removal import remove_for_good, to_choose

_CHOSEN = "text_att_ta_bort"
MEANS = (
    f"Där den stod står sedan ”{REMOVED}”, på alla sidor, i filer som hämtas härefter och i äldre länkar. Svar och "
    "resultat ändras inte. Det går inte att ångra. Filer som redan är hämtade och kopior av databasen har texten kvar."
)


def draw_removal(found: Result) -> None:
    """Draw the choice of a text to take away, for whoever may; nothing where no text is shown."""
    texts = texts_of(found) if context.may(Permission.REMOVE) else ()
    if not texts:
        return
    with st.popover("Ta bort en text"):
        chosen = st.selectbox("Text som ska bort", texts, None, lambda item: _told(found, item), key=_CHOSEN)
        st.caption(MEANS)
        args = (found.meeting.id, chosen)
        st.button("Ta bort texten för gott", on_click=_remove, args=args, disabled=chosen is None)


def _told(found: Result, item: WrittenText) -> str:
    name = found.names.get(item.project_id, item.project_id)
    return option(f"{name}, runda {item.round}: {to_choose(item.text)}")


def _remove(meeting_id: str, chosen: WrittenText) -> None:
    remove_for_good(lambda by: remove_text(context.store(), meeting_id, chosen, by), _CHOSEN, FAULT)
