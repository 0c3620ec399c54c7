"""The dialog that locks a project: with a reason for the group, without one only tried in this view."""

from __future__ import annotations

import streamlit as st

from prioritering.errors import BadArgument
from prioritering.permissions import Permission
from prioritering.scoring.changes import LegalDuty, LockKind
from prioritering.scoring.effective import Candidate
from prioritering.usecases import change_plan
from prioritering.usecases.change_plan import Signature
from prioritering.view.gate_words import why_out
from prioritering.view.picture import Picture
from prioritering.web.frame import address, as_then, context
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.still_in import dialog, lead_to_now
from prioritering.web.parts.signing import save_and_close, sign
from prioritering.web.parts.undo import beside_of

_KINDS = {"fri": None, "med": LockKind.MUST, "inte": LockKind.NOT_NOW}
_WORDS = {"fri": "Fri: poängen avgör", "med": "Måste med", "inte": "Inte nu"}
_ABOUT = (
    "Med ett skäl är låset gruppens: det sparas och räknas i alla vyer av planen. Utan skäl provas det bara i den här "
    "vyn, och följer med dess länk."
)

_TRIED = "Låset provas bara i den här vyn, och följer med dess länk."
_NOT_YOURS = "Din roll kan inte spara det för gruppen."


@dialog("Lås eller lås upp", only_tries=True)
def lock_dialog(picture: Picture, item: Candidate) -> None:
    """Lock a project in or out, for the group with a reason or as a trial without one."""
    st.markdown("**Projekt:** " + escape(item.name))
    if item in picture.scored.gated:
        why = why_out(item, picture.scored)
        st.warning(escape(f"{why} Ett lås som sparas räknas först när kravet är uppfyllt."))
    now = list(_KINDS.values()).index(picture.locks.kind(item.id))
    choice = st.radio("Lås", list(_WORDS), index=now, format_func=_WORDS.__getitem__)
    if as_then.is_then() or not context.may(Permission.CHANGE):
        st.caption(f"{_TRIED} {as_then.NOT_FROM_THEN if as_then.is_then() else _NOT_YOURS}")
        if st.button("Bara prova"):
            save_and_close(lambda: _try(picture, item.id, _KINDS[choice], ""), needs="läsa")
        if as_then.is_then():
            lead_to_now("Visa nu", "las_visa_nu")
        return
    st.caption(_ABOUT)
    kind = _KINDS[choice]
    duty = LegalDuty.NOT_ASSESSED if kind is None else _duty()
    by = sign("Skäl (behövs för att spara)")
    keep, attempt = st.columns(2)
    if keep.button("Spara för gruppen", type="primary", width="stretch"):
        save_and_close(lambda: _store(picture, item.id, kind, duty, by))
    if attempt.button("Bara prova", width="stretch"):
        save_and_close(lambda: _try(picture, item.id, kind, by.reason), needs="läsa")


def _duty() -> LegalDuty:
    """Ask whether the law demands a project; of a lock alone, since nothing is kept of it for one that is free."""
    # Nothing is assumed: that is for somebody to say.
    answers = list(LegalDuty)
    index = answers.index(LegalDuty.NOT_ASSESSED)
    return st.radio("Krävs enligt lag?", answers, index=index, horizontal=True) or LegalDuty.NOT_ASSESSED


def _store(picture: Picture, project_id: str, kind: LockKind | None, duty: LegalDuty, by: Signature) -> None:
    """Keep the lock for the group; a trial that hides it is then taken off."""
    locked = any(note.project_id == project_id for note in picture.changes.locks)
    if kind is None and not locked:
        told = "Gruppen har inget lås på projektet. Ett lås som bara provas tas bort med ”Bara prova”."
        raise BadArgument(told)
    change_plan.store_lock(beside_of(picture), project_id, kind, duty, by)
    without_trial(project_id)


def _try(picture: Picture, project_id: str, kind: LockKind | None, reason: str) -> None:
    if reason.strip():
        raise BadArgument("Ett lås med skäl sparas för gruppen. Ta bort skälet om låset bara ska provas.")
    stored = next((note.kind for note in picture.changes.locks if note.project_id == project_id), None)
    trials = _without(project_id)
    # What the group has stored counts by itself; a trial that says the same would only hide that it is the group's.
    if kind is not stored:
        field = {None: "free", LockKind.MUST: "must", LockKind.NOT_NOW: "not_now"}[kind]
        trials[field] = (*trials[field], project_id)
    view = address.current_view()
    if all(set(trials[field]) == set(getattr(view, field)) for field in trials):
        raise BadArgument("Så räknas projektet redan i den här vyn. Välj något annat att prova.")
    # As one change, so that it is taken back as one.
    address.change(**trials)


def without_trial(project_id: str) -> None:
    """Take a project's trial out of the view, whichever it is."""
    address.change(**_without(project_id))


def _without(project_id: str) -> dict[str, tuple[str, ...]]:
    view = address.current_view()
    return {
        field: tuple(key for key in getattr(view, field) if key != project_id) for field in ("must", "not_now", "free")
    }
