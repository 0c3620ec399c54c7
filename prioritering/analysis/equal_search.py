"""Equally good portfolios under demands: found one by one with the solver, each barred once it is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from prioritering.analysis.equally_good import MOST_OTHERS, Alike, Clock, OutOfTime
from prioritering.analysis.solver import Constraint, SolverError, maximise
from prioritering.arrays import Ints

# Items decided in one search by weights that double: more would be finer than the solver's tolerance.
DECIDED = 16
# No search is begun with less time than this.
LEAST_SECONDS = 0.05
ItemFlags = tuple[bool, ...]


class EqualSearch:
    """The portfolios that keep all rows and are worth as much as `best`; items in the order that ties go by.

    A portfolio is told from another by the items that are worth something. What is worth nothing is taken only where a
    demand asks for it.
    """

    def __init__(self, values: Ints, costs: Ints, rows: Sequence[Constraint], best: ItemFlags, clock: Clock) -> None:
        self.values, self.costs, self.best, self.clock = values, costs, best, clock
        self.worth: list[int] = np.flatnonzero(values > 0).tolist()
        self.worthless: list[int] = np.flatnonzero(values == 0).tolist()
        self.target = int(values[list(best)].sum())
        # Whole numbers: half a unit less holds back nothing that reaches the target. Where the solver's tolerance is
        # wider than that, what it lets through is checked against the exact sum.
        as_good = Constraint("poängen", {i: float(values[i]) for i in self.worth}, low=self.target - 0.5)
        self.rows = [*rows, as_good]
        self.found: set[frozenset[int]] = {self._worthy(best)}

    def answer(self) -> tuple[ItemFlags, Alike]:
        """Return the portfolio that the rule takes, and what is equally good; what time allowed where it ran out."""
        chosen, counted, known = self.best, False, False
        always, seen = set(self._worthy(self.best)), set(self._worthy(self.best))
        try:
            self._narrow(always)
            self._widen(seen)
            self.rows += [Constraint("i alla", {item: 1.0}, low=1) for item in sorted(always)]
            self.rows += [Constraint("i ingen", {item: 1.0}, high=0) for item in self.worth if item not in seen]
            chosen = self._first(sorted(seen - always))
            known = True
            counted = len(seen) == len(always) or self._count()
        except (OutOfTime, SolverError):
            pass
        others = min(MOST_OTHERS, len(self.found) - 1)
        return chosen, Alike(others, counted, frozenset(always), frozenset(seen - always), known)

    def _narrow(self, always: set[int]) -> None:
        """Take away from `always` what some equally good portfolio is without, as much as possible at a time."""
        while always and (without := self._find(dict.fromkeys(always, -1.0))):
            if always <= self._worthy(without):
                return
            always &= self._worthy(without)

    def _widen(self, seen: set[int]) -> None:
        """Add to `seen` what some equally good portfolio has, as much as possible at a time."""
        while (unseen := set(self.worth) - seen) and (wider := self._find(dict.fromkeys(unseen, 1.0))):
            if not unseen & self._worthy(wider):
                return
            seen |= self._worthy(wider)

    def _count(self) -> bool:
        """Find the others one by one; returns whether there are no more."""
        while len(self.found) <= MOST_OTHERS:
            if self._find({}, [self._barred(one) for one in self.found]) is None:
                return True
        return False

    def _first(self, differing: Sequence[int]) -> ItemFlags:
        """Return the cheapest; of those the one with fewest worthless items, and then the first in order."""
        if not differing and not self.worthless:
            return self.best
        rows: list[Constraint] = []
        chosen = self._least(dict(enumerate(self.costs.astype(float).tolist())), rows)
        chosen = self._least(dict.fromkeys(self.worthless, 1.0), rows) if self.worthless else chosen
        open_ = sorted({*differing, *self.worthless})
        for start in range(0, len(open_), DECIDED):
            part = open_[start : start + DECIDED]
            chosen = self._find({item: 2.0 ** (len(part) - n) for n, item in enumerate(part)}, rows) or chosen
            rows += [as_now(item, chosen) for item in part]
        return chosen

    def _least(self, terms: dict[int, float], rows: list[Constraint]) -> ItemFlags:
        """Return a portfolio with the least sum of `terms`, and hold the rest of the search to that sum."""
        found = self._find({item: -size for item, size in terms.items()}, rows) or self.best
        rows.append(Constraint("lägst", terms, high=sum(size for item, size in terms.items() if found[item])))
        return found

    def _find(self, gain: dict[int, float], more: Iterable[Constraint] = ()) -> ItemFlags | None:
        """Return the equally good portfolio of most gain, None when there is none; raises where time runs out."""
        barred: list[Constraint] = []
        while True:
            self.clock.told()
            objective = [gain.get(item, 0.0) for item in range(len(self.values))]
            seconds = max(LEAST_SECONDS, self.clock.left())
            solution = maximise(objective, [*self.rows, *more, *barred], seconds, self.clock.told)
            if not solution.optimal:
                raise OutOfTime
            if solution.chosen is None:
                return None
            if int(self.values[list(solution.chosen)].sum()) >= self.target:
                self.found.add(self._worthy(solution.chosen))
                return solution.chosen
            barred.append(self._barred(self._worthy(solution.chosen)))

    def _barred(self, one: frozenset[int]) -> Constraint:
        """Return a row that every portfolio but this one keeps: at least one item of worth is otherwise."""
        return Constraint("en annan", {i: -1.0 if i in one else 1.0 for i in self.worth}, low=1 - len(one))

    def _worthy(self, chosen: ItemFlags) -> frozenset[int]:
        return frozenset(item for item in self.worth if chosen[item])


def as_now(item: int, chosen: Sequence[bool]) -> Constraint:
    """Return the row that one item keeps as long as it is chosen, or not, as it is now."""
    return Constraint("som nu", {item: 1.0}, low=int(chosen[item]), high=int(chosen[item]))
