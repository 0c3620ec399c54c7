"""A study of a picture as the document that its page would freeze, computed here and now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from prioritering import swedish
from prioritering.analysis.inclusion import Outcome
from prioritering.arrays import Array
from prioritering.errors import BadArgument
from prioritering.store.connection import Store
from prioritering.usecases import study, weight_study
from prioritering.usecases.frontier_shown import frontier_shown
from prioritering.usecases.places_shown import places_shown
from prioritering.usecases.plan_demands import asks_more, without_wishes
from prioritering.usecases.portfolio_shown import PortfolioFound, portfolio_shown
from prioritering.usecases.robust_words import agreement_words, drawing_words, robust_headline, standing_counts
from prioritering.usecases.rules_shown import rules_shown
from prioritering.usecases.sensitivity_shown import chosen_project, sensitivity_shown
from prioritering.usecases.settling_shown import asked_first, needed_shown, next_shown
from prioritering.usecases.standings_shown import BestBeside, standings_shown
from prioritering.usecases.study import ReportProgress, Robust, no_progress, robust
from prioritering.view import portfolio_words
from prioritering.view.picture import Picture
from prioritering.view.study_document import (
    NEED_NO_FRAME,
    PLACES_PAGE,
    PORTFOLIO_PAGE,
    RULES_PAGE,
    SENSITIVITY_PAGE,
    SETTLING_PAGE,
    STANDINGS_PAGE,
    StudyDocument,
    study_document,
)
from prioritering.view.study_notes import study_notes

KIND_OF_PART = {
    "laget": STANDINGS_PAGE,
    "portfolj": PORTFOLIO_PAGE,
    "kravs": SETTLING_PAGE,
    "regler": RULES_PAGE,
    "platser": PLACES_PAGE,
    "kanslighet": SENSITIVITY_PAGE,
}
"""Which document each part of Robusthet has."""
NO_STUDY = "utan ram finns inget svar av det slaget"
NOTHING_RANKED = "inget projekt kan rangordnas"
_Shown = dict[str, Any]


def can_be_studied(picture: Picture, kind: str) -> bool:
    """Return whether a picture has an answer of a kind: what is inside hangs on a frame, places do not."""
    return bool(picture.scored.ranked_count) and (picture.frame.kronor is not None or kind in NEED_NO_FRAME)


def head_shown(given: Robust, outcome: Outcome, shares: Sequence[Array]) -> dict[str, Any]:
    """Return what stands above all parts of Robusthet, and how the `shares` that are shown were computed."""
    frame = given.picture.frame.kronor
    return {
        "headline": robust_headline(given, outcome),
        "counts": standing_counts(given, outcome),
        "frame": "ingen" if frame is None else swedish.tkr(frame),
        "notes_on_study": study_notes(given.picture),
        "method": drawing_words(given, outcome, shares),
        "agreement": agreement_words(given.picture),
    }


def study_now(picture: Picture, kind: str, told: ReportProgress = no_progress) -> StudyDocument:
    """Return the document of a kind of study; BadArgument or Infeasible where the picture has no such answer."""
    if not can_be_studied(picture, kind):
        raise BadArgument(NO_STUDY if picture.scored.ranked_count else NOTHING_RANKED)
    given = robust(picture)
    outcome = study.shares(given, told)
    shares = [] if outcome.inside is None else [outcome.inside]
    if kind == STANDINGS_PAGE:
        best = study.best_shares(given, told)
        shares += [] if best.inside is None else [best.inside]
        shown = standings_shown(given, outcome, BestBeside(best, study.why_list_and_portfolio_differ(picture, told)))
    elif kind == PLACES_PAGE:
        if outcome.places is None:
            raise BadArgument(NOTHING_RANKED)
        shares.append(outcome.places.acceptability)
        shown = places_shown(given, outcome, outcome.places)
    else:
        shown = _BY_KIND[kind](given, told)
    return document_of_study(picture, kind, head_shown(given, outcome, shares), shown)


def study_kept(store: Store, picture: Picture, kind: str, told: ReportProgress = no_progress) -> StudyDocument:
    """Return what `study_now` returns, computed once for this view of this basis, whoever asks."""
    shown = picture.basis.shown
    votes = None if shown is None else (shown.meeting_id, shown.event)
    key = "study", kind, picture.basis.numbers, votes, picture.view, picture.frame.kronor
    found: StudyDocument = store.kept_large.once(key, lambda: study_now(picture, kind, told))
    return found


def document_of_study(
    picture: Picture, kind: str, head: Mapping[str, Any] | None, shown: Mapping[str, Any] | None
) -> StudyDocument:
    """Return the document of a study from what its page shows, as `study_document` does.

    Känslighet is of the first project in the list where the view has chosen none: it is named in the document, so that
    today's answer beside it is of the same one.
    """
    if kind == SENSITIVITY_PAGE:
        chosen = picture.board.candidates[chosen_project(picture)].id
        view = picture.view.model_copy(update={"project": chosen})
        picture = replace(picture, view=view, basis=replace(picture.basis, view=view))
    return study_document(picture, kind, head, shown)


def _settling(given: Robust, told: ReportProgress) -> _Shown:
    first = next_shown(given, study.what_to_find_out(given, told))
    answers = study.what_it_takes(given.picture, asked_first(given.picture), told)
    return {"next": first, "needed": needed_shown(given, answers)}


def _rules(given: Robust, told: ReportProgress) -> _Shown:
    picture = given.picture
    demands, _, _ = study.wished(picture)
    pool = portfolio_words.with_answers(study.portfolio_pool(picture), picture)
    best = study.best(picture, pool, study.only_locks(demands), study.SEARCH_SECONDS, told)
    return rules_shown(picture, pool, best, demands)


def _sensitivity(given: Robust, told: ReportProgress) -> _Shown:
    return sensitivity_shown(given.picture, weight_study.weight_scans(given.picture, told)).shown


def _portfolio(given: Robust, told: ReportProgress) -> _Shown:
    picture = given.picture
    demands, used, _ = study.wished(picture)
    pool = portfolio_words.with_answers(study.portfolio_pool(picture), picture)
    best = study.best(picture, pool, demands, study.SEARCH_SECONDS, told)
    bound = without_wishes(picture, demands)
    freed = study.best(picture, pool, bound, study.SEARCH_SECONDS, told) if asks_more(picture, demands) else None
    most = study.break_even(picture, pool, demands, told)
    frontier = frontier_shown(picture, pool, demands, study.frontier(picture, pool, demands, told))
    shown = portfolio_shown(picture, PortfolioFound(pool, best, demands, bool(used), freed, most))
    return {**shown, "frontier": frontier}


_BY_KIND: Mapping[str, Callable[[Robust, ReportProgress], _Shown]] = {
    PORTFOLIO_PAGE: _portfolio,
    SETTLING_PAGE: _settling,
    RULES_PAGE: _rules,
    SENSITIVITY_PAGE: _sensitivity,
}
