"""One's own latest change: the line that takes it back until the next change, and the same behind the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st

from prioritering.errors import BadArgument, Conflict, NotAllowed
from prioritering.plan.plan_key import PlanKey
from prioritering.usecases import history
from prioritering.usecases.change_plan import Beside
from prioritering.usecases.history import Told, check_unchanged
from prioritering.view.history_words import change_said, undone_said
from prioritering.view.picture import Picture
from prioritering.web.frame import address, as_then, signer
from prioritering.web.frame.context import require, store
from prioritering.web.frame.templates import render
from prioritering.web.frame.who import page_user
from prioritering.web.parts.page_parts import ALL_PARTS, redraw

_OWN = "_egen_andring"
_SAID = "_angrat"


class _Own(NamedTuple):
    """What was changed as one in this session: the plan, the entries, and the person where a login says who."""

    plan_key: PlanKey
    entry_ids: tuple[int, ...]
    subject: str | None


def beside_plan(plan_key: PlanKey, plan_version: int) -> Beside:
    """Return where whoever is here keeps changes, beside the version of the plan that is shown."""
    return Beside(store(), plan_key, plan_version, remember(plan_key), signer.maker())


def beside_of(picture: Picture) -> Beside:
    """Return where changes are kept: beside the plan in the version that is shown, if nobody has changed it since."""
    beside = beside_plan(picture.plan.key, picture.plan.version)
    return beside._replace(check=lambda thing: check_unchanged(beside, thing, picture.basis.entry))


def remember(plan_key: PlanKey) -> Callable[..., None]:
    """Return what is to be told of each entry made beside a plan in this session."""

    def made(*entry_ids: int) -> None:
        st.session_state[_OWN] = _Own(plan_key, entry_ids, page_user().subject)
        st.session_state.pop(_SAID, None)
        address.forget_change()

    return made


def draw_undo(plan_key: PlanKey, opened_anew: bool = False, parts: Sequence[str] = ()) -> None:
    """Draw the line for one's own latest change of a plan in this session, or what came of undoing it.

    On a page that is `opened_anew` the change may be of a session before, as long as it is the newest of the plan's.
    `parts` are the fragments to redraw when it is undone, where the line stands in one of several.
    """
    if as_then.is_then():
        return
    said, own = st.session_state.get(_SAID), _own(plan_key)
    if own is None and not said and opened_anew:
        own = _before(plan_key)
    stands = history.own_change(Beside(store(), plan_key, maker=signer.maker()), own.entry_ids) if own else None
    since = stands.since if stands else ""
    if stands and not since and not stands.can_be_undone:
        own = None
    told = history.told_entry(store(), plan_key, own.entry_ids[0]) if own else None
    if told is None and not said:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="angra-rad"):
        count = len(own.entry_ids) if own else 0
        changed = change_said(told) if told else ""
        shown = {"entry": told, "changed": changed, "said": said, "count": count, "since": since}
        st.html(render("parts/angra.html", **shown), width="content")
        if told is not None and own is not None and not since:
            st.button("Ångra", key="angra", on_click=_undo_in, args=(parts, plan_key, own.entry_ids))
        else:
            st.button("Stäng", key="angra_stang", on_click=_close)


def has_line(plan_key: PlanKey) -> bool:
    """Return whether something was changed here that `draw_undo` may draw a line for."""
    return _own(plan_key) is not None


def draw_undo_in_history(plan_key: PlanKey, latest: tuple[Told, ...]) -> None:
    """Draw the button that takes back one's own latest change, whenever and in whichever session it was made."""
    label = "Ångra" if len(latest) == 1 else f"Ångra alla {len(latest)}"
    ids = tuple(told.entry_id for told in latest)
    # Answered also when someone has changed the same thing just before, and the button is not drawn again. All parts of
    # the page: the board is drawn in another.
    st.button(label, key="angra_i_historik", on_click=_undo_in, args=(ALL_PARTS, plan_key, ids))


def latest_here(plan_key: PlanKey) -> tuple[Told, ...]:
    """Return the latest change of whoever is here, newest entry first; nothing once it is undone or can not be."""
    if as_then.is_then():
        return ()
    latest = history.own_latest(store(), plan_key, signer.maker())
    return latest if history.can_be_undone(store(), plan_key, [told.entry_id for told in latest]) else ()


def what_came_of_it() -> str:
    """Return what came of undoing, until it is closed or something is changed."""
    return str(st.session_state.get(_SAID, ""))


def _close() -> None:
    st.session_state.pop(_SAID, None)
    st.session_state.pop(_OWN, None)


def _own(plan_key: PlanKey) -> _Own | None:
    """Return the session's own latest change; someone else who has logged in since has none."""
    own: _Own | None = st.session_state.get(_OWN)
    return own if own and (own.plan_key, own.subject) == (plan_key, page_user().subject) else None


def _before(plan_key: PlanKey) -> _Own | None:
    """Return one's own latest change where the page has been loaded anew since: what a session kept is then gone."""
    ids = tuple(told.entry_id for told in history.own_newest(store(), plan_key, signer.maker()))
    return _Own(plan_key, ids, page_user().subject) if ids else None


def _undo_in(parts: Sequence[str], plan_key: PlanKey, entry_ids: tuple[int, ...]) -> None:
    _undo(plan_key, entry_ids)
    redraw(parts)


def _undo(plan_key: PlanKey, entry_ids: tuple[int, ...]) -> None:
    # Once: what has been undone, or refused, is offered no more on the line.
    st.session_state.pop(_OWN, None)
    try:
        require("ändra")
        told = history.undo_latest(Beside(store(), plan_key, maker=signer.maker()), *entry_ids)
    except (BadArgument, Conflict, NotAllowed) as error:
        st.session_state[_SAID] = f"Det gick inte att ångra. {error}"
    else:
        (first, *more) = told
        many = f"{len(told)} ändringar är ångrade. Det som stod förut gäller."
        st.session_state[_SAID] = many if more else undone_said(first)
