"""Order and places: equal values share a place (1, 2, 2, 4) and are listed in plan order inside the tie.

All functions take and return arrays of n projects in plan order, so that they are as fast as numpy at any size.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from prioritering.arrays import EQUAL_DECIMALS, Array, Flags, Ints
from prioritering.scoring.points import Points

# Far above what the noise of a sum of products of floats comes to, far below any difference that a figure can make.
NOISE = 1e-12


class Order(StrEnum):
    """What the list is ordered by."""

    POINTS = "poang"
    PER_KRONA = "per-krona"


class RangeFigure(StrEnum):
    """Which figure stands for a range when projects are put in order."""

    MIDDLE = "mitt"
    LOWEST = "lagst"
    HIGHEST = "hogst"


class Ranking(NamedTuple):
    """`order`: project indexes from first to last; `place`: each project's place, in plan order.

    `key` is the figure ordered by, in plan order: points, or points per million kronor (inf for a project that
    costs nothing, nan where the cost is unknown). Without a key a project has place 0 and is listed last.
    """

    order: Ints
    place: Ints
    key: Array


def figure(points: Points, span: RangeFigure) -> Array:
    """Return the one figure per project that ranges are ordered by."""
    return np.round(unrounded(points, span), EQUAL_DECIMALS)


def unrounded(points: Points, span: RangeFigure) -> Array:
    """Return the figure of each project as it is computed, which is what is divided per krona."""
    chosen = {RangeFigure.LOWEST: points.low, RangeFigure.HIGHEST: points.high}.get(span)
    return points.middle if chosen is None else chosen


def rank_by_points(points: Points, span: RangeFigure = RangeFigure.MIDDLE, pointless: Flags | None = None) -> Ranking:
    """Order by points, most first; what is flagged as `pointless` has no place and is listed last."""
    key = figure(points, span)
    order = _falling(key)
    place = _places(order, key)
    if pointless is not None:
        # Nobody stands below none at all, so the places of the others are as they would be without these.
        order, place, key = _last(order, pointless), np.where(pointless, 0, place), np.where(pointless, np.nan, key)
    return Ranking(order, place, key)


def rank_per_krona(
    points: Points, cost: Array, span: RangeFigure = RangeFigure.MIDDLE, pointless: Flags | None = None
) -> Ranking:
    """Order by points per million kronor, most first; `cost` in kronor, nan where unknown.

    Projects that cost nothing come first, by points. Those with unknown cost have no place, because nothing says where
    they belong; they are listed last, by points, and after them what is flagged as `pointless`.
    """
    value = unrounded(points, span)
    key = per_krona(value, cost if pointless is None else np.where(pointless, np.nan, cost))
    unknown = np.isnan(key)
    # A free project's key is without end: only its points tell it from another.
    first, second = (
        np.where(unknown, -1.0, key),
        np.where(np.isinf(key) | unknown, np.round(value, EQUAL_DECIMALS), 0.0),
    )
    order = np.lexsort((-second, -first))
    steps = apart(first[order]) | (second[order][1:] != second[order][:-1])
    place = _places_of_steps(order, steps)
    # The noise of a division must not put projects of one tie in another order than the plan's.
    order = np.lexsort((np.arange(len(order)), -second * unknown, place))
    place[unknown] = 0
    return Ranking(order if pointless is None else _last(order, pointless), place, key)


def _last(order: Ints, flags: Flags) -> Ints:
    return np.concatenate([order[~flags[order]], order[flags[order]]])


def per_krona(points: Array, cost: Array) -> Array:
    """Return points per million kronor: inf where the cost is zero, nan where it is unknown. Shapes are broadcast."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(cost == 0, np.inf, points / (cost / 1e6))


def apart(falling: Array) -> Flags:
    """Return, for values sorted falling along the last axis, whether each differs from the one before it.

    Values a hair from each other are equal: points are sums of products and carry the noise of floats. They are not
    rounded first, since a third rounded and then divided is no longer equal to two thirds at twice the cost.
    """
    before, after = falling[..., :-1], falling[..., 1:]
    with np.errstate(invalid="ignore"):
        return np.asarray((before != after) & ~(before - after <= NOISE * np.abs(after)))


def in_agreed_order(
    ranking: Ranking, free: Flags, ids: Sequence[str], tie_orders: Sequence[Sequence[str]]
) -> tuple[Ranking, Ints]:
    """Return the ranking with tied projects in the order the group has put them, and each one's tie (0 without place).

    An order holds while the projects it names share one place, and no other free project does. Places stay shared: the
    points are as equal as before.
    """
    if not tie_orders:
        return ranking, ranking.place
    tie, order = ranking.place.copy(), ranking.order
    index_of = {key: index for index, key in enumerate(ids)}
    for agreed in tie_orders:
        named = [index_of[key] for key in agreed if key in index_of]
        place = int(ranking.place[named[0]]) if named and len(named) == len(agreed) else 0
        others = set(np.flatnonzero((ranking.place == place) & free).tolist()) - set(named)
        if not place or others or any(ranking.place[named] != place):
            continue
        # A tie takes as many places as it has members, so that each can be numbered with one of its own.
        tie[named] = place + np.arange(len(named))
        order = np.concatenate(
            [order[~np.isin(order, named)][: place - 1], named, order[~np.isin(order, named)][place - 1 :]]
        )
    return Ranking(order, ranking.place, ranking.key), tie


def possible_places(low: Array, high: Array, indexes: Ints) -> tuple[Ints, Ints]:
    """Return the best and worst possible place of some projects when each key may end anywhere in `low`–`high` (n).

    Best: one more than the projects that are above in every case. Worst: one more than those that may be above.
    Intervals are compared as they are, with no middle taken. A nan key has no place: 0, and is above nobody.
    """
    known = ~np.isnan(low)
    my_low, my_high = low[indexes], high[indexes]
    every_low, every_high = np.sort(low[known]), np.sort(high[known])
    best = len(every_low) - np.searchsorted(every_low, my_high, side="right") + 1
    # Among those that may be above its lowest a project with a range counts itself; that one is taken away.
    worst = len(every_high) - np.searchsorted(every_high, my_low, side="right") + 1 - (my_high > my_low)
    placed = known[indexes]
    return np.where(placed, best, 0).astype(np.int64), np.where(placed, worst, 0).astype(np.int64)


def _falling(key: Array) -> Ints:
    """Return indexes by falling key, the earlier index first among equals; keys have EQUAL_DECIMALS decimals.

    Key and index are packed into one whole number, since numpy sorts those several times faster than it
    sorts indexes in a stable way.
    """
    count = len(key)
    if not count:
        return np.empty(0, dtype=np.int64)
    # Steps down from the top are whole and never negative, so `% count` gives back the index.
    steps = np.rint((key.max() - key) * 10.0**EQUAL_DECIMALS).astype(np.int64)
    # Keys too far apart to pack (points per krona of a cost of some kronor) take the slower way.
    if int(steps.max()) >= np.iinfo(np.int64).max // count - 1:
        return np.argsort(-key, kind="stable")
    packed: Ints = steps * count + np.arange(count)
    packed.sort()
    return packed % count


def _places(order: Ints, key: Array) -> Ints:
    ordered = key[order]
    return _places_of_steps(order, ordered[1:] != ordered[:-1])


def _places_of_steps(order: Ints, steps: Flags) -> Ints:
    """Return each project's place; `steps` (n - 1) says where in the order a new place begins."""
    count = len(order)
    place = np.empty(count, dtype=np.int64)
    if count:
        starts = np.concatenate([[True], steps])
        # Each tie starts at its position; the running maximum carries that place through the tie (1, 2, 2, 4).
        place[order] = np.maximum.accumulate(np.where(starts, np.arange(1, count + 1), 0))
    return place


def put_in_order(place: Ints, tie: Ints, free: Flags) -> Flags:
    """Flag the free projects that share a place and have all been told apart there.

    `place` and `tie` hold each project's place and the number of those that are taken as one, `free` who is free.
    """
    count = np.bincount(place[free], minlength=int(place.max(initial=0)) + 1)
    # Place and number as one figure, since numpy finds different figures far sooner than different pairs.
    width = int(tie.max(initial=0)) + 1
    numbers = np.bincount(np.unique(place[free] * width + tie[free]) // width, minlength=len(count))
    # As many numbers as projects at a place: none of them is taken as one with another.
    return np.asarray(free & ((count > 1) & (count == numbers))[place])
