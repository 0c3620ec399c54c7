"""Everything the group has laid beside the plan, each with role, date and reason, and a way to take it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import streamlit as st

from prioritering import swedish
from prioritering.plan.object_plan import Mark, Status
from prioritering.scoring.changes import Changes, CostAssumption, Signed, UnknownCosts
from prioritering.view.picture import Picture
from prioritering.view.value_words import answer_words
from prioritering.web.frame.templates import render
from prioritering.web.pages.prioritera.dialogs import ask
from prioritering.web.pages.prioritera.history import draw_history


class Entry(NamedTuple):
    """One change in force, as it is listed: its kind, what it is about, the words and the change itself."""

    kind: str
    project_id: str
    criterion_id: str
    label: str
    change: Signed


def entries(changes: Changes, names: dict[str, str], criteria: dict[str, str]) -> Iterator[Entry]:
    """Yield every change that shapes figures; `names` and `criteria` map ids to what they are called."""
    for common in changes.unknown_costs:
        yield Entry("unknown_costs", "", "", f"Alla okända kostnader: {_amount(common)}", common)
    for cost in changes.costs:
        amount = _amount(cost)
        name = names.get(cost.project_id, cost.project_id)
        yield Entry("costs", cost.project_id, "", f"{name}: kostnad {amount}", cost)
    for level in changes.levels:
        answer = answer_words(Mark(status=Status.DERIVED, low=level.low, high=level.high))
        name = names.get(level.project_id, level.project_id)
        about = criteria.get(level.criterion_id, level.criterion_id)
        yield Entry("levels", level.project_id, level.criterion_id, f"{name}: {about} {answer}", level)
    for added in changes.projects:
        yield Entry("projects", added.project_id, "", f"Tillagt projekt: {added.name}", added)
    for tie in changes.tie_orders:
        ordered = ", ".join(names.get(key, key) for key in tie.project_ids)
        yield Entry("tie_orders", tie.project_id, "", f"Lika projekt i ordning: {ordered}", tie)
    for own in changes.criteria:
        yield Entry("criteria", "", own.criterion.id, f"Eget kriterium: {own.criterion.name}", own)


def _amount(cost: CostAssumption | UnknownCosts) -> str:
    low, high = swedish.tkr(cost.low, unit=False), swedish.tkr(cost.high)
    return high if cost.low == cost.high else f"{low}–{high}"


def count(changes: Changes) -> int:
    """Return how many changes in force shape figures."""
    shaping = ("unknown_costs", "costs", "levels", "projects", "criteria", "tie_orders")
    return sum(len(getattr(changes, kind)) for kind in shaping)


def draw_changes(picture: Picture) -> None:
    """Draw the list; taking back asks for role and reason."""
    names = {item.id: item.project.name for item in picture.everything}
    criteria = {criterion.id: criterion.name for criterion in picture.model.criteria}
    if not count(picture.changes):
        st.caption("Inga ännu. Öppna ”Varför?” på ett projekt för att göra ett antagande.")
    for entry in entries(picture.changes, names, criteria):
        text, button = st.columns([0.82, 0.18], vertical_alignment="center")
        text.html(render("pages/prioritera/antagande.html", label=entry.label, entry=entry.change))
        target = (entry.kind, entry.project_id, entry.criterion_id, entry.label)
        key = f"bort_{entry.kind}_{entry.project_id}_{entry.criterion_id}"
        button.button("Ta bort", key=key, on_click=ask, args=("bort", target))
    st.button("Lägg till kriterium", on_click=ask, args=("kriterium",))
    draw_history(picture.plan.id)
