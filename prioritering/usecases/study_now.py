"""A study of a picture as the document that its page would freeze, computed here and now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prioritering import swedish
from prioritering.analysis.inclusion import Outcome
from prioritering.arrays import Array
from prioritering.errors import BadArgument
from prioritering.usecases import study
from prioritering.usecases.plan_demands import asks_more, without_wishes
from prioritering.usecases.portfolio_shown import PortfolioFound, portfolio_shown
from prioritering.usecases.robust_words import agreement_words, method_words, robust_headline, standing_counts
from prioritering.usecases.standings_shown import BestBeside, standings_shown
from prioritering.usecases.study import ReportProgress, Robust, no_progress, robust
from prioritering.view import portfolio_words
from prioritering.view.picture import Picture
from prioritering.view.study_document import PORTFOLIO_PAGE, STANDINGS_PAGE, StudyDocument, study_document
from prioritering.view.study_notes import study_notes

KIND_OF_PART = {"laget": STANDINGS_PAGE, "portfolj": PORTFOLIO_PAGE}
"""Which document each part of Robusthet has; the other parts have none."""
NO_STUDY = "utan ram finns inget svar av det slaget"


def head_shown(given: Robust, outcome: Outcome, shares: Sequence[Array]) -> dict[str, Any]:
    """Return what stands above all parts of Robusthet, and how the `shares` that are shown were computed."""
    frame, agreed = given.picture.frame.kronor, agreement_words(given.picture)
    return {
        "headline": robust_headline(given, outcome),
        "counts": standing_counts(given, outcome),
        "frame": "ingen" if frame is None else swedish.tkr(frame),
        "notes_on_study": study_notes(given.picture),
        "method": tuple(text for text in method_words(given, outcome, shares) if text != agreed),
        "agreement": agreed,
    }


def study_now(picture: Picture, kind: str, told: ReportProgress = no_progress) -> StudyDocument:
    """Return the document of a kind of study; BadArgument or Infeasible where the picture has no such answer."""
    if picture.frame.kronor is None or not picture.scored.ranked_count:
        raise BadArgument(NO_STUDY)
    given = robust(picture)
    outcome = study.shares(given, told)
    shares = [] if outcome.inside is None else [outcome.inside]
    if kind == PORTFOLIO_PAGE:
        shown = _portfolio(picture, told)
    else:
        best = study.best_shares(given, told)
        shares += [] if best.inside is None else [best.inside]
        why = study.why_list_and_portfolio_differ(picture, told)
        shown = standings_shown(given, outcome, BestBeside(best, why))
    return study_document(picture, kind, head_shown(given, outcome, shares), shown)


def _portfolio(picture: Picture, told: ReportProgress) -> dict[str, Any]:
    demands, used, _ = study.wished(picture)
    pool = portfolio_words.with_answers(study.portfolio_pool(picture), picture)
    best = study.best(picture, pool, demands, study.SEARCH_SECONDS, told)
    bound = without_wishes(picture, demands)
    freed = study.best(picture, pool, bound, study.SEARCH_SECONDS, told) if asks_more(picture, demands) else None
    most = study.break_even(picture, pool, demands, told)
    return portfolio_shown(picture, PortfolioFound(pool, best, demands, bool(used), freed, most))
