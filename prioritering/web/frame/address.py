"""Keeps the view and the address in step: the address opens a view, every change of the view writes the address.

A link opened in a new session decides the view. Inside a session the view follows from page to page; going back or
forward in the browser on the same page, or editing the address, is read as a new view.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any, TypeVar

import streamlit as st

from prioritering.usecases.copied_link import said_in_full
from prioritering.view.view import PARAMETERS, View, from_address, to_address
from prioritering.web.frame.as_then import as_of, is_then
from prioritering.web.frame.context import MUNICIPALITY_PARAMETER, PLAN_PARAMETER, named, plan_key, store
from prioritering.web.frame.held_address import went_back
from prioritering.web.frame.view_steps import ViewChange, ViewSteps
from prioritering.web.frame.without_effect import without_effect

_VIEW, _OF_PLAN = "_vy", "_vy_plan"
_WRITTEN = "_vy_adress"
_LEFT, _MOST_LEFT = "_vy_lamnade", 8
_PAGE = "_vy_sida"
_NOTICES = "_vy_besked"
_CHANGED = "_vy_andrad"
_READ = "_vy_ur_adressen"
_SET = "_satta_falt"
T = TypeVar("T")
# Many times what a drawing takes to the browser, and less than it takes to begin typing in a field that has changed.
SET_AGAIN_SECONDS = 2.0
_PLAN = (PLAN_PARAMETER, MUNICIPALITY_PARAMETER)
# Where one is: a page of the list, the part that is open, the project or the meeting that is read.
_WHERE = frozenset(("start", "part", "project", "other", "meeting"))


def open_view(page: str) -> View:
    """Return the view for this run of a page; call once at the top of the page, after the plan is chosen."""
    state = st.session_state
    asked = _asked()
    if _is_chosen(asked, page):
        found, unread = from_address(asked)
        state[_NOTICES] = (*unread, *without_effect(page, found))
        state[_READ] = True
        # The address is that of its own plan: by the browser's back button it keeps weights and locks.
        state[_VIEW], state[_OF_PLAN] = found.model_copy(update=named()), plan_key()
    state[_PAGE] = page
    view: View = state[_VIEW]
    plan, key = named(), plan_key()
    if view.plan != plan["plan"] or state.get(_OF_PLAN, key) != key:
        # A plan chosen here starts from its defaults: locks and weights name another's projects.
        view = View.model_validate(plan)
    # One plan may come to be named otherwise, when another municipality's has its id too.
    state[_VIEW], state[_OF_PLAN] = view.model_copy(update=plan), key
    publish()
    return view


def view_asked(page: str) -> View:
    """Return the view that `open_view` will give in this run, for what stands above the page."""
    asked = _asked()
    if _is_chosen(asked, page):
        return from_address(asked)[0].model_copy(update=named())
    return current_view()


def _asked() -> dict[str, str]:
    return {key: value for key, value in st.query_params.items() if key in PARAMETERS and key not in _PLAN}


def _is_chosen(asked: dict[str, str], page: str) -> bool:
    """Return whether the address of this run decides the view, and is not one that the view has left behind."""
    state = st.session_state
    if _VIEW not in state:
        return True
    # Another page is reached by a link that was drawn before the last change; the session's view is the newer one.
    if state.get(_PAGE) != page or asked == state.get(_WRITTEN):
        return False
    # What the browser sent before it had heard of the last change bears an address from before it. Going back bears
    # one too, but says so.
    return went_back() or asked not in state.get(_LEFT, ())


def current_view() -> View:
    """Return the view as it is now, also inside a fragment and in callbacks."""
    view: View | None = st.session_state.get(_VIEW)
    return view or View.model_validate(named())


def is_renamed() -> bool:
    """Return whether the plan of the page is named otherwise now than when all of the page was drawn last."""
    view: View | None = st.session_state.get(_VIEW)
    return view is not None and view.municipality != named()["municipality"]


def plan_parameters() -> dict[str, str]:
    """Return the parameters by which an address names the plan."""
    return {name: text for name, text in to_address(current_view()).items() if name in _PLAN}


def change(**updates: Any) -> None:
    """Change the view; for callbacks of widgets. `publish` then writes the address in the run that follows."""
    before, steps = current_view(), view_steps()
    st.session_state[_VIEW] = after = before.model_copy(update=updates)
    st.session_state[_NOTICES] = ()
    if _WHERE.issuperset(updates):
        # To look elsewhere changes nothing of what is counted: what was changed last can still be taken back.
        st.session_state[_CHANGED] = steps.at(updates)
    elif after != before:
        changed = tuple(field for field in updates if getattr(after, field) != getattr(before, field))
        st.session_state[_CHANGED] = steps.then(ViewChange(before, after, changed))


def change_by(key: str, field: str) -> None:
    """Change one field of the view to what stands in a widget; for its own callback."""
    change(**{field: st.session_state[key]})


def change_further(**updates: Any) -> None:
    """Change the view as a part of its latest change, and taken back with it, where that was of the same fields."""
    steps = view_steps()
    if not steps.is_open or steps.made[-1].fields != tuple(updates):
        change(**updates)
        return
    change(**updates)
    st.session_state[_CHANGED] = steps.further(current_view())


def view_steps() -> ViewSteps:
    """Return the changes of the view in this session; none once the view is another than they made it."""
    found: ViewSteps = st.session_state.get(_CHANGED, ViewSteps())
    return found if found.led_to(current_view()) else ViewSteps()


def undo_change() -> None:
    """Take back the latest change of the view that stands; for callbacks of widgets."""
    if (steps := view_steps()).made:
        st.session_state[_VIEW] = steps.made[-1].before
        st.session_state[_CHANGED] = steps.back()


def redo_change() -> None:
    """Make the change of the view again that was taken back last; for callbacks of widgets."""
    if (steps := view_steps()).undone:
        st.session_state[_VIEW] = steps.undone[-1].after
        st.session_state[_CHANGED] = steps.again()


def forget_change() -> None:
    """Offer no longer to take back changes of the view: something else has been changed since."""
    st.session_state.pop(_CHANGED, None)


def was_read() -> bool:
    """Return whether the view has come from the address, by a link or the browser's history, since this was asked."""
    return bool(st.session_state.pop(_READ, False))


def show_view(view: View, without: Collection[str] = ()) -> None:
    """Show another view than the one that was chosen here, and write it in the address; what was not usable stands.

    Parameters of the page's own that are named in `without` are left out of it.
    """
    st.session_state[_VIEW] = view
    publish(without)


def notices() -> tuple[str, ...]:
    """Return what of the address could not be used, until the view is changed."""
    return tuple(st.session_state.get(_NOTICES, ()))


def publish(without: Collection[str] = ()) -> None:
    """Write the view into the address if it is not there; call in the page's body, also in a fragment."""
    # What shows something as it was is not left to defaults, which can be others where the address is opened.
    wanted = said_in_full(store(), current_view(), as_of()) if is_then() else to_address(current_view())
    state = st.session_state
    written, before = {key: value for key, value in wanted.items() if key not in _PLAN}, state.get(_WRITTEN)
    if before is not None and before != written:
        state[_LEFT] = (*state.get(_LEFT, ()), before)[-_MOST_LEFT:]
    state[_WRITTEN] = written
    # What pages keep of their own, such as the projector's step, stays.
    others = {key: value for key, value in st.query_params.to_dict().items() if key not in (*PARAMETERS, *without)}
    if {**others, **wanted} != st.query_params.to_dict():
        st.query_params.from_dict({**others, **wanted})


def hold(key: str, value: T) -> T:
    """Make a widget show the view's value, which is returned for the widget's own default; call before it is drawn.

    A value that the widget already has is left alone, since setting it would undo what the user is just typing. But a
    run that begins while the last one's drawing is on its way to the browser takes its place, and what was set in it
    would never be shown: so what was set a moment ago is set again. The default is for a browser that draws the widget
    anew and has forgotten what was set.
    """
    state, now = st.session_state, time.monotonic()
    lately: dict[str, tuple[object, float]] = state.setdefault(_SET, {})
    for gone in [name for name, (_, when) in lately.items() if now - when >= SET_AGAIN_SECONDS and name != key]:
        del lately[gone]
    if key not in state or state[key] != value:
        lately[key] = value, now
        state[key] = value
    elif key in lately:
        said, when = lately[key]
        if said == value and now - when < SET_AGAIN_SECONDS:
            state[key] = value
        else:
            del lately[key]
    return value
