"""The ranked board: points, places, the line and the reasons, from one pure function.

`rank` gives the same output for the same input anywhere, so that page, link, export and command line agree.
Arrays are in the order of `Board.candidates` (the scored projects, in plan order).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from prioritering.arrays import Array, Flags, Ints
from prioritering.criteria.model import Model
from prioritering.money.line_rule import NO_LIMIT, Costs, Fill, Lock, Rule, fill
from prioritering.plan.object_plan import Tier
from prioritering.scoring.effective import Candidate
from prioritering.scoring.points import Points, Shares, is_scored, points, shares
from prioritering.scoring.ranking import Order, Ranking, Span, possible_places, rank_by_points, rank_per_krona
from prioritering.scoring.weights import equal


@dataclass(frozen=True, slots=True)
class Choices:
    """What the group has chosen: weights sum to 1 in model order, the frame is whole kronor or None."""

    weights: tuple[float, ...]
    frame: int | None = None
    order: Order = Order.POINTS
    rule: Rule = Rule.STOP
    span: Span = Span.MIDDLE
    must: frozenset[str] = frozenset()
    not_now: frozenset[str] = frozenset()


TIERS = (*Tier, None)


@dataclass(frozen=True)
class ScoredProjects:
    """What of the plan and the changes does not depend on the choices; compute once, rank many times."""

    model: Model
    candidates: tuple[Candidate, ...]
    unscored: tuple[Candidate, ...]
    shares: Shares
    costs: Costs

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all projects, scored or not."""
        return frozenset(item.id for item in (*self.candidates, *self.unscored))

    @cached_property
    def tiers(self) -> Ints:
        """Each scored project's place in TIERS."""
        return np.array([TIERS.index(item.project.tier) for item in self.candidates], dtype=np.int64)

    @cached_property
    def exact_cost(self) -> Array:
        """Cost in kronor where it is one figure or the middle of a range, nan where unknown."""
        middle = (self.costs.low + self.costs.high) / 2
        return np.where(self.costs.high >= NO_LIMIT, np.nan, middle)


@dataclass(frozen=True, slots=True)
class Board:
    """The outcome; `line` is None without a frame."""

    scored: ScoredProjects
    choices: Choices
    points: Points
    ranking: Ranking
    line: Fill | None
    lock: Ints

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The scored projects in plan order."""
        return self.scored.candidates

    @property
    def known_sum(self) -> int:
        """Kronor of all scored projects at lowest cost; the true sum is at least this."""
        return int(self.scored.costs.low.sum())

    @property
    def unknown_count(self) -> int:
        """How many scored projects have a cost nobody knows."""
        return int((self.scored.costs.high >= NO_LIMIT).sum())

    def possible_places(self, indexes: Ints) -> tuple[Ints, Ints]:
        """Return the best and worst possible place by points for some projects, ranges taken as they are."""
        return possible_places(self.points, indexes)

    def moved(self) -> Ints:
        """Return places gained (+) or lost (-) against equal weights, everything else the same."""
        even = points(self.scored.shares, equal(len(self.scored.model.criteria)))
        # A lower place number is better, so even less now is what the group's own weights gain.
        return _ranked(self.scored, even, self.choices).place - self.ranking.place

    def in_order(self, flags: Flags) -> list[int]:
        """Return the indexes of the flagged projects, from first to last."""
        order = self.ranking.order
        found: list[int] = order[flags[order]].tolist()
        return found

    def listed(self) -> list[int]:
        """Return all indexes as they are listed: locked in, free, locked out, each from first to last."""
        lanes = (Lock.MUST, Lock.FREE, Lock.NOT_NOW)
        return [index for lane in lanes for index in self.in_order(self.lock == int(lane))]

    def below_line(self) -> Flags:
        """Flag what stands below the line: the first free project that does not fit, all after it, and 'inte nu'."""
        below: Flags = self.lock == int(Lock.NOT_NOW)
        free = self.lock == int(Lock.FREE)
        # The locked take their money first and stand in lanes of their own; only a free project can mark the line.
        outside = self.in_order(free & ~self.line.chosen) if self.line else []
        if outside:
            position = np.empty(len(free), dtype=np.int64)
            position[self.ranking.order] = np.arange(len(free))
            below |= free & (position >= position[outside[0]])
        return below

    def uncertain(self) -> Flags:
        """Flag the projects whose cost is unknown or a range."""
        return np.asarray(self.scored.costs.low != self.scored.costs.high)

    def tie_on_line(self) -> tuple[int, ...]:
        """Return the indexes of a tie that the line parts (equal value, some in and some out), else nothing."""
        if self.line is None:
            return ()
        free, place = self.lock == int(Lock.FREE), self.ranking.place
        # Locks are left out: a tie with one locked in and one free is parted by the group, not by the line.
        parted = np.intersect1d(place[free & self.line.chosen], place[free & ~self.line.chosen])
        return tuple(self.in_order(free & np.isin(place, parted)))


def scored_projects(all_candidates: Sequence[Candidate], model: Model) -> ScoredProjects:
    """Split candidates into scored and 'underlag saknas', and turn the scored into arrays."""
    scored = tuple(item for item in all_candidates if is_scored(item, model))
    unscored = tuple(item for item in all_candidates if not is_scored(item, model))
    # An unknown cost may be anything from nothing.
    low = np.array([item.cost.low or 0 for item in scored], dtype=np.int64)
    high = np.array([NO_LIMIT if item.cost.high is None else item.cost.high for item in scored], dtype=np.int64)
    return ScoredProjects(model, scored, unscored, shares(scored, model), Costs(low, high))


def rank(given: ScoredProjects, choices: Choices) -> Board:
    """Rank and draw the line; pure, no side effects."""
    result = points(given.shares, choices.weights)
    ranking = _ranked(given, result, choices)
    locks = _locks(given.candidates, choices)
    line = None if choices.frame is None else fill(choices.frame, given.costs, ranking.order, choices.rule, locks)
    return Board(given, choices, result, ranking, line, locks)


def _ranked(given: ScoredProjects, result: Points, choices: Choices) -> Ranking:
    if choices.order is Order.PER_KRONA:
        return rank_per_krona(result, given.exact_cost, choices.span)
    return rank_by_points(result, choices.span)


def _locks(items: Sequence[Candidate], choices: Choices) -> Ints:
    locks = np.zeros(len(items), dtype=np.int64)
    if choices.must or choices.not_now:
        for index, item in enumerate(items):
            if item.id in choices.must:
                locks[index] = Lock.MUST
            elif item.id in choices.not_now:
                locks[index] = Lock.NOT_NOW
    return locks
