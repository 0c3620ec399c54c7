"""Subsets that are equally good within a budget: how many there are, what they share, and which one the rule takes.

Values and costs are whole numbers, so that equal is equal. A subset is told from another by the items that are worth
something: what is worth nothing is never taken, so it makes no further subset.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np

from prioritering.analysis.draws import ReportProgress, no_progress
from prioritering.analysis.knapsack import TooHard, best_subsets
from prioritering.arrays import Flags, Ints

# How many others are counted before "at least" is said.
MOST_OTHERS = 100
# Subproblems in one call, so that work can be stopped between; items decided at a time.
BLOCK, ITEMS_AT_A_TIME = 256, 5


class OutOfTime(Exception):
    """The time that equally good subsets may take has passed; what is found so far is told as such."""


class Clock:
    """The time that is left, told as progress; `told` raises OutOfTime when none is."""

    def __init__(self, seconds: float, progress: ReportProgress = no_progress) -> None:
        self._started, self._seconds, self._progress = time.monotonic(), seconds, progress

    def left(self) -> float:
        """Return the seconds that are left."""
        return self._seconds - (time.monotonic() - self._started)

    def told(self, share: float = 0.0) -> None:
        """Tell how much of the time is used."""
        left = self.left()
        self._progress(min(1.0, 1 - max(0.0, left) / self._seconds))
        if left <= 0:
            raise OutOfTime


@dataclass(frozen=True, slots=True)
class Alike:
    """What of the items is equally good: `others` subsets beside the one taken, at most MOST_OTHERS.

    `counted` says that there are no more; `always` are in every one, `between` in some; `known` says that both are all
    there is to say, and that the subset taken is the one that the rule takes.
    """

    others: int
    counted: bool
    always: frozenset[int]
    between: frozenset[int]
    known: bool


class Taken(NamedTuple):
    """The subset that the rule takes, and what is equally good."""

    flags: Flags
    alike: Alike


def best_and_alike(values: Ints, costs: Ints, budget: int, clock: Clock) -> Taken:
    """Return the subset of most value: of those the cheapest, and of those the first in the items' own order.

    First in order: where two subsets part, the one that has the earlier item. Raises TooHard as `best_subsets` does.
    """
    one = best_subsets(values[None], costs[None], np.array([budget], dtype=np.int64))[0]
    items = frozenset(np.flatnonzero(one).tolist())
    try:
        clock.told()
        always, between = _shared(_Knapsack(values, costs, budget), one, clock)
        inner = _Knapsack(values[between], costs[between], budget - int(costs[always].sum()))
        target = int(values[one].sum() - values[always].sum())
        found = inner.reaching(target, MOST_OTHERS + 1, clock)
        # What costs most value at least cost costs no more than `one`, so only the cheapest keep to that budget.
        cheapest = _Knapsack(inner.values, inner.costs, int(costs[one].sum() - costs[always].sum()))
        first = cheapest.reaching(target, 1, clock)
    except (OutOfTime, TooHard):
        return Taken(one, Alike(0, False, items, frozenset(), False))
    flags = np.zeros(len(values), dtype=bool)
    flags[always] = True
    flags[between[first[0]]] = True
    shared, differing = frozenset(always.tolist()), frozenset(between.tolist())
    return Taken(flags, Alike(len(found) - 1, len(found) <= MOST_OTHERS, shared, differing, True))


class _Knapsack(NamedTuple):
    values: Ints
    costs: Ints
    budget: int

    def most(self, values: Ints, costs: Ints, budgets: Ints, clock: Clock) -> Ints:
        """Return the most value of each row within its budget."""
        found = np.zeros(len(budgets), dtype=np.int64)
        for start in range(0, len(budgets), BLOCK):
            rows = slice(start, start + BLOCK)
            taken = best_subsets(values[rows], costs[rows], budgets[rows])
            found[rows] = (taken * values[rows]).sum(axis=1)
            clock.told()
        return found

    def reaches_otherwise(self, item: int, inside: bool, target: int, clock: Clock) -> bool:
        """Return whether the target is reached with an item that is inside forced out, or one that is out forced in."""
        values, budget = self.values.copy(), self.budget
        values[item] = 0
        if not inside:
            budget, target = budget - int(self.costs[item]), target - int(self.values[item])
        most = self.most(values[None], self.costs[None], np.array([budget], dtype=np.int64), clock)
        return budget >= 0 and bool(most[0] >= target)

    def reaching(self, target: int, most: int, clock: Clock) -> Flags:
        """Return the first `most` subsets (rows) that reach the target, in order; fewer items where `most` is passed.

        Some items are decided at a time, and a beginning from which the target cannot be reached is dropped: each that
        is left leads to a subset at least, so `most` of them are enough to stop when no single one is asked for.
        """
        count, begun = len(self.values), np.zeros((1, 0), dtype=bool)
        for start in range(0, count, ITEMS_AT_A_TIME):
            end = min(start + ITEMS_AT_A_TIME, count)
            # With the item before without it, so that the rows stay in order.
            steps = np.array(list(product((True, False), repeat=end - start)), dtype=bool)
            begun = np.hstack([np.repeat(begun, len(steps), axis=0), np.tile(steps, (len(begun), 1))])
            left, need = self.budget - begun @ self.costs[:end], target - begun @ self.values[:end]
            rest = self.values[end:], self.costs[end:]
            hopeful = np.flatnonzero((left >= 0) & (need >= 0) & (need <= rest[0].sum()))
            shape = (len(hopeful), count - end)
            values, costs = (np.broadcast_to(part, shape) for part in rest)
            begun = begun[hopeful[self.most(values, costs, left[hopeful], clock) >= need[hopeful]]][:most]
            if most > 1 and len(begun) == most:
                break
        return begun


def _shared(given: _Knapsack, one: Flags, clock: Clock) -> tuple[Ints, Ints]:
    """Return the items that are in every equally good subset, and those that are in some of them only.

    Each item of the subset is forced out once, and each other one in: where the value falls, no equally good one has
    it so.
    """
    target = int(given.values[one].sum())
    surely, open_ = _settled(given, target)
    held = one[open_]
    rest = _Knapsack(given.values[open_], given.costs[open_], given.budget - int(given.costs[surely].sum()))
    target -= int(given.values[surely].sum())
    # Twins can change places: they are asked of once, and not at all when some are in and some are not.
    _, first, kind = np.unique(np.stack([rest.values, rest.costs]), axis=1, return_index=True, return_inverse=True)
    kind = kind.reshape(-1)
    number = np.bincount(kind, minlength=len(first))
    inside = np.bincount(kind, weights=held, minlength=len(first))
    otherwise = (inside > 0) & (inside < number)
    for asked in np.flatnonzero(~otherwise).tolist():
        otherwise[asked] = rest.reaches_otherwise(int(first[asked]), bool(inside[asked]), target, clock)
    always = np.union1d(surely, open_[held & ~otherwise[kind]])
    return always.astype(np.int64), open_[otherwise[kind]]


def _settled(given: _Knapsack, target: int) -> tuple[Ints, Ints]:
    """Return the items that are surely in every best subset, and those that a bound does not settle.

    The bound prices money at what the first item that does not fit gives per krona: to have an item otherwise than that
    price says costs at least the difference (Lagrangian bound; Kellerer, Pferschy & Pisinger 2004, ch. 2.2).
    """
    usable = np.flatnonzero((given.values > 0) & (given.costs <= given.budget))
    values, costs = given.values[usable].astype(np.float64), given.costs[usable]
    if not len(usable):
        return usable, usable
    ratio = values / np.maximum(costs, 0.5)
    order = np.argsort(-ratio, kind="stable")
    over = np.flatnonzero(np.cumsum(costs[order]) > given.budget)
    price = float(ratio[order[over[0]]]) if len(over) else 0.0
    gain = values - price * costs
    bound = price * given.budget + np.maximum(0.0, gain).sum()
    # A hair beside the half unit, since the bound is a sum of floats.
    otherwise = bound - np.abs(gain) >= target - 0.5 - 1e-12 * bound
    return usable[~otherwise & (gain > 0)], usable[otherwise]
