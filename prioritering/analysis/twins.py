"""Twins: projects that nothing tells apart, so that every share of the cases is the same for them.

Their own draws differ by chance only, so each is given the mean of theirs, which is also nearer the truth.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from prioritering.analysis.draws import Pins, Uncertain
from prioritering.arrays import Array, Flags, Ints


def twin_groups(
    given: Uncertain,
    lock: Ints,
    pins: Pins,
    apart: Sequence[Sequence[int]] = (),
    requires: Sequence[tuple[int, ...]] = (),
) -> Ints:
    """Return a number for each project, the same for twins: same levels, cost, lock and facts found out.

    `apart` are orders that the group has put equal projects in: each has its own part in such an order. `requires` are
    projects with those that they need: twins need the same, and are needed by the same.
    """
    known: dict[int, list[Hashable]] = {}
    for (row, column), unit in sorted(pins.levels.items()):
        known.setdefault(row, []).append((column, unit))
    for row, cost in pins.costs.items():
        known.setdefault(row, []).append(cost)
    for number, named in enumerate(apart):
        for turn, row in enumerate(named):
            known.setdefault(row, []).append((number, turn, "tie"))
    for project, *needed in requires:
        known.setdefault(project, []).append(("needs", tuple(sorted(needed))))
        for other in needed:
            known.setdefault(other, []).append(("needed by", project))
    seen: dict[Hashable, int] = {}
    costs = zip(given.cost_low.tolist(), given.cost_high.tolist(), lock.tolist(), strict=True)
    groups = [
        seen.setdefault((low.tobytes(), high.tobytes(), cost, tuple(known.get(row, ()))), len(seen))
        for row, (low, high, cost) in enumerate(zip(given.shares.low, given.shares.high, costs, strict=True))
    ]
    return np.array(groups, dtype=np.int64)


def mean_of_twins(values: Ints | Flags | Array, groups: Ints) -> Array:
    """Return each row as the mean of the rows of its group."""
    found = np.asarray(values, dtype=np.float64)
    size = np.bincount(groups)
    if len(size) == len(groups):
        return found
    sums = np.zeros((len(size), *found.shape[1:]))
    np.add.at(sums, groups, found)
    return np.asarray((sums / size.reshape(-1, *[1] * (found.ndim - 1)))[groups])
