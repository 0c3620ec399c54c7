"""What "stanna" leaves of a frame over every cost and every order of ties, and whether "hoppa" could take more.

Under "stopp" everything before the first that does not fit is taken, so one interval of kronor per part of a tie tells
all that may be left when the next of the tie does not fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from math import prod
from typing import NamedTuple

import numpy as np

from prioritering.arrays import Ints
from prioritering.money.amounts import Span
from prioritering.money.outcomes import RoomLeft

# How many parts of a tie are followed; past it there is no answer rather than a rough one.
MAX_STOPPING_PARTS = 1024


class StopLeaves(NamedTuple):
    """Kronor unused, at least and at most, and whether "hoppa" takes more than "stopp" in some outcome."""

    least: int
    most: int
    skip_takes_more: bool


class _Stop(NamedTuple):
    """Where a list may end: kronor left, at least and at most, and the cheapest that comes after what did not fit."""

    least: int
    most: int
    next_cheapest: int | None


def stop_leaves(room: RoomLeft, low: Ints, high: Ints, ties: Ints) -> StopLeaves | None:
    """Answer for free projects first to last, an unknown cost at least a krona; None where a tie has too many parts.

    `ties` are the sizes of the ties in a row. What is left of a room below zero counts as nothing.
    """
    stops = [] if room.least >= 0 else [_Stop(0, 0, None)]
    left: Span | None = (max(0, room.least), room.most) if room.most >= 0 else None
    costs: list[Span] = list(zip(low.tolist(), high.tolist(), strict=True))
    # The cheapest of all that stand from each position on; None after the last.
    cheapest: list[int | None] = [*np.minimum.accumulate(low[::-1])[::-1].tolist(), None]
    start = 0
    for size in ties.tolist():
        if left is None:
            break
        group = Counter(costs[start : start + size])
        if prod(count + 1 for count in group.values()) > MAX_STOPPING_PARTS:
            return None
        stops += _stops_in(left, group, cheapest[start + size])
        left = _after(left, group, tuple(group.values()))
        start += size
    if left is not None:
        stops.append(_Stop(*left, None))
    more = any(stop.next_cheapest is not None and stop.next_cheapest <= stop.most for stop in stops)
    return StopLeaves(min(stop.least for stop in stops), max(stop.most for stop in stops), more)


def _stops_in(left: Span, group: Counter[Span], later: int | None) -> Iterator[_Stop]:
    """Yield each way to stop inside a tie: some part of it is taken, and one of the others does not fit."""
    kinds, counts = list(group), tuple(group.values())
    for part in product(*(range(count + 1) for count in counts)):
        here = _after(left, group, part)
        if here is None:
            continue
        rest = [count - taken for count, taken in zip(counts, part, strict=True)]
        for k, (_, dearest) in enumerate(kinds):
            most = min(here[1], dearest - 1)
            if rest[k] and here[0] <= most:
                others = [kind[0] for n, kind in enumerate(kinds) if rest[n] > (n == k)]
                yield _Stop(here[0], most, min([*others, *([] if later is None else [later])], default=None))


def _after(left: Span, group: Counter[Span], part: tuple[int, ...]) -> Span | None:
    """Return what is left when so many of each kind have been taken and all fitted; None when they never fit."""
    lowest = sum(taken * low for taken, (low, _) in zip(part, group, strict=True))
    highest = sum(taken * high for taken, (_, high) in zip(part, group, strict=True))
    return (max(0, left[0] - highest), left[1] - lowest) if left[1] >= lowest else None
