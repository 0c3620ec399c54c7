"""The controls beside the board: frame, order and rule. Each writes the view, and so the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from prioritering import swedish
from prioritering.errors import BadArgument
from prioritering.money.line_rule import Rule
from prioritering.plan.object_plan import Tier
from prioritering.plan.project_facts import actors_called
from prioritering.scoring.ranking import Order, RangeFigure
from prioritering.view.picture import Picture, differs_from_plan, frame_cells, tries
from prioritering.view.typed_sum import parse_kronor
from prioritering.view.view_change_words import CHOICE_LABELS, CHOICE_WORDS
from prioritering.view.written_frame import NO_FRAME, frame_text
from prioritering.web.frame import address
from prioritering.web.frame.as_written import escape, in_list
from prioritering.web.frame.redraw import redraw
from prioritering.web.frame.whole_choice import whole_choice
from prioritering.web.parts.page_parts import ALL_PARTS

OWN_FRAME = "eget"
_FILTERS = {
    "tiers": ("klassval", "Visa klass", "Klass visar var beslutet fattas, inte hur viktigt projektet är."),
    "perspectives": ("perspektivval", "Visa perspektiv", "Perspektiv poängsätts aldrig. Ett projekt kan ha flera."),
    "actors": ("aktorsval", "Visa aktör", "Vem som genomför projektet. Ett projekt kan ha flera."),
}


def frame_controls(picture: Picture) -> None:
    """Draw the choice of frame: the plan's own budget cells, an own sum, or none."""
    cells = {cell.id: cell for cell in frame_cells(picture.plan)}
    labels = {key: f"{swedish.tkr(cell.amount_kr or 0)} – {cell.label}" for key, cell in cells.items()}
    labels |= {OWN_FRAME: "Eget belopp", NO_FRAME: "Ingen ram"}
    frame = picture.frame
    current = frame.cell.id if frame.cell else NO_FRAME if frame.kronor is None else OWN_FRAME
    held = address.hold("ramval", current)
    index = list(labels).index(held)
    words, kronor = in_list(labels), (frame.kronor,)
    box = whole_choice("ram", labels[held])
    box.selectbox("Ram", list(labels), index, words, key="ramval", on_change=_frame_chosen, args=kronor)
    # A callback cannot draw; what it has to say waits in the session for the run that follows. Above the field, since
    # what is below it may be outside the window.
    if problem := st.session_state.pop("ramfel", None):
        st.warning(escape(problem))
    if current == OWN_FRAME:
        typed = address.hold("rambelopp", swedish.tkr(frame.kronor or 0, unit=False))
        st.text_input("Belopp i tkr", typed, key="rambelopp", on_change=_frame_typed)


def _frame_chosen(kronor: int | None) -> None:
    chosen = st.session_state["ramval"]
    address.change(frame=frame_text(kronor or 0) if chosen == OWN_FRAME else chosen)


def _frame_typed() -> None:
    try:
        address.change(frame=frame_text(parse_kronor(st.session_state["rambelopp"])))
    except BadArgument as error:
        st.session_state["ramfel"] = swedish.as_sentence(str(error))


def order_controls(picture: Picture) -> None:
    """Draw what the list is ordered by, how the line is drawn, and which figure stands for a range."""
    _choice("ordning", list(Order), picture.view.order, "order")
    _choice("regel", list(Rule), picture.view.rule, "rule")
    _choice("spann", list(RangeFigure), picture.view.span, "span")


def _choice(key: str, options: Sequence[Order | Rule | RangeFigure], value: str, field: str) -> None:
    words = {str(option): text for option, text in CHOICE_WORDS[field].items()}
    st.radio(
        CHOICE_LABELS[field],
        options,
        list(words).index(str(address.hold(key, value))),
        key=key,
        format_func=lambda option: words[str(option)],
        on_change=address.change_by,
        args=(key, field),
    )


def filter_controls(picture: Picture) -> None:
    """Draw the filters; they hide rows and never change places or sums."""
    tiers = [tier for tier in Tier if any(item.tier is tier for item in picture.everything)]
    perspectives = sorted(
        {name for project in picture.plan.projects for name in project.perspectives}, key=swedish.sort_key
    )
    doing = sorted(actors_called(picture.plan.projects).values(), key=swedish.sort_key)
    _filter("tiers", {tier: picture.plan.tier_title(tier) for tier in tiers}, picture.view.tiers)
    _filter("perspectives", {name: name for name in perspectives}, picture.view.perspectives)
    _filter("actors", {name: name for name in doing}, picture.view.actors)
    # Of the basis: the picture has dropped what it could not use, such as trials when the plan is shown alone.
    if differs_from_plan(picture.changes) or tries(picture.basis.view):
        counted = address.hold("antaganden", picture.view.assumptions)
        st.toggle("Räkna med antaganden", counted, key="antaganden", on_change=_assumptions_chosen)


def _filter(field: str, options: Mapping[str, str], chosen: Sequence[str]) -> None:
    """Draw one filter, unless there is nothing to choose from; `options` are the words by value."""
    if not options:
        return
    key, label, about = _FILTERS[field]
    st.pills(
        label,
        list(options),
        selection_mode="multi",
        # A class that no project of the plan has may be chosen by a link.
        default=[value for value in address.hold(key, list(chosen)) if value in options],
        key=key,
        format_func=lambda value: escape(options[value]),
        on_change=_many_chosen,
        args=(key, field),
        help=about,
    )


def _assumptions_chosen() -> None:
    address.change_by("antaganden", "assumptions")
    # The list of assumptions stands in another part of the page, which a change here does not redraw by itself.
    redraw(ALL_PARTS)


def _many_chosen(key: str, field: str) -> None:
    # Another list starts from its top: the old row may be far below its end.
    address.change(**{field: tuple(st.session_state[key]), "start": 0})
