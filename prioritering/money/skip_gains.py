"""What "hoppa" may take that "stanna" does not in the same outcome, project by project."""

from __future__ import annotations

from collections import Counter
from math import prod

import numpy as np

from prioritering.arrays import Flags, Ints
from prioritering.money.amounts import Span
from prioritering.money.outcomes import MAX_PARTS, Intervals, RoomLeft, joined_intervals, past
from prioritering.money.stop_leaves import after_part, stops_in


def skip_gains(room: RoomLeft, low: Ints, high: Ints, ties: Ints) -> Flags | None:
    """Flag free projects first to last that "hoppa" holds in some outcome where "stanna" has stopped before them.

    An outcome is every cost in its range (an unknown one at least a krona) and an order inside every tie; `ties` are
    the sizes of the ties in a row. None where a tie has too many parts to follow.
    """
    left: Span | None = (max(0, room.least), room.most) if room.most >= 0 else None
    costs: list[Span] = list(zip(low.tolist(), high.tolist(), strict=True))
    stopped: Intervals = []
    gains: list[bool] = []
    for size in ties.tolist():
        group = costs[len(gains) : len(gains) + size]
        kinds = Counter(group)
        if prod(count + 1 for count in kinds.values()) > MAX_PARTS:
            return None
        # What may be left meets any of the tie first, in some order of it.
        most = stopped[-1][1] if stopped else -1
        stopped = past(stopped, [group]) if stopped else []
        found = {cost for cost in kinds if cost[0] <= most}
        for stop in [] if left is None else stops_in(left, kinds):
            found |= {cost for cost in stop.beside if cost[0] <= stop.most}
            stopped += past([(stop.least, stop.most)], [list(stop.beside.elements())] if stop.beside else [])
        stopped = joined_intervals(stopped)
        gains += [cost in found for cost in group]
        left = None if left is None else after_part(left, kinds, tuple(kinds.values()))
    return np.array(gains, dtype=bool)
