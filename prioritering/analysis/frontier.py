"""What each further krona gives: the value-for-money curve, the most points of every frame, and break-even costs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from prioritering.analysis.demands import Demands
from prioritering.analysis.dependent_break_even import dependent_break_even
from prioritering.analysis.draws import ReportProgress, no_progress
from prioritering.analysis.exact import whole_points
from prioritering.analysis.knapsack import best_subsets
from prioritering.analysis.portfolio import Pool
from prioritering.arrays import Array, Ints

MOST_STEPS, GRID, LARGE_GRID = 4000, 200, 40
LARGE, FEWEST_BREAK_EVEN = 2000, 4


@dataclass(frozen=True, slots=True)
class Curve:
    """Points reached (`points`) by money spent (`cost`, kronor): from the locked in, then by points per krona."""

    order: tuple[int, ...]
    cost: tuple[int, ...]
    points: tuple[float, ...]


def value_curve(pool: Pool, locks: Demands) -> Curve:
    """Return the value-for-money curve of the projects with known cost (Phillips & Bana e Costa 2007), locks kept."""
    held = locks.must | locks.not_now
    inside = [i for i, key in enumerate(pool.ids) if key in locks.must]
    known = [i for i, cost in enumerate(pool.costs) if cost is not None and pool.points[i] > 0]
    known = [i for i in known if pool.ids[i] not in held]
    # Equal points per krona in the group's own order, else by id; what is free comes first.
    known.sort(key=lambda i: (-(pool.points[i] / cost if (cost := pool.costs[i] or 0) else math.inf), pool.turn[i]))
    cost = np.cumsum([sum(pool.costs[i] or 0 for i in inside), *(pool.costs[i] or 0 for i in known)])
    points = np.cumsum([math.fsum(pool.points[i] for i in inside), *(pool.points[i] for i in known)])
    return Curve(tuple(known), tuple(cost.tolist()), tuple(points.tolist()))


class _Whole(NamedTuple):
    """A pool under locks in whole numbers: what can be chosen freely, and what is locked in."""

    points: Ints
    unit: int
    values: Ints
    costs: Ints
    locked_cost: int
    locked_value: int

    def most(self, room: Ints, progress: ReportProgress = no_progress) -> Ints:
        """Return the most value that the free ones can give within each room."""
        shape = (len(room), len(self.values))
        taken = best_subsets(np.broadcast_to(self.values, shape), np.broadcast_to(self.costs, shape), room, progress)
        return np.asarray(taken @ self.values, dtype=np.int64)


def _whole(pool: Pool, locks: Demands) -> _Whole:
    points, unit = whole_points(pool.points)
    held = locks.must | locks.not_now
    free = [i for i in pool.by_id(range(len(pool.ids))) if pool.costs[i] is not None and pool.ids[i] not in held]
    inside = [i for i, key in enumerate(pool.ids) if key in locks.must]
    costs = np.array([pool.costs[i] for i in free], dtype=np.int64)
    locked_cost = sum(pool.costs[i] or 0 for i in inside)
    return _Whole(points, unit, points[free], costs, locked_cost, int(points[inside].sum()))


def best_points(pool: Pool, frames: Sequence[int], locks: Demands, progress: ReportProgress = no_progress) -> Array:
    """Return the most points each frame in kronor can reach (locks kept); 0 where the locks alone break the frame."""
    given = _whole(pool, locks)
    room = np.asarray(frames, dtype=np.int64) - given.locked_cost
    return np.where(room >= 0, (given.most(room, progress) + given.locked_value) / given.unit, 0.0)


def frontier(
    pool: Pool, locks: Demands, frame: int, progress: ReportProgress = no_progress
) -> tuple[tuple[int, float], ...]:
    """Return (frame, most points) from what the locked in cost to what all do: every frame at which the points rise.

    Exact while there are at most `MOST_STEPS` such frames; beyond that on a grid of 200 frames (40 in a very large
    plan). The frame itself, unless the locks alone break it, and the last one are always among them.
    """
    given = _whole(pool, locks)
    top = max(sum(cost or 0 for cost in pool.costs), frame, 1)
    exact = _rising(given.values, given.costs)
    if exact is None:
        steps = GRID if len(given.values) <= LARGE else LARGE_GRID
        grid = {*(round(top * step / steps) for step in range(steps + 1)), frame, given.locked_cost}
        # No portfolio keeps the locks in a frame that they break.
        frames = sorted(one for one in grid if one >= given.locked_cost)
        pairs = list(zip(frames, best_points(pool, frames, locks, progress).tolist(), strict=True))
    else:
        pairs = [(cost + given.locked_cost, (value + given.locked_value) / given.unit) for cost, value in exact]
        # The frame and the end get a point of their own even where nothing rises just there.
        pairs += [
            (end, max(reached for at, reached in pairs if at <= end)) for end in {max(frame, given.locked_cost), top}
        ]
        pairs.sort()
    kept, last = [], -1.0
    for value, reached in pairs:
        if reached > last + 1e-9 or (value in (frame, top) and (value, reached) not in kept):
            kept.append((value, reached))
            last = reached
    return tuple(kept)


def _rising(values: Ints, costs: Ints) -> list[tuple[int, int]] | None:
    """Return every undominated (cost, value) over all subsets, by rising cost; None when there are too many."""
    cost, value = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
    for one_value, one_cost in zip(values, costs, strict=True):
        cost, value = np.concatenate([cost, cost + one_cost]), np.concatenate([value, value + one_value])
        # By cost, and the most valuable first where costs are equal, so that one pass drops all that are dominated.
        order = np.lexsort((-value, cost))
        cost, value = cost[order], value[order]
        highest = np.maximum.accumulate(value)
        rises = np.append(True, value[1:] > highest[:-1])
        cost, value = cost[rises], value[rises]
        if len(cost) > MOST_STEPS:
            return None
    return list(zip(cost.tolist(), value.tolist(), strict=True))


def break_even(pool: Pool, locks: Demands, frame: int, progress: ReportProgress = no_progress) -> dict[int, int | None]:
    """Return for projects of unknown cost the most kronor each may cost and still be in a best portfolio.

    Under locks and dependencies alone. At that cost it is in one of most points, maybe beside others that are equally
    good. The others of unknown cost are left out. None when it is not in even for free. Most points first; in a very
    large plan only of the four that have most. Exact.
    """
    held = locks.must | locks.not_now
    unknown = pool.by_points(i for i, cost in enumerate(pool.costs) if cost is None and pool.ids[i] not in held)
    unknown = unknown if len(pool.ids) <= LARGE else unknown[:FEWEST_BREAK_EVEN]
    if not unknown:
        return {}
    if locks.requires:
        return dependent_break_even(pool, locks, frame, unknown, progress)
    given = _whole(pool, locks)
    room = max(0, frame - given.locked_cost)
    # Those of as many points may cost as much.
    gain, kind = np.unique(given.points[unknown], return_inverse=True)
    most = (room - _least_room(given, room, gain, progress))[kind]
    return {i: int(cost) if given.points[i] > 0 else None for i, cost in zip(unknown, most, strict=True)}


def _least_room(given: _Whole, room: int, gain: Ints, progress: ReportProgress) -> Ints:
    """Return for each gain the least room in which the others and it are worth what the others are in all the room."""
    exact = _rising(given.values, given.costs)
    if exact is not None:
        cost, value = (np.array(part, dtype=np.int64) for part in zip(*exact, strict=True))
        without = value[np.searchsorted(cost, room, side="right") - 1]
        return np.asarray(cost[np.searchsorted(value, without - gain)], dtype=np.int64)
    without = given.most(np.array([room], dtype=np.int64))[0]
    # What is left for the others matters only in steps of their costs' common divisor. All bisections go in step, so
    # that each round is one search for all of them together.
    step = max(1, int(np.gcd.reduce(given.costs)))
    low, high = np.zeros(len(gain), dtype=np.int64), np.full(len(gain), room // step, dtype=np.int64)
    rounds = max(1, (room // step).bit_length())
    for done in range(rounds):
        progress(done / rounds)
        middle = (low + high) // 2
        enough = given.most(middle * step) + gain >= without
        low, high = np.where(enough, low, middle + 1), np.where(enough, middle, high)
    return high * step
