"""The frozen links of the plan: listed, renamed, withdrawn, and opened to whoever has the link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from prioritering import swedish
from prioritering.permissions import Permission
from prioritering.plan.plan_key import PlanKey
from prioritering.usecases import frozen_links
from prioritering.usecases.frozen_links import LINKS_SHOWN, FrozenLink, link_state, links_of_plan
from prioritering.view.meeting_steps import moment_words
from prioritering.view.stored_document import DOCUMENT_NAMES
from prioritering.web.frame import as_then, context, who
from prioritering.web.frame.as_written import escape, in_list, option
from prioritering.web.frame.frozen_address import frozen_address
from prioritering.web.frame.still_in import dialog
from prioritering.web.frame.templates import render
from prioritering.web.parts.counted_fold import counted_fold
from prioritering.web.parts.freeze import WITHOUT_LOGIN, draw_link
from prioritering.web.parts.newest_first import newer_and_older, show_from, window_start
from prioritering.web.parts.search_field import search_field
from prioritering.web.parts.signing import save_and_close, signing_role

_LIST = "frysta"
_CHOSEN, _PRESSED, _DRAWN = "fryst_vald", "_fryst_tryckt", "_frysta_ritade"
_DONE = "_fryst_gjort"
_OPEN, _SHUT = "fryst_oppna", "fryst_stang"
# One place: whoever may open may shut.
_BUTTON = {_SHUT: _OPEN}
_BEGINNING = 6
_NOTHING_DONE = "Ingenting har gjorts. "
_NOT_THEN = "Listan är den som gäller nu, också när sidan i övrigt visar det som gällde då."
_NONE = "Inga länkar är frysta. Välj Frys och dela på Prioritera eller Robusthet, så sparas det som visas."


class _Press(NamedTuple):
    """A button that was pressed, and the name of the link that was chosen when it was."""

    what: str
    link: str


class _Done(NamedTuple):
    """What was done last here, told until the next: the link, as it was, and what came of it."""

    link: FrozenLink
    text: str


def draw_frozen(plan_key: PlanKey) -> None:
    """Draw the list a window at a time, made only when it is open."""
    # Kept until it is answered: a run of the page may be broken off by the next.
    pressed = st.session_state.get(_PRESSED)
    total = links_of_plan(context.store(), plan_key, most=1).total
    listed = counted_fold(f"Frysta länkar ({swedish.number(total)})", "frysta_lankar")
    if listed.open:
        with listed:
            if as_then.is_then():
                st.caption(_NOT_THEN)
            if total:
                _list(plan_key, pressed)
            else:
                st.caption(_NONE)
    st.session_state.pop(_PRESSED, None)


def _list(plan_key: PlanKey, pressed: _Press | None) -> None:
    sought = search_field("Sök bland frysta länkar", "frysta_sok", lambda: show_from(_LIST, 0))
    start = window_start(_LIST)
    found = links_of_plan(context.store(), plan_key, start, sought=sought)
    # They are of another plan, or fewer than when the window was chosen.
    if not found.rows:
        start, found = 0, links_of_plan(context.store(), plan_key, sought=sought)
    if not found.rows:
        st.caption("Ingen fryst länk har det i sitt namn, sin roll eller sin adress.")
        return
    last = start + len(found.rows)
    rows = [_row(link) for link in found.rows]
    st.html(render("pages/oversikt/frysta.html", rows=rows, first=start + 1, last=last, total=found.total))
    newer_and_older(_LIST, start, LINKS_SHOWN, found.total)
    _choose(plan_key, [link for link in found.rows if link.opens_on(date.today())], pressed)


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


def _choose(plan_key: PlanKey, links: Sequence[FrozenLink], pressed: _Press | None) -> None:
    """Draw the choice of a link and what can be done with it.

    A press means the link that was seen when it was pressed: another window may have withdrawn it or given it another
    title since, and then the box would show another one.
    """
    gone, done = _no_more(_chosen(), pressed), _done(plan_key)
    if done is not None:
        st.html(render("pages/oversikt/gjort.html", text=done.text))
    # That one's own press has withdrawn it is no fault.
    if gone and not (done is not None and pressed is None and done.link.name == _chosen()):
        st.error(escape(gone))
    if links:
        _draw_choice(links, none_chosen=bool(gone))
    if pressed and not gone:
        _open_dialog(pressed)


def _done(plan_key: PlanKey) -> _Done | None:
    done: _Done | None = st.session_state.get(_DONE)
    return done if done is not None and done.link.plan_key == plan_key else None


def _chosen() -> str | None:
    """Return the name of the link that is chosen.

    The browser says what is chosen as the list reads there. Where another window has given the link another title
    since, that is no choice of the list of now.
    """
    said: str | None = st.session_state.get(_CHOSEN)
    was_drawn = {option(text): name for name, text in st.session_state.get(_DRAWN, {}).items()}
    return None if said is None else was_drawn.get(said, said)


def _no_more(chosen: str | None, pressed: _Press | None) -> str:
    """Return that the link that was chosen, or that a button was pressed for, opens nothing any more; else nothing."""
    name = pressed.link if pressed else chosen
    if name is None:
        return ""
    link = frozen_links.link_known(context.store(), name)
    if link is not None and link.opens_on(date.today()):
        return ""
    told = "Länken finns inte mer." if link is None else f"”{link.title}”: {link_state(link, date.today())}."
    return f"{told} {_NOTHING_DONE if pressed else ''}Välj en länk."


def _draw_choice(links: Sequence[FrozenLink], none_chosen: bool) -> None:
    by_name = {link.name: link for link in links}
    names = {link.name: _told_apart(link) for link in links}
    held, drawn = _chosen(), st.session_state.get(_DRAWN, {})
    start = None if none_chosen else list(names).index(held) if held in names else 0
    if held in names and drawn.get(held, names[held]) != names[held]:
        # Else the browser would go on showing the title that it had.
        st.session_state[_CHOSEN] = held
    st.session_state[_DRAWN] = names
    chosen: str | None = st.selectbox("Välj en länk", list(names), start, format_func=in_list(names), key=_CHOSEN)
    if chosen is None:
        return
    with st.container(horizontal=True):
        for key, label in _labels(by_name[chosen]).items():
            st.button(label, key=_BUTTON.get(key, key), on_click=_press, args=(key, chosen))


def _labels(link: FrozenLink) -> dict[str, str]:
    """Return what can be done with a link by whoever looks, as the buttons are called."""
    labels = {"fryst_visa": "Visa länk och QR-kod"}
    if context.may(Permission.CHANGE):
        labels |= {"fryst_namn": "Byt namn", "fryst_bort": "Återkalla"}
    if who.login_is_on() and context.may(Permission.OPEN):
        labels |= {_SHUT: "Kräv inloggning"} if link.without_login else {_OPEN: "Läsbar utan inloggning"}
    return labels


def _press(what: str, drawn: str) -> None:
    # Before the page is run again: what is chosen is still what was seen, also when it was chosen since it was drawn.
    st.session_state[_PRESSED] = _Press(what, _chosen() or drawn)
    st.session_state.pop(_DONE, None)


def _open_dialog(pressed: _Press) -> None:
    link = frozen_links.link_known(context.store(), pressed.link)
    ask, needs = {
        "fryst_visa": (_shown, Permission.READ),
        "fryst_namn": (_rename, Permission.CHANGE),
        "fryst_bort": (_withdraw, Permission.CHANGE),
        _OPEN: (_open, Permission.OPEN),
        _SHUT: (_shut, Permission.OPEN),
    }[pressed.what]
    st.session_state.pop(_PRESSED, None)
    if link is not None and context.may(needs):
        ask(link)


@dialog("Fryst länk")
def _shown(link: FrozenLink) -> None:
    draw_link(link)


@dialog("Byt namn på länken")
def _rename(link: FrozenLink) -> None:
    st.write(escape(_told_apart(link)))
    title = st.text_input("Vad ska länken heta?", link.title, key="fryst_nytt_namn")
    done = _Done(link, f"Länken heter nu ”{title.strip()}”.")
    _saved_by("Spara", lambda role: frozen_links.rename_link(context.store(), link.name, title, role), done)


@dialog("Återkalla länken?")
def _withdraw(link: FrozenLink) -> None:
    st.write(escape(_told_apart(link)))
    st.write("Sedan kan ingen öppna länken. Det går inte att ångra; frys en ny i stället.")
    done = _Done(link, f"”{link.title}” är återkallad. Ingen kan öppna länken.")
    _saved_by("Återkalla", lambda role: frozen_links.withdraw_link(context.store(), link.name, role), done)


@dialog("Läsbar utan inloggning?")
def _open(link: FrozenLink) -> None:
    st.write(escape(_told_apart(link)))
    st.write(f"{WITHOUT_LOGIN}.")
    _let_read(link, allowed=True)


@dialog("Kräv inloggning?")
def _shut(link: FrozenLink) -> None:
    st.write(escape(_told_apart(link)))
    st.write("Länken öppnas sedan bara av den som är inloggad och får läsa.")
    _let_read(link, allowed=False)


def _let_read(link: FrozenLink, allowed: bool) -> None:
    _saved_by(
        "Ja",
        lambda role: frozen_links.let_read_without_login(context.store(), link.name, role, allowed),
        _Done(link, f"”{link.title}” " + ("är läsbar utan inloggning." if allowed else "kräver inloggning.")),
        Permission.OPEN,
    )


def _saved_by(label: str, write: Callable[[str], None], done: _Done, needs: Permission = Permission.CHANGE) -> None:
    role = signing_role()

    def save() -> None:
        write(role)
        st.session_state[_DONE] = done

    if st.button(label, type="primary", key="fryst_spara"):
        save_and_close(save, needs)
