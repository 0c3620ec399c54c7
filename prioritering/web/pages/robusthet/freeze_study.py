"""Frys och dela on Robusthet: what the open part shows, as a document of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from prioritering.permissions import Permission
from prioritering.usecases.study import Robust, robust
from prioritering.usecases.study_now import KIND_OF_PART, can_be_studied, document_of_study, head_shown
from prioritering.view.picture import Picture
from prioritering.view.study_document import (
    PLACES_PAGE,
    PORTFOLIO_PAGE,
    RULES_PAGE,
    SENSITIVITY_PAGE,
    SETTLING_PAGE,
    STANDINGS_PAGE,
    StudyDocument,
)
from prioritering.web.frame import context
from prioritering.web.pages.robusthet.method import shares_shown
from prioritering.web.pages.robusthet.parts import places_of_page, settling_of_page, standings_of_page
from prioritering.web.pages.robusthet.portfolio import portfolio_of_page, rules_of_page
from prioritering.web.pages.robusthet.sensitivity import sensitivity_of_page
from prioritering.web.parts.document_export import draw_document_export
from prioritering.web.parts.freeze import draw_freeze
from prioritering.web.parts.studies import shares_of

NOTHING_TO_FREEZE = "Utan ram finns inget att frysa här."


def draw_freeze_study(picture: Picture) -> None:
    """Draw the button where there is something to freeze, else why not, for whoever else could."""
    kind = KIND_OF_PART[picture.view.part]
    if can_be_studied(picture, kind):
        draw_freeze(picture, kind, lambda: _document(picture, kind))
    elif context.may(Permission.CHANGE) and picture.scored.ranked_count:
        st.caption(NOTHING_TO_FREEZE)


def draw_study_export(given: Robust | None, shown: dict[str, Any] | None) -> None:
    """Draw the button that gives out the part that is open, when what it `shown` has been drawn in this run."""
    outcome = None if given is None or shown is None else shares_of(given)
    if given is None or outcome is None:
        return
    kind = KIND_OF_PART[given.picture.view.part]
    # Put together now: once a button has been pressed nothing more can be drawn, and nothing here is computed anew.
    document = document_of_study(given.picture, kind, head_shown(given, outcome, shares_shown(given, outcome)), shown)
    draw_document_export(given.picture.plan.key, kind, lambda: document)


def _document(picture: Picture, kind: str) -> StudyDocument:
    given = robust(picture)
    outcome = shares_of(given)
    if outcome is None:
        return document_of_study(picture, kind, None, None)
    shown = standings_of_page(given, outcome) if kind == STANDINGS_PAGE else _OF_PAGE[kind](given)
    # Last: how the shares were computed holds for all that is shown.
    return document_of_study(picture, kind, head_shown(given, outcome, shares_shown(given, outcome)), shown)


_OF_PAGE: Mapping[str, Callable[[Robust], dict[str, Any] | None]] = {
    PORTFOLIO_PAGE: lambda given: portfolio_of_page(given.picture),
    SETTLING_PAGE: settling_of_page,
    RULES_PAGE: rules_of_page,
    PLACES_PAGE: places_of_page,
    SENSITIVITY_PAGE: sensitivity_of_page,
}
