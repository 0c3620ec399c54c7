"""Says whether the screen shows the room's view, with the ways between it and one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from prioritering.errors import PrioriteringError
from prioritering.permissions import Permission
from prioritering.swedish import as_sentence
from prioritering.view.room_view import own_view_sentence
from prioritering.web.frame import context, room
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.redraw import redraw
from prioritering.web.frame.templates import render

LEADS = "Rummets vy: det du ändrar här syns på projektorn och hos alla i mötet."
FOLLOWS = "Rummets vy. Ändra något, så provar du det själv."
_FAULT = "_rummet_fel"
ALONE = "Du provar själv. Än så länge är det här rummets vy."


def draw_room_bar(parts: Sequence[str] = (), quiet: bool = False) -> None:
    """Draw the line while a meeting is open; `parts` are the fragments to redraw with it.

    `quiet` leaves out what goes without saying: that the screen shows the room's view.
    """
    # A callback cannot draw; what it has to say waits in the session for the run that follows.
    fault = st.session_state.pop(_FAULT, None)
    if fault:
        st.warning(escape(fault))
    found = room.place_here()
    if found is None:
        return
    place, shown, view = found
    leads = context.may(Permission.LEAD)
    if place.followed is not None:
        if not quiet:
            _line(LEADS if leads else FOLLOWS, {"Prova själv": room.try_alone} if leads else {}, parts)
        return
    ways: dict[str, Callable[[], None]] = {"Tillbaka till rummets": room.back_to_room}
    if leads and shown != view:
        ways["Gör till rummets"] = room.take_to_room
    _line(ALONE if shown == view else own_view_sentence(shown, view), ways, parts, is_own=True)


def _line(text: str, ways: dict[str, Callable[[], None]], parts: Sequence[str], is_own: bool = False) -> None:
    with st.container(key="rummets-vy", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(render("parts/rummets_vy.html", text=text, is_own=is_own))
        for label, way in ways.items():
            st.button(label, type="tertiary", on_click=_go, args=(way, parts), key=f"rummet {label}")


def _go(way: Callable[[], None], parts: Sequence[str]) -> None:
    try:
        way()
    except PrioriteringError as error:
        st.session_state[_FAULT] = as_sentence(str(error))
    redraw(parts)
