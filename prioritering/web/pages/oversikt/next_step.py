"""What Översikt says the group does next: one step to take, and what else may be done."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from prioritering.permissions import Permission
from prioritering.usecases.meeting_room import meetings_on
from prioritering.usecases.picture import group_has_answered
from prioritering.view.picture import Picture
from prioritering.web.frame import as_then, context
from prioritering.web.frame.navigation import page_link
from prioritering.web.frame.templates import render
from prioritering.web.parts.files_wait import draw_files_wait

_Way = tuple[str, str]
_MEETING = ("mote", "Starta ett möte")


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step to take: why in one sentence, the page with its label, and other ways as (page, label)."""

    why: str
    main: _Way
    others: tuple[_Way, ...] = ()


_READ = "objektplan"
_BRING_IN = NextStep(
    "Här finns inget att rangordna än. Skriv in projekten i planens fil, eller lägg till ett i taget på Prioritera.",
    ("prioritera", "Lägg till projekt"),
    ((_READ, "Se vad planen säger"),),
)
_NOTHING_YET = NextStep("Här finns inget att rangordna än. Läs vad planen säger så länge.", (_READ, "Läs objektplanen"))


def step_to_take(picture: Picture, meeting_is_open: bool, may_change: bool, answered: bool = False) -> NextStep:
    """Return what comes next, also where the group has `answered` in a meeting."""
    if meeting_is_open:
        return NextStep("Ett möte är öppet.", ("mote", "Gå till mötet"), (("prioritera", "Se rangordningen"),))
    if not picture.everything:
        return _BRING_IN if may_change else _NOTHING_YET
    if not may_change:
        return NextStep("Se i vilken ordning projekten står, och varför.", ("prioritera", "Se rangordningen"))
    if not picture.scored.ranked_count and answered:
        why = "Gruppen har bedömt projekten i ett möte. Räkna med svaren, så rangordnas de."
        return NextStep(why, ("prioritera", "Rangordna efter svaren"), (_MEETING,))
    if not picture.scored.ranked_count:
        why = "Bedömningarna saknas. Fyll i dem gemensamt, eller låt var och en bedöma i ett möte."
        return NextStep(why, ("fyll_i", "Fyll i kostnader och nivåer"), (_MEETING,))
    if picture.frame.kronor is None:
        return NextStep("Ingen ram är vald, så ingen linje kan dras.", ("prioritera", "Välj ram"), (_MEETING,))
    fill_in = (("fyll_i", "Fyll i det som saknas"),) if picture.board.unknown_count else ()
    why = "Bestäm vad som väger tyngst och se hur långt ramen räcker."
    return NextStep(why, ("prioritera", "Rangordna tillsammans"), (_MEETING, *fill_in))


def draw_next_step(picture: Picture) -> None:
    """Draw the step with its one main button, and what waits; as things were then, there is none to take."""
    if as_then.is_then():
        return
    is_open = any(item.closed_at is None for item in meetings_on(context.store(), picture.plan.key))
    answered = group_has_answered(context.store(), picture.plan.key)
    found = step_to_take(picture, is_open, context.may(Permission.CHANGE), answered)
    with st.container(key="nasta-steg", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(render("pages/oversikt/nasta_steg.html", why=found.why))
        with st.container(key="nasta-huvud", width="content"):
            page_link(*found.main)
        for way in found.others:
            page_link(*way)
    draw_files_wait()
