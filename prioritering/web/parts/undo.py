"""One's own latest change: the line that takes it back until the next change, and the same behind the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import streamlit as st

from prioritering import swedish
from prioritering.errors import BadArgument, Conflict, NotAllowed
from prioritering.plan.plan_key import PlanKey
from prioritering.usecases import history
from prioritering.usecases.change_plan import Beside
from prioritering.usecases.history import Told, check_unchanged
from prioritering.view.history_words import change_said, undone_said
from prioritering.view.picture import Picture
from prioritering.web.frame import address, as_then, signer
from prioritering.web.frame.context import require, store
from prioritering.web.frame.redraw import redraw
from prioritering.web.frame.templates import render
from prioritering.web.frame.who import page_user
from prioritering.web.parts.page_parts import ALL_PARTS

_MADE, _MOST_MADE = "_egna_andringar", 50
_UNDONE = "_angrade_andringar"
_SAID = "_angrat"


class _Own(NamedTuple):
    """What was changed as one in this session: the plan, the entries, and the person where a login says who."""

    plan_key: PlanKey
    entry_ids: tuple[int, ...]
    subject: str | None


class _Undone(NamedTuple):
    """What was undone in this session, and the entries that undid it: by undoing these it is made again."""

    own: _Own
    entry_ids: tuple[int, ...]


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
        _step_on(_Own(plan_key, entry_ids, page_user().subject))
        st.session_state.pop(_UNDONE, None)
        address.forget_change()

    return made


def draw_undo(plan_key: PlanKey, opened_anew: bool = False, parts: Sequence[str] = ()) -> None:
    """Draw the line for one's own latest change of a plan in this session, or what came of undoing it.

    On a page that is `opened_anew` the change may be of a session before, as long as it is the newest of the plan's.
    `parts` are the fragments to redraw when it is undone, where the line stands in one of several.
    """
    if as_then.is_then():
        return
    said, own, undone = what_came_of_it(plan_key), _own(plan_key), _undone(plan_key)
    if own is None and not said and opened_anew:
        own = _before(plan_key)
    stands = _stands(plan_key, own.entry_ids) if own else None
    since = stands.since if stands else ""
    if stands and not stands.can_be_undone and (said or not since):
        own = None
    told = history.told_entry(store(), plan_key, own.entry_ids[0]) if own else None
    if told is None and not said:
        return
    buttons: list[tuple[str, str, Callable[..., None], tuple[Any, ...]]] = []
    if told is not None and own is not None and not since:
        label = "Ångra även den" if said else "Ångra"
        buttons = [(label, "angra", _undo_in, (parts, plan_key, own.entry_ids))]
    if undone is not None and _stands(plan_key, undone.entry_ids).can_be_undone:
        # Where "Ångra" stood: who has pressed once too often has done nothing.
        buttons.insert(0 if said else 1, ("Gör om", "gor_om", _redo_in, (parts, plan_key, undone)))
    if said or not buttons:
        buttons.append(("Stäng", "angra_stang", _close, ()))
    with st.container(horizontal=True, vertical_alignment="center", key="angra-rad"):
        count = len(own.entry_ids) if own else 0
        changed = change_said(told) if told else ""
        shown = {"changed": changed, "said": said, "count": count, "since": since}
        st.html(render("parts/angra.html", **shown), width="content")
        for label, key, act, args in buttons:
            st.button(label, key=key, on_click=act, args=args)


def draw_undo_of(plan_key: PlanKey, kind: str) -> None:
    """Draw the line only where what was last changed or undone here is of one kind, beside what it is answered by."""
    own, undone = _own(plan_key), _undone(plan_key)
    latest = undone.own if undone is not None and (_said() or own is None) else own
    told = history.told_entry(store(), plan_key, latest.entry_ids[0]) if latest else None
    if told is not None and told.kind == kind:
        draw_undo(plan_key)


def has_line(plan_key: PlanKey) -> bool:
    """Return whether something was changed here that `draw_undo` may draw a line for."""
    return _own(plan_key) is not None or _undone(plan_key) is not None


def draw_undo_in_history(plan_key: PlanKey, latest: tuple[Told, ...]) -> None:
    """Draw the button that takes back one's own latest change, whenever and in whichever session it was made."""
    label = "Ångra" if len(latest) == 1 else f"Ångra alla {swedish.number(len(latest))}"
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


def what_came_of_it(plan_key: PlanKey) -> str:
    """Return what came of undoing, until it is closed or something is changed; and who has changed the same since."""
    said, undone = _said(), _undone(plan_key)
    since = _stands(plan_key, undone.entry_ids).since if said and undone is not None else ""
    return f"{said} {since}".rstrip()


def _said() -> str:
    return str(st.session_state.get(_SAID, ""))


def _step_on(own: _Own) -> None:
    """Note a change that stands as the latest of this session."""
    st.session_state[_MADE] = (*st.session_state.get(_MADE, ()), own)[-_MOST_MADE:]
    st.session_state.pop(_SAID, None)


def _close() -> None:
    for key in (_SAID, _MADE, _UNDONE):
        st.session_state.pop(key, None)


def _own(plan_key: PlanKey) -> _Own | None:
    """Return the session's own latest change; someone else who has logged in since has none."""
    made: tuple[_Own, ...] = st.session_state.get(_MADE, ())
    return made[-1] if made and _is_mine(made[-1], plan_key) else None


def _undone(plan_key: PlanKey) -> _Undone | None:
    """Return what the session undid last and has not made again."""
    undone: tuple[_Undone, ...] = st.session_state.get(_UNDONE, ())
    return undone[-1] if undone and _is_mine(undone[-1].own, plan_key) else None


def _is_mine(own: _Own, plan_key: PlanKey) -> bool:
    return (own.plan_key, own.subject) == (plan_key, page_user().subject)


def _before(plan_key: PlanKey) -> _Own | None:
    """Return one's own latest change where the page has been loaded anew since: what a session kept is then gone."""
    ids = tuple(told.entry_id for told in history.own_newest(store(), plan_key, signer.maker()))
    return _Own(plan_key, ids, page_user().subject) if ids else None


def _stands(plan_key: PlanKey, entry_ids: Sequence[int]) -> history.OwnChange:
    return history.own_change(_by_me(plan_key), entry_ids)


def _by_me(plan_key: PlanKey) -> Beside:
    return Beside(store(), plan_key, maker=signer.maker())


def _undo_in(parts: Sequence[str], plan_key: PlanKey, entry_ids: tuple[int, ...]) -> None:
    _undo(plan_key, entry_ids)
    redraw(parts)


def _redo_in(parts: Sequence[str], plan_key: PlanKey, undone: _Undone) -> None:
    state = st.session_state
    if _taken_back(plan_key, undone.entry_ids, "göra om"):
        state[_UNDONE] = state.get(_UNDONE, ())[:-1]
        _step_on(undone.own)
    redraw(parts)


def _undo(plan_key: PlanKey, entry_ids: tuple[int, ...]) -> None:
    told = _taken_back(plan_key, entry_ids, "ångra")
    if not told:
        return
    state = st.session_state
    state[_MADE] = tuple(own for own in state.get(_MADE, ()) if set(own.entry_ids) != set(entry_ids))
    undone = _Undone(_Own(plan_key, entry_ids, page_user().subject), tuple(one.entry_id for one in told))
    state[_UNDONE] = (*state.get(_UNDONE, ()), undone)[-_MOST_MADE:]
    (first, *more) = told
    many = f"{swedish.number(len(told))} ändringar är ångrade. Det som stod förut gäller."
    state[_SAID] = many if more else undone_said(first)


def _taken_back(plan_key: PlanKey, entry_ids: tuple[int, ...], doing: str) -> tuple[Told, ...]:
    """Take entries back and return the new ones; what is refused is said, and nothing more is offered on the line."""
    try:
        require("ändra")
        return history.undo_latest(_by_me(plan_key), *entry_ids)
    except (BadArgument, Conflict, NotAllowed) as error:
        _close()
        st.session_state[_SAID] = f"Det gick inte att {doing}. {error}"
        return ()
