"""What the leader runs the meeting with: the code, the rounds, the roles and the meeting's end."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext

import streamlit as st

from prioritering.meeting.meeting import Meeting
from prioritering.meeting.rounds import Happening
from prioritering.permissions import Permission
from prioritering.usecases import meeting_room
from prioritering.usecases.group_result import Result
from prioritering.view.meeting_steps import NOBODY_TO_ANSWER, NOBODY_TO_SHOW
from prioritering.web.frame import as_then, context
from prioritering.web.frame.as_written import escape
from prioritering.web.pages.mote.next_round import choose_next_round
from prioritering.web.pages.mote.seat_controls import draw_offered, draw_roles
from prioritering.web.pages.mote.step_dialogs import (
    FAULT,
    NEW,
    Step,
    act_button,
    ask_button,
    begin_new,
    can_open_round,
    draw_asked,
    recording,
    steps,
)
from prioritering.web.parts.join_link import join_box
from prioritering.web.parts.result_rows import is_blind

FOLDED = "Leda mötet: kod, runda, roller och avslut"
JOINING = "Gå med i mötet"


def leads() -> bool:
    """True when whoever is at the page may run a meeting, which nobody does where it is shown as it was."""
    return not as_then.is_then() and context.may(Permission.LEAD)


def stand_first(meeting: Meeting) -> bool:
    """True when the controls stand above the result: while answers are hidden, and where a meeting has ended.

    Who has ended it by mistake looks for the way back where that is said.
    """
    return is_blind(meeting) or (meeting.closed_at is not None and leads())


def draw_controls(found: Result) -> None:
    """Draw the way into a meeting, and the leader's buttons; in a part of the page."""
    if st.session_state.get(NEW) and leads():
        # The form takes the place of the whole page, while a button alone redraws its own part.
        st.rerun()
    # A callback cannot draw; what it has to say waits in the session for the run that follows.
    fault = st.session_state.pop(FAULT, None)
    if fault:
        st.error(escape(fault))
    # Folded once there is a result to look at: then that is what the room is here for.
    label = FOLDED if leads() else JOINING
    with nullcontext() if stand_first(found.meeting) else st.expander(label, key="leda_motet", on_change="rerun"):
        if is_blind(found.meeting) or not stand_first(found.meeting):
            join_box(found.meeting)
        if leads():
            _lead(found)


def _lead(found: Result) -> None:
    if found.meeting.closed_at is None:
        # The buttons stand above the choice, but what is chosen decides what the last of them does.
        above = st.container(horizontal=True)
        can = steps(found, choose_next_round(found) if can_open_round(found.meeting) else {})
        with above:
            _round_buttons(found.meeting, can)
        ask_button(can, "nasta", primary=True)
        if can_open_round(found.meeting) and "nasta" not in can:
            st.caption(NOBODY_TO_ANSWER)
        draw_roles(found.here, can)
        ask_button(can, "nytt")
        # One dialog at a time.
        if not draw_asked(can):
            draw_offered(found.here)
        return
    with st.container(horizontal=True):
        act_button("Öppna mötet igen", lambda by: meeting_room.reopen(context.store(), found.meeting.id, by))
        # Nothing is hidden by it: the ended meeting stays as it is, and can be opened again.
        act_button("Öppna ett nytt möte", lambda _: begin_new())


def _round_buttons(meeting: Meeting, can: Mapping[str, Step]) -> None:
    ask_button(can, "visa", primary=True)
    # One that is lost can be closed instead; what is the matter with it stands above.
    if is_blind(meeting) and not {"visa", "stang"} & can.keys():
        st.caption(NOBODY_TO_SHOW)
    ask_button(can, "stang")
    kind = Happening.JOINING_CLOSED if meeting.joining_open else Happening.JOINING_OPENED
    label = "Ta inte emot fler" if meeting.joining_open else "Ta emot fler"
    act_button(label, recording(meeting.id, kind))
    ask_button(can, "avsluta")
