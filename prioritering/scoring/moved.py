"""What state a project would have with another key or cost, everything else as the board shows it.

Only the project itself is moved, so the way past all others is gone once for the board and not once a question.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from prioritering.arrays import EQUAL_DECIMALS, Array, Ints
from prioritering.money.amounts import Span
from prioritering.money.fill import tie_sizes
from prioritering.money.line_rule import Rule
from prioritering.money.outcomes import SkipWalk, at_most, beside, past, stop_answers, sums_before
from prioritering.scoring.board import Board
from prioritering.scoring.ranking import NOISE, Order


class Moved:
    """The free projects of a board with a frame, one of which is asked about at a time."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.per_krona = board.choices.order is Order.PER_KRONA
        self.order = np.array(board.in_order(board.free), dtype=np.int64)

    @cached_property
    def spans(self) -> list[Span]:
        """Lowest and highest cost of each project in plan order."""
        costs = self.board.scored.costs
        return list(zip(costs.least.tolist(), costs.high.tolist(), strict=True))

    @cached_property
    def walk(self) -> SkipWalk:
        """The way past every tie as the board shows it."""
        costs, order = self.board.scored.costs, self.order
        return SkipWalk(self.board.room, costs.least[order], costs.high[order], tie_sizes(self.board.tie[order]))

    @cached_property
    def place(self) -> dict[int, int]:
        """Where each free project stands among the free, from 0."""
        return {index: place for place, index in enumerate(self.order.tolist())}

    @cached_property
    def keys(self) -> Array:
        """What the free projects are ordered by, in order."""
        return np.asarray(self.board.ranking.key[self.order])

    @cached_property
    def sums(self) -> tuple[Ints, Array]:
        """What those before each free project cost, at least and at most, as the board shows them."""
        costs, order = self.board.scored.costs, self.order
        return sums_before(self.board.room, costs.least[order], at_most(self.board.room, costs.high[order]))

    def state_at(self, index: int, key: float, cost: Span | None = None) -> int:
        """Return the `Inside` of a free project if its key were `key`, and its cost in kronor in `cost`."""
        hair = NOISE * abs(key) if self.per_krona else 0.5 * 10.0**-EQUAL_DECIMALS
        before, through = int((self.keys > key + hair).sum()), int((self.keys >= key - hair).sum())
        # One that has no place of its own comes after all others.
        place = self.place.get(index, len(self.order))
        low, high = self.spans[index]
        own = (low, high) if cost is None else cost
        if self.board.choices.rule is Rule.SKIP:
            return self._skipping(index, own, before - (place < before), through - (place < through))
        # Only what stands before and beside it can matter; its own cost now is taken out of their sums.
        cheapest, dearest = self.sums
        at_best = int(cheapest[before]) + own[0] - low * (place < before)
        new, now = at_most(self.board.room, np.array([own[1], high])).tolist()
        at_worst = float(dearest[through]) + new - now * (place < through)
        return int(stop_answers(self.board.room, at_best, at_worst))

    def _skipping(self, index: int, own: Span, before: int, through: int) -> int:
        """Return the state at a place in the list; what stands before both the old and the new place is gone once."""
        rest = self.order[self.order != index]
        at = np.flatnonzero(self.board.tie[self.order] == self.board.tie[index])
        start = int(at[0]) if len(at) and self.board.free[index] else len(self.order)
        left = self.walk.before(min(start, before))
        between = rest[start:before]
        groups = np.split(between, np.flatnonzero(np.diff(self.board.tie[between])) + 1) if len(between) else []
        left = past(left, [[self.spans[i] for i in group.tolist()] for group in groups])
        return beside(left, own, [self.spans[i] for i in rest[before:through].tolist()])
