"""What a frame reaches: two named rules, exact for costs that are one figure, a range or unknown.

The rule itself is `reached`, and it is written here only: the ranked list, the drawn cases and the walk over frames
all ask it. A cost is a whole number of kronor between `low` and `high`; unknown is 0 to `NO_LIMIT`. "Inside" is
answered for every possible outcome: yes, no, or open when an unknown cost decides. Arrays hold n projects in plan
order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum, StrEnum
from typing import NamedTuple, TypeVar

import numpy as np

from prioritering.arrays import Flags, Ints

# A quarter of what fits, so that the middle of a range and a sum of two such costs do not overflow.
NO_LIMIT = np.iinfo(np.int64).max // 4
# Keeps the walk over all costs near linear: each uncertain cost may double the intervals.
MAX_INTERVALS = 256

Kronor = TypeVar("Kronor", int, Ints)


class Rule(StrEnum):
    """How the line is drawn: stop at the first project that does not fit, or skip it and go on."""

    STOP = "stopp"
    SKIP = "hoppa"


class Inside(IntEnum):
    """Whether a project is within the frame, over everything an unknown cost may turn out to be."""

    NO = 0
    YES = 1
    OPEN = 2


class Lock(IntEnum):
    """What the group has said of a project whatever its points."""

    FREE = 0
    MUST = 1
    NOT_NOW = 2


class Costs(NamedTuple):
    """Lowest and highest possible cost in kronor; `high` is NO_LIMIT when unknown."""

    low: Ints
    high: Ints


class Fill(NamedTuple):
    """What the frame reaches when uncertain costs are at their lowest, and how sure that is.

    `chosen`: within the frame at lowest costs. `inside`: over all possible costs. `running`: kronor used at lowest
    cost up to and including the project. `sure`: False where an uncertain cost is part of `running`.
    `used` is the sum of the chosen at lowest cost and `left` = frame - used, which is also what the uncertain
    costs among the chosen may grow by together before one of the chosen no longer fits.
    """

    chosen: Flags
    inside: Ints
    running: Ints
    sure: Flags
    used: int
    left: int


def reached(room: int | Ints, costs: Ints, rule: Rule) -> Flags:
    """Return which projects the room holds by the rule, by position; everything here is for free projects only.

    `costs` are kronor from the first project to the last along the last axis: n for one list with one `room`, or
    d × n for d cases at once with d rooms. A room below zero holds nothing, not even what is free.
    """
    if rule is Rule.STOP:
        # The sums never fall, so what comes after the first that does not fit does not fit either.
        return np.asarray(np.cumsum(costs, axis=-1) <= np.expand_dims(room, -1))
    if isinstance(room, int):
        return costs <= np.fromiter(left_in_turn(room, costs.tolist()), dtype=np.int64, count=len(costs))
    inside = np.empty(costs.shape, dtype=bool)
    # One column is one place in the list for all cases; laid out that way each step reads memory in a row.
    columns = np.ascontiguousarray(costs.T)
    for position, left in enumerate(left_in_turn(room, columns)):
        inside[:, position] = columns[position] <= left
    return inside


def left_in_turn(room: Kronor, costs: Iterable[Kronor]) -> Iterator[Kronor]:
    """Yield what is left of the room as each project's turn comes, under the rule 'hoppa'.

    A project that costs no more than what is left takes its cost from it; any other is passed and takes nothing.
    The same lines serve one list (whole numbers) and many cases (one array of a number per case).
    """
    for cost in costs:
        yield room
        room = room - cost * (cost <= room)


def fill(frame: int, costs: Costs, order: Ints, rule: Rule, locks: Ints | None = None) -> Fill:
    """Draw the line for projects in `order` (indexes, first to last) within `frame` kronor.

    Projects locked in are taken first, whatever their place and even if they break the frame; projects locked out
    take nothing.
    """
    count = len(order)
    lock = np.zeros(count, dtype=np.int64) if locks is None else locks
    ranked = lock[order]
    sequence = np.concatenate([order[ranked == Lock.MUST], order[ranked == Lock.FREE]])
    low, high = costs.low[sequence], costs.high[sequence]
    taken_first = int((ranked == Lock.MUST).sum())
    chosen_in_order = np.ones(len(sequence), dtype=bool)
    chosen_in_order[taken_first:] = reached(frame - int(low[:taken_first].sum()), low[taken_first:], rule)
    over_all = _stop_over_all_costs if rule is Rule.STOP else _skip_over_all_costs

    chosen = np.zeros(count, dtype=bool)
    inside = np.zeros(count, dtype=np.int64)
    running = np.zeros(count, dtype=np.int64)
    sure = np.ones(count, dtype=bool)
    chosen[sequence] = chosen_in_order
    inside[sequence] = over_all(frame, low, high, chosen_in_order, taken_first)
    # Under "stopp" the sum goes on past the line, so that a reader sees how much more each further project asks for.
    counted = np.ones(len(sequence), dtype=bool) if rule is Rule.STOP else chosen_in_order
    running[sequence] = np.cumsum(np.where(counted, low, 0))
    # One uncertain cost makes every sum from there on uncertain.
    sure[sequence] = ~np.maximum.accumulate(counted & (low != high)) if len(sequence) else True
    used = int(low[chosen_in_order].sum())
    return Fill(chosen, inside, running, sure, used, frame - used)


def _stop_over_all_costs(frame: int, low: Ints, high: Ints, chosen: Flags, taken_first: int) -> Ints:
    """Surely inside is what the room holds when everything costs most, surely outside what it does not at least."""
    # An unknown cost is cut to just above the frame and the sum is taken as floats, since whole numbers would run over;
    # kronor are exact as floats up to 2**53, and a sum past that is past any frame. Below a frame of less than
    # nothing the cut costs are negative, and the lowest so far keeps a later project from seeming to fit again.
    left = np.minimum.accumulate(frame - np.cumsum(np.minimum(high, frame + 1), dtype=np.float64))
    inside = np.where(left >= 0, Inside.YES, np.where(chosen, Inside.OPEN, Inside.NO)).astype(np.int64)
    inside[:taken_first] = Inside.YES
    return inside


def _skip_over_all_costs(frame: int, low: Ints, high: Ints, chosen: Flags, taken_first: int) -> Ints:
    """Answer from the chosen up to the first uncertain cost, and from there follow every amount that may be left."""
    inside = np.where(chosen, Inside.YES, Inside.NO).astype(np.int64)
    uncertain = np.flatnonzero(low != high)
    if not len(uncertain):
        return inside
    start = max(taken_first, int(uncertain[0]))
    before = int(low[:start][chosen[:start]].sum())
    wide = sum(min(int(h), frame + 1) - int(lo) for lo, h in zip(low[:taken_first], high[:taken_first], strict=True))
    # Below zero all amounts are alike (nothing fits), so -1 stands for them.
    first_left = [(max(-1, frame - before - wide), frame - before)]
    inside[start:] = _over_all_costs(first_left, low[start:].tolist(), high[start:].tolist())
    return inside


def _over_all_costs(left: list[tuple[int, int]], low: list[int], high: list[int]) -> list[int]:
    """Follow every amount that may be left, as intervals of whole kronor, past each project.

    An amount r goes to r - c where the cost c fits, and stays r where it does not, so intervals stay intervals.
    """
    answers = []
    for lowest, highest in zip(low, high, strict=True):
        may_fit, may_fail = left[-1][1] >= lowest, left[0][0] < highest
        answers.append(int(Inside.OPEN if may_fit and may_fail else Inside.YES if may_fit else Inside.NO))
        if not may_fit:
            continue
        after = [(max(0, a - highest), b - lowest) for a, b in left if b >= lowest]
        after += [(a, min(b, highest - 1)) for a, b in left if a < highest]
        left = _merged(after)
    return answers


def _merged(intervals: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sorted intervals with touching ones joined.

    Past MAX_INTERVALS they become one: more answers are then "open", never a wrong yes or no.
    """
    merged: list[tuple[int, int]] = []
    for a, b in sorted(intervals):
        if merged and a <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], b))
        else:
            merged.append((a, b))
    return merged if len(merged) <= MAX_INTERVALS else [(merged[0][0], merged[-1][1])]
