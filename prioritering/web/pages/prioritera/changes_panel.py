"""Everything the group has laid beside the plan, and the locks that are tried: listed, with a way to take each back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import streamlit as st

from prioritering.permissions import Permission
from prioritering.plan.project_facts import fact_heading
from prioritering.scoring.asked import Question, Why
from prioritering.scoring.changes import (
    AddedProject,
    AgreedLevel,
    AmountAssumption,
    AnswersBack,
    Changes,
    CostAssumption,
    GroupCriterion,
    LevelAssumption,
    LockNote,
    SameProject,
    Signed,
    TieOrder,
    TierAssumption,
    UnknownCosts,
)
from prioritering.usecases.agreed_levels import SETTLED, is_settled
from prioritering.view.agreed_level_words import why_it_waits
from prioritering.view.asked_as_one import AskedAsOne, asked_as_one
from prioritering.view.asked_words import (
    held_told_apart,
    holds,
    names_told_apart,
    not_here,
    what_has_changed,
)
from prioritering.view.assumed_words import assumed, plan_says
from prioritering.view.ballot_words import answers_label
from prioritering.view.history_words import Names, answers_said
from prioritering.view.laid_words import laid_count
from prioritering.view.picture import Picture
from prioritering.view.reasons import lock_words
from prioritering.view.renewal_words import same_label
from prioritering.view.value_words import AGREED_ON
from prioritering.web.frame import context
from prioritering.web.frame.redraw import redraw
from prioritering.web.frame.templates import render
from prioritering.web.pages.prioritera.answers_back import draw_held
from prioritering.web.pages.prioritera.answers_to_all import EACH_OR_ALL, ONE_BY_ONE, draw_answers_to_all
from prioritering.web.pages.prioritera.dialogs import ask
from prioritering.web.pages.prioritera.history import draw_history
from prioritering.web.pages.prioritera.lock_dialog import without_trial
from prioritering.web.parts.page_parts import ALL_PARTS

_KINDS = (
    "unknown_costs", "costs", "levels", "tiers", "amounts", "locks", "projects", "tie_orders", "criteria",
    "agreed", "answers_back", "same_projects", "last_period",
)  # fmt: skip
_MARKS = {
    "agreed": AGREED_ON,
    "locks": "gruppens lås",
    "answers_back": "gruppens besked",
    "same_projects": "gruppens besked",
}
_MARKS["last_period"] = _MARKS["same_projects"]


class PanelLine(NamedTuple):
    """One change as it is listed: its kind, what it is about, the words, the change itself, and what is asked of it."""

    kind: str
    label: str
    change: Signed
    asked: Question | None = None

    @property
    def target(self) -> tuple[str, str]:
        """The project's and the criterion's id that it is kept under, each empty where the kind has none."""
        return self.change.target


def panel_lines(changes: Changes, asked: tuple[Question, ...], names: Names) -> Iterator[PanelLine]:
    """Yield every change that counts, then those that wait for an answer or are about what has left the plan."""
    questions = {id(one.entry): one for one in asked}
    for kind in _KINDS:
        for change in getattr(changes, kind):
            yield PanelLine(kind, label(change, names), change, questions.get(id(change)))
    for one in asked:
        if not one.counts:
            yield PanelLine(one.kind, label(one.entry, names), one.entry, one)


def label(change: Signed, names: Names) -> str:
    """Return a change in words."""
    match change:
        case UnknownCosts():
            return f"Alla okända kostnader: {assumed(change)}"
        case CostAssumption():
            return f"{names.project(change.project_id)}: kostnad {assumed(change)}"
        case AmountAssumption():
            return f"{names.project(change.project_id)}: {fact_heading(change.column)} {assumed(change)}"
        case LevelAssumption():
            about = names.criterion(change.criterion_id)
            return f"{names.project(change.project_id)}: {about} {assumed(change, names.units)}"
        case TierAssumption():
            return f"{names.project(change.project_id)}: klass {names.tier(change.tier)}"
        case LockNote():
            return f"{names.project(change.project_id)}: låst, {change.kind.value}"
        case AddedProject():
            return f"Tillagt projekt: {change.name}"
        case TieOrder():
            return f"Lika projekt i ordning: {', '.join(names.project(key) for key in change.project_ids)}"
        case GroupCriterion():
            return f"Eget kriterium: {change.criterion.name}"
        case SameProject():
            return same_label(names.project(change.new_id), change)
        case AnswersBack():
            said = answers_said(change.model_dump(), names)
            return answers_label(names.project(change.project_id), change.opened_at, said)
    return ""


def draw_changes(picture: Picture) -> None:
    """Draw the list; taking back what is kept asks for role and reason, a trial is just taken off."""
    names = _names(picture)
    if not laid_count(picture):
        st.caption("Inga ännu. Öppna ”Varför?” på ett projekt för att göra ett antagande eller låsa det.")
    for project_id, kind in picture.locks.tried.items():
        words = f"{names.project(project_id)}: {lock_words(kind)}"
        text, button = _columns()
        text.html(render("pages/prioritera/antagande.html", label=words, mark="provas", entry=None, asked=""))
        button.button("Ta bort", key=f"prov_{project_id}", on_click=_take_off, args=(project_id,))
    groups = asked_as_one(picture.basis)
    together = {id(one) for group in groups for one in group.asked}
    for held in held_told_apart(picture.basis, picture.basis.held):
        if not any(held in group.held for group in groups):
            draw_held(held)
    lines = tuple(panel_lines(picture.changes, picture.basis.asked, names))
    for group in groups:
        _draw_together(picture, group, lines, names)
    for line in lines:
        if id(line.asked) not in together:
            _draw(picture, line, _asked(picture, line.asked, names) if line.asked else "")
    if context.may(Permission.CHANGE):
        st.button("Lägg till kriterium", on_click=ask, args=("kriterium",))
    draw_history(picture.plan.key)


def _take_off(project_id: str) -> None:
    without_trial(project_id)
    # The board and the address are written in another part of the page.
    redraw(ALL_PARTS)


def _draw_together(picture: Picture, group: AskedAsOne, lines: Sequence[PanelLine], names: Names) -> None:
    """Draw what is asked about one project: the answers to all of it, and folded below them each thing with its own."""
    own = [(line, one) for line in lines for one in group.asked if line.asked is one]
    # In the order of the lines, which is another than that of the questions.
    asked = [_asked(picture, one, names) for _, one in own]
    # The same question many times over hides what it is about.
    same = len(set(asked)) == 1
    draw_answers_to_all(group, asked[0] if same else EACH_OR_ALL, [line.label for line, _ in own])
    with st.expander(ONE_BY_ONE, key=f"var_for_sig_{group.key}"):
        for (line, _), words in zip(own, asked, strict=True):
            _draw(picture, line, "" if same else words)
        for held in group.held:
            draw_held(held)


def _draw(picture: Picture, line: PanelLine, words: str = "") -> None:
    text, buttons = _columns()
    mark = _MARKS.get(line.kind, "antagande")
    level = line.change if isinstance(line.change, LevelAssumption) else None
    if level and not picture.model.takes(level.criterion_id, level.low, level.high):
        words = words or "Kriteriet eller nivån finns inte längre. Räknas inte."
    # What a meeting agreed on that has ended is changed there, unless the plan asks about it.
    settled = line.asked is None and line.kind == "agreed" and is_settled(context.store(), line.target, line.change.at)
    words = words or (SETTLED if settled else "")
    text.html(render("pages/prioritera/antagande.html", label=line.label, mark=mark, entry=line.change, asked=words))
    if settled or not context.may(Permission.CHANGE):
        return
    about = (line.kind, line.target, line.label)
    key = f"{line.kind}_{line.target[0]}_{line.target[1]}"
    answerable = line.asked is not None and line.asked.answerable
    if answerable:
        buttons.button("Behåll", key=f"behall_{key}", on_click=ask, args=("behall", about))
    word = "Släpp" if answerable else "Ta bort"
    buttons.button(word, key=f"bort_{key}", on_click=ask, args=("bort", (word, about)))


def _asked(picture: Picture, asked: Question, names: Names) -> str:
    if asked.why is Why.VALUE:
        said = plan_says(picture.basis, picture.model, asked)
        kept = "Det ni enades om" if isinstance(asked.entry, AgreedLevel) else "Antagandet"
        return f"Planen anger nu {said}. {kept} {holds(asked)} tills ni har svarat{not_here(picture.basis, asked)}."
    if asked.counts:
        where = "" if asked.why is Why.COST else " där projekten är lika"
        return f"{what_has_changed(asked, names.projects)} Räknas{where} tills ni har svarat."
    if asked.why is Why.GONE:
        if asked.kept:
            return "Finns inte längre i planen. Räknas inte; det frågas om ifall projektet kommer tillbaka."
        return "Finns inte längre i planen. Räknas inte. Behåll, om projektet kommer tillbaka, eller släpp?"
    if asked.why is Why.TAKEN:
        return "Planen har nu ett projekt med samma id. Planens projekt räknas, inte det tillagda."
    return f"{why_it_waits(asked)} Gäller det fortfarande? Räknas inte förrän ni har svarat.".lstrip()


def _names(picture: Picture) -> Names:
    return Names(
        # What has left the plan is named as it was.
        names_told_apart(picture.basis),
        {**picture.basis.criteria_then, **picture.model.names},
        picture.model.measures,
        picture.plan.own_tiers,
    )


def _columns() -> tuple[st.delta_generator.DeltaGenerator, st.delta_generator.DeltaGenerator]:
    text, buttons = st.columns([0.82, 0.18], vertical_alignment="center")
    return text, buttons
