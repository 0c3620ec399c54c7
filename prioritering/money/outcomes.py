"""Every outcome of a line: who is inside for all costs that may turn out and all orders inside ties.

A tie is a group of free projects in a row that share a place. Under "stopp" sums answer. Under "hoppa" every amount
that may be left is followed, as intervals of whole kronor, past each tie in every order of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from math import prod
from typing import Any, NamedTuple

import numpy as np

from prioritering.arrays import Array, Flags, Ints
from prioritering.money.amounts import Span
from prioritering.money.line_rule import Inside

# Keeps the walk over all costs near linear: each uncertain cost may double the intervals.
MAX_INTERVALS = 256
# How many parts of a tie are looked at; past it more answers are "open", never a wrong yes or no.
MAX_PARTS = 1024
PARTS_IN_TURN = 128
"""How many parts of a tie are followed one by one, where what is asked cannot be told of all parts at once."""

Intervals = list[tuple[int, int]]
NO, YES, OPEN = int(Inside.NO), int(Inside.YES), int(Inside.OPEN)


class RoomLeft(NamedTuple):
    """Kronor left for the free projects: at least and at most, since what is locked in may have a range."""

    least: int
    most: int


class Outcomes(NamedTuple):
    """For free projects first to last: each one's `Inside`, and whether it is in a tie that never fits whole.

    Of such a tie some, but never all, may be inside: the line falls in it whatever the costs turn out to be.
    """

    inside: Ints
    cut: Flags


def stop_outcomes(room: RoomLeft, low: Ints, high: Ints, ties: Ints) -> Outcomes:
    """Answer under "stopp" for projects first to last; `ties` are the sizes of the ties in a row.

    Worst is last in the tie with everything at its highest, best is first in the tie with everything at its lowest.
    """
    ends, tie = np.cumsum(ties), np.repeat(np.arange(len(ties)), ties)
    cheapest, dearest = sums_before(room, low, high)
    at_best, at_worst = cheapest[ends - ties][tie] + low, dearest[ends][tie]
    some = np.bincount(tie, weights=at_best <= room.most, minlength=len(ties)) > 0
    return Outcomes(stop_answers(room, at_best, at_worst), (some & (cheapest[ends] > room.most))[tie])


def sums_before(room: RoomLeft, low: Ints, high: Ints) -> tuple[Ints, Array]:
    """Return the sums at lowest and at highest cost before each of n projects first to last, and after the last."""
    # Floats, since whole numbers would run over; kronor are exact as floats up to 2**53, and more is past any frame.
    dearest = np.cumsum(at_most(room, high), dtype=np.float64)
    return np.append(0, np.cumsum(low)), np.append(0, dearest)


def at_most(room: RoomLeft, high: Ints) -> Ints:
    """Return the highest costs, an unknown one cut to just above the room."""
    return np.minimum(high, max(0, room.least) + 1)


def stop_answers(room: RoomLeft, at_best: Ints | int, at_worst: Array | float) -> Ints:
    """Answer under "stopp" for projects that cost so much, at best and at worst, with all that is taken before them."""
    return np.where(at_worst <= room.least, YES, np.where(at_best <= room.most, OPEN, NO)).astype(np.int64)


def skip_outcomes(room: RoomLeft, low: Ints, high: Ints, ties: Ints) -> Outcomes:
    """Answer under "hoppa" for projects first to last; `ties` are the sizes of the ties in a row."""
    walk = SkipWalk(room, low, high, ties)
    return Outcomes(np.array(walk.inside, dtype=np.int64), np.array(walk.cut, dtype=bool))


class SkipWalk:
    """The way past every tie under "hoppa", with what may be left before each, so that parts of it can be gone anew.

    `costs` are (lowest, highest) of each project first to last, `starts` the first position of each tie.
    """

    def __init__(self, room: RoomLeft, low: Ints, high: Ints, ties: Ints) -> None:
        self.costs: list[Span] = list(zip(low.tolist(), high.tolist(), strict=True))
        self.starts: list[int] = (np.cumsum(ties) - ties).tolist()
        self.inside: list[int] = []
        self.cut: list[bool] = []
        self._before: dict[int, Intervals] = {}
        # Below zero all amounts are alike (nothing fits), so -1 stands for them.
        left: Intervals = [(max(-1, room.least), max(-1, room.most))]
        for start, size in zip(self.starts, ties.tolist(), strict=True):
            group, most = self.costs[start : start + size], left[-1][1]
            # What is dearer than all there is never fits and takes nothing, so there is nothing to choose about it.
            self.cut += [sum(cost for cost, _ in group if cost <= most) > most] * size
            self._before[start] = left
            found, left = _past_tie(left, group)
            self.inside += found
        self._after = left

    def before(self, start: int) -> Intervals:
        """Return what may be left before the tie that starts at a position, or after all at the position past them."""
        return self._before.get(start, self._after)


def beside(left: Intervals, cost: Span, others: list[Span]) -> int:
    """Answer for one project that meets `left` in a tie with others."""
    return _past_tie(left, [cost, *others])[0][0]


def past(left: Intervals, ties: Iterable[list[Span]]) -> Intervals:
    """Return what may be left after some ties."""
    for group in ties:
        left = _past_tie(left, group)[1]
    return left


def _answer(left: Intervals, cost: Span, lowest_left: int) -> int:
    """Return whether a project is inside when any of `left` may be there before its tie, and at least `lowest_left`."""
    may_fit, may_fail = left[-1][1] >= cost[0], lowest_left < cost[1]
    return OPEN if may_fit and may_fail else YES if may_fit else NO


def _past(left: Intervals, cost: Span) -> Intervals:
    """Return what may be left after one project: r - c where the cost c fits, r where it does not."""
    lowest, highest = cost
    if left[-1][1] < lowest:
        return left
    after = [(max(0, a - highest), b - lowest) for a, b in left if b >= lowest]
    after += [(a, min(b, highest - 1)) for a, b in left if a < highest]
    return joined_intervals(after)


def _past_tie(left: Intervals, costs: list[Span]) -> tuple[list[int], Intervals]:
    """Return the answers of a tie's projects, and what may be left after it, in every order of the tie."""
    if len(costs) == 1:
        return [_answer(left, costs[0], left[0][0])], _past(left, costs[0])
    cheapest, dearest = sum(low for low, _ in costs), sum(high for _, high in costs)
    if left[-1][1] < min(low for low, _ in costs):
        return [NO] * len(costs), left
    if left[0][0] >= dearest:
        return [YES] * len(costs), joined_intervals((a - dearest, b - cheapest) for a, b in left)
    kinds = Counter(costs)
    if how_many_parts(kinds) > MAX_PARTS:
        # Every amount from nothing left to nothing taken, since all may cost more than there is: more may seem possible
        # than is.
        least = min(0, left[0][0])
        # Asked once for each cost: a large tie holds many of the same.
        answers = {cost: _answer(left, cost, least) for cost in kinds}
        return [answers[cost] for cost in costs], [(least, left[-1][1])]
    answers, after = _parts_of(left, kinds)
    return [answers[cost] for cost in costs], after


def how_many_parts(kinds: Counter[Any]) -> int:
    """Return how many parts a tie has, from none of it to all; those of its projects that are alike only count."""
    return prod(count + 1 for count in kinds.values())


def _parts_of(left: Intervals, kinds: Counter[Span]) -> tuple[dict[Span, int], Intervals]:
    """Look at every part of a tie that may be inside; of projects of the same cost only the number counts.

    A part is what some order takes just when it fits and nothing beside it fits in what it leaves: that order is the
    part first and the others after it. Returns the answer of each cost, and what may be left.
    """
    most = left[-1][1]
    # What costs more than there is never fits, however much more it is.
    low, high = np.minimum(np.array(list(kinds), dtype=np.int64), most + 1).T
    count = np.array(list(kinds.values()))
    parts = np.indices(tuple((count + 1).tolist())).reshape(len(count), -1)
    beside = parts < count[:, None]
    cheapest_beside = np.where(beside, high[:, None], most + 1).min(axis=0)
    at_least, at_most_left = np.array(left, dtype=np.int64).T[:, :, None]
    lowest = np.maximum(0, at_least - high @ parts)
    # Where nothing is taken what is left may be below zero.
    lowest[:, 0] = at_least[:, 0]
    highest = np.minimum(at_most_left - low @ parts, cheapest_beside - 1)
    may_be = lowest <= highest
    fails = (beside & may_be.any(axis=0)).any(axis=1)
    answers = np.where(low > most, NO, np.where(fails, OPEN, YES)).tolist()
    return dict(zip(kinds, answers, strict=True)), joined_intervals(_touching(lowest[may_be], highest[may_be]))


def _touching(lowest: Ints, highest: Ints) -> Iterator[tuple[int, int]]:
    """Yield intervals sorted, those that touch or overlap as one: for many at a time."""
    order = np.argsort(lowest)
    starts, ends = lowest[order], np.maximum.accumulate(highest[order])
    begins = np.append(True, starts[1:] > ends[:-1] + 1)
    yield from zip(starts[begins].tolist(), ends[np.append(begins[1:], True)].tolist(), strict=True)


def joined_intervals(intervals: Iterable[tuple[int, int]]) -> Intervals:
    """Return sorted intervals with touching ones joined.

    Past MAX_INTERVALS they become one: more answers are then "open", never a wrong yes or no.
    """
    joined = touching_as_one(intervals)
    return joined if len(joined) <= MAX_INTERVALS else [(joined[0][0], joined[-1][1])]


def touching_as_one(intervals: Iterable[tuple[int, int]]) -> Intervals:
    """Return sorted intervals, those that touch or overlap as one."""
    joined: Intervals = []
    for a, b in sorted(intervals):
        if joined and a <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], b))
        else:
            joined.append((a, b))
    return joined
