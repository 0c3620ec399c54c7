"""The best subset within a budget where some projects may be in only with others, for thousands of cases at once.

Exact, by branch and bound. Each project pays a price to what it needs, and the dependencies are let go: what is then
best is a bound (Lagrangian relaxation), and where it keeps them and no price is paid for nothing it is the answer. Else
a project is tried both ways: in with all that it needs, and out with all that needs it. All open branches of all cases
are solved together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from prioritering.analysis.agreed_ties import Agreed, keep_tie_orders_under
from prioritering.analysis.draws import Turns
from prioritering.analysis.knapsack import TooHard, best_subsets
from prioritering.analysis.solver import Constraint
from prioritering.arrays import Flags, Ints
from prioritering.money.line_rule import Lock

# A plan that branches more than this in one case is not one that people have written.
MOST_BRANCHES = 2_000_000
# So many times each pair is looked at: more gives hardly any better bound.
ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Prerequisites:
    """What each project needs: `pairs` are (project, what it needs), `all` (n × n) counts what is needed in turn."""

    pairs: tuple[tuple[int, int], ...]
    all: Flags

    def broken(self, chosen: Flags) -> Flags:
        """Return which projects (d × n) are chosen without all that they need."""
        found = np.zeros(chosen.shape, dtype=bool)
        waiting = np.flatnonzero(self.all.any(axis=1))
        # Floats, since numpy multiplies those fast.
        missing = (~chosen).astype(np.float32) @ self.all[waiting].T.astype(np.float32)
        found[:, waiting] = chosen[:, waiting] & (missing > 0)
        return found


def needs_of(requires: Sequence[tuple[int, ...]], lock: Ints) -> Prerequisites:
    """Return what projects need; `requires` are (project, what it needs …).

    Nobody waits for what is locked out: what depends on it is locked out too, or is locked in all the same.
    """
    pairs = tuple((one, other) for one, *needed in requires for other in needed if lock[other] != Lock.NOT_NOW)
    every = np.zeros((len(lock), len(lock)), dtype=bool)
    for one, other in pairs:
        every[one, other] = True
    for middle in range(len(lock)):
        every |= np.outer(every[:, middle], every[middle])
    return Prerequisites(pairs, every)


@dataclass(frozen=True, slots=True)
class Choosing:
    """What is chosen from: values, costs and drawn turns (d × n), a budget, locks (n), and what each project needs."""

    values: Ints
    costs: Ints
    turn: Turns
    budget: int
    lock: Ints
    needs: Prerequisites

    def sums(self, case: Ints, chosen: Flags) -> tuple[Ints, Ints]:
        """Return what is chosen in some cases is worth and costs."""
        return (self.values[case] * chosen).sum(axis=1), (self.costs[case] * chosen).sum(axis=1)


class _Branches(NamedTuple):
    """Open branches: their case, what is in and out (d × n), and a number drawn for each that parts equals."""

    case: Ints
    inside: Flags
    out: Flags
    turn: Ints

    def at(self, keep: Flags) -> _Branches:
        """Return the branches where `keep` is true."""
        return _Branches(self.case[keep], self.inside[keep], self.out[keep], self.turn[keep])

    def beside(self, other: _Branches) -> _Branches:
        """Return both."""
        return _Branches(
            np.concatenate([self.case, other.case]),
            np.concatenate([self.inside, other.inside]),
            np.concatenate([self.out, other.out]),
            np.concatenate([self.turn, other.turn]),
        )


class _Best:
    """Each case's best so far: what is chosen (d × n), what it is worth, what it costs, and its number."""

    def __init__(self, chosen: Flags) -> None:
        self.chosen = chosen.copy()
        self.value, self.cost, self.turn = (np.full(len(chosen), -1, dtype=np.int64) for _ in range(3))

    def may_be_beaten(self, case: Ints, value: Ints, cost: Ints) -> Flags:
        """Return which of some bounds are as good as what is known, or better."""
        known, paid = self.value[case], self.cost[case]
        return np.asarray((value > known) | ((value == known) & (cost <= paid)), dtype=bool)

    def keep(self, open_: _Branches, chosen: Flags, value: Ints, cost: Ints) -> None:
        """Remember what is better than what is known: more value, the same at less, or equal and drawn to go first."""
        # The best of each case last, so that it is what stands.
        order = np.lexsort((open_.turn, -cost, value))
        case, value, cost, turn = open_.case[order], value[order], cost[order], open_.turn[order]
        known, paid = self.value[case], self.cost[case]
        equal = (value == known) & (cost == paid) & (turn > self.turn[case])
        better = (value > known) | ((value == known) & (cost < paid)) | equal
        at = case[better]
        self.chosen[at], self.value[at] = chosen[order][better], value[better]
        self.cost[at], self.turn[at] = cost[better], turn[better]


def best_dependent(given: Choosing) -> Flags:
    """Return the chosen projects (d × n) of most value within the budget that keep what each needs.

    Equal value goes to the lower cost, and what is equal then too by the drawn turns. What is locked in is in with all
    that it needs, also where it costs more than there is. Raises TooHard where there is too much to try.
    """
    cases = len(given.values)
    must = given.lock == Lock.MUST
    inside = np.tile(must | given.needs.all[must].any(axis=0), (cases, 1))
    out = np.tile(given.lock == Lock.NOT_NOW, (cases, 1))
    best, tried = _Best(inside), 0
    open_ = _Branches(np.arange(cases), inside, out, np.zeros(cases, dtype=np.int64))
    while len(open_.case):
        tried += len(open_.case)
        if tried > cases + MOST_BRANCHES:
            raise TooHard(
                "portföljerna i de slumpade fallen går inte att räkna ut exakt; planen har för många beroenden"
            )
        price = _prices(given, open_)
        chosen = _chosen(given, open_, _priced(given, open_.case, price))
        apart = _apart(given, price, chosen)
        value, cost = given.sums(open_.case, chosen)
        gain = (price * _difference(given, chosen)).sum(axis=1)
        alive = best.may_be_beaten(open_.case, value + gain, cost)
        open_, chosen, apart = open_.at(alive), chosen[alive], apart[alive]
        kept = _repaired(given, open_, chosen)
        best.keep(open_, kept, *given.sums(open_.case, kept))
        split = np.asarray(apart.any(axis=1), dtype=bool)
        if not split.any():
            break
        open_ = _split(given, open_.at(split), apart[split].argmax(axis=1))
    return best.chosen


def _prices(given: Choosing, open_: _Branches) -> Ints:
    """Return a price (d × pairs) that each project pays to what it needs, so that both are worth as much per krona.

    Any prices give a bound: what keeps the dependencies loses nothing by them. These give the best one there is for
    parts of projects (weighted isotonic regression, by Hildreth's method of one pair at a time).
    """
    worth = given.values[open_.case].astype(np.float64)
    # A krona more, so that what is free has a worth per krona too.
    costs = given.costs[open_.case].astype(np.float64) + 1
    free = ~(open_.inside | open_.out)
    price = np.zeros((len(open_.case), len(given.needs.pairs)))
    for _ in range(ROUNDS):
        for number, (one, other) in enumerate(given.needs.pairs):
            both = costs[:, one] + costs[:, other]
            more = (worth[:, one] * costs[:, other] - worth[:, other] * costs[:, one]) / both
            new = np.maximum(0, price[:, number] + more) * (free[:, one] & free[:, other])
            change = new - price[:, number]
            worth[:, one] -= change
            worth[:, other] += change
            price[:, number] = new
    return price.astype(np.int64)


def _priced(given: Choosing, case: Ints, price: Ints) -> Ints:
    """Return what each project is worth once the prices are paid."""
    worth = given.values[case].copy()
    for number, (one, other) in enumerate(given.needs.pairs):
        worth[:, one] -= price[:, number]
        worth[:, other] += price[:, number]
    return worth


def _chosen(given: Choosing, open_: _Branches, worth: Ints) -> Flags:
    """Return the best of each branch by what projects are worth, without the dependencies."""
    cost = given.costs[open_.case]
    room = given.budget - (cost * open_.inside).sum(axis=1)
    # The search lets what stands first go first, so each case meets the projects in an order of its own.
    order = np.argsort(given.turn[open_.case], axis=1, kind="stable")
    free = np.where(open_.inside | open_.out, 0, worth)
    found = best_subsets(np.take_along_axis(free, order, axis=1), np.take_along_axis(cost, order, axis=1), room)
    picked = np.zeros_like(open_.inside)
    np.put_along_axis(picked, order, found, axis=1)
    return picked | open_.inside


def _difference(given: Choosing, chosen: Flags) -> Ints:
    """Return, for each pair, 1 where only what is needed is chosen, -1 where only what needs it is, else 0."""
    pairs = np.array(given.needs.pairs, dtype=np.int64).reshape(-1, 2)
    return chosen[:, pairs[:, 1]].astype(np.int64) - chosen[:, pairs[:, 0]]


def _apart(given: Choosing, price: Ints, chosen: Flags) -> Ints:
    """Return how far each pair is from settled: 0 for all where a branch's choice is surely its best."""
    difference = _difference(given, chosen)
    return np.asarray(price * np.abs(difference) + (difference < 0), dtype=np.int64)


def _repaired(given: Choosing, open_: _Branches, chosen: Flags) -> Flags:
    """Return what is chosen without what lacks something, filled up with what then lacks nothing."""
    # What is left keeps everything: what needs a project needs all that it needs.
    kept = chosen & ~given.needs.broken(chosen)
    out = open_.out | _lacking(given, kept)
    return _chosen(given, open_._replace(inside=kept, out=out & ~kept), given.values[open_.case])


def _lacking(given: Choosing, kept: Flags) -> Flags:
    missing = (~kept).astype(np.float32) @ given.needs.all.T.astype(np.float32)
    return np.asarray(missing > 0, dtype=bool)


def _split(given: Choosing, open_: _Branches, pair: Ints) -> _Branches:
    """Return each branch as two: with the project of a pair and all it needs, and without it and all that needs it."""
    needs = given.needs.all
    project = np.array([one for one, _ in given.needs.pairs], dtype=np.int64)[pair]
    rows = np.arange(len(project))
    inside, out = open_.inside | needs[project], open_.out | needs[:, project].T
    inside[rows, project] = out[rows, project] = True
    drawn = given.turn[open_.case, project].astype(np.int64)
    _, cost = given.sums(open_.case, inside)
    clash = np.asarray((inside & open_.out).any(axis=1) | (cost > given.budget), dtype=bool)
    with_it = _Branches(open_.case, inside, open_.out, drawn).at(~clash)
    return with_it.beside(_Branches(open_.case, open_.inside, out, -drawn))


def keep_orders_and_needs(given: Choosing, ordered: Flags, best: Flags, orders: Sequence[Agreed]) -> Flags:
    """Return what is chosen when the group's orders of ties are kept and no project is without what it needs.

    `ordered` is `best` with the orders kept (see `agreed_ties`); where that parts what belongs together, the choice is
    made anew under both.
    """
    found, needs = ordered.copy(), given.needs
    for row in np.flatnonzero(needs.broken(ordered).any(axis=1)).tolist():
        costs = {i: float(cost) for i, cost in enumerate(given.costs[row].tolist())}
        rows = [Constraint("ram", costs, high=float(given.budget))]
        rows += [Constraint("beroende", {other: 1.0, one: -1.0}, low=0) for one, other in needs.pairs]
        held = [agreed.named for agreed in orders if agreed.holds[row]]
        found[row] = keep_tie_orders_under(rows, best[row].tolist(), held)
    return found
