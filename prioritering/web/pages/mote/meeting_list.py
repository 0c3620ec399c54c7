"""The plan's meetings, each with its state and day, and what an address says of a meeting that is another plan's."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from prioritering.errors import BadArgument
from prioritering.usecases import meeting_room
from prioritering.view.meeting_steps import meeting_state, moment_words
from prioritering.web.base import base_path
from prioritering.web.frame import context
from prioritering.web.frame.navigation import page_link
from prioritering.web.frame.templates import render


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
            "link": _address(item.id),
        }
        for item in there
    ]
    st.html(render("pages/mote/moten.html", meetings=rows))


def _address(meeting_id: str) -> str:
    return f"{base_path()}/mote?{urlencode(context.plan_in_address() | {'mote': meeting_id})}"


def tell_of_another_plan(asked: str) -> None:
    """Say when the meeting in the address is no meeting of this plan's, with a link to where it is."""
    if not asked:
        return
    try:
        found = meeting_room.meeting(context.store(), asked)
    except BadArgument:
        st.info("Mötet i länken finns inte här. Sidan visar planens eget.")
        return
    if found.plan_key == context.plan_key():
        return
    st.info("Mötet i länken hör till en annan plan. Sidan visar den här planens eget.")
    page_link("mote", "Gå till mötet i länken", mote=asked, **context.plan_in_address(found.plan_key))
