"""The way in for a member whose seat the leader has handed to another device."""

from __future__ import annotations

import streamlit as st

from prioritering.errors import BadArgument, Conflict
from prioritering.usecases import seats
from prioritering.web.base import base_path
from prioritering.web.components.component import component
from prioritering.web.frame import context
from prioritering.web.frame.theme import page_head
from prioritering.web.pages.poangsatt.blank_state import TITLE, draw_blank_state
from prioritering.web.parts.join_link import SEAT_CODE


def draw_take_seat() -> bool:
    """Draw the button that takes over a seat when the address has the code of one, and return whether it has."""
    code = str(st.query_params.get(SEAT_CODE, ""))
    if not code:
        return False
    try:
        meeting, member = seats.offered(context.store(), code)
        if meeting.closed_at is None:
            seats.check_still_offered(context.store(), code)
    except (BadArgument, Conflict) as error:
        draw_blank_state(str(error))
        return True
    page_head(TITLE, finding="Fortsätt din bedömning på den här enheten.")
    if meeting.closed_at is not None:
        st.info("Mötet är avslutat.")
        return True
    st.text(f"Rollen är {member.role}. Svaren som är sparade följer med, och den gamla enheten är sedan inte med.")
    component("seat")(key="ta-plats", data={"api": f"{base_path()}/direkt", "code": code})
    return True
