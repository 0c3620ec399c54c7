"""Both fill rules on one board: what each holds, and what "stanna" leaves of the frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from prioritering.arrays import Flags, Ints
from prioritering.money.fill import Queue, fill, tie_sizes
from prioritering.money.line_rule import Inside, Rule
from prioritering.money.skip_gains import SkipGains, skip_gains
from prioritering.money.stop_leaves import stop_leaves
from prioritering.scoring.board import Board


@dataclass(frozen=True, slots=True)
class BothRules:
    """Both rules on one board: each free project's `Inside` by either, and what "stanna" leaves, in kronor.

    `same`: they hold the same projects in every outcome; None where that is not known. `least` and `most` are None
    where what is left is not known.
    """

    stop: Ints
    skip: Ints
    same: bool | None
    least: int | None = None
    most: int | None = None

    def gained(self) -> Flags:
        """Flag what "hoppa över" surely holds and "stanna" does not."""
        return np.asarray((self.stop != Inside.YES) & (self.skip == Inside.YES))

    def possible(self) -> Flags:
        """Flag what "hoppa över" may hold and "stanna" never does."""
        return np.asarray((self.stop == Inside.NO) & (self.skip == Inside.OPEN))


def both_rules(board: Board) -> BothRules | None:
    """Return the rule in use beside the other; None without a frame or a free project."""
    frame, line, rule = board.choices.frame, board.line, board.choices.rule
    if line is None or frame is None or not board.free.any():
        return None
    queue = Queue(board.ranking.order, board.lock, board.tie)
    other = fill(frame, board.scored.costs, queue, Rule.SKIP if rule is Rule.STOP else Rule.STOP)
    stop, skip = (line.inside, other.inside) if rule is Rule.STOP else (other.inside, line.inside)
    free, costs = np.array(board.in_order(board.free)), board.scored.costs
    found = stop_leaves(board.room, costs.least[free], costs.high[free], tie_sizes(board.tie[free]))
    if found is None:
        return BothRules(stop, skip, True if _surely_the_same(board, stop, skip) else None)
    return BothRules(stop, skip, not found.skip_takes_more, found.least, found.most)


def gained_somewhere(board: Board) -> SkipGains:
    """Flag what "hoppa över" has and "stanna" has not in some outcome; not all of them where too many must be tried."""
    free, costs = np.array(board.in_order(board.free), dtype=np.int64), board.scored.costs
    found = skip_gains(board.room, costs.least[free], costs.high[free], tie_sizes(board.tie[free]))
    gained = np.zeros(len(board.lock), dtype=bool)
    gained[free] = found.flags
    return SkipGains(gained, found.all_found)


def _surely_the_same(board: Board, stop: Ints, skip: Ints) -> bool:
    # They part only where something may fit further down than, or tied with, what may not.
    unsure = board.in_order(board.free & (stop != Inside.YES))
    may_fit = [index for index in unsure if skip[index] != Inside.NO]
    alone = bool(unsure) and int((board.free & (board.tie == board.tie[unsure[0]])).sum()) == 1
    return not may_fit or (may_fit == unsure[:1] and alone)
