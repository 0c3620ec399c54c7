"""Which projects would get another state at some level in their own range, everything else as shown.

A project's state falls when it stands further down and never rises, so the two ends of its range answer for all of it.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from prioritering.arrays import EQUAL_DECIMALS, Array, Flags, Ints
from prioritering.money.fill import room_for_free, tie_sizes
from prioritering.money.line_rule import Inside, Lock, Rule
from prioritering.money.outcomes import SkipWalk, at_most, beside, past, stop_answers, sums_before
from prioritering.scoring.board import Board
from prioritering.scoring.ranking import NOISE, Order, per_krona


def depends_on_level(board: Board, indexes: Ints) -> Flags:
    """Return, for each of some projects, whether its state depends on a level that is open; False without a frame."""
    found = np.zeros(len(indexes), dtype=bool)
    if board.line is None:
        return found
    ends = _Ends(board)
    for number, index in enumerate(indexes.tolist()):
        now = int(board.line.inside[index])
        if not board.free[index] or ends.low[index] == ends.high[index] or np.isinf(ends.high[index]):
            continue
        # What is surely inside can only fall, and what is outside only rise.
        tried = [ends.low[index]] * (now != Inside.NO) + [ends.high[index]] * (now != Inside.YES)
        found[number] = any(ends.state_at(index, key) != now for key in tried)
    return found


class _Ends:
    """The lowest and highest key of each project, and what state it would have at one of them."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.low, self.high = (np.round(end, EQUAL_DECIMALS) for end in (board.points.low, board.points.high))
        self.per_krona = board.choices.order is Order.PER_KRONA
        if self.per_krona:
            cost = board.scored.exact_cost
            self.low, self.high = per_krona(board.points.low, cost), per_krona(board.points.high, cost)
        self.order = np.array(board.in_order(board.free), dtype=np.int64)
        self.keys = board.ranking.key[self.order]
        must = board.lock == int(Lock.MUST)
        costs = board.scored.costs
        self.room = room_for_free(board.choices.frame or 0, costs, np.flatnonzero(must))
        self.least, self.most = costs.least, at_most(self.room, costs.high)

    @cached_property
    def place(self) -> dict[int, int]:
        """Where each free project stands among the free, from 0."""
        return {index: place for place, index in enumerate(self.order.tolist())}

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Lowest and highest cost of each project in plan order."""
        return list(zip(self.least.tolist(), self.board.scored.costs.high.tolist(), strict=True))

    @cached_property
    def walk(self) -> SkipWalk:
        """The way past every tie as the board shows it."""
        order = self.order
        return SkipWalk(
            self.room, self.least[order], self.board.scored.costs.high[order], tie_sizes(self.board.tie[order])
        )

    @cached_property
    def sums(self) -> tuple[Ints, Array]:
        """What those before each free project cost, at least and at most, as the board shows them."""
        return sums_before(self.room, self.least[self.order], self.most[self.order])

    def state_at(self, index: int, key: float) -> int:
        """Return the state of a project if its key were `key`."""
        hair = NOISE * abs(key) if self.per_krona else 0.5 * 10.0**-EQUAL_DECIMALS
        before, through = int((self.keys > key + hair).sum()), int((self.keys >= key - hair).sum())
        place = self.place[index]
        if self.board.choices.rule is Rule.SKIP:
            return self._skipping(index, before - (place < before), through - (place < through))
        # Only what stands before and beside it can matter, and itself, whether or not it stood there already.
        cheapest, dearest = self.sums
        at_best = cheapest[before] + self.least[index] * (place >= before)
        at_worst = dearest[through] + self.most[index] * (place >= through)
        return int(stop_answers(self.room, at_best, at_worst))

    def _skipping(self, index: int, before: int, through: int) -> int:
        """Return the state at a place in the list; what stands before both the old and the new place is gone once."""
        rest = self.order[self.order != index]
        own = int(np.flatnonzero(self.board.tie[self.order] == self.board.tie[index])[0])
        left = self.walk.before(min(own, before))
        between = rest[own:before]
        groups = np.split(between, np.flatnonzero(np.diff(self.board.tie[between])) + 1) if len(between) else []
        left = past(left, [[self.spans[i] for i in group.tolist()] for group in groups])
        return beside(left, self.spans[index], [self.spans[i] for i in rest[before:through].tolist()])
