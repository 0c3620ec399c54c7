"""Ranks drawn cases as `scoring.ranking` ranks the list, all cases of a part at once.

Equal values share a place. Inside a tie each case has an order of its own, drawn at random, unless the group has put
just those projects in order: then that order holds, as on the board (`scoring.ranking.in_agreed_order`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from prioritering.analysis.acceptability import Ranked
from prioritering.analysis.agreed_ties import Agreed
from prioritering.analysis.draws import Cases
from prioritering.analysis.exact import POINT
from prioritering.arrays import Flags, Ints
from prioritering.money.line_rule import Lock, Rule
from prioritering.scoring.ranking import Order, apart, per_krona

# What is left of a whole number beside points of at most 100, which take 37 bits and a sign.
LOW_BITS = 26


@dataclass(frozen=True, slots=True)
class Setting:
    """What does not vary between cases: frame in kronor, order, rule, locks (n, see `Lock`) and agreed orders of ties.

    `tie_orders` hold indexes, from first to last. `unplaced` flags what has no place: without points, or per krona
    without a cost; it is listed last.
    `requires` hold indexes too: a project, and those that it is in a best portfolio with or not at all.
    """

    frame: int | None
    lock: Ints
    order: Order = Order.POINTS
    rule: Rule = Rule.STOP
    tie_orders: tuple[tuple[int, ...], ...] = ()
    unplaced: Flags | None = None
    requires: tuple[tuple[int, ...], ...] = ()

    def taken(self, order: Ints) -> Setting:
        """Return the same setting when the projects stand in another order."""
        at = np.empty(len(order), dtype=np.int64)
        at[order] = np.arange(len(order))
        agreed, requires = (
            tuple(tuple(at[list(indexes)].tolist()) for indexes in named) for named in (self.tie_orders, self.requires)
        )
        unplaced = None if self.unplaced is None else self.unplaced[order]
        return Setting(self.frame, self.lock[order], self.order, self.rule, agreed, unplaced, requires)


def rank_cases(cases: Cases, setting: Setting) -> Ranked:
    """Rank each case: equal values share a place; inside a tie the agreed order, else the case's own."""
    value = _value(cases, setting)
    projects = value.shape[1]
    index_bits = max(1, int(projects - 1).bit_length())
    # Few bits are left for the turns in a very large plan. Two that are then alike go by index, which is by id.
    turn = (cases.turn >> np.uint32(32 - LOW_BITS + index_bits)).astype(np.int64)
    held = set()
    for number, agreed in enumerate(_agreed(value, setting)):
        if agreed.holds.any():
            turn[np.ix_(np.flatnonzero(agreed.holds), np.array(agreed.named))] = np.arange(len(agreed.named))
            held.add(number)
    # One integer holds value, turn and index, so that numpy's fast sort gives the order at once.
    key = (value << LOW_BITS) | (turn << index_bits) | np.arange(projects)
    key.sort(axis=1)
    value = key >> LOW_BITS
    return Ranked(key & ((1 << index_bits) - 1), _places(value[:, 1:] != value[:, :-1]), frozenset(held))


def agreed_orders(cases: Cases, setting: Setting) -> tuple[Agreed, ...]:
    """Return the group's orders of ties, of free projects only, with the cases in which each is the one that holds."""
    if not setting.tie_orders:
        return ()
    found: list[Agreed] = []
    for named, holds in _agreed(_value(cases, setting), setting):
        free = tuple(index for index in named if setting.lock[index] == Lock.FREE)
        # Of two orders of the same projects the later holds.
        found = [Agreed(a, b & ~holds if set(a) == set(free) else b) for a, b in found]
        found.append(Agreed(free, holds))
    return tuple(found)


def _value(cases: Cases, setting: Setting) -> Ints:
    """Return what the cases (d × n) are ranked by, least first; equal is a tie."""
    return _places_per_krona(cases, setting.unplaced) if setting.order is Order.PER_KRONA else -billionths(cases)


def billionths(cases: Cases) -> Ints:
    """Return points (d × n) in whole billionths: what differs by rounding noise is one figure, and sums are exact."""
    return np.asarray(np.rint(cases.points * POINT), dtype=np.int64)


def _agreed(value: Ints, setting: Setting) -> Iterator[Agreed]:
    """Yield each agreed order with the cases in which it holds.

    One holds where the projects it names are equal and no other free project is equal to them.
    """
    for named in map(list, setting.tie_orders):
        others = setting.lock == Lock.FREE
        others[named] = False
        first = value[:, named[:1]]
        holds = (value[:, named] == first).all(axis=1) & ~(value[:, others] == first).any(axis=1)
        yield Agreed(tuple(named), holds)


def _places_per_krona(cases: Cases, unplaced: Flags | None) -> Ints:
    """Return places (d × n, in the projects' order) by points per krona, compared as `rank_per_krona` does."""
    key = per_krona(cases.points, cases.costs.astype(np.float64))
    if unplaced is not None:
        key = np.where(unplaced, -1.0, key)
    # Free projects all have points per krona without end: only their points tell them apart.
    free = np.where(np.isinf(key), billionths(cases), 0)
    order = np.lexsort((-free, -key), axis=1)
    first, second = np.take_along_axis(key, order, axis=1), np.take_along_axis(free, order, axis=1)
    place = np.empty(key.shape, dtype=np.int64)
    np.put_along_axis(place, order, _places(apart(first) | (second[:, 1:] != second[:, :-1])), axis=1)
    return place


def _places(steps: Flags) -> Ints:
    positions = np.arange(2, steps.shape[1] + 2)
    # A step starts a new place, which is its position; the running maximum carries it through the tie.
    rest = np.maximum.accumulate(np.where(steps, positions, 1), axis=1)
    return np.concatenate([np.ones((len(steps), 1), dtype=np.int64), rest], axis=1)
