"""Draws the line: what a frame reaches of projects in order, over all costs and orders that are possible.

Arrays hold n projects in plan order.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from prioritering.arrays import Flags, Ints
from prioritering.money.line_rule import Costs, Inside, Lock, Rule, reached
from prioritering.money.outcomes import RoomLeft, skip_outcomes, stop_outcomes


class Fill(NamedTuple):
    """What the frame reaches.

    `inside`: each project's `Inside`, over all possible costs and all orders inside ties.
    `within`: within the frame when every cost is at its least (an unknown one a krona); from the first tie that is
    then parted nothing is, since what is left depends on an order that nobody has chosen.
    `running`: kronor at lowest cost up to and including the project and those that it is tied with; -1 where there is
    none to give (not counted, or a tie that the frame cuts). Those locked in without a place are taken as one tie.
    `sure`: False where an uncertain cost is part of it.
    `cut`: members of a tie that the frame holds some of but can never hold whole.
    `used` is the sum at lowest cost of what is locked in or surely inside, and `left` = frame - used.
    """

    within: Flags
    inside: Ints
    running: Ints
    sure: Flags
    cut: Flags
    used: int
    left: int


class Queue(NamedTuple):
    """Projects as the frame meets them: `order` first to last, `lock` and `tie` of each in plan order.

    Equal numbers in `tie` (which stand together in the order) are one tie; 0 is a project without a place in the
    order, which takes nothing and is open. See `queue` for projects without locks or ties.
    """

    order: Ints
    lock: Ints
    tie: Ints


def queue(order: Ints, lock: Ints | None = None, tie: Ints | None = None) -> Queue:
    """Return projects in order; without `lock` all are free, without `tie` none are tied."""
    if tie is None:
        tie = np.empty(len(order), dtype=np.int64)
        tie[order] = np.arange(1, len(order) + 1)
    return Queue(order, np.zeros(len(order), dtype=np.int64) if lock is None else lock, tie)


def fill(frame: int, costs: Costs, given: Queue, rule: Rule) -> Fill:
    """Draw the line for projects in order within `frame` kronor.

    Projects locked in are taken first, whatever their place and even if they break the frame; projects locked out
    take nothing.
    """
    count, (order, lock, tie) = len(given.order), given
    ranked = lock[order]
    must, free = order[ranked == Lock.MUST], order[(ranked == Lock.FREE) & (tie[order] > 0)]
    sequence, fixed = np.concatenate([must, free]), len(must)
    # Once in this order: to look figures up project by project is what takes time in a long list.
    met = Costs(costs.low[sequence], costs.high[sequence])
    queued = Costs(met.low[fixed:], met.high[fixed:])
    least, sizes = queued.least, tie_sizes(tie[free])
    room = room_for_free(frame, costs, must)
    outcomes = stop_outcomes if rule is Rule.STOP else skip_outcomes
    found = outcomes(room, least, queued.high, sizes)
    held = _up_to_a_parted_tie(room.most, least, sizes, rule)

    inside = np.full(count, int(Inside.NO), dtype=np.int64)
    inside[(lock == Lock.FREE) & (tie == 0)] = Inside.OPEN
    inside[must], inside[free] = Inside.YES, found.inside
    within, cut = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    within[must], within[free], cut[free] = True, held, found.cut
    running, sure = np.full(count, -1, dtype=np.int64), np.ones(count, dtype=bool)
    # Under "stopp" the sum goes on past the line, so that a reader sees how much more each further project asks for.
    counted = np.append(np.ones(fixed, dtype=bool), held | (rule is Rule.STOP))
    running[sequence], sure[sequence] = _running(met, counted, np.append(tie_sizes(tie[must]), sizes))
    running[cut] = -1
    used = int(costs.low[inside == Inside.YES].sum())
    return Fill(within, inside, running, sure, cut, used, frame - used)


def _up_to_a_parted_tie(room: int, costs: Ints, sizes: Ints, rule: Rule) -> Flags:
    """Return which projects are inside before the first tie of which the order decides who is."""
    inside = reached(room, costs, rule)
    if not len(inside):
        return inside
    starts = np.cumsum(sizes) - sizes
    held, members = np.add.reduceat(inside.astype(np.int64), starts), sizes
    if rule is Rule.SKIP:
        # What is dearer than all that is left before its tie is passed in every order.
        taken = np.cumsum(np.where(inside, costs, 0))
        left = room - np.append(0, taken[(starts + sizes - 1)[:-1]])
        members = np.add.reduceat((costs <= np.repeat(left, sizes)).astype(np.int64), starts)
    parted = np.flatnonzero((held > 0) & (held < members))
    return inside & (np.arange(len(inside)) < starts[parted[0]]) if len(parted) else inside


def room_for_free(frame: int, costs: Costs, must: Ints) -> RoomLeft:
    """Return what the locked in (indexes) leave of the frame, in kronor; below zero where they break it."""
    fixed = Costs(costs.low[must], costs.high[must])
    # An unknown cost that is locked in may take all there is.
    dearest = sum(min(high, max(0, frame) + 1) for high in fixed.high.tolist())
    return RoomLeft(frame - dearest, frame - int(fixed.least.sum()))


def tie_sizes(tie: Ints) -> Ints:
    """Return how many projects each tie in a row has."""
    begins = np.ones(len(tie), dtype=bool)
    begins[1:] = tie[1:] != tie[:-1]
    ends = np.append(np.flatnonzero(begins), len(tie))
    return np.asarray(ends[1:] - ends[:-1])


def _running(costs: Costs, counted: Flags, sizes: Ints) -> tuple[Ints, Flags]:
    """Return the sums up to and including each tie, and whether no uncertain cost is part of them.

    All are first to last, `sizes` those of the ties in a row. What is not counted adds nothing and has no sum.
    """
    if not len(counted):
        return np.empty(0, dtype=np.int64), counted
    last = np.repeat(np.cumsum(sizes) - 1, sizes)
    sums = np.cumsum(np.where(counted, costs.low, 0))[last]
    # One uncertain cost makes every sum from there on uncertain.
    unsure = np.maximum.accumulate(counted & (costs.low != costs.high))[last]
    return np.where(counted, sums, -1), ~unsure
