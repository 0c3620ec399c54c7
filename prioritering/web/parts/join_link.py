"""How members find the meeting: the code, the link and a QR code."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st

from prioritering.meeting.meeting import Meeting
from prioritering.web.frame.templates import render
from prioritering.web.loopback import only_here
from prioritering.web.parts.qr import qr_image
from prioritering.web.server.base import base_path


def join_address(meeting: Meeting) -> str:
    """Return the address that leads to joining; it holds the meeting's code and no secret of any member."""
    parts = urlsplit(str(st.context.url or ""))
    base = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    # A short address makes a coarse code, which phones read from the far end of the room. The code says which plan.
    return f"{base}{base_path()}/poangsatt?{urlencode({'kod': meeting.code})}"


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
