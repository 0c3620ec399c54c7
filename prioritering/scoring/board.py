"""The ranked board: points, places, the line and the reasons, from one pure function.

`rank` gives the same output for the same input anywhere, so that page, link, export and command line agree.
Arrays are in the order of `Board.candidates` (the scored projects, in plan order).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np

from prioritering.arrays import EQUAL_DECIMALS, Array, Flags, Ints
from prioritering.criteria.model import Model
from prioritering.money.fill import Fill, Queue, fill, room_for_free
from prioritering.money.line_rule import NO_LIMIT, Costs, Inside, Lock, Rule
from prioritering.money.outcomes import RoomLeft
from prioritering.plan.object_plan import Tier
from prioritering.scoring.effective import Candidate, cost_ends
from prioritering.scoring.gates import failed
from prioritering.scoring.locks import lock_of_each
from prioritering.scoring.points import Points, Shares, is_scored, points, scale_shares
from prioritering.scoring.ranking import (
    Order,
    RangeFigure,
    Ranking,
    in_agreed_order,
    per_krona,
    possible_places,
    put_in_order,
    rank_by_points,
    rank_per_krona,
)
from prioritering.scoring.weights import equal
from prioritering.swedish import sort_key


@dataclass(frozen=True, slots=True)
class Choices:
    """What the group has chosen: weights sum to 1 in model order, the frame is whole kronor or None.

    `tie_orders` are orders that the group has put tied projects in, as ids from first to last; each holds while just
    those projects are tied.
    """

    weights: tuple[float, ...]
    frame: int | None = None
    order: Order = Order.POINTS
    rule: Rule = Rule.STOP
    span: RangeFigure = RangeFigure.MIDDLE
    must: frozenset[str] = frozenset()
    not_now: frozenset[str] = frozenset()
    tie_orders: tuple[tuple[str, ...], ...] = ()

    @property
    def kronor(self) -> int:
        """The frame; no frame is as one of nothing."""
        return self.frame or 0


TIERS_IN_ORDER = (*Tier, None)


@dataclass(frozen=True)
class ScoredProjects:
    """What of the plan and the changes does not depend on the choices; compute once, rank many times.

    `answers` is how many of the group's answers each share rests on (n × k); None where the plan's levels count.
    `gated` are those that a gate keeps out: they have no place and take nothing, whatever their points and locks.
    `pointless` flags candidates that have no points and so no place, but are locked in and take their cost (n).
    """

    model: Model
    candidates: tuple[Candidate, ...]
    unscored: tuple[Candidate, ...]
    shares: Shares
    costs: Costs
    answers: Ints | None = None
    gated: tuple[Candidate, ...] = ()
    pointless: Flags | None = None

    @property
    def ranked_count(self) -> int:
        """How many of the candidates have points."""
        return len(self.candidates) - (0 if self.pointless is None else int(self.pointless.sum()))

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all projects, scored or not."""
        return frozenset(item.id for item in (*self.candidates, *self.unscored, *self.gated))

    @cached_property
    def candidate_ids(self) -> tuple[str, ...]:
        """The scored projects' ids in plan order."""
        return tuple(item.id for item in self.candidates)

    @cached_property
    def unknown_count(self) -> int:
        """How many scored projects have a cost that neither the plan nor the group has put a figure on, one by one."""
        return sum(item.unpriced for item in self.candidates)

    @cached_property
    def tiers(self) -> Ints:
        """Each scored project's place in TIERS."""
        return np.array([TIERS_IN_ORDER.index(item.tier) for item in self.candidates], dtype=np.int64)

    @cached_property
    def known_costs(self) -> tuple[int, ...]:
        """The scored projects' own costs in kronor where they are one figure; ranges and what is assumed are not."""
        return tuple(kr for it in self.candidates if not it.assumed_cost and (kr := it.project.cost.exact) is not None)

    @cached_property
    def exact_cost(self) -> Array:
        """Cost in kronor where it is one figure or the middle of a range, nan where unknown."""
        return np.where(self.costs.high >= NO_LIMIT, np.nan, (self.costs.low + self.costs.high) / 2)


@dataclass(frozen=True)
class Board:
    """The outcome; `line` is None without a frame.

    `tie` numbers what the line takes as one: what shares a place and is not put in order; 0 for what has no place.
    """

    scored: ScoredProjects
    choices: Choices
    points: Points
    ranking: Ranking
    line: Fill | None
    lock: Ints
    tie: Ints

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The scored projects in plan order."""
        return self.scored.candidates

    @property
    def least_sum(self) -> int:
        """Kronor of all scored projects at lowest cost, assumed ones too; the true sum is at least this."""
        return int(self.scored.costs.low.sum())

    @cached_property
    def assumed(self) -> Flags:
        """Flag the costs that the group has assumed, one by one or by a range, or that are only tried."""
        return np.array([item.tried or item.assumed_cost is not None for item in self.candidates], dtype=bool)

    @property
    def unknown_count(self) -> int:
        """How many scored projects have a cost that neither the plan nor the group has put a figure on, one by one."""
        return self.scored.unknown_count

    def possible_places(self, indexes: Ints) -> tuple[Ints, Ints]:
        """Return the best and worst possible place of some projects, ranges taken as they are; 0 without a place."""
        low, high = (np.round(ends, EQUAL_DECIMALS) for ends in (self.points.low, self.points.high))
        if self.choices.order is Order.PER_KRONA:
            costs, unknown = self.scored.costs, self.scored.costs.unknown
            dearest, cheapest = (np.where(unknown, np.nan, ends) for ends in (costs.high, costs.low))
            low, high = per_krona(low, dearest), per_krona(high, cheapest)
        if (without := self.scored.pointless) is not None:
            low, high = np.where(without, np.nan, low), np.where(without, np.nan, high)
        return possible_places(low, high, indexes)

    def moved(self) -> Ints:
        """Return places gained (+) or lost (-) against equal weights, everything else the same."""
        even = points(self.scored.shares, equal(len(self.scored.model.criteria)))
        # A lower place number is better, so even less now is what the group's own weights gain.
        return _ranked(self.scored, even, self.choices).place - self.ranking.place

    def tied_with(self, index: int) -> int:
        """Return how many projects share this project's place, itself included."""
        return int((self.ranking.place == self.ranking.place[index]).sum())

    def in_order(self, flags: Flags) -> list[int]:
        """Return the indexes of the flagged projects, from first to last."""
        return [int(index) for index in self.ranking.order[flags[self.ranking.order]]]

    def by_tie_order(self, indexes: Iterable[int]) -> list[int]:
        """Return equal projects in the order the group has put them, else by id, which no order of rows can change."""
        agreed = np.where(self.ordered, self.tie, len(self.tie) + 1)
        return sorted(indexes, key=lambda index: (agreed[index], sort_key(self.scored.candidate_ids[index])))

    def in_named_order(self, indexes: Iterable[int]) -> tuple[int, ...]:
        """Return projects first to last by place, equal ones by tie order: how they are named, whatever their rows."""
        return tuple(sorted(self.by_tie_order(indexes), key=lambda index: int(self.ranking.place[index])))

    @cached_property
    def ordered(self) -> Flags:
        """Flag the projects that share a place and that the group has put in order there."""
        return put_in_order(self.ranking.place, self.tie, self.free)

    @cached_property
    def locked_in(self) -> Flags:
        """Flag the projects that are locked in."""
        return np.asarray(self.lock == int(Lock.MUST))

    @cached_property
    def room(self) -> RoomLeft:
        """Kronor that what is locked in leaves of the frame for the free."""
        return room_for_free(self.choices.kronor, self.scored.costs, np.flatnonzero(self.locked_in))

    @cached_property
    def free(self) -> Flags:
        """Flag the projects that are not locked and have a place."""
        return np.asarray((self.lock == int(Lock.FREE)) & (self.tie > 0))

    @cached_property
    def unplaced(self) -> Flags:
        """Flag the free projects without a place in the order: per krona those whose cost nobody knows."""
        return np.asarray((self.lock == int(Lock.FREE)) & (self.tie == 0))

    def listed(self) -> list[int]:
        """Return all indexes as they are listed: locked in, free, without a place, locked out, each first to last."""
        lanes = (self.locked_in, self.free, self.unplaced, self.lock == int(Lock.NOT_NOW))
        return [index for lane in lanes for index in self.in_order(lane)]

    def state(self, state: Inside) -> Flags:
        """Flag the free projects with a place that are in a state; none without a frame."""
        inside = np.full(len(self.lock), -1) if self.line is None else self.line.inside
        return np.asarray(self.free & (inside == int(state)))

    @cached_property
    def held(self) -> Flags:
        """Flag what the frame surely pays for: what is locked in and what surely fits."""
        return np.asarray(self.locked_in | self.state(Inside.YES))

    def below_line(self) -> Flags:
        """Flag what stands below the line: from the first tie with a project that is not surely inside, and 'inte nu'.

        A line that falls inside a tie stands before the whole of it.
        """
        below: Flags = ~self.free & ~self.locked_in
        if self.line and (outside := self.in_order(self.free & ~self.state(Inside.YES))):
            below |= self.free & (self.position >= self.position[self._tie_of(outside[0])].min())
        return below

    @cached_property
    def cut_ties(self) -> tuple[tuple[int, ...], ...]:
        """Return each tie that the frame holds some of but never all, first to last, as indexes in order."""
        cut = [] if self.line is None else self.in_order(self.line.cut)
        return tuple(tuple(tied) for _, tied in groupby(cut, key=lambda index: int(self.tie[index])))

    def cut_tie(self) -> tuple[int, ...]:
        """Return the first of the ties that the frame cuts; nothing where it cuts none."""
        return self.cut_ties[0] if self.cut_ties else ()

    def before(self, index: int) -> Flags:
        """Flag what meets the frame before a free project's tie: the locked in, and the free that stand above it."""
        return np.asarray((self.free & (self.position < self.position[self._tie_of(index)].min())) | self.locked_in)

    def taken_before(self, index: int) -> Flags:
        """Flag what of `before` has taken money of the frame, costs at their least."""
        return np.asarray(self.before(index) & self.line.within) if self.line else np.zeros(len(self.lock), dtype=bool)

    @cached_property
    def found_to_decide(self) -> dict[tuple[str, int], object]:
        """What has been found to decide about open projects and ties (`tie_choice.py`): rows ask more than once."""
        return {}

    @cached_property
    def position(self) -> Ints:
        """Where each project stands in the order, first to last (from 0), in plan order."""
        return np.argsort(self.ranking.order)

    def _tie_of(self, index: int) -> Flags:
        return np.asarray(self.free & (self.tie == self.tie[index]))

    def uncertain(self) -> Flags:
        """Flag the projects whose cost is unknown or a range."""
        return np.asarray(self.scored.costs.low != self.scored.costs.high)


def scored_projects(all_candidates: Sequence[Candidate], model: Model) -> ScoredProjects:
    """Split candidates into scored, 'underlag saknas' and those that a gate keeps out; turn the scored into arrays."""
    gated = tuple(item for item in all_candidates if failed(item, model)) if model.gates else ()
    kept_out = {item.id for item in gated}
    let_in = [item for item in all_candidates if item.id not in kept_out]
    scored = tuple(item for item in let_in if is_scored(item, model))
    unscored = tuple(item for item in let_in if not is_scored(item, model))
    return ScoredProjects(model, scored, unscored, scale_shares(scored, model), cost_ends(scored), gated=gated)


def rank(given: ScoredProjects, choices: Choices) -> Board:
    """Rank and draw the line; pure, no side effects."""
    result, frame = points(given.shares, choices.weights), choices.frame
    ranking = _ranked(given, result, choices)
    locks = lock_of_each(given.candidate_ids, choices.must, choices.not_now)
    ranking, tie = in_agreed_order(ranking, locks == int(Lock.FREE), given.candidate_ids, choices.tie_orders)
    line = None if frame is None else fill(frame, given.costs, Queue(ranking.order, locks, tie), choices.rule)
    return Board(given, choices, result, ranking, line, locks, tie)


def _ranked(given: ScoredProjects, result: Points, choices: Choices) -> Ranking:
    if choices.order is Order.PER_KRONA:
        return rank_per_krona(result, given.exact_cost, choices.span, given.pointless)
    return rank_by_points(result, choices.span, given.pointless)
