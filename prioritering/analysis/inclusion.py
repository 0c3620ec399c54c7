"""How often each project is inside: over drawn cases, under the fill rules and for the best portfolio.

Each case is ranked and filled as `scoring.board.rank` does it, all cases of a part at once. Core, borderline and
exterior as in Robust Portfolio Modeling (Liesiö, Mild & Salo 2007, EJOR 181:1488-1505), here as shares of cases with
the limits 99 % and 1 % instead of "in all" and "in none".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from prioritering.analysis.acceptability import PlaceCounts, Ranked
from prioritering.analysis.draws import (
    CELLS_PER_PART,
    NO_PINS,
    Cases,
    Draws,
    Pins,
    ReportProgress,
    Uncertain,
    no_progress,
)
from prioritering.analysis.knapsack import best_subsets
from prioritering.arrays import EQUAL_DECIMALS, Array, Flags, Ints
from prioritering.errors import BadArgument
from prioritering.money.line_rule import Lock, Rule, reached
from prioritering.scoring.ranking import Order

CORE, EXTERIOR = 0.99, 0.01
# Points as whole billionths: values that differ by rounding noise become the same whole number, and sums are exact.
POINT = 10**EQUAL_DECIMALS
# The portfolio search gains more from many cases at a time than from the cache.
CELLS_PER_BEST_PART = 1_000_000


class Standing(StrEnum):
    """What the share of cases says of a project."""

    SAFE = "saker"
    GREY = "grazon"
    OUTSIDE = "utanfor"

    @classmethod
    def of(cls, share: float) -> Standing:
        """Return säker at 99 % of the cases or more, utanför at 1 % or less, else gråzon."""
        return cls.SAFE if share >= CORE else cls.OUTSIDE if share <= EXTERIOR else cls.GREY


class Method(StrEnum):
    """How the projects inside are picked in each case."""

    RULE = "regel"
    BEST = "basta"


@dataclass(frozen=True, slots=True)
class Setting:
    """What does not vary between cases: frame in kronor, order, rule and locks (n, see `Lock`)."""

    frame: int | None
    lock: Ints
    order: Order = Order.POINTS
    rule: Rule = Rule.STOP


def rank_cases(cases: Cases, order: Order) -> Ranked:
    """Rank each case: equal values (to nine decimals) share a place, plan order inside a tie."""
    rounded = np.rint(cases.points * POINT).astype(np.int64)
    if order is Order.PER_KRONA:
        return _ranked_per_krona(rounded, cases)
    # Enough low bits for the largest index; the value stands above them. Points of at most 100 take 37 bits, which
    # leaves room for more projects than any plan has. Negated, so that the most points come first.
    bits = max(1, int(rounded.shape[1] - 1).bit_length())
    # One integer holds value and plan order, so that numpy's fast unstable sort gives the stable order.
    key = (-rounded << bits) | np.arange(rounded.shape[1])
    key.sort(axis=1)
    value = key >> bits
    return Ranked(key & ((1 << bits) - 1), _places(value[:, 1:] != value[:, :-1]))


def _ranked_per_krona(rounded: Ints, cases: Cases) -> Ranked:
    with np.errstate(divide="ignore", invalid="ignore"):
        key = np.round(rounded / POINT / (cases.costs / 1e6), EQUAL_DECIMALS)
    # Free projects all have points per krona without end: only their points tell them apart, as in `rank_per_krona`.
    free = np.broadcast_to(cases.costs == 0, key.shape)
    key[free] = np.inf
    order = np.lexsort((-rounded, -key), axis=1).astype(np.int64)
    first = np.take_along_axis(key, order, axis=1)
    second = np.take_along_axis(np.where(free, rounded, 0), order, axis=1)
    return Ranked(order, _places((first[:, 1:] != first[:, :-1]) | (second[:, 1:] != second[:, :-1])))


def _places(steps: Flags) -> Ints:
    positions = np.arange(2, steps.shape[1] + 2)
    # A step starts a new place, which is its position; the running maximum carries it through the tie.
    rest = np.maximum.accumulate(np.where(steps, positions, 1), axis=1)
    return np.concatenate([np.ones((len(steps), 1), dtype=np.int64), rest], axis=1)


def filled(cases: Cases, ranked: Ranked, setting: Setting) -> Flags:
    """Return which projects (d × n, in plan order) are inside the frame in each case, by the rule in use."""
    if setting.frame is None:
        raise BadArgument("en ram behövs för att se vad som ryms")
    must, free = setting.lock == Lock.MUST, setting.lock == Lock.FREE
    room = setting.frame - _sum_over(cases.costs, must, len(cases.points))
    # A lock is the same in every case, so every row has as many free projects and the rows stay a table.
    order = ranked.order if free.all() else ranked.order[free[ranked.order]].reshape(len(ranked.order), -1)
    inside = np.tile(must, (len(ranked.order), 1))
    np.put_along_axis(inside, order, reached(room, _gathered(cases.costs, order), setting.rule), axis=1)
    return inside


def best(cases: Cases, setting: Setting, progress: ReportProgress = no_progress) -> Flags:
    """Return which projects (d × n) are in the portfolio of most points within the frame in each case.

    Exact; equal points go to the lower cost and then to plan order. Locked projects are in or out as locked.
    """
    if setting.frame is None:
        raise BadArgument("en ram behövs för att se vad som ryms")
    must, free = setting.lock == Lock.MUST, np.flatnonzero(setting.lock == Lock.FREE)
    room = setting.frame - _sum_over(cases.costs, must, len(cases.points))
    values = np.rint(cases.points[:, free] * POINT).astype(np.int64)
    costs = np.broadcast_to(cases.costs, cases.points.shape)[:, free]
    inside = np.zeros(cases.points.shape, dtype=bool)
    inside[:, free] = best_subsets(values, costs, room, progress)
    inside[:, must] = True
    return inside


def _gathered(costs: Ints, order: Ints) -> Ints:
    return costs[order] if costs.ndim == 1 else np.take_along_axis(costs, order, axis=1)


def _sum_over(costs: Ints, flags: Flags, size: int) -> Ints:
    total = costs[..., flags].sum(axis=-1)
    return np.full(size, total) if total.ndim == 0 else np.asarray(total, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `count` cases say: share inside per project (None without a frame), places, and which were inside (d × n).

    `places` and `flags` are None where they were not asked for.
    """

    count: int
    inside: Array | None
    places: PlaceCounts | None
    flags: Flags | None


@dataclass(frozen=True, slots=True)
class Study:
    """What is studied: the uncertain plan, how cases are drawn, what does not vary, and how the inside are picked.

    `weights` (d × k) replaces drawn weight vectors; `pins` are facts taken as found out.
    """

    given: Uncertain
    draws: Draws
    setting: Setting
    method: Method = Method.RULE
    weights: Array | None = None
    pins: Pins = NO_PINS


def run_study(study: Study, places: bool = True, keep: bool = False, progress: ReportProgress = no_progress) -> Outcome:
    """Rank and fill every case. `places` counts rank acceptability, `keep` returns which were inside in each case."""
    given, setting, method = study.given, study.setting, study.method
    n, k = given.shares.low.shape
    drawn = study.draws.weights(k) if study.weights is None else study.weights
    inside, flags = np.zeros(n, dtype=np.int64), []
    counted = PlaceCounts(n) if places else None
    size = CELLS_PER_PART if method is Method.RULE else CELLS_PER_BEST_PART
    for cases in study.draws.cases(given, drawn, study.pins, size):
        ranked = rank_cases(cases, setting.order) if places or method is Method.RULE else None
        if counted is not None and ranked is not None:
            counted.add(ranked)
        if setting.frame is not None:
            now = best(cases, setting) if ranked is None or method is Method.BEST else filled(cases, ranked, setting)
            inside += now.sum(axis=0)
            if keep:
                flags.append(now)
        progress((cases.start + len(cases.points)) / len(drawn))
    share = None if setting.frame is None else inside / len(drawn)
    return Outcome(len(drawn), share, counted, np.concatenate(flags) if flags else None)
