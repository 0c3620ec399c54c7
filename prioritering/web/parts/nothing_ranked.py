"""What a page says when nothing is ranked yet, and the ways on: fill in, score in a meeting, count its answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from prioritering.usecases.picture import group_has_answered
from prioritering.view.picture import Picture
from prioritering.web.frame import address, as_then, context
from prioritering.web.frame.navigation import page_link
from prioritering.web.frame.redraw import redraw
from prioritering.web.frame.templates import render

FILL_IN = ("fyll_i", "Fyll i kostnader och nivåer för alla projekt")
MEET, ANSWERED = ("mote", "Bedöm alla projekt i ett möte"), ("mote", "Se gruppens svar på sidan Möte")
PRICE = ("fyll_i", "Fyll i kostnader")


def draw_nothing_ranked(picture: Picture, parts: Sequence[str] = ()) -> None:
    """Draw why there is no list, and what leads to one; `parts` are what to redraw when answers are counted."""
    left_out = _leaves_out(picture)
    with st.container(border=True):
        answers = picture.basis.group is not None
        why = {"left_out": left_out, "answers": answers, "waits": _waits(picture), "empty": not picture.everything}
        st.html(render("parts/tavla_tom.html", **why))
        draw_ways_on(picture, parts)


def _leaves_out(picture: Picture) -> bool:
    """Return whether there are levels of the group's, which the view does not count with."""
    return picture.basis.group is None and not picture.view.assumptions and bool(picture.changes.levels)


def _waits(picture: Picture) -> bool:
    """Return whether the group has done what the page asks for, and only has to count with it."""
    return picture.basis.group is None and group_has_answered(context.store(), picture.plan.key, as_then.as_of())


def _count_answers(parts: Sequence[str]) -> None:
    address.change(source="median")
    redraw(parts)


def _count_assumptions(parts: Sequence[str]) -> None:
    address.change(assumptions=True)
    redraw(parts)


def draw_ways_on(picture: Picture, parts: Sequence[str] = ()) -> None:
    """Draw what makes a list of a plan without levels: to count with what there is, and the links."""
    waits = _waits(picture)
    if _leaves_out(picture):
        label = "Räkna med gruppens antaganden"
        kind: Literal["primary", "secondary"] = "secondary" if waits else "primary"
        st.button(label, key="rakna_med_antaganden", type=kind, on_click=_count_assumptions, args=(parts,))
    if waits:
        # By its key the focus is known to go on to what it leads to (fokus.js).
        label = "Räkna med styrgruppens median"
        st.button(label, key="rakna_med_svaren", type="primary", on_click=_count_answers, args=(parts,))
    if not picture.everything:
        return
    for page, label in (FILL_IN, ANSWERED if waits else MEET):
        page_link(page, label)
