"""The blank state of the page Poängsätt: what someone meets who has not joined, and the way in."""

from __future__ import annotations

import re

import streamlit as st

from prioritering.meeting.meeting import Meeting, Naming
from prioritering.permissions import Permission
from prioritering.swedish import as_sentence
from prioritering.usecases.meeting_room import MeetingRoom
from prioritering.web.base import base_path
from prioritering.web.components.component import component
from prioritering.web.frame import context
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.held_address import choose_in_address
from prioritering.web.frame.navigation import page_link
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import page_head

CODE = "kod"
TITLE = "Poängsätt"
BLANK = "Gå med i mötet med koden som mötesledaren visar."
CODE_LABEL = "Mötets kod"
CODE_HELP = "Sex bokstäver och siffror, till exempel ABC 234."
GO_ON = "Fortsätt"
# What is no code is told in the sentence that it is not known by.
_MOST = 100


def draw_blank_state(fault: str) -> None:
    """Draw the page before a meeting is known: a field for its code, and why the code given leads nowhere."""
    page_head(TITLE, finding=BLANK)
    if fault:
        st.warning(escape(as_sentence(fault)))
    with st.form("kodformulär", border=False):
        typed = st.text_input(CODE_LABEL, help=CODE_HELP)
        if st.form_submit_button(GO_ON, type="primary") and typed.strip():
            # In the address, so that a reload and the phone beside it come to the same meeting. It says which plan, and
            # not what happened to be open here.
            choose_in_address(**{CODE: _code_in(typed)}, **context.NO_PLAN)
            st.rerun()
    if context.may(Permission.LEAD):
        page_link("mote", "Öppna ett möte, där alla projekt går att välja")


def _code_in(typed: str) -> str:
    """Return the code that was typed, also where the whole link to the meeting was pasted."""
    link = re.search(rf"[?&]{CODE}=([^&#\s]+)", typed)
    return "".join((link[1] if link else typed).upper().split())[:_MOST]


def draw_way_in(here: MeetingRoom, code: str) -> None:
    """Draw a known meeting's roles to choose among, or why nobody can join now."""
    taken = here.taken_roles
    lead, note = way_in(here.meeting)
    st.html(render("pages/poangsatt/anslut.html", lead=lead, note=note))
    if here.meeting.joining_open:
        roles = [{"name": role, "taken": role in taken} for role in here.meeting.roles]
        component("join")(key="anslut", data={"api": f"{base_path()}/direkt", "code": code, "roles": roles})


def way_in(meeting: Meeting) -> tuple[str, str]:
    """Return where the meeting stands for someone who has not joined, and what joining means ("" when closed)."""
    if meeting.closed_at:
        return "Mötet är avslutat.", ""
    if not meeting.joining_open:
        return "Mötet tar inte emot fler just nu. Säg till mötesledaren.", ""
    code = f"{meeting.code[:3]} {meeting.code[3:]}"
    lead = f"Du går med i mötet med kod {code}. Den här webbläsaren kommer ihåg dig, även om kontakten bryts."
    # Told before anyone joins: what is promised here decides how frankly people answer.
    shown = "Svaren visas anonymt." if meeting.naming is Naming.ANONYMOUS else "När svaren visas står rollen vid dem."
    return lead, f"{shown} Före dess ser ingen vad du svarar, inte heller mötesledaren."
