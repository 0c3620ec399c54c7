"""How members find the meeting: the code, the link and a QR code drawn here."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from prioritering.meeting.meeting import Meeting
from prioritering.view.view import DEFAULT_PLAN
from prioritering.web.frame.templates import render
from prioritering.web.server.base import base_path
from prioritering.web.server.who import is_loopback


def join_address(meeting: Meeting) -> str:
    """Return the address that leads to joining; it holds the meeting's code and no secret of any member."""
    parts = urlsplit(str(st.context.url or ""))
    base = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    plan = {} if meeting.plan_id == DEFAULT_PLAN else {"plan": meeting.plan_id}
    return f"{base}{base_path()}/poangsatt?{urlencode({'kod': meeting.code, **plan})}"


def only_here(link: str) -> bool:
    """True when the link works on this machine only, so that phones in the room cannot follow it."""
    host = urlsplit(link).hostname or ""
    return host == "localhost" or is_loopback(host)


def qr_image(link: str) -> str:
    """Return a QR code of the link as a data address for an image; drawn here, no other host is asked."""
    return str(segno.make(link, error="m").svg_data_uri(scale=4, border=2))


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
