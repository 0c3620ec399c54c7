"""The page Robusthet: what is safe whatever we think, what to find out next, what it takes, and other portfolios."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil, floor
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from prioritering import swedish
from prioritering.errors import BadArgument
from prioritering.money.amounts import in_tkr
from prioritering.scoring.weights import whole_percents
from prioritering.usecases.picture import picture_of
from prioritering.usecases.study import Robust, has_unknown, robust
from prioritering.usecases.study_now import head_shown
from prioritering.view.hidden_words import filters_without_effect
from prioritering.view.picture import Picture
from prioritering.view.typed_sum import parse_kronor
from prioritering.view.unknown_words import TRIED, unknown_span
from prioritering.view.view_change_words import CHOICE_LABELS, CHOICE_WORDS
from prioritering.web.frame import address, as_then, context, room
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.foot import redraw_with_foot
from prioritering.web.frame.navigation import page_link
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import apply_stylesheet
from prioritering.web.frame.view_part import view_part
from prioritering.web.pages.robusthet.freeze_study import draw_freeze_study, draw_study_export
from prioritering.web.pages.robusthet.method import draw_method, shares_shown
from prioritering.web.pages.robusthet.parts import draw_places, draw_settling, draw_standings
from prioritering.web.pages.robusthet.portfolio import draw_portfolio, draw_rules
from prioritering.web.pages.robusthet.sensitivity import draw_sensitivity
from prioritering.web.parts import live_panel, view_controls
from prioritering.web.parts.board_component import copy_link
from prioritering.web.parts.nothing_ranked import PRICE, draw_nothing_ranked
from prioritering.web.parts.room_bar import draw_room_bar
from prioritering.web.parts.source_control import source_control
from prioritering.web.parts.studies import shares_of
from prioritering.web.parts.undo_view import Spot, draw_view_undo

LIVE_PART = "robusthet"
TitledPart = tuple[str, Callable[[Robust], dict[str, Any] | None]]
SHOWN_PARTS: dict[str, TitledPart] = {
    "laget": ("Säkert och osäkert", draw_standings),
    "kravs": ("Vad som krävs och är värt att ta reda på", draw_settling),
    "portfolj": ("Bästa portföljen", draw_portfolio),
}
DEEPER: dict[str, TitledPart] = {
    "platser": ("Platser", draw_places),
    "regler": ("Andra regler", draw_rules),
    "kanslighet": ("Känslighet", draw_sensitivity),
}
DEEPER_KEY, DEEPER_LABEL = "fordjupning", "Fördjupning"
SPAN_KEYS = ("okand_lagst", "okand_hogst")
_WEIGHTS = CHOICE_WORDS["weight_info"]


def draw_page() -> None:
    """Draw the page; what a control changes is redrawn alone, without the menu."""
    address.open_view("robusthet")
    apply_stylesheet("pages/robusthet/page.css")
    _live()


def _others_changed() -> None:
    redraw_with_foot(LIVE_PART)


@view_part(key=LIVE_PART)
def _live() -> None:
    live_panel.follow("folj-planen", address.plan_parameters(), _others_changed)
    picture = picture_of(context.store(), room.keep_up(), as_then.as_of())
    export = _head(picture)
    draw_room_bar()
    given = _studied(picture)
    with st.container(key="robusthet-rutor"):
        left, right = st.columns([0.25, 0.75], gap="medium")
        with left:
            _controls(picture, given)
        with right:
            source_control(picture)
            shown = _part(picture, given)
        with export:
            draw_study_export(given, shown)


def _studied(picture: Picture) -> Robust | None:
    """Return what is studied and draw its finding; None while it is counted or when the plan cannot be studied."""
    try:
        given = robust(picture)
    except BadArgument as error:
        st.html(render("frame/fynd.html", finding=swedish.as_sentence(str(error)), said=True))
        return None
    outcome = shares_of(given)
    if outcome is None:
        return None
    shown = head_shown(given, outcome, shares_shown(given, outcome))
    # Told to one who hears the page: it is what each choice here comes to.
    st.html(render("frame/fynd.html", finding=shown["headline"], said=True))
    st.html(
        render("pages/robusthet/kort.html", counts=shown["counts"], frame=shown["frame"], notes=shown["notes_on_study"])
    )
    return given


def _head(picture: Picture) -> DeltaGenerator:
    """Draw the head; return where the document is given out, when what it holds has been drawn below."""
    with st.container(horizontal=True, vertical_alignment="center", key="robusthet-huvud"):
        subtitle = context.name_of_plan(picture.plan, period=True)
        st.html(render("frame/rubrik.html", title="Robusthet", subtitle=subtitle, finding=""))
        draw_freeze_study(picture)
        export = st.container(width="content")
        copy_link("kopiera")
    # Of the view as it is now: the filter may have been set on another page.
    for notice in (*address.notices(), *picture.notices, filters_without_effect(picture.view)):
        if notice:
            st.info(escape(notice))
    return export


def _part(picture: Picture, given: Robust | None) -> dict[str, Any] | None:
    """Draw the open part; return what it shows where it has a document form."""
    if not picture.scored.ranked_count:
        draw_nothing_ranked(picture)
    if given is None:
        return None
    part = picture.view.part
    labels = {**{key: label for key, (label, _) in SHOWN_PARTS.items()}, DEEPER_KEY: DEEPER_LABEL}
    _choice("Visa", "robust_del", DEEPER_KEY if part in DEEPER else part, labels)
    if part in DEEPER:
        _choice(DEEPER_LABEL, "robust_fordjupning", part, {key: label for key, (label, _) in DEEPER.items()})
    shown = {**SHOWN_PARTS, **DEEPER}[part][1](given)
    draw_method(given)
    return shown


def _choice(label: str, key: str, part: str, labels: Mapping[str, str]) -> None:
    st.segmented_control(
        label,
        list(labels),
        default=address.hold(key, part),
        key=key,
        format_func=labels.__getitem__,
        required=True,
        on_change=_part_chosen,
        args=(key,),
        label_visibility="collapsed",
    )


def _part_chosen(key: str) -> None:
    chosen = st.session_state[key]
    # A browser may say that none is chosen, though it lets nobody choose that: then what was chosen stays.
    if chosen is None:
        return
    address.change(part=next(iter(DEEPER)) if chosen == DEEPER_KEY else chosen)


def _controls(picture: Picture, given: Robust | None) -> None:
    with st.container(border=True):
        view_controls.frame_controls(picture)
        if has_unknown(picture):
            _unknown_costs(picture, given)
    draw_view_undo(picture, Spot.FRAME)
    with st.container(border=True):
        _weights(picture)
    draw_view_undo(picture, Spot.TRIED_WEIGHTS)
    # Drawn only when open: widgets that nobody sees would slow every change.
    more = st.expander("Ordning och regel", key="robust_mer", on_change="rerun")
    if more.open:
        with more:
            view_controls.order_controls(picture)
    draw_view_undo(picture, Spot.CHOICES)


def _unknown_costs(picture: Picture, given: Robust | None) -> None:
    span, view = unknown_span(picture), picture.view
    # A reversed range is told in a notice and not tried.
    tried = span.whose == TRIED
    st.html(render("pages/robusthet/antagande.html", given=given, tried=tried))
    page_link(*PRICE)
    # A field is empty where nobody has set that end; what is counted there instead stands in grey.
    ends = (view.unknown_low, view.unknown_high) if tried else (span.low, span.high)
    counted = (0, picture.frame.kronor or 0) if given is None else (given.low, given.high)
    for column, label, key, end, kronor, known in zip(
        st.columns(2), ("Lägst, tkr", "Högst, tkr"), SPAN_KEYS, ends, counted, (span.low, span.high), strict=True
    ):
        typed = "" if end is None or known is None else swedish.tkr(known, unit=False)
        shown, grey = address.hold(key, typed), swedish.tkr(kronor, unit=False)
        with column:
            st.text_input(label, shown, placeholder=grey, key=key, on_change=_span_typed)
    if problem := st.session_state.pop("spannfel", None):
        st.warning(escape(problem))


def _span_typed() -> None:
    """Both ends go into the view together, what is empty as not set.

    The address has whole tkr, so the range is rounded outwards: what was in it still is.
    """
    typed = (st.session_state[key].strip() for key in SPAN_KEYS)
    try:
        low, high = (in_tkr(parse_kronor(text)) if text else None for text in typed)
    except BadArgument as error:
        st.session_state["spannfel"] = swedish.as_sentence(str(error))
        return
    address.change(unknown_low=None if low is None else floor(low), unknown_high=None if high is None else ceil(high))


def _weights(picture: Picture) -> None:
    view = picture.view
    st.radio(
        CHOICE_LABELS["weight_info"],
        list(_WEIGHTS),
        list(_WEIGHTS).index(address.hold("viktinfo", view.weight_info)),
        key="viktinfo",
        format_func=_WEIGHTS.__getitem__,
        on_change=address.change_by,
        args=("viktinfo", "weight_info"),
    )
    if view.weight_info == "spann":
        shown = address.hold("viktvidd", view.weight_spread)
        st.slider(
            "Högst så långt, i procentenheter", 1, max(50, shown), shown, key="viktvidd", format="± %d",
            on_change=address.change_by, args=("viktvidd", "weight_spread"),
        )  # fmt: skip
    percents = whole_percents(picture.weights)
    st.html(render("pages/robusthet/vikter.html", names=picture.model.criteria, weights=percents))
