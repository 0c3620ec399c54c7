"""What a frame reaches: two named rules, exact for costs that are one figure, a range or unknown.

A cost is a whole number of kronor between `low` and `high`; unknown is 0 to `NO_LIMIT`. "Inside" is answered for
every possible outcome: yes, no, or open when an unknown cost decides. Arrays hold n projects in plan order.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, StrEnum
from typing import NamedTuple

import numpy as np

from prioritering.arrays import Flags, Ints

NO_LIMIT = np.iinfo(np.int64).max // 4
MAX_INTERVALS = 256


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
    draw = _stop if rule is Rule.STOP else _skip
    chosen_in_order, inside_in_order = draw(frame, low, high, taken_first)

    chosen = np.zeros(count, dtype=bool)
    inside = np.zeros(count, dtype=np.int64)
    running = np.zeros(count, dtype=np.int64)
    sure = np.ones(count, dtype=bool)
    chosen[sequence], inside[sequence] = chosen_in_order, inside_in_order
    counted = np.ones(len(sequence), dtype=bool) if rule is Rule.STOP else chosen_in_order
    running[sequence] = np.cumsum(np.where(counted, low, 0))
    sure[sequence] = ~np.maximum.accumulate(counted & (low != high)) if len(sequence) else True
    used = int(low[chosen_in_order].sum())
    return Fill(chosen, inside, running, sure, used, frame - used)


def _stop(frame: int, low: Ints, high: Ints, taken_first: int) -> tuple[Flags, Ints]:
    """Everything up to the first that does not fit: the running sum decides alone."""
    at_least = np.cumsum(low)
    at_most = np.minimum.accumulate(frame - np.cumsum(np.minimum(high, frame + 1), dtype=np.float64))
    chosen = at_least <= frame
    inside = np.where(at_most >= 0, Inside.YES, np.where(chosen, Inside.OPEN, Inside.NO)).astype(np.int64)
    chosen[:taken_first] = True
    inside[:taken_first] = Inside.YES
    return chosen, inside


def _skip(frame: int, low: Ints, high: Ints, taken_first: int) -> tuple[Flags, Ints]:
    """Take each that fits in what is left, and go on past those that do not."""
    count = len(low)
    chosen = np.zeros(count, dtype=bool)
    inside = np.zeros(count, dtype=np.int64)
    chosen[:taken_first] = True
    inside[:taken_first] = Inside.YES
    left = frame - int(low[:taken_first].sum())
    lows = low.tolist()
    for index in range(taken_first, count):
        if lows[index] <= left:
            chosen[index] = True
            left -= lows[index]
    uncertain = np.flatnonzero(low != high)
    if not len(uncertain):
        inside[chosen] = Inside.YES
        return chosen, inside
    start = max(taken_first, int(uncertain[0]))
    inside[taken_first:start] = np.where(chosen[taken_first:start], Inside.YES, Inside.NO)
    before = int(low[:start][chosen[:start]].sum())
    wide = sum(min(int(h), frame + 1) - int(lo) for lo, h in zip(low[:taken_first], high[:taken_first], strict=True))
    first_left = [(max(-1, frame - before - wide), frame - before)]
    inside[start:] = _over_all_costs(first_left, lows[start:], high[start:].tolist())
    return chosen, inside


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
