"""How often each project is inside: over drawn cases, under the fill rules and for the best portfolio.

Each case is ranked and filled as `scoring.board.rank` does it, all cases of a part at once. Cases are drawn with the
projects in the order of their ids, so that the order of the plan's rows changes nothing. Core, borderline and exterior
as in Robust Portfolio Modeling (Liesiö, Mild & Salo 2007, EJOR 181:1488-1505), here as shares of cases with the limits
99 % and 1 % instead of "in all" and "in none".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from prioritering.analysis.acceptability import PlaceCounts, Ranked
from prioritering.analysis.agreed_ties import keep_tie_orders
from prioritering.analysis.case_ranking import Setting, agreed_orders, billionths, rank_cases
from prioritering.analysis.dependent_choice import Choosing, best_dependent, keep_orders_and_needs, needs_of
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
from prioritering.analysis.margin import margin, widest
from prioritering.analysis.twins import mean_of_twins, twin_groups
from prioritering.arrays import Array, Flags, Ints
from prioritering.errors import BadArgument
from prioritering.money.line_rule import Lock, reached

CORE, EXTERIOR = 0.99, 0.01
# The portfolio search gains more from many cases at a time than from the cache.
CELLS_PER_BEST_PART = 1_000_000


class Standing(StrEnum):
    """What the share of cases says of a project, or how it is locked, which no case can change."""

    MUST = "med-last"
    SAFE = "saker"
    GREY = "grazon"
    OUTSIDE = "utanfor"
    NOT_NOW = "inte-nu"

    @classmethod
    def of(cls, share: float) -> Standing:
        """Return säker at 99 % of the cases or more, utanför at 1 % or less, else gråzon."""
        return cls.SAFE if share >= CORE else cls.OUTSIDE if share <= EXTERIOR else cls.GREY


class Method(StrEnum):
    """How the projects inside are picked in each case."""

    RULE = "regel"
    BEST = "basta"


def filled(cases: Cases, ranked: Ranked, setting: Setting) -> Flags:
    """Return which projects (d × n) are inside the frame in each case, by the rule in use."""
    if setting.frame is None:
        raise BadArgument("en ram behövs för att se vad som ryms")
    must, free = setting.lock == Lock.MUST, setting.lock == Lock.FREE
    room = setting.frame - _sum_over(cases.costs, must, len(cases.points))
    # A lock is the same in every case, so every row has as many free projects and the rows stay a table.
    order = ranked.order if free.all() else ranked.order[free[ranked.order]].reshape(len(ranked.order), -1)
    inside = np.tile(must, (len(ranked.order), 1))
    np.put_along_axis(inside, order, reached(room, _gathered(cases.costs, order), setting.rule), axis=1)
    return inside


def best_in_each(cases: Cases, setting: Setting) -> Flags:
    """Return which projects (d × n) are in the portfolio of most points within the frame in each case.

    Exact; equal points go to the lower cost, and what is equal then too to one of them at random. Then the group's own
    orders of ties are kept as in the portfolio that is shown (`portfolio`). Locked projects are in or out as locked,
    and no project is in without those that it needs.
    """
    if setting.frame is None:
        raise BadArgument("en ram behövs för att se vad som ryms")
    if setting.requires:
        return _best_dependent(cases, setting, setting.frame)
    must, free = setting.lock == Lock.MUST, np.flatnonzero(setting.lock == Lock.FREE)
    room = setting.frame - _sum_over(cases.costs, must, len(cases.points))
    # The search lets what stands first go first, so each case meets the projects in an order of its own.
    order = free[np.argsort(cases.turn[:, free], axis=1, kind="stable")]
    values = np.take_along_axis(billionths(cases), order, axis=1)
    inside = np.tile(must, (len(cases.points), 1))
    np.put_along_axis(inside, order, best_subsets(values, _gathered(cases.costs, order), room), axis=1)
    agreed = agreed_orders(cases, setting)
    if not agreed:
        return inside
    costs = np.broadcast_to(cases.costs, inside.shape)
    return keep_tie_orders(inside, billionths(cases), costs, setting.frame, agreed)


def _best_dependent(cases: Cases, setting: Setting, frame: int) -> Flags:
    values = billionths(cases)
    costs = np.broadcast_to(cases.costs, values.shape)
    given = Choosing(values, costs, cases.turn, frame, setting.lock, needs_of(setting.requires, setting.lock))
    inside, agreed = best_dependent(given), agreed_orders(cases, setting)
    if not agreed:
        return inside
    return keep_orders_and_needs(given, keep_tie_orders(inside, values, costs, frame, agreed), inside, agreed)


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

    def by_share(self, position: Ints) -> list[int]:
        """Return all projects as they are listed: most often inside first, then by expected place.

        What is not known, as the shares without a frame, parts none. What is equal stands by `position`, its place in
        the list (n, plan order), which keeps the group's own order of a tie.
        """
        place = None if self.places is None else self.places.expected_place
        seldom = None if self.inside is None else -self.inside
        order: list[int] = np.lexsort([key for key in (position, place, seldom) if key is not None]).tolist()
        return order

    @property
    def margins(self) -> list[float]:
        """The margin of error of each share inside, in percentage points (see `margin`); none without a frame."""
        return [] if self.inside is None else [margin(share, self.count) for share in self.inside.tolist()]

    @property
    def widest_margin(self) -> float | None:
        """The largest margin of error of all shares, of places too; None where there are none."""
        of_places = [] if self.places is None else [widest(self.places.acceptability, self.count)]
        return max((found for found in (*self.margins, *of_places) if found is not None), default=None)


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

    def twins(self, apart: Sequence[Sequence[int]] = ()) -> Ints:
        """Return a number for each project, the same for twins (see `twin_groups`)."""
        requires = self.setting.requires if self.method is Method.BEST else ()
        if self.setting.unplaced is not None:
            # What has no place is no twin of what has one, whatever else is the same.
            apart = [*apart, *([index] for index in np.flatnonzero(self.setting.unplaced).tolist())]
        return twin_groups(self.given, self.setting.lock, self.pins, apart, requires)


def in_id_order(study: Study) -> tuple[Study, Ints]:
    """Return the study with its projects in the order of their ids, and where each now stands."""
    ids = study.given.ids
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)
    moved = replace(
        study, given=study.given.taken(order), setting=study.setting.taken(order), pins=study.pins.taken(order)
    )
    return moved, np.argsort(order)


def _held(cases: Cases, setting: Setting) -> set[int]:
    return {number for number, agreed in enumerate(agreed_orders(cases, setting)) if agreed.holds.any()}


def run_study(study: Study, places: bool = True, keep: bool = False, progress: ReportProgress = no_progress) -> Outcome:
    """Rank and fill every case. `places` counts rank acceptability, `keep` returns which were inside in each case.

    Twins get the mean of their shares; which were inside in each case is told as it came out.
    """
    study, back = in_id_order(study)
    given, setting, by_rule = study.given, study.setting, study.method is Method.RULE
    n, k = given.shares.low.shape
    drawn = study.draws.weights(k) if study.weights is None else study.weights
    inside, flags = np.zeros(n, dtype=np.int64), []
    counted = PlaceCounts(n) if places else None
    held: set[int] = set()
    for cases in study.draws.cases(given, drawn, study.pins, CELLS_PER_PART if by_rule else CELLS_PER_BEST_PART):
        ranked = rank_cases(cases, setting) if places or by_rule else None
        if counted is not None and ranked is not None:
            counted.add(ranked)
        if setting.frame is not None:
            now = best_in_each(cases, setting) if ranked is None or not by_rule else filled(cases, ranked, setting)
            held |= ranked.held if ranked is not None else _held(cases, setting)
            inside += now.sum(axis=0)
            if keep:
                flags.append(now[:, back])
        progress((cases.start + len(cases.points)) / len(drawn))
    # An order that the group has put twins in parts them, but places are shared all the same.
    apart = [setting.tie_orders[number] for number in sorted(held)]
    shared = None if counted is None else counted.of_twins(study.twins(), back)
    if shared is not None and setting.unplaced is not None:
        shared = shared.without(setting.unplaced[back])
    share = None if setting.frame is None else mean_of_twins(inside, study.twins(apart))[back] / len(drawn)
    return Outcome(len(drawn), share, shared, np.concatenate(flags) if flags else None)
