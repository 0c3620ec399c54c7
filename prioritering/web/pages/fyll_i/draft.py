"""What is being filled in, in this session: the sheet as it was handed out, and what has been typed in it since.

A data editor keeps what is typed by row and column, so the sheet under it stands still once something has been typed:
what others change meanwhile is told, and taken up when it is asked for. Until then the sheet follows what they change,
in the same editor while its rows and columns are the same: a cell that is half written, which the server knows nothing
of, then stays open. What has been typed is kept when the page is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from prioritering.usecases.fill_in import Form, Renewed, form_of, renewed
from prioritering.usecases.which_plan import PlanKey
from prioritering.view.assumption_sheet import Texts
from prioritering.view.pasted_rows import Lead, Lengths, laid_by_lead
from prioritering.view.sheet_news import dropped
from prioritering.web.frame.context import store

_DRAFT, _TYPED, _REFUSED = "_fyll_i", "_fyll_i_skrivet", "_fyll_i_nekat"


@dataclass(frozen=True, slots=True)
class Draft:
    """A form with what was typed in it before the editor was drawn; `number` makes the editor's key.

    `told` is what is said of a block that was pasted with ids or names of its own.
    """

    form: Form
    typed: Texts
    number: int = 0
    told: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The editor's key: another for each sheet, since what is typed is kept under it by row."""
        return f"fyll_i_{self.form.plan_key}_{self.number}"


def _key(name: str, plan_key: PlanKey) -> str:
    """Return where something of a plan is kept: each plan has its own draft."""
    return f"{name}:{plan_key}"


def in_hand(plan_key: PlanKey) -> Draft:
    """Return what is being filled in for a plan, a new sheet when nothing is."""
    here: Draft | None = st.session_state.get(_key(_DRAFT, plan_key))
    if here is None or here.key not in st.session_state:
        # The first time, or the editor has been away with its page, and what was typed went with it.
        typed = st.session_state.get(_key(_TYPED, plan_key), {})
        form = here.form if here and typed else form_of(store(), plan_key)
        here = Draft(form, typed, here.number + 1, here.told) if here else Draft(form, typed)
        st.session_state[_key(_DRAFT, plan_key)] = here
    return here


def follow_others(plan_key: PlanKey) -> None:
    """Take up the sheet as it stands now, where nothing has been typed in it; call when the whole page is drawn.

    Never in a run of the grid's own part: then someone's hands are in it.
    """
    here: Draft | None = st.session_state.get(_key(_DRAFT, plan_key))
    if here is None or here.key not in st.session_state:
        # One that has been away with its page is handed out anew as it is.
        return
    now = renewed(store(), here.form)
    if now is None:
        return
    if not now.news.how_many:
        # The same sheet, only later: what is typed in it can stand.
        st.session_state[_key(_DRAFT, plan_key)] = replace(here, form=now.form)
    elif not typed_in(here):
        _begin(plan_key, Draft(now.form, {}, here.number + (not _is_laid_alike(here.form, now.form))))


def _is_laid_alike(before: Form, now: Form) -> bool:
    """Return whether each cell of one sheet stands where that of the other does."""
    laid = [([row.id for row in form.sheet.rows], form.sheet.columns) for form in (before, now)]
    return laid[0] == laid[1]


def not_taken_up(here: Draft) -> Renewed | None:
    """Return the sheet as it stands now where it is another than the one that is written in."""
    now = renewed(store(), here.form)
    return now if now is not None and now.news.how_many else None


def typed_in(here: Draft) -> Texts:
    """Return what has been typed and not been saved, as far as the page has been told."""
    typed: Texts = st.session_state.get(_key(_TYPED, here.form.plan_key), {})
    told = dict(st.session_state.get(here.key, {})).get("edited_rows")
    rows = here.form.sheet.rows
    # What comes with this very run has not been noted yet.
    return typed or {rows[number].id: cells for number, cells in dict(told or {}).items()}


def note(here: Draft, typed: Texts) -> None:
    """Keep what differs from the sheet, for when the page is left."""
    rows = {row.id: row.assumed for row in here.form.sheet.rows}
    differs = {
        key: {name: text for name, text in cells.items() if text != rows[key].get(name, "")}
        for key, cells in typed.items()
    }
    st.session_state[_key(_TYPED, here.form.plan_key)] = {key: cells for key, cells in differs.items() if cells}


def placed_by_lead(here: Draft, typed: Texts, leads: Mapping[str, Lead], lengths: Lengths) -> bool:
    """Begin a new sheet when a block was pasted with ids or names of its own; returns whether it was.

    `lengths` are those of its rows, where they differ: see `laid_by_lead`.
    """
    before = st.session_state.get(_key(_TYPED, here.form.plan_key), {})
    found = laid_by_lead(here.form.sheet, before, typed, leads, lengths)
    if found is not None:
        anew = Draft(here.form, found.typed, here.number + 1, found.told)
        _begin(here.form.plan_key, anew)
        note(anew, found.typed)
    return found is not None


def refuse(plan_key: PlanKey, why: str) -> None:
    """Remember that saving was refused, until the sheet is taken up anew."""
    st.session_state[_key(_REFUSED, plan_key)] = why


def refused(plan_key: PlanKey) -> str:
    """Return why saving was refused, "" when it was not."""
    return str(st.session_state.get(_key(_REFUSED, plan_key), ""))


def take_up_anew(plan_key: PlanKey) -> None:
    """Take up the sheet as it stands now; what has been typed stays, except where someone else has changed the cell."""
    here: Draft = st.session_state[_key(_DRAFT, plan_key)]
    form = form_of(store(), plan_key)
    typed, lost = dropped(here.form.sheet, form.sheet, st.session_state.get(_key(_TYPED, plan_key), {}))
    told = (f"Det här skrev ni där något nu är ändrat, och det är inte med: {'; '.join(lost)}.",) if lost else ()
    _begin(plan_key, Draft(form, typed, here.number + 1, told))


def forget(plan_key: PlanKey) -> None:
    """Let go of what has been saved: the next sheet is a new one."""
    here: Draft = st.session_state[_key(_DRAFT, plan_key)]
    _begin(plan_key, Draft(form_of(store(), plan_key), {}, here.number + 1))


def _begin(plan_key: PlanKey, draft: Draft) -> None:
    st.session_state[_key(_DRAFT, plan_key)] = draft
    st.session_state[_key(_TYPED, plan_key)] = draft.typed
    st.session_state.pop(_key(_REFUSED, plan_key), None)
