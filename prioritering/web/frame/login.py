"""The door on the page: who gets in, the login button, and the line that says how the app is reached."""

from __future__ import annotations

import streamlit as st

from prioritering.permissions import Permission
from prioritering.web.frame.network_room import ROOM
from prioritering.web.frame.reached import base_here, leader_link
from prioritering.web.frame.still_in import page_part
from prioritering.web.frame.templates import render
from prioritering.web.frame.who import login_has_ended, login_is_on, page_user, room_is_open
from prioritering.web.loopback import only_here

ASK_AGAIN_SECONDS = 10.0
"""How often a page that follows nothing asks whether its login still holds."""


def let_in() -> bool:
    """Return True when whoever is here may read; else draw the login, or why there is no entry."""
    user = page_user()
    if user.may(Permission.READ):
        return True
    said = {"login": login_is_on(), "logged_in": login_is_on() and st.user.is_logged_in, "ended": login_has_ended()}
    st.html(render("frame/inloggning.html", **said))
    if login_is_on():
        left, right, _ = st.columns([1, 1, 4])
        left.button("Logga in", type="primary", on_click=st.login)
        if st.user.is_logged_in:
            right.button("Logga ut", on_click=st.logout)
    return False


def draw_identity() -> None:
    """Say in the sidebar who is logged in, or that the app is for this machine."""
    user = page_user()
    if not login_is_on():
        text = (
            "Utan inloggning: rummet är öppet i det lokala nätet. Andra datorer är medlemmar."
            if room_is_open()
            else "Utan inloggning: svarar bara på den här datorn."
        )
        leads = room_is_open() and user.may(Permission.LEAD)
        link = leader_link(base_here(), st.query_params.to_dict()) if leads else ""
        # By these a page that has lost its server says so, and leads whoever leads back to the machine (rum.js).
        in_room, home = room_is_open() and not only_here(str(st.context.url or "")), ROOM.at_home if leads else ""
        st.sidebar.html(render("frame/atkomst.html", text=text, link=link, in_room=in_room, home=home))
        return
    st.sidebar.html(render("frame/atkomst.html", text=f"Inloggad som {user.known_as}.", link="", in_room=False))
    st.sidebar.button("Logga ut", on_click=st.logout, key="logga_ut")
    _ask_again()


@page_part(run_every=ASK_AGAIN_SECONDS)
def _ask_again() -> None:
    """Draw nothing: where the login has ended, asking alone runs the page anew, which then shows the way in."""
