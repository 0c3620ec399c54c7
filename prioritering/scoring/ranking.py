"""Order and places: equal values share a place (1, 2, 2, 4) and stand in plan order inside the tie.

All functions take and return arrays of n projects in plan order, so that they are as fast as numpy at any size.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import numpy as np

from prioritering.arrays import EQUAL_DECIMALS, Array, Ints
from prioritering.scoring.points import Points


class Order(StrEnum):
    """What the list is ordered by."""

    POINTS = "poang"
    PER_KRONA = "per-krona"


class Span(StrEnum):
    """Which figure stands for a range when projects are put in order."""

    MIDDLE = "mitt"
    LOWEST = "lagst"
    HIGHEST = "hogst"


class Ranking(NamedTuple):
    """`order`: project indexes from first to last; `place`: each project's place, in plan order.

    `key` is the figure ordered by, in plan order: points, or points per million kronor (inf for a project that
    costs nothing, nan where the cost is unknown).
    """

    order: Ints
    place: Ints
    key: Array


def figure(points: Points, span: Span) -> Array:
    """Return the one figure per project that ranges are ordered by."""
    chosen = {Span.LOWEST: points.low, Span.HIGHEST: points.high}.get(span)
    return np.round(points.middle if chosen is None else chosen, EQUAL_DECIMALS)


def rank_by_points(points: Points, span: Span = Span.MIDDLE) -> Ranking:
    """Order by points, most first."""
    key = figure(points, span)
    order = _falling(key)
    return Ranking(order, _places(order, key), key)


def rank_per_krona(points: Points, cost: Array, span: Span = Span.MIDDLE) -> Ranking:
    """Order by points per million kronor, most first; `cost` in kronor, nan where unknown.

    Projects that cost nothing come first, by points. Those with unknown cost share the last place, because nothing
    says where they belong; they are printed by points inside that tie.
    """
    value = figure(points, span)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Per million kronor, so that nine decimals are as fine a difference here as for points.
        key = np.round(value / (cost / 1e6), EQUAL_DECIMALS)
    key[cost == 0] = np.inf
    unknown = np.isnan(cost)
    key[unknown] = np.nan
    # A free project's -inf comes first. Any key of a known cost is zero or less, so 1 puts the unknown last.
    order = np.lexsort((-value, np.where(unknown, 1.0, -key)))
    # Free projects all have the key inf; only their points tell them apart. Unknown costs are one tie.
    tie_breaker = np.where(key == np.inf, value, 0.0)
    first, second = np.where(unknown, -1.0, key)[order], tie_breaker[order]
    return Ranking(order, _places_of_sorted(order, first, second), key)


def possible_places(points: Points, indexes: Ints) -> tuple[Ints, Ints]:
    """Return the best and worst possible place of some projects when every range may end anywhere in itself.

    Best: one more than the projects that are above in every case. Worst: one more than those that may be above.
    Intervals are compared as they are, with no middle taken.
    """
    low, high = np.round(points.low, EQUAL_DECIMALS), np.round(points.high, EQUAL_DECIMALS)
    my_low, my_high = low[indexes], high[indexes]
    best = len(low) - np.searchsorted(np.sort(low), my_high, side="right") + 1
    # Among those that may be above its lowest a project with a range counts itself; that one is taken away.
    worst = len(high) - np.searchsorted(np.sort(high), my_low, side="right") + 1 - (my_high > my_low)
    return best.astype(np.int64), worst.astype(np.int64)


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
    return _places_of_sorted(order, ordered, np.zeros(len(ordered)))


def _places_of_sorted(order: Ints, first: Array, second: Array) -> Ints:
    count = len(order)
    place = np.empty(count, dtype=np.int64)
    if count:
        starts = np.ones(count, dtype=bool)
        starts[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
        # Each tie starts at its position; the running maximum carries that place through the tie (1, 2, 2, 4).
        rank = np.maximum.accumulate(np.where(starts, np.arange(1, count + 1), 0))
        place[order] = rank
    return place
