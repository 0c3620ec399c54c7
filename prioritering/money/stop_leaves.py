"""What "stanna" leaves of a frame over every cost and every order of ties, and whether "hoppa" could take more.

Under "stopp" everything before the first that does not fit is taken, so one interval of kronor per part of a tie tells
all that may be left when the next of the tie does not fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import numpy as np

from prioritering.arrays import Ints
from prioritering.money.amounts import Span
from prioritering.money.outcomes import RoomLeft, how_many_parts

# How many parts of a tie are followed; past it there is no answer rather than a rough one.
MAX_STOPPING_PARTS = 1024


class StopLeaves(NamedTuple):
    """Kronor unused, at least and at most, and whether "hoppa" takes more than "stopp" in some outcome."""

    least: int
    most: int
    skip_takes_more: bool


class Stop(NamedTuple):
    """Where a list may end: kronor left, at least and at most, and what of the tie comes after what did not fit."""

    least: int
    most: int
    beside: Counter[Span]


def stop_leaves(room: RoomLeft, low: Ints, high: Ints, ties: Ints) -> StopLeaves | None:
    """Answer for free projects first to last, an unknown cost at least a krona; None where a tie has too many parts.

    `ties` are the sizes of the ties in a row. What is left of a room below zero counts as nothing.
    """
    least, most = [] if room.least >= 0 else [0], [] if room.least >= 0 else [0]
    more = False
    left: Span | None = (max(0, room.least), room.most) if room.most >= 0 else None
    costs: list[Span] = list(zip(low.tolist(), high.tolist(), strict=True))
    # The cheapest of all that stand from each position on; None after the last.
    cheapest: list[int | None] = [*np.minimum.accumulate(low[::-1])[::-1].tolist(), None]
    start = 0
    for size in ties.tolist():
        if left is None:
            break
        group = Counter(costs[start : start + size])
        if how_many_parts(group) > MAX_STOPPING_PARTS:
            return None
        for stop in stops_in(left, group):
            least.append(stop.least)
            most.append(stop.most)
            later = cheapest[start + size]
            after = [*(cost[0] for cost in stop.beside), *([] if later is None else [later])]
            more |= any(cost <= stop.most for cost in after)
        left = after_part(left, group, tuple(group.values()))
        start += size
    if left is not None:
        least.append(left[0])
        most.append(left[1])
    return StopLeaves(min(least), max(most), more)


def stops_in(left: Span, group: Counter[Span]) -> Iterator[Stop]:
    """Yield each way to stop inside a tie (costs, how many of each): some of it is taken, and another does not fit."""
    kinds, counts = list(group), tuple(group.values())
    for part in product(*(range(count + 1) for count in counts)):
        here = after_part(left, group, part)
        if here is None:
            continue
        rest = [count - taken for count, taken in zip(counts, part, strict=True)]
        for k, (_, dearest) in enumerate(kinds):
            most = min(here[1], dearest - 1)
            if rest[k] and here[0] <= most:
                beside = Counter({kind: rest[n] - (n == k) for n, kind in enumerate(kinds) if rest[n] > (n == k)})
                yield Stop(here[0], most, beside)


def after_part(left: Span, group: Counter[Span], part: tuple[int, ...]) -> Span | None:
    """Return what is left when so many of each kind have been taken and all fitted; None when they never fit."""
    lowest = sum(taken * low for taken, (low, _) in zip(part, group, strict=True))
    highest = sum(taken * high for taken, (_, high) in zip(part, group, strict=True))
    return (max(0, left[0] - highest), left[1] - lowest) if left[1] >= lowest else None
