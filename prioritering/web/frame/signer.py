"""Who signs what is written on a page: the role that is known, and a checksum that knows the same person again."""

from __future__ import annotations

import secrets

import streamlit as st

from prioritering.swedish import upper_first
from prioritering.usecases import meeting_room
from prioritering.usecases.meeting_room import Credential
from prioritering.web.frame import address, context, who

_SESSION = "_sessionens_marke"


def known_role() -> str:
    """Return the role that changes are signed with here; empty when the system does not know and must ask.

    The role taken in the plan's open meeting goes before the logged-in person's.
    """

    def shown(meeting_id: str) -> Credential:
        return who.credential(meeting_id, st.context.cookies, who.page_user())

    taken = meeting_room.role_taken(context.store(), context.plan_key(), address.current_view().meeting, shown)
    if taken or not who.login_is_on():
        return taken
    return upper_first(who.page_user().known_as)


def maker() -> str:
    """Return the checksum of whoever is here: the logged-in person, else the device, else this session alone."""
    known = who.page_user().subject or st.context.cookies.get(who.DEVICE, "")
    if not known:
        known = st.session_state.setdefault(_SESSION, secrets.token_urlsafe(32))
    return meeting_room.checksum(known)
