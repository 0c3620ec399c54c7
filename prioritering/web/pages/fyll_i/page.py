"""The page Fyll i: costs, levels and classes of many projects in a grid, saved together with one reason."""

from __future__ import annotations

import streamlit as st
from pydantic import ValidationError

from prioritering import swedish
from prioritering.errors import Conflict, PrioriteringError
from prioritering.permissions import Permission
from prioritering.usecases import fill_in
from prioritering.usecases.change_plan import Signature
from prioritering.usecases.fill_in import Form
from prioritering.usecases.picture import picture_of
from prioritering.usecases.which_plan import PlanKey
from prioritering.view.assumption_sheet import Changed
from prioritering.view.hidden_words import filters_without_effect
from prioritering.view.no_assumption import no_assumption_words
from prioritering.web.frame import address, context
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.boundary import boundary
from prioritering.web.frame.carried_through import carried_through
from prioritering.web.frame.navigation import page_link
from prioritering.web.frame.still_in import page_part
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import page_head
from prioritering.web.pages.fyll_i import draft
from prioritering.web.pages.fyll_i.draft import Draft
from prioritering.web.pages.fyll_i.grid import draw_grid
from prioritering.web.parts import live_panel, undo
from prioritering.web.parts.overtaken import draw_overtaken
from prioritering.web.parts.signing import sign

_PART = "fyll-i"
FINDING = "Fyll i kostnader, nivåer, krav och klass för många projekt på en gång, också inklistrat från Excel."
READ_ONLY = "Objektledaren fyller i kostnader, nivåer och klass. Det som är ifyllt visas på Prioritera."


def draw_page() -> None:
    """Draw the grid of the plan in the address, for those who may change something."""
    address.open_view("fyll_i")
    if context.may(Permission.CHANGE):
        live_panel.follow("folj-planen", address.plan_parameters())
    plan = context.current_plan()
    page_head("Fyll i", context.name_of_plan(plan, period=True), FINDING)
    undo.draw_undo(plan.key, opened_anew=True)
    page_link("prioritera", "Se rangordningen på Prioritera")
    if not context.may(Permission.CHANGE):
        st.info(READ_ONLY)
        return
    # Whatever else the view leaves out: what the group has said stands in the grid, counted or not.
    view = address.current_view().model_copy(update={"assumptions": True})
    picture = picture_of(context.store(), view)
    if said := filters_without_effect(picture.view):
        st.caption(escape(said))
    draw_overtaken(picture)
    draft.follow_others(plan.key)
    _grid(plan.key)


@page_part(key=_PART)
def _grid(plan_key: PlanKey) -> None:
    with boundary():
        here = draft.in_hand(plan_key)
        st.html(render("pages/fyll_i/forklaring.html", sheet=here.form.sheet))
        for words in here.told:
            st.info(escape(words))
        typed, leads, lengths = draw_grid(here)
        if draft.placed_by_lead(here, typed, leads, lengths):
            st.rerun()
        draft.note(here, typed)
        # Below the grid, which then stays where it is under the hands of whoever writes in it.
        told = st.container()
        changed = here.form.sheet.changed(typed)
        for question in here.form.sheet.asked(changed.edits):
            st.info(escape(question))
        if nothing := no_assumption_words(here.form.sheet, typed):
            st.info(escape(nothing))
        _save(here.form, changed)
        # Last, when it is known whether saving was refused.
        with told:
            _news(here)


def _news(here: Draft) -> None:
    """Draw what others have changed in the sheet since something was typed in it, and the way to take it up."""
    now = draft.not_taken_up(here)
    if now is None:
        return
    typed = draft.typed_in(here)
    st.html(render("pages/fyll_i/nytt.html", now=now, said=now.news.words(typed)))
    # Where saving was refused the same button stands with what was said of it.
    if not draft.refused(here.form.plan_key):
        _take_up(here.form.plan_key)


def _take_up(plan_key: PlanKey) -> None:
    st.button("Hämta det nya och behåll mina övriga ändringar", on_click=draft.take_up_anew, args=(plan_key,))


def _save(form: Form, changed: Changed) -> None:
    """Draw what is about to be saved, what cannot be read, and the one reason for all of it."""
    count = len(changed.edits) + len(changed.faults)
    if count:
        st.html(render("pages/fyll_i/andringar.html", changed=changed))
    by = sign("Skäl, ett för alla ändringar")
    # Secrecy until a procurement is decided (OSL 2009:400, 19 kap. 3 §): what is kept here is never erased.
    st.caption("Skriv inte in uppgifter som omfattas av upphandlingssekretess.")
    label = f"Spara {swedish.plural(count, 'ändring', 'ändringar')}" if count else "Inget att spara"
    if st.button(label, type="primary" if count else "secondary", disabled=not count, key="fyll_i_spara"):
        _write(form, changed, by)
    refused = draft.refused(form.plan_key)
    if refused:
        st.error(escape(f"Inget är sparat. {swedish.upper_first(refused)}"))
        _take_up(form.plan_key)


def _write(form: Form, changed: Changed, by: Signature) -> None:
    if changed.faults:
        st.error("Inget är sparat. Rätta först det som inte går att läsa.")
        return
    beside = undo.beside_plan(form.plan_key, form.plan_version)
    try:
        # Asked again when it is saved: an open page is no permission.
        context.require(Permission.CHANGE)
        with carried_through():
            fill_in.save(beside, form, changed.edits, by)
            draft.forget(form.plan_key)
    except Conflict as error:
        draft.refuse(form.plan_key, swedish.as_sentence(str(error)))
    except (PrioriteringError, ValidationError) as error:
        ours = isinstance(error, PrioriteringError)
        st.error(escape(swedish.as_sentence(str(error))) if ours else "Fyll i roll och skäl.")
    else:
        # The whole page: the line that takes it all back stands above the grid.
        st.rerun()
