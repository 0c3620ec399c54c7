"""What "hoppa" holds in outcomes where a cost turns out so high that something is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from prioritering.arrays import Flags, Ints
from prioritering.money.fill import Queue, fill
from prioritering.money.line_rule import Costs, Inside, Rule
from prioritering.scoring.board import Board

# Each outcome takes a line of its own. Past so many uncertain costs, or projects after one, nothing is said of more.
MAX_TRIED = 8


class PassedOver(NamedTuple):
    """Who is passed over in an outcome and is not with every cost at its least, and who may be inside there."""

    passed: Flags
    held: Flags


def passed_over(board: Board) -> tuple[PassedOver, ...]:
    """Return outcomes where uncertain costs are dearer than the frame bears, the rest at their least.

    Only some are tried, so that one that is not here may be possible too. None without a frame or under "stopp", where
    nothing is passed over.
    """
    frame, line = board.choices.frame, board.line
    if frame is None or line is None or board.choices.rule is Rule.STOP:
        return ()
    found, queue = [], Queue(board.ranking.order, board.lock, board.tie)
    for costs in _dearer(board):
        inside = fill(frame, Costs(costs, costs), queue, Rule.SKIP).inside
        passed = board.free & line.within & (inside != Inside.YES)
        if passed.any():
            found.append(PassedOver(passed, np.asarray(inside != Inside.NO)))
    return tuple(found)


def _dearer(board: Board) -> Iterator[Ints]:
    """Yield costs where one, or all down to it, are as dear as may be, or one is just past what one after it bears."""
    costs, frame = board.scored.costs, board.choices.frame or 0
    highest = np.minimum(costs.high, frame + 1)
    all_dear = costs.least.copy()
    for index in board.in_order(board.free & board.uncertain())[:MAX_TRIED]:
        all_dear[index] = highest[index]
        yield all_dear.copy()
        for dearer in {int(highest[index]), *_just_too_dear(board, index)}:
            if dearer <= highest[index]:
                one_dear = costs.least.copy()
                one_dear[index] = dearer
                yield one_dear


def _just_too_dear(board: Board, index: int) -> Iterator[int]:
    """Yield what a project costs when just that takes the room of one after it."""
    line, frame, least = board.line, board.choices.frame or 0, board.scored.costs.least
    if line is None:
        return
    after = board.free & line.within & (board.position > board.position[index])
    for other in board.in_order(after)[:MAX_TRIED]:
        with_it = board.taken_before(other)
        with_it[other] = True
        yield int(least[index]) + frame - int(least[with_it].sum()) + 1
