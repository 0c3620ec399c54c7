"""Opening the room from Möte: phones and other computers in the network come in while the leader lets them."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

import streamlit as st

from prioritering.errors import BadArgument
from prioritering.permissions import Permission
from prioritering.swedish import as_sentence
from prioritering.web.frame import context, who
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.network_room import ROOM
from prioritering.web.loopback import only_here
from prioritering.web.server.left_open import note_closed, note_open, was_open_after
from prioritering.web.server.room_listener import LISTENER

_FAULT, _MOVED = "_rummets_fel", "_rummets_dorr"
_WARNING = (
    "Telefoner och andra datorer i samma nät kan då läsa planen och gå med i mötet med koden; mötet leds härifrån. "
    "Trafiken är okrypterad, så öppna bara i ett nät ni litar på."
)
_RESTARTED = (
    "Rummet är stängt: Prioritering har startat om sedan du öppnade det. Öppna det igen, så kommer de andra tillbaka "
    "av sig själva. Det som är sparat finns kvar."
)


def draw_room_door(meeting_opened: datetime) -> None:
    """Draw the button that opens or closes the room, for whoever sits at the machine and nothing else has opened it.

    Where a restart has closed it in the meeting that was opened at a time, it says so.
    """
    url = str(st.context.url or "")
    if who.login_is_on() or not only_here(url) or not context.may(Permission.LEAD):
        return
    if who.access_settings().natverk:
        # The settings say that others come in; they would be let in again.
        return
    if not ROOM.listening and was_open_after(meeting_opened):
        st.warning(_RESTARTED)
    # A place of its own, in which the focus stays when the one button gives way to the other.
    with st.container(key="rummets-dorr"):
        if ROOM.listening:
            st.button("Stäng rummet", key="stang_rummet", on_click=_close)
            st.caption("Bara den här datorn kommer då in.")
        else:
            st.button("Öppna rummet för andra i nätet", key="oppna_rummet", on_click=_open, args=(url,))
            st.caption(_WARNING)
    if fault := st.session_state.pop(_FAULT, ""):
        st.error(escape(fault))
    elif st.session_state.pop(_MOVED, False):
        # The whole page, which says in its menu who comes in.
        st.rerun()


def _open(url: str) -> None:
    context.require(Permission.LEAD)
    try:
        LISTENER.open(urlsplit(url).port or 80)
        note_open()
    except BadArgument as error:
        st.session_state[_FAULT] = as_sentence(str(error))
    st.session_state[_MOVED] = True


def _close() -> None:
    context.require(Permission.LEAD)
    LISTENER.close()
    note_closed()
    st.session_state[_MOVED] = True
