"""Frys och dela: keeps what a page shows now under a link of its own, and shows the link."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex

import streamlit as st

from prioritering import swedish
from prioritering.errors import PrioriteringError
from prioritering.permissions import Permission
from prioritering.plan.plan_key import PlanKey
from prioritering.usecases.frozen_links import (
    FrozenLink,
    LinkWish,
    day_typed,
    freeze,
    let_read_without_login,
    title_of_its_own,
)
from prioritering.view.picture import Picture
from prioritering.view.stored_document import StoredDocument
from prioritering.web.frame import context, who
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.carried_through import carried_through
from prioritering.web.frame.frozen_address import frozen_address
from prioritering.web.frame.still_in import dialog
from prioritering.web.frame.templates import render
from prioritering.web.loopback import only_here
from prioritering.web.parts.board_component import copy_frozen
from prioritering.web.parts.qr import qr_image
from prioritering.web.parts.signing import signing_role

_FROZEN = "_nyss_fryst"
_TURN = "_frys_omgang"
_SUGGESTED = "_frys_forslag"
_MEANS = (
    "Det som sidan visar nu sparas och ändras inte mer. En **fryst länk** visar det sparade. En **kopierad länk** "
    "räknar om svaret på det underlag som gällde när den kopierades, och **adressen** på det som gäller nu. "
    "Skriv inga personnamn i länkens namn."
)
WITHOUT_LOGIN = "Den som har länken får läsa utan inloggning, då utan skäl och roller"
Making = Callable[[], StoredDocument]


def draw_freeze(picture: Picture, kind: str, make: Making) -> None:
    """Draw the button, for whoever may change; `make` gives the document of a kind of what is shown."""
    if not context.may(Permission.CHANGE):
        return
    opened = st.button("Frys och dela", icon=":material/ac_unit:", key="frys", on_click=_forget, width="stretch")
    if opened:
        # Once: a title that another link has taken meanwhile would else empty the field that somebody writes in.
        st.session_state[_SUGGESTED] = title_of_its_own(context.store(), picture.plan.key, picture, kind)
        _dialog(picture.plan.key, make)


def _forget() -> None:
    """What was frozen the last time is nothing to this dialog."""
    st.session_state.pop(_FROZEN, None)


def _next_turn() -> None:
    """What was typed in a dialog that was closed is nothing to the next one.

    The browser remembers by key, so what is forgotten here alone would come back from there.
    """
    st.session_state[_TURN] = token_hex(4)


def _key(field: str) -> str:
    return f"{field}{st.session_state.get(_TURN, '')}"


@dialog("Frys och dela", on_dismiss=_next_turn)
def _dialog(plan_key: PlanKey, make: Making) -> None:
    asked = st.empty()
    if _FROZEN not in st.session_state:
        with asked.container():
            _ask(plan_key, make)
    link: FrozenLink | None = st.session_state.get(_FROZEN)
    if link is not None:
        asked.empty()
        draw_link(link)
        _without_login(link)


def _ask(plan_key: PlanKey, make: Making) -> None:
    st.caption(_MEANS)
    suggested = st.session_state[_SUGGESTED]
    title = st.text_input("Vad ska länken heta?", suggested, key=_key("frys_titel"))
    role = signing_role()
    # Typed: a field for a date opens its calendar over the button, in the browser's language.
    example = "till exempel 2027-03-04"
    last_day = st.text_input("Sista dag (tomt: inget slut)", placeholder=example, key=_key("frys_slut"))
    if not st.button("Frys", type="primary", key="frys_spara"):
        return
    try:
        # Asked again when it is saved: an open dialog is no permission.
        context.require(Permission.CHANGE)
        wanted = LinkWish(title, day_typed(last_day))
        document = make()
        with carried_through():
            st.session_state[_FROZEN] = freeze(context.store(), plan_key, document, wanted, role)
    except PrioriteringError as error:
        st.error(escape(swedish.as_sentence(str(error))))


def draw_link(link: FrozenLink) -> None:
    """Draw a frozen link with its QR code, or that others cannot reach it, and the button that copies it."""
    url = frozen_address(link.name)
    here = only_here(url)
    image = "" if here else qr_image(url, quiet=4)
    # With login there is no room to open: whoever logs in comes in wherever the app is reached.
    st.html(render("parts/fryst_lank.html", link=link, url=url, image=image, login=who.login_is_on()))
    copy_frozen("kopiera_fryst", url)


def _without_login(link: FrozenLink) -> None:
    if who.login_is_on() and context.may(Permission.OPEN):
        st.checkbox(WITHOUT_LOGIN, key=_key("frys_utan_inloggning"), on_change=_open_or_shut, args=(link,))


def _open_or_shut(link: FrozenLink) -> None:
    context.require(Permission.OPEN)
    allowed = bool(st.session_state[_key("frys_utan_inloggning")])
    let_read_without_login(context.store(), link.name, who.page_user().known_as, allowed)
