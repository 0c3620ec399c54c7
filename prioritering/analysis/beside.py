"""The best portfolio beside the ranked list: what differs, what each further krona gives, where points mislead."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from prioritering.analysis.demands import Demands
from prioritering.analysis.draws import ReportProgress, no_progress
from prioritering.analysis.knapsack import best_subsets
from prioritering.analysis.portfolio import POINT, Pool, Portfolio
from prioritering.arrays import Array, Ints
from prioritering.errors import BadArgument
from prioritering.money.fill import fill, queue
from prioritering.money.line_rule import NO_LIMIT, Costs, Lock
from prioritering.scoring.board import Board
from prioritering.scoring.ranking import figure
from prioritering.swedish import MINUS, listing, number, plural, tkr

QUARTER = 0.25
MOST_STEPS, GRID, LARGE_GRID = 4000, 200, 40
MOST_BREAK_EVEN, FEWEST_BREAK_EVEN, LARGE = 12, 4, 2000
MOST_COMPARED = 20


class CostSpan(StrEnum):
    """Which cost stands for a range of costs."""

    MIDDLE = "mitt"
    LOWEST = "lagst"
    HIGHEST = "hogst"


def pool_of(board: Board, span: CostSpan = CostSpan.MIDDLE, assumed: Mapping[str, int] | None = None) -> Pool:
    """Return what can be chosen from: points as the view's span says, costs by `span` (the middle rounded up).

    `assumed` gives a cost in kronor for projects whose cost nobody knows; BadArgument on another project's id.
    """
    given = dict(assumed or {})
    low, high = board.scored.costs
    costs: list[int | None] = []
    for item, a, b in zip(board.candidates, low.tolist(), high.tolist(), strict=True):
        # The middle is rounded up (negated twice, since // rounds down), so that what fits surely fits.
        known = {CostSpan.LOWEST: a, CostSpan.HIGHEST: b}.get(span, -((-a - b) // 2))
        costs.append(given.pop(item.id, None) if b >= NO_LIMIT else known)
        if item.id in given:
            raise BadArgument(f"{item.id} har en kostnad i planen; bara en okänd kostnad kan antas här")
    if given:
        raise BadArgument(f"projektet ”{next(iter(given))}” finns inte bland de poängsatta")
    ids = tuple(item.id for item in board.candidates)
    return Pool(ids, tuple(figure(board.points, board.choices.span).tolist()), tuple(costs))


def locks_of(board: Board) -> Demands:
    """Return the board's locks as demands."""
    return Demands(
        must=frozenset(item.id for item, lock in zip(board.candidates, board.lock, strict=True) if lock == Lock.MUST),
        not_now=frozenset(
            item.id for item, lock in zip(board.candidates, board.lock, strict=True) if lock == Lock.NOT_NOW
        ),
    )


def ranked_choice(board: Board, pool: Pool) -> frozenset[int]:
    """Return what the ranked list reaches with the pool's costs, projects of unknown cost left out as in the pool."""
    if board.choices.frame is None:
        raise BadArgument("en ram behövs för att se vad som ryms")
    lock = board.lock.copy()
    unknown = np.array([cost is None for cost in pool.costs], dtype=bool)
    lock[unknown & (lock != Lock.MUST)] = Lock.NOT_NOW
    # Only a project that is locked in can still lack a cost here; it counts as nothing, as in the portfolio.
    cost = np.array([cost or 0 for cost in pool.costs], dtype=np.int64)
    line = fill(board.choices.frame, Costs(cost, cost), queue(board.ranking.order, lock), board.choices.rule)
    return frozenset(int(index) for index in np.flatnonzero(line.chosen))


@dataclass(frozen=True, slots=True)
class Difference:
    """What the best portfolio has that the ranked list has not (`added`), the reverse (`dropped`), and the gain."""

    added: tuple[int, ...]
    dropped: tuple[int, ...]
    points: float
    cost: int
    sentence: str


def difference(pool: Pool, names: Sequence[str], ranked: frozenset[int], best: Portfolio) -> Difference:
    """Explain in one Swedish sentence how the best portfolio differs from what the ranked list reaches."""
    added, dropped = tuple(sorted(best.indexes - ranked)), tuple(sorted(ranked - best.indexes))
    points = best.points - math.fsum(pool.points[i] for i in ranked)
    cost = best.cost - sum(pool.costs[i] or 0 for i in ranked)
    if not added and not dropped and abs(points) < 1e-9:
        return Difference((), (), 0.0, 0, "Den bästa portföljen är densamma som den rangordnade listan når.")
    parts = []
    if dropped:
        parts.append(f"tar bort {_items(pool, names, dropped)}")
    if added:
        parts.append(f"tar in {_items(pool, names, added)}")
    if not parts:
        parts.append("väljer en mindre etapp av något projekt")
    sign = "+" if points >= 0 else MINUS
    money = "för lika mycket pengar" if cost == 0 else f"och {tkr(abs(cost))} {'mer' if cost > 0 else 'mindre'}"
    sentence = f"Den bästa portföljen {' och '.join(parts)}: {sign}{number(abs(points), 1)} poäng {money}."
    return Difference(added, dropped, points, cost, sentence)


def _items(pool: Pool, names: Sequence[str], indexes: Sequence[int]) -> str:
    return listing(f"{names[i]} ({number(pool.points[i])} poäng, {tkr(pool.costs[i] or 0)})" for i in indexes)


@dataclass(frozen=True, slots=True)
class Curve:
    """Points reached (`points`) by money spent (`cost`, kronor): taken in order of points per krona, from nothing."""

    order: tuple[int, ...]
    cost: tuple[int, ...]
    points: tuple[float, ...]


def value_curve(pool: Pool) -> Curve:
    """Return the value-for-money curve of the projects with known cost (Phillips & Bana e Costa 2007)."""
    known = [i for i, cost in enumerate(pool.costs) if cost is not None and pool.points[i] > 0]
    # The sort is stable, so equal points per krona keep plan order; what is free comes first.
    known.sort(key=lambda i: -(pool.points[i] / cost if (cost := pool.costs[i] or 0) else math.inf))
    cost = np.cumsum([0, *(pool.costs[i] or 0 for i in known)])
    points = np.cumsum([0.0, *(pool.points[i] for i in known)])
    return Curve(tuple(known), tuple(cost.tolist()), tuple(points.tolist()))


def _arrays(pool: Pool, locks: Demands) -> tuple[Ints, Ints, list[int], int, float]:
    held = locks.must | locks.not_now
    free = [i for i, key in enumerate(pool.ids) if pool.costs[i] is not None and key not in held]
    inside = [i for i, key in enumerate(pool.ids) if key in locks.must]
    values = np.array([round(pool.points[i] * POINT) for i in free], dtype=np.int64)
    costs = np.array([pool.costs[i] for i in free], dtype=np.int64)
    return values, costs, free, sum(pool.costs[i] or 0 for i in inside), math.fsum(pool.points[i] for i in inside)


def best_points(pool: Pool, frames: Sequence[int], locks: Demands, progress: ReportProgress = no_progress) -> Array:
    """Return the most points each frame in kronor can reach (locks kept); 0 where the locks alone break the frame."""
    values, costs, free, locked_cost, locked_points = _arrays(pool, locks)
    room = np.asarray(frames, dtype=np.int64) - locked_cost
    shape = (len(room), len(free))
    taken = best_subsets(np.broadcast_to(values, shape), np.broadcast_to(costs, shape), room, progress)
    return np.where(room >= 0, (taken @ values) / POINT + locked_points, 0.0)


def frontier(
    pool: Pool, locks: Demands, frame: int, progress: ReportProgress = no_progress
) -> tuple[tuple[int, float], ...]:
    """Return (frame, most points) from nothing to what everything costs: every frame at which the points rise.

    Exact while there are at most `MOST_STEPS` such frames; beyond that on a grid of 200 frames (40 in a very large
    plan). The frame itself and the last one are always among them.
    """
    values, costs, _, locked_cost, locked_points = _arrays(pool, locks)
    top = max(sum(cost or 0 for cost in pool.costs), frame, 1)
    exact = _rising(values, costs)
    if exact is None:
        steps = GRID if len(values) <= LARGE else LARGE_GRID
        frames = sorted({*(round(top * step / steps) for step in range(steps + 1)), frame})
        pairs = list(zip(frames, best_points(pool, frames, locks, progress).tolist(), strict=True))
    else:
        pairs = [(0, 0.0)] if locked_cost else []
        pairs += [(cost + locked_cost, value / POINT + locked_points) for cost, value in exact]
        # The frame and the end get a point of their own even where nothing rises just there.
        pairs += [(end, max(reached for at, reached in pairs if at <= end)) for end in (frame, top)]
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


def break_even(pool: Pool, locks: Demands, frame: int) -> dict[int, int | None]:
    """Return for projects of unknown cost the most kronor each may cost and still be in the best portfolio.

    The others of unknown cost are left out. None when it is not in even for free. Found by exact bisection, for the
    12 projects of most points (4 in a very large plan).
    """
    held = locks.must | locks.not_now
    unknown = [i for i, cost in enumerate(pool.costs) if cost is None and pool.ids[i] not in held]
    most = MOST_BREAK_EVEN if len(pool.ids) <= LARGE else FEWEST_BREAK_EVEN
    unknown = sorted(sorted(unknown, key=lambda i: -pool.points[i])[:most])
    if not unknown:
        return {}
    without = float(best_points(pool, [frame], locks)[0])
    _, costs, _, locked_cost, _ = _arrays(pool, locks)
    # All bisections go in step, so that each round is one call of the solver for all projects together.
    gain = np.array([pool.points[i] for i in unknown])
    # What is left for the others matters only in steps of their costs' common divisor.
    step = max(1, int(np.gcd.reduce(costs)))
    low = np.zeros(len(unknown), dtype=np.int64)
    high = np.full(len(unknown), max(0, frame - locked_cost) // step, dtype=np.int64)
    while (low < high).any():
        middle = (low + high) // 2
        enough = best_points(pool, (locked_cost + middle * step).tolist(), locks) + gain >= without - 1e-9
        low, high = np.where(enough, low, middle + 1), np.where(enough, middle, high)
    most_cost = frame - locked_cost - high * step
    return {i: int(cost) if pool.points[i] > 1e-9 else None for i, cost in zip(unknown, most_cost, strict=True)}


def cautions(pool: Pool, names: Sequence[str], best: Portfolio, frame: int, locks: Demands) -> tuple[str, ...]:
    """Return Swedish warnings where a sum of points may mislead: one dear project, many small ones, unknown costs."""
    said = [
        f"{names[choice.index]} tar {number(100 * choice.cost / frame)} % av ramen ensamt, mer än en fjärdedel."
        for choice in best.chosen
        if choice.cost > QUARTER * frame
    ]
    said += _many_small(pool, names, best, frame, locks)
    aside = "" if locks.plain else " och kraven inte räknas"
    for index, most in break_even(pool, locks, frame).items():
        if most is None:
            said.append(
                f"{names[index]} har okänd kostnad och är inte med i den bästa portföljen ens om det är gratis."
            )
        else:
            said.append(
                f"{names[index]} har okänd kostnad och är utelämnat. Det hör till den bästa portföljen om det kostar "
                f"högst {tkr(most)}, när de andra okända är utelämnade{aside}."
            )
    return tuple(said)


def _many_small(pool: Pool, names: Sequence[str], best: Portfolio, frame: int, locks: Demands) -> list[str]:
    """Name a project outside that alone fits and gives more than any of those that take its room.

    Asked of the 20 projects outside with most points.
    """
    said = []
    taking = [choice for choice in best.chosen if pool.ids[choice.index] not in locks.must]
    inside = best.indexes
    outside = [i for i in range(len(pool.ids)) if i not in inside and pool.ids[i] not in locks.not_now]
    for index in sorted(sorted(outside, key=lambda i: -pool.points[i])[:MOST_COMPARED]):
        cost = pool.costs[index]
        if cost is None or not 0 < cost <= frame:
            continue
        smaller = sorted((c for c in taking if c.cost < cost and c.points < pool.points[index]), key=lambda c: c.points)
        room, used = cost - (frame - best.cost), 0
        instead = []
        for choice in smaller:
            if used >= room:
                break
            instead.append(choice)
            used += choice.cost
        # One that takes the room alone is a plain choice between two; the sum misleads only where several add up.
        if used >= room and len(instead) >= 2:
            said.append(
                f"{names[index]} ger {number(pool.points[index])} poäng, mer än vart och ett av de "
                f"{plural(len(instead), 'mindre projekt', 'mindre projekt')} som får pengarna i stället "
                f"({listing(names[c.index] for c in instead)}). Summan gynnar många små."
            )
    return said
