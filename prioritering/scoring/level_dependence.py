"""Which projects would get another state at some level in their own range, everything else as shown.

A project's state falls when it stands further down and never rises, so the two ends of its range answer for all of it.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from prioritering.arrays import EQUAL_DECIMALS, Array, Flags, Ints
from prioritering.money.line_rule import Inside
from prioritering.scoring.board import Board
from prioritering.scoring.moved import Moved
from prioritering.scoring.ranking import Order, per_krona


def depends_on_level(board: Board, indexes: Ints) -> Flags:
    """Return, for each of some projects, whether its state depends on a level that is open; False without a frame."""
    found = np.zeros(len(indexes), dtype=bool)
    if board.line is None:
        return found
    moved, (lowest, highest) = Moved(board), _ends(board)
    for number, index in enumerate(indexes.tolist()):
        now = int(board.line.inside[index])
        if not board.free[index] or lowest[index] == highest[index] or np.isinf(highest[index]):
            continue
        # What is surely inside can only fall, and what is outside only rise.
        tried = [lowest[index]] * (now != Inside.NO) + [highest[index]] * (now != Inside.YES)
        found[number] = any(moved.state_at(index, key) != now for key in tried)
    return found


def changes_state(board: Board, index: int, points: Iterable[float]) -> bool:
    """Return whether a project's state would be another at some of these points (0–100), everything else as shown."""
    if board.line is None or not board.free[index]:
        return False
    moved, now = Moved(board), int(board.line.inside[index])
    tried = np.round(np.fromiter(points, float), EQUAL_DECIMALS)
    keys = per_krona(tried, board.scored.exact_cost[index]) if board.choices.order is Order.PER_KRONA else tried
    # A project without a cost has no place per krona, and its points move nothing.
    return any(moved.state_at(index, float(key)) != now for key in keys if np.isfinite(key))


def _ends(board: Board) -> tuple[Array, Array]:
    """Return the lowest and highest key of each project."""
    if board.choices.order is Order.PER_KRONA:
        cost = board.scored.exact_cost
        return per_krona(board.points.low, cost), per_krona(board.points.high, cost)
    return np.round(board.points.low, EQUAL_DECIMALS), np.round(board.points.high, EQUAL_DECIMALS)
