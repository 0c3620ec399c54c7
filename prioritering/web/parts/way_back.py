"""Leads to the meeting that is meant: a member's own, or another plan's that the address names."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from prioritering.errors import BadArgument
from prioritering.permissions import User
from prioritering.usecases import meeting_room
from prioritering.usecases.meeting_room import meetings_on
from prioritering.usecases.own_meeting import OwnMeeting, own_meeting
from prioritering.usecases.which_plan import PlanKey
from prioritering.view.meeting_steps import moment_words
from prioritering.web.base import base_path
from prioritering.web.frame import context, who
from prioritering.web.frame.navigation import page_link
from prioritering.web.frame.templates import render
from prioritering.web.parts.join_link import SEAT_CODE


def own_meeting_here() -> OwnMeeting | None:
    """Return the open meeting that this device, or the person who is logged in, takes part in; first the plan's own."""
    store, user, cookies = context.store(), who.page_user(), st.context.cookies
    ids = [name.removeprefix(who.COOKIE) for name in cookies if name.startswith(who.COOKIE)]
    shown = {key: who.credential(key, cookies, user) for key in (*ids, *_by_login(user))}
    return own_meeting(store, shown, context.plan_key())


def _by_login(user: User) -> list[str]:
    # A person who is logged in is known on a device that remembers nothing; looked for where the page is.
    return [item.id for item in meetings_on(context.store(), context.plan_key())] if user.subject else []


def to_own_meeting() -> None:
    """Go to the ballot of the member's meeting when the address names neither a meeting nor a code."""
    found = None if {"mote", "kod", SEAT_CODE} & st.query_params.keys() else own_meeting_here()
    if found is not None:
        _write(found)
        st.rerun()


def _write(found: OwnMeeting) -> None:
    st.query_params.from_dict(context.plan_in_address(found.meeting.plan_key) | {"mote": found.meeting.id})


def draw_way_back() -> None:
    """Say which meeting the member is in, with a link to the ballot; nothing for someone who is in none."""
    found = own_meeting_here()
    if found is None:
        return
    with st.container(border=True):
        st.markdown(f"Du är med i mötet som öppnades {moment_words(found.meeting.opened_at)}.")
        page_link(
            "poangsatt",
            "Tillbaka till din bedömning",
            mote=found.meeting.id,
            **context.plan_in_address(found.meeting.plan_key),
        )


def tell_of_another_plan(asked: str, page: str, instead: bool) -> None:
    """Say when the meeting in the address is no meeting of this plan's, with a link to the page where it is.

    `instead` when the page shows a meeting of this plan's.
    """
    if not asked:
        return
    own = " Sidan visar den här planens eget." if instead else ""
    try:
        found = meeting_room.meeting(context.store(), asked)
    except BadArgument:
        st.info(f"Mötet i länken finns inte här.{own}")
        return
    if found.plan_key == context.plan_key():
        return
    st.info(f"Mötet i länken hör till en annan plan.{own}")
    # A link of the page's own, since Streamlit leaves the address as it was when the page is the same.
    st.html(render("parts/annat_mote.html", link=meeting_address(page, asked, found.plan_key)))


def meeting_address(page: str, meeting_id: str, plan_key: PlanKey | None = None) -> str:
    """Return the address of a page that shows a meeting of a plan; of this one's unless another is given."""
    return f"{base_path()}/{page}?{urlencode(context.plan_in_address(plan_key) | {'mote': meeting_id})}"
