"""Roles and seats of an open meeting: add a role, let one go, let several share it, move a seat to another device."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import streamlit as st

from prioritering.meeting.meeting import STEERING_GROUP
from prioritering.meeting.rounds import Happening
from prioritering.usecases import seats
from prioritering.usecases.meeting_room import MeetingRoom
from prioritering.web.frame import context
from prioritering.web.frame.as_written import escape, option
from prioritering.web.frame.still_in import dialog
from prioritering.web.frame.templates import render
from prioritering.web.loopback import only_here
from prioritering.web.pages.mote.step_dialogs import BACK, Step, act_button, ask_button, letting_go, recording
from prioritering.web.parts.join_link import seat_address
from prioritering.web.parts.qr import qr_image

_ADDED, _OFFERED = "_mote_ny_roll", "_mote_plats"


class Offered(NamedTuple):
    """A seat's code, shown once to the leader, and whose seat it is."""

    meeting_id: str
    label: str
    code: str


def suggestions(meeting_roles: Sequence[str] = ()) -> list[str]:
    """Return roles to choose among that the meeting does not have: those of the plan's forum, then the usual ones."""
    forum = seats.suggested_roles(context.store(), context.plan_key())
    known = dict.fromkeys((*(forum.roles if forum else ()), *STEERING_GROUP))
    return [role for role in known if role not in meeting_roles]


def draw_roles(here: MeetingRoom, can: Mapping[str, Step]) -> None:
    """Draw what the leader does with roles and seats; `can` has the steps that ask first."""
    meeting, labels = here.meeting, here.labels
    # Kept here and not in the browser alone, which forgets it when several join at once and the part is drawn anew.
    with st.expander("Roller: lägg till, släpp, dela eller byt enhet", key="roller", on_change="rerun"):
        _draw_new_role(here)
        for item in (item for item in here.members if item.left_at is None):
            label = labels[item.id]
            with st.container(horizontal=True):
                act_button(f"Byt enhet för {label}", partial(_offer, meeting.id, item.id, label))
                ask_button(can, letting_go(item.id))
        st.caption(
            "Byt enhet när telefonen är urladdad eller borta: svaren följer med, och du ser dem inte. Den som i "
            "stället tar över en släppt roll börjar om och ser inte den förras svar."
        )
        for role in meeting.roles:
            if role not in meeting.shared_roles:
                act_button(f"Låt flera vara {role}", recording(meeting.id, Happening.ROLE_SHARED, role))


def _draw_new_role(here: MeetingRoom) -> None:
    # A field of its own for each number of roles: it is empty again when the role has been added.
    key = f"{_ADDED}{len(here.meeting.roles)}"
    st.selectbox(
        "Ny roll",
        suggestions(here.meeting.roles),
        index=None,
        format_func=option,
        accept_new_options=True,
        placeholder="Välj eller skriv en roll",
        key=key,
    )
    act_button("Lägg till rollen", lambda by: _add_role(here.meeting.id, key, by))


def _add_role(meeting_id: str, key: str, by: str) -> None:
    seats.add_role(context.store(), meeting_id, str(st.session_state.get(key) or ""), by)


def _offer(meeting_id: str, member_id: str, label: str, by: str) -> None:
    code = seats.offer_seat(context.store(), meeting_id, member_id, by)
    st.session_state[_OFFERED] = Offered(meeting_id, label, code)


def draw_offered(here: MeetingRoom) -> None:
    """Draw the dialog with the code of the seat that was just offered, if any."""
    offered: Offered | None = st.session_state.get(_OFFERED)
    if offered is not None and offered.meeting_id == here.meeting.id:
        dialog(escape(f"Ny enhet för {offered.label}"), on_dismiss=_forget)(_draw_offered)(offered)


def _draw_offered(offered: Offered) -> None:
    link = seat_address(offered.code)
    st.html(render("pages/mote/plats.html", link=link, image=qr_image(link), only_here=only_here(link)))
    if st.button(BACK, width="stretch"):
        _forget()
        st.rerun()


def _forget() -> None:
    st.session_state.pop(_OFFERED, None)
