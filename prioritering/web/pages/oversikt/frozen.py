"""The frozen links of the plan: listed, renamed, withdrawn, and opened to whoever has the link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from prioritering import swedish
from prioritering.permissions import Permission
from prioritering.plan.plan_key import PlanKey
from prioritering.usecases import frozen_links
from prioritering.usecases.frozen_links import LINKS_SHOWN, LONGEST_TITLE, FrozenLink, link_state, links_of_plan
from prioritering.view.meeting_steps import moment_words
from prioritering.view.stored_document import DOCUMENT_NAMES
from prioritering.web.frame import context, who
from prioritering.web.frame.as_written import escape, in_list
from prioritering.web.frame.frozen_address import frozen_address
from prioritering.web.frame.still_in import dialog
from prioritering.web.frame.templates import render
from prioritering.web.parts.counted_fold import counted_fold
from prioritering.web.parts.freeze import WITHOUT_LOGIN, draw_link
from prioritering.web.parts.signing import save_and_close, signing_role

_START = "_frysta_fran"
_BEGINNING = 6
_NONE = "Inga länkar är frysta. Välj Frys och dela på Prioritera eller Robusthet, så sparas det som visas."


def draw_frozen(plan_key: PlanKey) -> None:
    """Draw the list a window at a time, made only when it is open."""
    total = links_of_plan(context.store(), plan_key, most=1).total
    listed = counted_fold(f"Frysta länkar ({swedish.number(total)})", "frysta_lankar")
    if listed.open:
        with listed:
            if total:
                _list(plan_key)
            else:
                st.caption(_NONE)


def _list(plan_key: PlanKey) -> None:
    sought = st.text_input("Sök bland frysta länkar", key="frysta_sok", max_chars=200, on_change=_go, args=(0,))
    start = int(st.session_state.get(_START, 0))
    found = links_of_plan(context.store(), plan_key, start, sought=sought)
    # They are of another plan, or fewer than when the window was chosen.
    if not found.rows:
        start, found = 0, links_of_plan(context.store(), plan_key, sought=sought)
    if not found.rows:
        st.caption("Ingen fryst länk har det i sin titel, sin roll eller sin adress.")
        return
    last = start + len(found.rows)
    rows = [_row(link) for link in found.rows]
    st.html(render("pages/oversikt/frysta.html", rows=rows, first=start + 1, last=last, total=found.total))
    if found.total > LINKS_SHOWN:
        newer, older = st.columns(2)
        newer.button("Nyare", disabled=start == 0, on_click=_go, args=(max(0, start - LINKS_SHOWN),), key="frysta_ny")
        older.button("Äldre", disabled=last >= found.total, on_click=_go, args=(start + LINKS_SHOWN,), key="frysta_gl")
    _choose([link for link in found.rows if link.opens_on(date.today())])


def _go(start: int) -> None:
    st.session_state[_START] = start


def _row(link: FrozenLink) -> dict[str, str]:
    return {
        "title": link.title,
        "url": frozen_address(link.name) if link.opens_on(date.today()) else "",
        "page": DOCUMENT_NAMES.get(link.shows, link.shows),
        "day": swedish.day(link.made_at.astimezone().date()),
        "role": link.role,
        "state": link_state(link, date.today()),
    }


def _told_apart(link: FrozenLink) -> str:
    """Return which link it is: two that were frozen on one day may have the same title."""
    shown, made = DOCUMENT_NAMES.get(link.shows, link.shows), moment_words(link.made_at)
    return f"{link.title} ({shown}, {made}, {link.name[:_BEGINNING]}…)"


def _choose(links: Sequence[FrozenLink]) -> None:
    if not links:
        return
    by_name = {link.name: link for link in links}
    names = {link.name: _told_apart(link) for link in links}
    chosen = st.selectbox("Välj en länk", list(names), format_func=in_list(names), key="fryst_vald")
    link = by_name.get(chosen)
    if link is None:
        return
    with st.container(horizontal=True):
        if st.button("Visa länk och QR-kod", key="fryst_visa"):
            _shown(link)
        if context.may(Permission.CHANGE):
            if st.button("Byt namn", key="fryst_namn"):
                _rename(link)
            if st.button("Återkalla", key="fryst_bort"):
                _withdraw(link)
        if who.login_is_on() and context.may(Permission.OPEN):
            label, ask = ("Kräv inloggning", _shut) if link.without_login else ("Läsbar utan inloggning", _open)
            if st.button(label, key="fryst_oppna"):
                ask(link)


@dialog("Fryst länk")
def _shown(link: FrozenLink) -> None:
    draw_link(link)


@dialog("Byt namn på länken")
def _rename(link: FrozenLink) -> None:
    title = st.text_input("Vad ska länken heta?", link.title, LONGEST_TITLE, key="fryst_nytt_namn")
    _saved_by("Spara", lambda role: frozen_links.rename_link(context.store(), link.name, title, role))


@dialog("Återkalla länken?")
def _withdraw(link: FrozenLink) -> None:
    st.write(escape(_told_apart(link)))
    st.write("Länken öppnar sedan inget, för någon. Det går inte att ångra; frys en ny i stället.")
    _saved_by("Återkalla", lambda role: frozen_links.withdraw_link(context.store(), link.name, role))


@dialog("Läsbar utan inloggning?")
def _open(link: FrozenLink) -> None:
    st.write(f"{WITHOUT_LOGIN}.")
    _let_read(link, allowed=True)


@dialog("Kräv inloggning?")
def _shut(link: FrozenLink) -> None:
    st.write("Länken öppnas sedan bara av den som är inloggad och får läsa.")
    _let_read(link, allowed=False)


def _let_read(link: FrozenLink, allowed: bool) -> None:
    _saved_by(
        "Ja",
        lambda role: frozen_links.let_read_without_login(context.store(), link.name, role, allowed),
        Permission.OPEN,
    )


def _saved_by(label: str, write: Callable[[str], None], needs: Permission = Permission.CHANGE) -> None:
    role = signing_role()
    if st.button(label, type="primary", key="fryst_spara"):
        save_and_close(lambda: write(role), needs)
