"""Frys och dela on Robusthet: what the open part shows, as a document of its own."""

from __future__ import annotations

from typing import Any

from prioritering.usecases.study import Robust, robust
from prioritering.usecases.study_now import KIND_OF_PART, head_shown
from prioritering.view.picture import Picture
from prioritering.view.study_document import PORTFOLIO_PAGE, StudyDocument, study_document
from prioritering.web.pages.robusthet.method import shares_shown
from prioritering.web.pages.robusthet.parts import standings_of_page
from prioritering.web.pages.robusthet.portfolio import portfolio_of_page
from prioritering.web.parts.document_export import draw_document_export
from prioritering.web.parts.freeze import draw_freeze
from prioritering.web.parts.studies import shares_of


def draw_freeze_study(picture: Picture) -> None:
    """Draw the button where the open part has a document form and there is something to freeze."""
    kind = KIND_OF_PART.get(picture.view.part)
    if kind is not None and picture.frame.kronor is not None and picture.scored.ranked_count:
        draw_freeze(picture.plan.key, lambda: _document(picture, kind))


def draw_study_export(given: Robust | None, shown: dict[str, Any] | None) -> None:
    """Draw the button that gives out the part that is open, when what it `shown` has been drawn in this run."""
    kind = None if given is None else KIND_OF_PART.get(given.picture.view.part)
    outcome = None if given is None or kind is None or shown is None else shares_of(given)
    if given is None or kind is None or outcome is None:
        return
    # Put together now: once a button has been pressed nothing more can be drawn, and nothing here is computed anew.
    document = study_document(given.picture, kind, head_shown(given, outcome, shares_shown(given, outcome)), shown)
    draw_document_export(given.picture.plan.key, kind, lambda: document)


def _document(picture: Picture, kind: str) -> StudyDocument:
    given = robust(picture)
    outcome = shares_of(given)
    if outcome is None:
        return study_document(picture, kind, None, None)
    shown = portfolio_of_page(picture) if kind == PORTFOLIO_PAGE else standings_of_page(given, outcome)
    # Last: how the shares were computed holds for all that is shown.
    return study_document(picture, kind, head_shown(given, outcome, shares_shown(given, outcome)), shown)
