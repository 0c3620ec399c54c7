"""The group's own order of tied projects in a portfolio: an earlier one goes before a later one where it fits.

An order says which of its own projects goes first and nothing of any other. So it decides which of them a portfolio
has, never how many: what gives as many points for less, without them, is not theirs to push aside. Of the choices of as
many that fit beside the rest of the portfolio the first in order is taken: where two part, the one with the earlier.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

import numpy as np

from prioritering.analysis.equal_search import DECIDED, as_now
from prioritering.analysis.solver import Constraint, SolverError, maximise
from prioritering.arrays import Flags, Ints
from prioritering.money.line_rule import NO_LIMIT

# A choice between a few projects where the rest stands fast takes a moment.
SECONDS_FOR_ORDER = 5.0


class Agreed(NamedTuple):
    """Tied projects from first to last as the group has put them, and the cases (d) in which the order holds."""

    named: tuple[int, ...]
    holds: Flags


def newest(orders: Iterable[Sequence[int]]) -> list[tuple[int, ...]]:
    """Return orders as they were given, where several are of the same projects the last of them."""
    return list({frozenset(named): tuple(named) for named in orders}.values())


def keep_tie_orders(inside: Flags, values: Ints, costs: Ints, budget: Ints | int, agreed: Sequence[Agreed]) -> Flags:
    """Return what is chosen (d × n) within each budget when the orders are kept.

    `values` (d × n) tell who is worth as much: only those can stand in for one another.
    """
    inside, changed = inside.copy(), True
    while changed:
        before = inside.copy()
        for named, holds in agreed:
            for first in range(len(named) - 1):
                members = list(named[first:])
                alike = values[:, members] == values[:, [named[first]]]
                # What an earlier one is worth as much as has been looked at with it.
                new = ~(values[:, list(named[:first])] == values[:, [named[first]]]).any(axis=1)
                cases = np.flatnonzero(holds & new & (alike & inside[:, members]).any(axis=1))
                _choose(inside, costs, budget, (cases, members, alike[cases]))
        changed = bool((inside != before).any())
    return inside


def _choose(inside: Flags, costs: Ints, budget: Ints | int, some: tuple[Ints, list[int], Flags]) -> None:
    """Choose anew, in place, among the members that are alike in some cases, as many as are chosen of them now."""
    cases, members, alike = some
    at = np.ix_(cases, np.array(members, dtype=np.int64))
    now, cost = inside[at] & alike, costs[at]
    left = np.broadcast_to(budget, len(inside))[cases] - (inside[cases] * costs[cases]).sum(axis=1)
    left, open_ = left + (now * cost).sum(axis=1), now.sum(axis=1)
    cost = np.where(alike, cost, NO_LIMIT)
    for turn in range(len(members)):
        later = np.minimum(np.sort(cost[:, turn + 1 :], axis=1), left[:, None] + 1)
        least = np.concatenate([np.zeros((len(cases), 1), dtype=np.int64), np.cumsum(later, axis=1)], axis=1)
        more = np.take_along_axis(least, np.clip(open_ - 1, 0, least.shape[1] - 1)[:, None], axis=1)[:, 0]
        takes = alike[:, turn] & (open_ > 0) & (open_ - 1 <= later.shape[1]) & (cost[:, turn] + more <= left)
        inside[cases, members[turn]] = np.where(alike[:, turn], takes, inside[cases, members[turn]])
        left, open_ = left - cost[:, turn] * takes, open_ - takes


def keep_tie_orders_under(
    rows: Sequence[Constraint], chosen: Sequence[bool], orders: Sequence[Sequence[int]]
) -> tuple[bool, ...]:
    """Return one choice when the orders are kept and so are all rows; those named in an order are worth as much."""
    held, changed = tuple(chosen), True
    while changed:
        before = held
        for named in orders:
            held = _first(rows, held, named)
        changed = held != before
    return held


def _first(rows: Sequence[Constraint], chosen: tuple[bool, ...], named: Sequence[int]) -> tuple[bool, ...]:
    count = sum(chosen[item] for item in named)
    if not 0 < count < len(named):
        return chosen
    fast = [*rows, Constraint("lika många", dict.fromkeys(named, 1.0), low=count, high=count)]
    fast += [as_now(item, chosen) for item in range(len(chosen)) if item not in set(named)]
    for start in range(0, len(named), DECIDED):
        part = named[start : start + DECIDED]
        gain = {item: 2.0 ** (len(part) - turn) for turn, item in enumerate(part)}
        # What is not found in time stands as it is: it is as good, and keeps all rows.
        with suppress(SolverError):
            found = maximise([gain.get(item, 0.0) for item in range(len(chosen))], fast, SECONDS_FOR_ORDER)
            chosen = found.chosen if found.optimal and found.chosen is not None else chosen
        fast += [as_now(item, chosen) for item in part]
    return chosen
