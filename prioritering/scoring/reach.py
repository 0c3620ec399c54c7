"""How far a frame reaches: surely, and how much further on what condition."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from prioritering.money.line_rule import Inside
from prioritering.scoring.board import Board


@dataclass(frozen=True, slots=True)
class Reach:
    """Indexes of free projects, first to last.

    `sure` are inside whatever comes. `further` are inside too when the costs of `uncertain` come to no more than
    `limit` kronor together. `other` may be inside for other reasons: a tie that the frame cuts, or another that falls
    out.
    """

    sure: tuple[int, ...]
    further: tuple[int, ...]
    other: tuple[int, ...]
    uncertain: tuple[int, ...]
    limit: int


def reach(board: Board) -> Reach:
    """Return how far the board's frame reaches; nothing without a frame."""
    line, frame = board.line, board.choices.frame
    if line is None or frame is None:
        return Reach((), (), (), (), 0)
    opened = board.state(Inside.OPEN)
    # Past a tie that the frame cuts, what fits depends on the order inside the tie, which nobody has chosen.
    cut = board.cut_tie()
    uncut = board.position < board.position[cut[0]] if cut else np.ones_like(opened)
    further = opened & line.within & uncut
    held = board.held | further
    uncertain = held & board.uncertain()
    certain = int(board.scored.costs.low[held & ~uncertain].sum())
    return Reach(
        sure=tuple(board.in_order(board.state(Inside.YES))),
        further=tuple(board.in_order(further)),
        other=tuple(board.in_order(opened & ~further)),
        uncertain=tuple(board.in_order(uncertain)),
        limit=frame - certain,
    )
