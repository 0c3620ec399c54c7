"""Draws cases: one weight vector, one level for each range or missing mark, and one cost for each uncertain cost.

A mark that is a range or missing is drawn evenly between its lowest and highest share of the criterion's points, as
one number: between two worded levels everything in between is possible, so that the mean of the draws is the middle
that the ranked list uses. An uncertain cost is drawn evenly among whole kronor. Everything is independent and comes
from one seed; weights, levels, costs and the order inside ties have streams of their own, so that one more missing
mark moves no weight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from prioritering.analysis.weight_draws import ALL_WEIGHTS, WeightInfo, draw_weights
from prioritering.arrays import Array, Flags, Ints
from prioritering.errors import BadArgument
from prioritering.money.line_rule import NO_LIMIT
from prioritering.scoring.board import ScoredProjects
from prioritering.scoring.points import Shares

MAX_DRAWS = 1_000_000
# 1.6 MB of points: a part and its costs stay in the processor's cache, which is several times faster than memory.
CELLS_PER_PART = 200_000
LevelCell = tuple[int, int]
Turns = NDArray[np.uint32]
_NO_PROJECTS = "planen har inga projekt"
_NOTHING_SCORED = "inget projekt kan poängsättas: varje projekt saknar nivå på alla kriterier"


class ReportProgress(Protocol):
    """Told how far long work has come (0–1); may raise `Cancelled` to stop it."""

    def __call__(self, share: float) -> None:
        """Take notice."""


def no_progress(share: float) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """What a case is drawn from: shares (n × k) and costs (n, kronor) between lowest and highest.

    `assumed` marks projects whose cost nobody knows and whose span is an assumption.
    """

    ids: tuple[str, ...]
    shares: Shares
    cost_low: Ints
    cost_high: Ints
    assumed: Flags

    @property
    def cells(self) -> list[LevelCell]:
        """The (project, criterion) cells that are a range or missing, criterion by criterion."""
        # Transposed, because `points_of` goes criterion by criterion and takes the drawn units in that order.
        columns, rows = np.nonzero((self.shares.high > self.shares.low).T)
        return list(zip(rows.tolist(), columns.tolist(), strict=True))

    @property
    def open_costs(self) -> list[int]:
        """The projects whose cost is not one figure."""
        return [int(index) for index in np.flatnonzero(self.cost_high > self.cost_low)]

    def taken(self, order: Ints) -> Uncertain:
        """Return the same projects in another order."""
        shares = Shares(self.shares.low[order], self.shares.high[order])
        ids = tuple(self.ids[index] for index in order.tolist())
        return Uncertain(ids, shares, self.cost_low[order], self.cost_high[order], self.assumed[order])


def nothing_scored(scored: ScoredProjects) -> str:
    """Return why none of a plan's projects has points."""
    return _NOTHING_SCORED if scored.ids else _NO_PROJECTS


def uncertain(scored: ScoredProjects, unknown_low: int = 0, unknown_high: int | None = None) -> Uncertain:
    """Return what can be drawn for a plan; unknown costs are given the span the group has set, in kronor.

    Raises BadArgument when there is nothing to rank, when a cost is unknown and no highest is given, when the span is
    reversed or negative, or when a share or a cost in them is no usable number.
    """
    if not scored.ranked_count:
        raise BadArgument(nothing_scored(scored))
    low, high = scored.shares
    if not (np.isfinite(low).all() and np.isfinite(high).all() and (low >= 0).all() and (high <= 1).all()):
        raise BadArgument("en nivå är inte ett tal mellan skalans lägsta och högsta")
    if (low > high).any():
        raise BadArgument("en nivås lägsta är högre än dess högsta")
    if (scored.costs.low < 0).any() or (scored.costs.high < scored.costs.low).any():
        raise BadArgument("en kostnad är negativ eller har ett omvänt spann")
    unknown = scored.costs.high >= NO_LIMIT
    cost_low, cost_high = scored.costs.low.copy(), scored.costs.high.copy()
    if unknown.any():
        if unknown_high is None:
            raise BadArgument("okända kostnader behöver ett lägsta och ett högsta antaget belopp")
        if not 0 <= unknown_low <= unknown_high:
            raise BadArgument("spannet för okända kostnader ska gå från ett lägsta till ett högsta belopp")
        cost_low[unknown], cost_high[unknown] = unknown_low, unknown_high
    ids = tuple(item.id for item in scored.candidates)
    return Uncertain(ids, scored.shares, cost_low, cost_high, unknown)


@dataclass(frozen=True, slots=True)
class Pins:
    """What is taken as found out, the rest drawn as before: cell -> place in its range (0–1), project -> cost."""

    levels: Mapping[LevelCell, float] = field(default_factory=dict)
    costs: Mapping[int, int] = field(default_factory=dict)

    def taken(self, order: Ints) -> Pins:
        """Return the same facts when the projects stand in another order."""
        at = {old: new for new, old in enumerate(order.tolist())}
        levels = {(at[row], column): unit for (row, column), unit in self.levels.items()}
        return Pins(levels, {at[row]: cost for row, cost in self.costs.items()})


NO_PINS = Pins()


class Cases(NamedTuple):
    """A part of the draws, from draw number `start`: weights (d × k), points (d × n, 0–100), costs (d × n or n).

    `unit` (d × cells) is where in its range each uncertain mark was drawn (0–1). `turn` (d × n) puts the projects of a
    tie in order, lowest first.
    """

    start: int
    weights: Array
    points: Array
    costs: Ints
    unit: Array
    turn: Turns


@dataclass(frozen=True, slots=True)
class Draws:
    """How cases are drawn; the same values give the same cases anywhere. `weights` replaces drawn ones when given."""

    count: int = 10_000
    seed: int = 1
    info: WeightInfo = ALL_WEIGHTS

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MAX_DRAWS:
            raise BadArgument(f"antalet fall ska vara från 1 till {MAX_DRAWS}")
        if self.seed < 0:
            raise BadArgument("fröet ska vara ett heltal som är noll eller större")

    def weights(self, criteria: int) -> Array:
        """Return all weight vectors, count × criteria."""
        return draw_weights(self._stream(0), self.info, self.count, criteria)

    def cases(
        self, given: Uncertain, weights: Array | None = None, pins: Pins = NO_PINS, cells_per_part: int = CELLS_PER_PART
    ) -> Iterator[Cases]:
        """Yield all cases in parts small enough for the processor's cache; parts join to the same draws whatever size.

        `weights` (count × k) replaces the drawn weight vectors; what is pinned is not drawn, the rest is as before.
        """
        n, k = given.shares.low.shape
        drawn = self.weights(k) if weights is None else weights
        levels, costs, turns = self._stream(1), self._stream(2), self._stream(3)
        cells, open_costs = given.cells, np.asarray(given.open_costs, dtype=np.int64)
        columns = _columns(given)
        pinned = {cells.index(cell): unit for cell, unit in pins.levels.items()}
        size = max(1, cells_per_part // n)
        for start in range(0, len(drawn), size):
            part = drawn[start : start + size]
            # What is pinned is drawn all the same and then overwritten, so that the rest of the stream is as before.
            unit = levels.random((len(part), len(cells)))
            for cell, value in pinned.items():
                unit[:, cell] = value
            values = points_of(given.shares, part, columns, unit)
            cost = _costs(costs, given, open_costs, len(part))
            for index, kronor in pins.costs.items():
                cost[:, index] = kronor
            turn = turns.integers(2**32, size=(len(part), n), dtype=np.uint32)
            yield Cases(start, part, values, cost, unit, turn)

    def _stream(self, number: int) -> np.random.Generator:
        # Streams of one seed that are independent of each other, however much is taken from each.
        return np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=(number,)))


def _columns(given: Uncertain) -> dict[int, NDArray[np.intp]]:
    wide = given.shares.high > given.shares.low
    return {column: np.flatnonzero(wide[:, column]) for column in range(wide.shape[1]) if wide[:, column].any()}


def points_of(shares: Shares, weights: Array, columns: Mapping[int, NDArray[np.intp]], unit: Array) -> Array:
    """Return points (d × n) for weights (d × k); `unit` (d × cells) places each uncertain mark in its range.

    Summed criterion by criterion, as `scoring.points.points` does, so that equal marks give equal points to the bit.
    """
    scaled = weights * 100
    total = np.zeros((len(weights), len(shares.low)))
    used = 0
    for column in range(weights.shape[1]):
        rows = columns.get(column)
        low = shares.low[:, column]
        if rows is None:
            total += np.multiply.outer(scaled[:, column], low)
            continue
        share = np.tile(low, (len(weights), 1))
        width = (shares.high[:, column] - low)[rows]
        share[:, rows] += width * unit[:, used : used + len(rows)]
        used += len(rows)
        share *= scaled[:, column, None]
        total += share
    return total


def _costs(stream: np.random.Generator, given: Uncertain, open_costs: Ints, size: int) -> Ints:
    if not len(open_costs):
        return given.cost_low
    low, high = given.cost_low[open_costs], given.cost_high[open_costs]
    drawn = low + np.floor(stream.random((size, len(open_costs))) * (high - low + 1)).astype(np.int64)
    costs = np.tile(given.cost_low, (size, 1))
    # A number just below 1 times a wide span may round up to the krona past the highest.
    costs[:, open_costs] = np.minimum(drawn, high)
    return costs
