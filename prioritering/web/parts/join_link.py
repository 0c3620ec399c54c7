"""How members find the meeting: the code, the link and a QR code."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from prioritering.meeting.meeting import Meeting
from prioritering.web.base import base_path
from prioritering.web.frame.reached import base_here
from prioritering.web.frame.templates import render
from prioritering.web.loopback import only_here
from prioritering.web.parts.qr import qr_image
from prioritering.web.parts.room_door import draw_room_door

SEAT_CODE = "plats"


def join_address(meeting: Meeting) -> str:
    """Return the address that leads to joining; it holds the meeting's code and no secret of any member."""
    # A short address makes a coarse code, which phones read from the far end of the room. The code says which plan.
    return _address("kod", meeting.code)


def seat_address(code: str) -> str:
    """Return the address that leads to taking over a seat, by a code that can be used once."""
    return _address(SEAT_CODE, code)


def _address(name: str, code: str) -> str:
    return f"{base_here()}{base_path()}/poangsatt?{urlencode({name: code})}"


def join_box(meeting: Meeting) -> None:
    """Draw the code, the link and the QR code, or that joining is closed."""
    link = join_address(meeting)
    st.html(
        render(
            "parts/anslutning.html",
            meeting=meeting,
            link=link,
            image=qr_image(link) if meeting.joining_open else "",
            only_here=only_here(link),
        )
    )
    if meeting.closed_at is None:
        draw_room_door(meeting.opened_at)
