"""The plan's meetings, each with its state and day."""

from __future__ import annotations

import streamlit as st

from prioritering.usecases import meeting_room
from prioritering.view.meeting_steps import meeting_state, moment_words
from prioritering.web.frame import context
from prioritering.web.frame.templates import render
from prioritering.web.parts.way_back import meeting_address


def draw_meetings(shown: str = "") -> None:
    """Draw the plan's meetings, newest first, each with a link to it; `shown` is the one that the page is about."""
    there = meeting_room.meetings_on(context.store(), context.plan_key())
    if not there:
        return
    rows = [
        {
            "opened": moment_words(item.opened_at),
            "state": meeting_state(item),
            "code": f"{item.code[:3]} {item.code[3:]}",
            "here": item.id == shown,
            "link": meeting_address("mote", item.id),
        }
        for item in there
    ]
    st.html(render("pages/mote/moten.html", meetings=rows))
