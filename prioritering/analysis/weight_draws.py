"""Draws weight vectors evenly over everything that is possible: all weights, a rank order, intervals, or one point.

All weights: uniform on the simplex w ≥ 0, Σw = 1 (Dirichlet(1, …, 1), from normalised exponentials).
Rank order: the same, sorted, which is uniform on the part of the simplex that keeps the order (Tervonen & Lahdelma
2007, EJOR 178:500-513). Intervals: exact rejection, from whichever of two enclosing sets fits better; where both
fit badly, hit-and-run (Smith 1984, Operations Research 32:1296-1308; van Valkenhoef, Tervonen & Postmus 2014,
EJOR 239:865-867), which tends to uniform with the number of steps.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from prioritering.arrays import Array
from prioritering.errors import BadArgument

# A pilot shows which way of drawing keeps most. Where fewer than one in a hundred would be kept, walking is faster.
PILOT = 20_000
LOWEST_ACCEPTANCE = 0.01
# Steps grow as the square of the criteria, since a walk in more dimensions takes longer to forget its start.
STEPS_PER_CRITERION = 20
EXACT = 1e-9


class WeightKind(StrEnum):
    """What is known about the weights."""

    ALL = "alla"
    ORDER = "ordning"
    INTERVALS = "spann"
    FIXED = "fasta"


@dataclass(frozen=True, slots=True)
class WeightInfo:
    """What is known about k weights; `low` and `high` hold shares (0–1), equal when the weights are fixed.

    `order` holds each criterion's place (1 = means most, equal places = nothing said between them).
    """

    kind: WeightKind = WeightKind.ALL
    order: tuple[int, ...] = ()
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


ALL_WEIGHTS = WeightInfo()


def by_order(places: Sequence[int]) -> WeightInfo:
    """Return the information that a criterion with a lower place weighs at least as much as one with a higher."""
    if not places or any(place < 1 for place in places):
        raise BadArgument("varje kriterium behöver en plats från 1 och uppåt")
    return WeightInfo(WeightKind.ORDER, order=tuple(places))


def by_intervals(low: Sequence[float], high: Sequence[float]) -> WeightInfo:
    """Return the information that each weight lies in an interval of shares; BadArgument when none can.

    The intervals are empty together when the lowest sum to more than 1 or the highest to less.
    """
    if len(low) != len(high) or not low:
        raise BadArgument("varje kriterium behöver en lägsta och en högsta vikt")
    for a, b in zip(low, high, strict=True):
        if not (math.isfinite(a) and math.isfinite(b) and 0 <= a <= b <= 1):
            raise BadArgument("ett viktspann ska gå från en lägsta till en högsta vikt mellan 0 och 100 procent")
    if math.fsum(low) > 1 + EXACT:
        raise BadArgument("viktspannen går inte ihop: redan de lägsta vikterna blir mer än 100 procent")
    if math.fsum(high) < 1 - EXACT:
        raise BadArgument("viktspannen går inte ihop: de högsta vikterna når inte 100 procent")
    return WeightInfo(WeightKind.INTERVALS, low=tuple(low), high=tuple(high))


def fixed(weights: Sequence[float]) -> WeightInfo:
    """Return the information that the weights are exactly these shares."""
    return WeightInfo(WeightKind.FIXED, low=tuple(weights), high=tuple(weights))


def draw_weights(rng: np.random.Generator, info: WeightInfo, count: int, criteria: int) -> Array:
    """Return `count` weight vectors (count × criteria), each summing to 1; BadArgument when sizes differ."""
    given = info.order or info.low
    if given and len(given) != criteria:
        raise BadArgument(f"vikterna gäller {len(given)} kriterier men modellen har {criteria}")
    if criteria == 1:
        return np.ones((count, 1))
    if info.kind is WeightKind.FIXED:
        return np.tile(np.asarray(info.low), (count, 1))
    if info.kind is WeightKind.INTERVALS:
        return _in_intervals(rng, np.asarray(info.low), np.asarray(info.high), count)
    weights = _simplex(rng, count, criteria)
    return _ordered(weights, info.order) if info.kind is WeightKind.ORDER else weights


def _simplex(rng: np.random.Generator, count: int, size: int) -> Array:
    raw = rng.standard_exponential((count, size))
    return np.asarray(raw / raw.sum(axis=1, keepdims=True), dtype=np.float64)


def _ordered(weights: Array, places: Sequence[int]) -> Array:
    """Sort each vector and hand the largest to the first place; inside a shared place the draw's own order stays."""
    falling = -np.sort(-weights, axis=1)
    result = np.empty_like(weights)
    start = 0
    for place in sorted(set(places)):
        columns = [index for index, own in enumerate(places) if own == place]
        block = falling[:, start : start + len(columns)]
        # Sorting the sort gives ranks: inside a shared place the largest weight goes where the draw had its largest.
        ranks = np.argsort(np.argsort(-weights[:, columns], axis=1), axis=1)
        result[:, columns] = np.take_along_axis(block, ranks, axis=1)
        start += len(columns)
    return result


def _in_intervals(rng: np.random.Generator, low: Array, high: Array, count: int) -> Array:
    room = 1 - low.sum()
    if room <= EXACT:
        return np.tile(low / low.sum(), (count, 1))
    if high.sum() - 1 <= EXACT:
        return np.tile(high / high.sum(), (count, 1))
    # No weight can rise above what the others' lowest leave.
    high = np.minimum(high, low + room)
    free = high - low > EXACT
    widest = int(np.argmax(high - low))
    others = np.flatnonzero(free & (np.arange(len(low)) != widest))

    def from_simplex(size: int) -> Array:
        """Give each its lowest and spread the room evenly; keep what no highest forbids."""
        found = np.tile(low, (size, 1))
        found[:, free] += room * _simplex(rng, size, int(free.sum()))
        return np.asarray(found[(found <= high + EXACT).all(axis=1)])

    def from_box(size: int) -> Array:
        """Draw all but the widest evenly in their own intervals; keep where the widest takes the rest."""
        found = np.tile(low, (size, 1))
        found[:, others] += (high - low)[others] * rng.random((size, len(others)))
        # The widest weight is what the others leave; even in the others is even on the plane of sum 1.
        rest = 1 - (found.sum(axis=1) - found[:, widest])
        found[:, widest] = rest
        return np.asarray(found[(rest >= low[widest] - EXACT) & (rest <= high[widest] + EXACT)])

    proposals: tuple[Callable[[int], Array], ...] = (from_simplex, from_box)
    pilots = [propose(PILOT) for propose in proposals]
    best = int(np.argmax([len(found) for found in pilots]))
    if len(pilots[best]) < LOWEST_ACCEPTANCE * PILOT:
        return _hit_and_run(rng, low, high, count)
    kept = [pilots[best]]
    while sum(len(found) for found in kept) < count:
        kept.append(proposals[best](PILOT))
    return np.concatenate(kept)[:count]


def _hit_and_run(rng: np.random.Generator, low: Array, high: Array, count: int) -> Array:
    """Walk `count` independent points in lockstep, each from the same inner point, long enough to forget it."""
    free = np.flatnonzero(high - low > EXACT)
    inner = low + (high - low) * (1 - low.sum()) / (high.sum() - low.sum())
    points = np.tile(inner, (count, 1))
    for _ in range(STEPS_PER_CRITERION * len(low) ** 2 // 2 + 100):
        direction = np.zeros_like(points)
        step = rng.standard_normal((count, len(free)))
        # A normal step less its mean: every direction in the plane is as likely, and the sum of weights stays 1.
        direction[:, free] = step - step.mean(axis=1, keepdims=True)
        with np.errstate(divide="ignore", invalid="ignore"):
            to_low, to_high = (low - points) / direction, (high - points) / direction
        # How far the line runs each way before it meets a wall; a weight that does not move meets none.
        still = direction == 0
        ahead = np.where(still, np.inf, np.maximum(to_low, to_high)).min(axis=1)
        behind = np.where(still, -np.inf, np.minimum(to_low, to_high)).max(axis=1)
        length = behind + (ahead - behind) * rng.random(count)
        # Even along the whole line through the region; the clip takes away rounding noise only.
        points = np.clip(points + direction * length[:, None], low, high)
    return np.asarray(points / points.sum(axis=1, keepdims=True), dtype=np.float64)
