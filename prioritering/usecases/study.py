"""Studies of a picture: how sure it is, what is worth finding out, what it takes, and what other choices would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from prioritering.analysis import best_and_list, rules
from prioritering.analysis import frontier as frontiers
from prioritering.analysis.case_ranking import Setting
from prioritering.analysis.cautions import cautions as cautions_of
from prioritering.analysis.demands import NO_DEMANDS, Demands, mutual
from prioritering.analysis.demands_file import read_demands
from prioritering.analysis.draws import Draws, ReportProgress, no_progress, nothing_scored, uncertain
from prioritering.analysis.frontier import Curve
from prioritering.analysis.inclusion import Method, Outcome, Study, run_study
from prioritering.analysis.needed import Needed, needed
from prioritering.analysis.portfolio import Pool, Portfolio, best_portfolio
from prioritering.analysis.solver import SolverError
from prioritering.analysis.weight_draws import ALL_WEIGHTS, WeightInfo, WeightKind, by_intervals, by_order, fixed
from prioritering.analysis.why_differ import kept_out, why_differ
from prioritering.analysis.wishes import MAX_WISHES, with_wish
from prioritering.analysis.worth_knowing import WorthKnowing, worth_knowing
from prioritering.arrays import Array, Ints
from prioritering.errors import BadArgument, Infeasible
from prioritering.money.line_rule import NO_LIMIT, Costs, Lock
from prioritering.scoring.board import ScoredProjects
from prioritering.scoring.prerequisites import barred
from prioritering.scoring.ranking import Order
from prioritering.usecases.plan_demands import plan_demands, without_wishes
from prioritering.view.picture import Picture, ranked
from prioritering.view.unknown_words import unknown_span
from prioritering.view.view import View

# What is handed on just as it is: pages and commands reach what computes through here alone.
__all__ = ["ReportProgress", "Robust", "by_intervals", "by_order", "mutual", "no_progress"]

# How long the best portfolio is searched for, on the page as in the command that says nothing else: as long as a room
# waits. Where it is not enough, the gap says how far from proven the answer is.
SEARCH_SECONDS = 20.0
SECONDS_TO_COMPARE = 3.0


@dataclass(frozen=True, slots=True)
class Robust:
    """A picture under study: the span of unknown costs in kronor, whether the group has set it, and the study.

    A span that nobody has set goes from zero to the frame; what is drawn out of it is at least a krona.
    """

    picture: Picture
    low: int
    high: int
    span_set: bool
    study: Study

    @property
    def unknown(self) -> int:
        """How many scored projects have a cost nobody knows."""
        return self.picture.board.unknown_count


def robust(
    shown: Picture,
    info: WeightInfo | None = None,
    method: Method = Method.RULE,
) -> Robust:
    """Return what is to be studied; `info` replaces what the view says of the weights.

    A reversed range that the view tries is not counted, as on the board. Raises BadArgument when no project is scored.
    """
    view, frame = shown.view, shown.frame.kronor
    chosen = unknown_span(shown).ends
    # Unless the group has said otherwise an unknown cost is anything up to the frame: what is dearer never fits.
    low, high = chosen or (0, frame or 0)
    # More than zero all the same: a frame of nothing holds no unknown cost, as on the board.
    least, most = chosen or (1, max(1, frame or 0))
    draws = Draws(view.draws, view.seed, info or weight_info(shown))
    # Neither a range nor a frame gives an end to draw to: per krona such a cost has no place, as on the board.
    nowhere = view.order is Order.PER_KRONA and not frame and chosen is None
    # A krona apart, so that nothing takes it for the twin of a project that is known to cost one.
    drawn = uncertain(_without_ranges(shown.scored), least, most + nowhere)
    unplaced = drawn.assumed if nowhere else shown.scored.pointless
    if nowhere and shown.scored.pointless is not None:
        unplaced = drawn.assumed | shown.scored.pointless
    locks, orders = _locks(shown, method), _tie_orders(shown)
    setting = Setting(frame, locks, view.order, view.rule, orders, unplaced, _requires(shown))
    return Robust(shown, low, high, chosen is not None, Study(drawn, draws, setting, method))


def _locks(shown: Picture, method: Method) -> Ints:
    """Return the locks; what can never be in is kept out of best portfolios too, and the list knows no such thing."""
    out = barred(shown.board) if method is Method.BEST else {}
    never = np.array([item.id in out for item in shown.board.candidates], dtype=bool)
    return np.where(never, int(Lock.NOT_NOW), shown.board.lock)


def _tie_orders(shown: Picture) -> tuple[tuple[int, ...], ...]:
    """Return the group's orders of tied projects, as indexes; one that names what is gone never holds."""
    index_of = {item.id: index for index, item in enumerate(shown.board.candidates)}
    orders = shown.board.choices.tie_orders
    return tuple(tuple(index_of[key] for key in agreed) for agreed in orders if index_of.keys() >= set(agreed))


def _requires(shown: Picture) -> tuple[tuple[int, ...], ...]:
    """Return the plan's dependencies that bind the best portfolio, as indexes: a project, then those that it needs."""
    index_of = {item.id: index for index, item in enumerate(shown.board.candidates)}
    needs = plan_demands(shown).requires
    return tuple((index_of[need.project], *(index_of[key] for key in need.others)) for need in needs)


def _without_ranges(scored: ScoredProjects) -> ScoredProjects:
    """Return the projects with every cost that nobody has priced one by one as unknown: its span is the study's own."""
    unpriced = np.array([item.unpriced for item in scored.candidates], dtype=bool)
    return replace(scored, costs=Costs(scored.costs.low, np.where(unpriced, NO_LIMIT, scored.costs.high)))


def weight_info(shown: Picture) -> WeightInfo:
    """Return what the view says of the weights, around those it shows."""
    view, weights = shown.view, shown.weights
    asked = WeightKind(view.weight_info)
    if asked is WeightKind.FIXED:
        return fixed(weights)
    if asked is WeightKind.ORDER:
        # Weights that only the computer's arithmetic tells apart share a place in the order.
        falling = sorted({round(weight, 6) for weight in weights}, reverse=True)
        return by_order([falling.index(round(weight, 6)) + 1 for weight in weights])
    if asked is WeightKind.INTERVALS:
        wide = view.weight_spread / 100
        return by_intervals([max(0.0, w - wide) for w in weights], [min(1.0, w + wide) for w in weights])
    return ALL_WEIGHTS


def has_unknown(shown: Picture) -> bool:
    """Return whether some scored project's cost is unknown."""
    return shown.board.unknown_count > 0


def shares(given: Robust, told: ReportProgress = no_progress) -> Outcome:
    """Return how often each project is inside, by the study's method, and its places."""
    return run_study(given.study, progress=told)


def best_shares(given: Robust, told: ReportProgress = no_progress) -> Outcome:
    """Return how often each project is in the best portfolio; what can never be in is in none."""
    setting = replace(given.study.setting, lock=_locks(given.picture, Method.BEST))
    return run_study(replace(given.study, method=Method.BEST, setting=setting), places=False, progress=told)


def what_to_find_out(given: Robust, told: ReportProgress = no_progress) -> WorthKnowing:
    """Return which missing facts and weights would settle most; BadArgument without a frame."""
    return worth_knowing(given.study, given.picture.model, told)


def what_it_takes(shown: Picture, indexes: Sequence[int], told: ReportProgress = no_progress) -> tuple[Needed, ...]:
    """Return what would move these projects across the line; BadArgument without a frame."""
    return needed(shown.board, indexes, progress=told)


def wished(shown: Picture) -> tuple[Demands, tuple[str, ...], tuple[str, ...]]:
    """Return locks, dependencies and wishes as demands, the wishes that could be used, and notices of the others."""
    demands, used, notices = plan_demands(shown), [], []
    projects = [item.counted for item in shown.board.candidates]
    # Bounded, since anybody can make a link and each demand makes the search longer.
    for wish in shown.view.wishes[:MAX_WISHES]:
        try:
            demands = with_wish(demands, wish, projects, [item.id for item in projects], shown.plan.own_tiers)
            used.append(wish)
        except BadArgument as error:
            notices.append(f"Ett krav i länken räknas inte: {error}.")
    return demands, tuple(used), tuple(notices)


def demands_in(path: Path, shown: Picture) -> Demands:
    """Return the demands in a file; BadArgument with one Swedish line on any fault."""
    return read_demands(path, [item.counted for item in shown.everything], shown.plan.own_tiers)


def joined(first: Demands, second: Demands) -> Demands:
    """Return both sets of demands as one."""
    return Demands(
        must=first.must | second.must,
        not_now=first.not_now | second.not_now,
        limits=first.limits + second.limits,
        requires=first.requires + second.requires,
        one_of=first.one_of + second.one_of,
        shares=first.shares + second.shares,
        parts={key: first.parts.get(key, ()) + second.parts.get(key, ()) for key in {**first.parts, **second.parts}},
    )


def with_view(shown: Picture, view: View) -> Picture:
    """Return the picture of the same projects under other weights, frame, rule or locks, with its notices kept."""
    other = ranked(replace(shown.basis, view=view), shown.given, ())
    return replace(other, notices=tuple(dict.fromkeys((*shown.notices, *other.notices))))


@dataclass(frozen=True, slots=True)
class Portfolios:
    """The best portfolio beside what the ranked list reaches, out of the same pool."""

    pool: Pool
    best: Portfolio
    listed: best_and_list.Listed
    difference: best_and_list.Difference
    why: str


def check_ranked(shown: Picture) -> None:
    """Raise BadArgument, with the reason, where no project has points."""
    if not shown.scored.ranked_count:
        raise BadArgument(nothing_scored(shown.scored))


def portfolio_pool(
    shown: Picture, span: best_and_list.CostSpan = best_and_list.CostSpan.MIDDLE, assumed: dict[str, int] | None = None
) -> Pool:
    """Return what a portfolio is chosen from; a range of cost counts as `span` says."""
    return best_and_list.pool_of(shown.board, span, assumed)


def best(shown: Picture, pool: Pool, demands: Demands, seconds: float, told: ReportProgress = no_progress) -> Portfolio:
    """Return the portfolio of most points; Infeasible when the demands clash."""
    return best_portfolio(pool, shown.frame.kronor, demands, seconds, told)


def beside_list(
    shown: Picture, pool: Pool, found: Portfolio, demands: Demands = NO_DEMANDS, freed: Portfolio | None = None
) -> Portfolios:
    """Return a portfolio beside the ranked list, with what differs and why; BadArgument without a frame.

    `freed` is the best portfolio without the demands that the group asks for, where there are any.
    """
    names = [item.name for item in shown.board.candidates]
    listed = best_and_list.ranked_choice(shown.board, pool)
    differs = best_and_list.difference(pool, names, listed, found)
    why = why_differ(shown.board, pool, found)
    if why and freed is not None:
        why = kept_out(pool, names, found, freed, demands) or why
    return Portfolios(pool, found, listed, differs, why)


def why_list_and_portfolio_differ(shown: Picture, told: ReportProgress = no_progress) -> str:
    """Return in one sentence why the best portfolio, bound as it is, is not what surely fits in the list, else ''.

    Nothing either without a frame, or where no portfolio is proved best in some seconds.
    """
    pool, frame = best_and_list.pool_of(shown.board), shown.frame.kronor
    if frame is None:
        return ""
    try:
        found = best_portfolio(pool, frame, plan_demands(shown), SECONDS_TO_COMPARE, told)
    except (Infeasible, SolverError):
        return ""
    return why_differ(shown.board, pool, found) if found.optimal else ""


def cautions(shown: Picture, pool: Pool, found: Portfolio, demands: Demands) -> tuple[str, ...]:
    """Return warnings where the sum of points may mislead; none without a frame."""
    if shown.frame.kronor is None:
        return ()
    return cautions_of(pool, [item.name for item in shown.board.candidates], found, shown.frame.kronor, demands)


def break_even(
    shown: Picture, pool: Pool, demands: Demands, told: ReportProgress = no_progress
) -> dict[int, int | None]:
    """Return for projects left out, since their cost is unknown, the most kronor at which each is in a best portfolio.

    Under the locks and the plan's dependencies alone; None where not even for free, nothing without a frame.
    """
    if shown.frame.kronor is None:
        return {}
    return frontiers.break_even(pool, without_wishes(shown, demands), shown.frame.kronor, told)


def only_locks(demands: Demands) -> Demands:
    """Return what is locked in and out, without the other demands."""
    return Demands(must=demands.must, not_now=demands.not_now)


def frontier(
    shown: Picture, pool: Pool, demands: Demands, told: ReportProgress = no_progress
) -> tuple[tuple[int, float], ...]:
    """Return (frame in kronor, most points) at every frame where the points rise, under the locks alone."""
    return frontiers.frontier(pool, only_locks(demands), shown.frame.kronor or 0, told)


def value_curve(pool: Pool, demands: Demands) -> Curve:
    """Return the points by money spent when the most per krona go first, under the locks alone as the frontier is."""
    return frontiers.value_curve(pool, only_locks(demands))


def other_rules(shown: Picture, pool: Pool, found: Portfolio, voices: Array | None) -> tuple[rules.Picked, ...]:
    """Return what every rule would pick with the same points, costs and frame."""
    return rules.picks_by_rule(shown.board, pool, found, voices)
