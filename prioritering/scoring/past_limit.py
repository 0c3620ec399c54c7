"""Which projects may be inside also when what stands up to and beside them costs more than the frame."""

from __future__ import annotations

import numpy as np

from prioritering.money.fill import tie_sizes
from prioritering.money.passed_over import HeldPast, Queued, held_past_another
from prioritering.scoring.board import Board


def inside_past_limit(board: Board) -> HeldPast:
    """Return which free projects some outcome holds while another that the line counts on is passed over.

    What the line counts on fits when every cost is at its least. None without a frame.
    """
    flags, line, costs = np.zeros(len(board.lock), dtype=bool), board.line, board.scored.costs
    known = ~flags
    free = np.array(board.in_order(board.free), dtype=np.int64)
    if line is not None and len(free):
        spans = zip(costs.least[free].tolist(), costs.high[free].tolist(), strict=True)
        queue = [Queued(span, one) for span, one in zip(spans, line.within[free].tolist(), strict=True)]
        found = held_past_another(board.room, queue, tie_sizes(board.tie[free]), board.choices.rule)
        flags[free], known[free] = found
    return HeldPast(flags, known)
