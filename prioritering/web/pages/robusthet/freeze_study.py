"""Frys och dela on Robusthet: what the open part shows, as a document of its own."""

from __future__ import annotations

from typing import Any

from prioritering import swedish
from prioritering.analysis.inclusion import Outcome
from prioritering.usecases.study import Robust, robust
from prioritering.view.picture import Picture
from prioritering.view.study_document import PORTFOLIO_PAGE, STANDINGS_PAGE, StudyDocument, study_document
from prioritering.view.study_notes import study_notes
from prioritering.web.pages.robusthet.method import how_computed
from prioritering.web.pages.robusthet.parts import standings_shown
from prioritering.web.pages.robusthet.portfolio import portfolio_shown
from prioritering.web.parts.freeze import draw_freeze
from prioritering.web.parts.robust_words import agreement_words, robust_headline, standing_counts
from prioritering.web.parts.studies import shares_of

_KIND_OF_PART = {"laget": STANDINGS_PAGE, "portfolj": PORTFOLIO_PAGE}


def draw_freeze_study(picture: Picture) -> None:
    """Draw the button where the open part has a document form and there is something to freeze."""
    kind = _KIND_OF_PART.get(picture.view.part)
    if kind is not None and picture.frame.kronor is not None and picture.scored.ranked_count:
        draw_freeze(picture.plan.key, lambda: _document(picture, kind))


def head_shown(given: Robust, outcome: Outcome) -> dict[str, Any]:
    """Return what stands above all parts of the page, and how the shares were computed."""
    frame, agreed = given.picture.frame.kronor, agreement_words(given.picture)
    return {
        "headline": robust_headline(given, outcome),
        "counts": standing_counts(given, outcome),
        "frame": "ingen" if frame is None else swedish.tkr(frame),
        "notes_on_study": study_notes(given.picture),
        "method": tuple(text for text in how_computed(given, outcome) if text != agreed),
        "agreement": agreed,
    }


def _document(picture: Picture, kind: str) -> StudyDocument:
    given = robust(picture)
    outcome = shares_of(given)
    if outcome is None:
        return study_document(picture, kind, None, None)
    shown = portfolio_shown(picture) if kind == PORTFOLIO_PAGE else standings_shown(given, outcome)
    # Last: how the shares were computed holds for all that is shown.
    return study_document(picture, kind, head_shown(given, outcome), shown)
