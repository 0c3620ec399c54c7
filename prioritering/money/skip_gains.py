"""What "hoppa" may take that "stanna" does not in the same outcome, project by project."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from prioritering.arrays import Flags, Ints
from prioritering.money.amounts import Span
from prioritering.money.outcomes import PARTS_IN_TURN, Intervals, RoomLeft, how_many_parts, joined_intervals, past
from prioritering.money.stop_leaves import after_part, stops_in


class SkipGains(NamedTuple):
    """Whom "hoppa" holds in some outcome where "stanna" has stopped before them, and whether that is all of them."""

    flags: Flags
    all_found: bool


def skip_gains(room: RoomLeft, low: Ints, high: Ints, ties: Ints) -> SkipGains:
    """Answer for free projects first to last; `ties` are the sizes of the ties in a row.

    An outcome is every cost in its range (an unknown one at least a krona) and an order inside every tie. Of a tie with
    too many parts to follow those that a simple order shows are flagged, and nothing after it.
    """
    left: Span | None = (max(0, room.least), room.most) if room.most >= 0 else None
    costs: list[Span] = list(zip(low.tolist(), high.tolist(), strict=True))
    stopped: Intervals = []
    gains: list[bool] = []
    for size in ties.tolist():
        group = costs[len(gains) : len(gains) + size]
        kinds = Counter(group)
        # What may be left meets any of the tie first, in some order of it.
        most = stopped[-1][1] if stopped else -1
        if how_many_parts(kinds) > PARTS_IN_TURN:
            gains += [cost[0] <= most or _after_the_dearest(left, kinds, cost) for cost in group]
            return SkipGains(np.array(gains + [False] * (len(costs) - len(gains)), dtype=bool), False)
        stopped = past(stopped, [group]) if stopped else []
        found = {cost for cost in kinds if cost[0] <= most}
        for stop in [] if left is None else stops_in(left, kinds):
            found |= {cost for cost in stop.beside if cost[0] <= stop.most}
            stopped += past([(stop.least, stop.most)], [list(stop.beside.elements())] if stop.beside else [])
        stopped = joined_intervals(stopped)
        gains += [cost in found for cost in group]
        left = None if left is None else after_part(left, kinds, tuple(kinds.values()))
    return SkipGains(np.array(gains, dtype=bool), True)


def _after_the_dearest(left: Span | None, kinds: Counter[Span], cost: Span) -> bool:
    """Return whether one fits right after the dearest other has not, any one or some of the cheapest taken first."""
    others = sorted((kinds - Counter([cost])).elements())
    if left is None or not others:
        return False
    dearest = max(others, key=lambda other: other[1])
    others.remove(dearest)
    sums = [(0, 0), *others]
    sums += accumulate(others, lambda one, other: (one[0] + other[0], one[1] + other[1]))
    for lowest, highest in sums:
        least, most = max(0, left[0] - highest), min(left[1] - lowest, dearest[1] - 1)
        if max(least, cost[0]) <= most:
            return True
    return False
