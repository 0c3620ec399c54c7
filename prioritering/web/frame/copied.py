"""Copied links: what one holds, how one is opened, and the line on top of a page that shows what was then."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from prioritering import swedish
from prioritering.errors import BadArgument, Infeasible
from prioritering.usecases.copied_link import AsOf, LinkState, copied_link, copied_now, opened_link
from prioritering.usecases.since import changed_since, day_of_basis, difference_since, study_difference_since
from prioritering.view.copied_link import COPIED, CUT, OF_THE_PAGE, SEAL, view_of_link
from prioritering.view.view import View
from prioritering.web.frame import address, as_then, context
from prioritering.web.frame.as_then import ShownThen
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.long_work import long_work
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import page_head

_SAID = "_lank_besked"
DIFFERENCE = "vad_skiljer"
# Where there is only one's own work of this moment.
ONLY_NOW = {"poangsatt": "Poängsätt", "fyll_i": "Fyll i"}
# Where the group's answers are shown beside whatever the view counts with.
SHOWS_ANSWERS = ("mote", "poangsatt", "projektor")
# Where what the group has laid beside the plan is counted or listed whatever the view counts with.
SHOWS_ENTRIES = ("oversikt", "fyll_i")


def open_copied(page: str) -> None:
    """Read what the address was copied from, if it says so, and show that: as now when it is the same, else as then.

    Call it once per run of the script, when the plan is settled and before the page is drawn.
    """
    text, here = st.query_params.get(COPIED), as_then.then()
    if text is None and SEAL in st.query_params:
        _now(CUT)
        return
    if here is not None and (text is None or here.plan_key != context.plan_key()):
        # Back in the browser, or another plan: both show now.
        as_then.leave_then()
        return
    if text is None or (here is not None and str(here.copied) == text):
        return
    view, copied, notices = view_of_link(st.query_params.to_dict())
    if copied is None:
        _now(notices[-1])
        return
    if here is not None and here.copied.numbers == copied.numbers:
        # The same moment, in an address that was drawn before the view was changed here.
        return
    found = opened_link(context.store(), _named(view), copied, page in SHOWS_ANSWERS, page in SHOWS_ENTRIES)
    if found.state is not LinkState.THEN:
        _now(found.notice)
        return
    st.session_state.pop(_SAID, None)
    as_then.hold_then(ShownThen(context.plan_key(), copied, found.as_of, found.notice))


def _named(view: View) -> View:
    return view.model_copy(update=context.named())


def _now(said: str) -> None:
    as_then.leave_then()
    if said:
        st.session_state[_SAID] = said
    else:
        st.session_state.pop(_SAID, None)


def keep_in_address() -> None:
    """Let the address of a page that shows something as it was say of what, for the view that it now has."""
    here = as_then.then()
    if here is None:
        return
    copied = copied_now(context.store(), address.current_view(), here.as_of)._replace(rules=here.copied.rules)
    as_then.hold_then(here._replace(copied=copied))
    for name, text in ((SEAL, copied.seal), (COPIED, str(copied))):
        if st.query_params.get(name) != text:
            st.query_params[name] = text


def link_here() -> str:
    """Return the query of a link to what is shown here: every value in it, and what it is read from."""
    said = copied_link(context.store(), address.current_view(), as_then.as_of())
    # What a page keeps of its own beside the view, such as the projector's step, but not whose room it is.
    own = {name: text for name, text in st.query_params.to_dict().items() if name in OF_THE_PAGE}
    return urlencode({**own, **said})


def draw_copied(page: str) -> bool:
    """Draw the line on top, about the link that was opened here; return whether the page itself is to be drawn."""
    said = st.session_state.get(_SAID)
    if said:
        with st.container(key="lankbesked", horizontal=True, vertical_alignment="center"):
            st.html(render("frame/lankbesked.html", text=said))
            st.button("Stäng", key="lankbesked_stang", type="tertiary", on_click=_heard)
    here = as_then.then()
    if here is None:
        return True
    # Before the page has read it: what stands in the address of this very run.
    view = address.view_asked(page)
    lines = changed_since(context.store(), view, here.as_of, page in SHOWS_ANSWERS, page in SHOWS_ENTRIES)
    if page in ONLY_NOW:
        page_head(ONLY_NOW[page])
    with st.container(key="som-da"):
        # On a wall there is no room for a long list: that picture is what one has come to see.
        folded = swedish.count_word(len(lines)) if page == "projektor" and len(lines) > 1 else ""
        day = swedish.day(day_of_basis(context.store(), view, here.as_of))
        told = {"lines": lines, "notice": here.notice, "only_now": ONLY_NOW.get(page, ""), "folded": folded, "day": day}
        st.html(render("frame/som_da.html", **told))
        with st.container(horizontal=True, vertical_alignment="center", key="som-da-val"):
            st.button("Visa nu", key="visa_nu", type="primary", on_click=_to_now, args=(page,))
            differs = page not in ONLY_NOW and st.toggle("Vad skiljer?", key=DIFFERENCE)
        if differs:
            _draw_difference(page, view, here.as_of)
    return page not in ONLY_NOW


def _to_now(page: str) -> None:
    view = address.view_asked(page)
    as_then.forget_then()
    # In one step, so that the browser's way back is the way back to then.
    address.show_view(view, without=(COPIED, SEAL))


def _draw_difference(page: str, view: View, as_of: AsOf) -> None:
    store = context.store()
    if page != "robusthet":
        st.html(render("frame/skillnad.html", found=difference_since(store, view, as_of)))
        return
    key = f"skillnad-{hash((view, as_of, copied_now(store, view)))}"
    try:
        found = long_work(key, "Räknar då och nu", lambda told: study_difference_since(store, view, as_of, told))
    except (BadArgument, Infeasible) as error:
        # One of the two has no such answer: what it hangs on is in the ranked lists, which both have.
        st.caption(escape(swedish.as_sentence(str(error))))
        st.html(render("frame/skillnad.html", found=difference_since(store, view, as_of)))
    else:
        if found is not None:
            st.html(render("frame/skillnad_studie.html", found=found))


def _heard() -> None:
    st.session_state.pop(_SAID, None)
