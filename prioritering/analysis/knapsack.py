"""The exact best subset within a budget, for thousands of cases at once.

Values and costs are integers, one row a case. Method: dynamic programming outward from the break item of the
greedy (Dantzig) solution, over undominated states with upper bounds, as in minknap (Pisinger 1997, Operations
Research 45:758-767; Kellerer, Pferschy & Pisinger 2004, Knapsack Problems, ch. 5). All cases of a block advance one
item at a time, and their states lie after each other in flat arrays, so that each step is a few numpy calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from prioritering.analysis.draws import ReportProgress, no_progress
from prioritering.arrays import Flags, Ints
from prioritering.errors import PrioriteringError

# Many cases share each numpy call, but states must fit in memory; a block that does not is halved.
CASES_PER_BLOCK = 1500
CELLS_PER_BLOCK = 400_000
MAX_STATES = 3_000_000
# Steps kept as bits in one whole number; 62 leaves the sign alone.
WORD = 62
LOOK_AHEAD = 100
HALF = 0.5  # values are integers: a bound must exceed the best by more than half a unit to matter


class TooHard(PrioriteringError):
    """A single case needs more states than memory allows."""


def best_subsets(values: Ints, costs: Ints, budgets: Ints, progress: ReportProgress = no_progress) -> Flags:
    """Return the chosen items (d × n) of most value within each budget; exact.

    Equal value goes to the lower cost. Of subsets of equal value and cost the one that the search meets first is
    taken: the same items in the same order always give the same subset, and twins are taken as they stand, but no
    further rule is kept, since that would cost each of many cases a search of its own. A single case that is shown to
    somebody keeps one, see `equally_good`. A budget below zero chooses nothing, and items that are worth nothing are
    never chosen. Raises TooHard when a case cannot be solved in memory.
    """
    cases, n = values.shape
    chosen = np.zeros((cases, n), dtype=bool)
    if not n:
        return chosen
    size = int(max(1, min(CASES_PER_BLOCK, CELLS_PER_BLOCK // max(1, n))))
    for start in range(0, cases, size):
        rows = slice(start, start + size)
        chosen[rows] = _block(values[rows], costs[rows], budgets[rows])
        progress(min(1.0, (start + size) / cases))
    return chosen


def _block(values: Ints, costs: Ints, budgets: Ints) -> Flags:
    try:
        return _Block(values, costs, budgets).solve()
    except TooHard:
        if len(values) == 1:
            raise
        middle = len(values) // 2
        return np.concatenate([_block(values[part], costs[part], budgets[part]) for part in _halves(middle)])


def _halves(middle: int) -> tuple[slice, slice]:
    return slice(None, middle), slice(middle, None)


class _States(NamedTuple):
    """Subsets under consideration: their case, cost and value against the greedy solution, and the steps taken."""

    case: Ints
    cost: Ints
    value: Ints
    steps: tuple[Ints, ...]

    def at(self, keep: Flags) -> _States:
        """Return the states where `keep` is true."""
        if keep.all():
            return self
        index = np.flatnonzero(keep)
        return self.taken(index)

    def taken(self, index: NDArray[np.intp]) -> _States:
        """Return the states at these positions."""
        return _States(
            self.case.take(index),
            self.cost.take(index),
            self.value.take(index),
            tuple(w.take(index) for w in self.steps),
        )


@dataclass(slots=True)
class _Best:
    """The best subset found so far in each case against the greedy one, and the `floor` that is known to be beaten."""

    value: Ints
    cost: Ints
    steps: list[Ints]
    floor: Ints


class _Block:
    """One block of cases: items sorted by value per krona, the break item, and the states around it."""

    def __init__(self, values: Ints, costs: Ints, budgets: Ints) -> None:
        rows, n = values.shape
        usable = (values > 0) & (costs <= budgets[:, None]) & (budgets >= 0)[:, None]
        # No subset costs anything but a multiple of the costs' common divisor: a budget between two is the lower one.
        step = np.maximum(1, np.gcd.reduce(np.where(usable, costs, 0), axis=1))
        budgets = budgets // step * step
        with np.errstate(divide="ignore", invalid="ignore"):
            # A free item has a ratio without end and comes first; one that cannot be used comes last.
            ratio = np.where(usable, values / costs, -1.0)
        self.order = np.argsort(-ratio, axis=1, kind="stable")
        self.cost, self.value = (np.take_along_axis(each, self.order, axis=1) for each in (costs, values))
        ratio = np.take_along_axis(ratio, self.order, axis=1)
        # One column past the end on each side, so that "no further item" is an item that helps nothing.
        self.ratio = np.concatenate([np.full((rows, 1), np.inf), ratio, np.zeros((rows, 1))], axis=1)
        self.ratio[:, 1:][self.ratio[:, 1:] < 0] = 0.0
        self.count = usable.sum(axis=1)
        running = np.cumsum(self.cost, axis=1)
        fits = (running <= budgets[:, None]) & (np.arange(n) < self.count[:, None])
        # The break item: the first that the greedy filling has no room for. The search goes out from it both ways.
        self.split = np.where(fits.all(axis=1), n, np.argmin(fits, axis=1))
        self.room = np.where(self.split > 0, np.take_along_axis(running, _before(self.split), axis=1)[:, 0], 0)
        self.room = budgets - self.room
        self.rows, self.n, self.every = rows, n, np.arange(rows)

    def solve(self) -> Flags:
        """Return the best subset of each case, in the items' own order."""
        zero = np.zeros(self.rows, dtype=np.int64)
        # One unit less than what is reached, so that the search itself finds the subset that reaches it.
        best = _Best(zero.copy(), zero.copy(), [zero.copy()], self._reachable() - 1)
        states = _States(np.arange(self.rows), zero.copy(), zero.copy(), (zero.copy(),))
        ahead, behind = self.split.copy(), self.split - 1
        states = self._pruned(states, best, ahead, behind)
        step = 0
        taken: list[tuple[Ints, int]] = []
        while len(states.case):
            # The word is full: later steps go into a new one.
            if step % WORD == 0 and step:
                states = states._replace(steps=(*states.steps, np.zeros(len(states.case), dtype=np.int64)))
            # By turns the next item ahead may be taken and the next behind given up, nearest the break item first:
            # the best subset seldom differs from the greedy one far from there.
            sign = 1 if step % 2 == 0 else -1
            at = ahead if sign > 0 else behind
            taken.append((at, sign))
            new = self._step(states, at, sign, step)
            if sign > 0:
                ahead = np.minimum(ahead + 1, self.n)
            else:
                behind = np.maximum(behind - 1, -1)
            old, new = (self._pruned(part, best, ahead, behind) for part in (states, new))
            states = _undominated(_joined(old, new))
            self._keep_best(states, best)
            step += 1
        return self._subsets(best, taken)

    def _reachable(self) -> Ints:
        """Return a value above the greedy one that is surely reached: going on past the break item with what fits."""
        room, value = self.room.copy(), np.zeros(self.rows, dtype=np.int64)
        for step in range(min(self.n, LOOK_AHEAD)):
            index = np.minimum(self.split + step, self.n - 1)
            fits = (self.split + step < self.count) & (self.cost[self.every, index] <= room)
            room -= np.where(fits, self.cost[self.every, index], 0)
            value += np.where(fits, self.value[self.every, index], 0)
        return value

    def _step(self, states: _States, at: Ints, sign: int, step: int) -> _States:
        """Return every state that takes (or, going back, leaves) the next item of its case."""
        moving = (at < self.count) if sign > 0 else (at >= 0)
        old = states.at(moving.take(states.case))
        index = np.clip(at, 0, self.n - 1)
        cost, value = sign * self.cost[self.every, index], sign * self.value[self.every, index]
        word = old.steps[-1] | (1 << (step % WORD))
        return _States(
            old.case, old.cost + cost.take(old.case), old.value + value.take(old.case), (*old.steps[:-1], word)
        )

    def _keep_best(self, states: _States, best: _Best) -> None:
        """Remember the best feasible state of each case when it beats what is known: more value, or same at less."""
        inside = states.at(states.cost <= self.room[states.case])
        if not len(inside.case):
            return
        # Undominated states rise in value with cost, so the last that fits in each case is its best.
        last = np.flatnonzero(np.append(inside.case[1:] != inside.case[:-1], True))
        top = inside.taken(last)
        known_value, known_cost = best.value[top.case], best.cost[top.case]
        better = (top.value > known_value) | ((top.value == known_value) & (top.cost < known_cost))
        top = top.at(better)
        best.value[top.case], best.cost[top.case] = top.value, top.cost
        while len(best.steps) < len(top.steps):
            best.steps.append(np.zeros(self.rows, dtype=np.int64))
        for kept, word in zip(best.steps, top.steps, strict=True):
            kept[top.case] = word

    def _pruned(self, states: _States, best: _Best, ahead: Ints, behind: Ints) -> _States:
        """Drop states that cannot beat the best: what is left buys no more than the next item's value per krona."""
        room = self.room.take(states.case) - states.cost
        # With room left no further item gives more per krona than the next ahead; with too little, none costs less
        # value per krona given up than the next behind.
        forward, backward = self.ratio[self.every, ahead + 1], self.ratio[self.every, behind + 1]
        forward, backward = forward.take(states.case), backward.take(states.case)
        limit = np.maximum(best.value, best.floor) + HALF
        # Equal value goes to the lower cost, so what may reach as much for a krona less than the best is kept too.
        less = best.cost.take(states.case) - 1 - states.cost
        with np.errstate(invalid="ignore"):
            keep = states.value + room * np.where(room >= 0, forward, backward) > limit.take(states.case)
            cheaper = states.value + less * np.where(less >= 0, forward, backward) > best.value.take(states.case) - HALF
        return states.at(keep | cheaper)

    def _subsets(self, best: _Best, taken: list[tuple[Ints, int]]) -> Flags:
        sorted_in = np.arange(self.n) < self.split[:, None]
        for step, (at, sign) in enumerate(taken):
            if step // WORD >= len(best.steps):
                break
            flipped = np.flatnonzero((best.steps[step // WORD] >> (step % WORD)) & 1)
            sorted_in[flipped, at[flipped]] = sign > 0
        result = np.zeros((self.rows, self.n), dtype=bool)
        np.put_along_axis(result, self.order, sorted_in, axis=1)
        return result


def _before(split: Ints) -> Ints:
    return np.maximum(split - 1, 0)[:, None]


def _joined(old: _States, new: _States) -> _States:
    steps = tuple(np.concatenate(pair) for pair in zip(old.steps, new.steps, strict=True))
    case, cost = np.concatenate([old.case, new.case]), np.concatenate([old.cost, new.cost])
    return _States(case, cost, np.concatenate([old.value, new.value]), steps)


def _undominated(states: _States) -> _States:
    """Return states by case and rising cost, without those that cost as much as another and are worth no more."""
    if len(states.case) > MAX_STATES:
        raise TooHard("portföljen går inte att räkna ut exakt i det här minnet")
    if not len(states.case):
        return states
    low, high = int(states.cost.min()), int(states.cost.max())
    # Case and cost as one whole number: one sort orders by case, and by cost inside it.
    key = states.case * (high - low + 1) + (states.cost - low)
    states = states.taken(np.argsort(key, kind="stable"))
    spread = int(states.value.max()) - int(states.value.min()) + 1
    # Each case is lifted above the one before, so that one running maximum over all begins afresh at every case.
    lifted = states.value - int(states.value.min()) + states.case * spread
    highest = np.maximum.accumulate(lifted)
    keep = np.append(True, lifted[1:] > highest[:-1])
    return states.at(keep)
