"""Who may be inside although another, before it or tied with it, is passed over.

An outcome is every cost in its range and an order inside every tie; what decides is whether some outcome does so. Where
there is too much to follow a part of it is, so that less may be found than is possible, never more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import reduce
from itertools import chain, product
from typing import NamedTuple

import numpy as np

from prioritering.arrays import Flags, Ints
from prioritering.money.amounts import Span
from prioritering.money.line_rule import Rule
from prioritering.money.outcomes import PARTS_IN_TURN, Intervals, RoomLeft, how_many_parts, touching_as_one

# A reader of the board waits for the answer, so less is followed than where the line itself is drawn.
MAX_FOLLOWED = 64


class Queued(NamedTuple):
    """A free project as the frame meets it: what it costs, and whether it is one that is not to be passed over."""

    cost: Span
    counted: bool


class LeftBy(NamedTuple):
    """What may be left of the frame while none of the counted has been passed over, and when one has.

    `whole`: all of it has been followed.
    """

    none: Intervals
    some: Intervals
    whole: bool = True


class HeldPast(NamedTuple):
    """Which are inside in some outcome that passes over another, and of which that is known, yes or no."""

    flags: Flags
    known: Flags


def held_past_another(room: RoomLeft, queue: list[Queued], ties: Ints, rule: Rule) -> HeldPast:
    """Return which of the free projects, first to last, are inside in some outcome that passes over a counted one.

    That one stands before it or in its tie. `ties` are the sizes of the ties in a row; an unknown cost is at least a
    krona.
    """
    way = LeftBy([(max(0, room.least), room.most)] if room.most >= 0 else [], [])
    found: list[bool] = []
    known: list[bool] = []
    for size in ties.tolist():
        tie = queue[len(found) : len(found) + size]
        kinds = Counter(tie)
        answers = {one: _held(way, one, kinds) for one in kinds}
        found += [answers[one] for one in tie]
        known += [answers[one] or way.whole for one in tie]
        way = _past_tie(way, kinds, rule)
    return HeldPast(np.array(found, dtype=bool), np.array(known, dtype=bool))


def _held(way: LeftBy, one: Queued, tie: Counter[Queued]) -> bool:
    """Return whether one may be inside with a counted one passed over; no turn in its tie is better than the first."""
    lowest, highest = one.cost
    beside = sum(count * other.cost[1] for other, count in tie.items() if other.counted) - one.counted * highest
    # What it leaves at least is less than the others of its tie may cost together.
    alone = any(b >= lowest and max(0, a - highest) < beside for a, b in way.none)
    return alone or (bool(way.some) and way.some[-1][1] >= lowest)


def _past_tie(way: LeftBy, kinds: Counter[Queued], rule: Rule) -> LeftBy:
    """Return what may be left after a tie, in every order of it; those that are alike only count."""
    names, counts = list(kinds), tuple(kinds.values())
    if how_many_parts(kinds) > PARTS_IN_TURN:
        cheapest_first = sorted(kinds.elements())
        some_orders = (cheapest_first, reversed(cheapest_first))
        part_of = _either(reduce(lambda at, one: _past_one(at, one, rule), order, way) for order in some_orders)
        # Under "stopp" all of a tie is taken or nothing after it is, so that no order in it leaves anything else.
        return part_of if rule is Rule.STOP or _all_or_none(way, kinds) else part_of._replace(whole=False)
    reached = {tuple(0 for _ in counts): way}
    # `product` counts upwards, so each part comes after the smaller parts it is made from.
    for part in product(*(range(count + 1) for count in counts)):
        smaller = [(k, (*part[:k], taken - 1, *part[k + 1 :])) for k, taken in enumerate(part) if taken]
        if smaller:
            reached[part] = _either(_past_one(reached[before], names[k], rule) for k, before in smaller)
    return reached[counts]


def _all_or_none(way: LeftBy, kinds: Counter[Queued]) -> bool:
    """Return whether all of a tie is taken, or none of it, whatever is left, what it costs and the order in it."""
    left = [*way.none, *way.some]
    dearest = sum(count * one.cost[1] for one, count in kinds.items())
    cheapest = min(one.cost[0] for one in kinds)
    return all(start >= dearest or end < cheapest for start, end in left)


def _past_one(way: LeftBy, one: Queued, rule: Rule) -> LeftBy:
    """Return what may be left after one more; under "stopp" nothing is taken after one that does not fit."""
    lowest, highest = one.cost
    fits = [[(max(0, a - highest), b - lowest) for a, b in left if b >= lowest] for left in (way.none, way.some)]
    if rule is Rule.STOP:
        return LeftBy(fits[0], [], way.whole)
    passed = [[(a, min(b, highest - 1)) for a, b in left if a < highest] for left in (way.none, way.some)]
    some = [*fits[1], *passed[1]]
    if one.counted:
        return _left_by(fits[0], [*some, *passed[0]], way.whole)
    return _left_by([*fits[0], *passed[0]], some, way.whole)


def _either(ways: Iterable[LeftBy]) -> LeftBy:
    none, some, whole = zip(*ways, strict=True)
    return _left_by(chain(*none), chain(*some), all(whole))


def _left_by(none: Iterable[tuple[int, int]], some: Iterable[tuple[int, int]], whole: bool) -> LeftBy:
    """Return what may be left, the intervals joined; the lowest and the highest of them where they are too many."""
    joined = [touching_as_one(none), touching_as_one(some)]
    fewer = [all_ if len(all_) <= MAX_FOLLOWED else _ends_of(all_) for all_ in joined]
    return LeftBy(fewer[0], fewer[1], whole and fewer == joined)


def _ends_of(intervals: Intervals) -> Intervals:
    return [*intervals[: MAX_FOLLOWED // 2], *intervals[-MAX_FOLLOWED // 2 :]]
