"""Frys och dela on Robusthet: what the open part shows, as a document of its own."""

from __future__ import annotations

from prioritering.usecases.study import robust
from prioritering.usecases.study_now import KIND_OF_PART, head_shown
from prioritering.view.picture import Picture
from prioritering.view.study_document import PORTFOLIO_PAGE, StudyDocument, study_document
from prioritering.web.pages.robusthet.method import shares_shown
from prioritering.web.pages.robusthet.parts import standings_of_page
from prioritering.web.pages.robusthet.portfolio import portfolio_of_page
from prioritering.web.parts.freeze import draw_freeze
from prioritering.web.parts.studies import shares_of


def draw_freeze_study(picture: Picture) -> None:
    """Draw the button where the open part has a document form and there is something to freeze."""
    kind = KIND_OF_PART.get(picture.view.part)
    if kind is not None and picture.frame.kronor is not None and picture.scored.ranked_count:
        draw_freeze(picture.plan.key, lambda: _document(picture, kind))


def _document(picture: Picture, kind: str) -> StudyDocument:
    given = robust(picture)
    outcome = shares_of(given)
    if outcome is None:
        return study_document(picture, kind, None, None)
    shown = portfolio_of_page(picture) if kind == PORTFOLIO_PAGE else standings_of_page(given, outcome)
    # Last: how the shares were computed holds for all that is shown.
    return study_document(picture, kind, head_shown(given, outcome, shares_shown(given, outcome)), shown)
