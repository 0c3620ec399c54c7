"""Which frame makes each project *Ryms*, from which it may fit, and below which it no longer surely does.

Under "stopp" sums say it. Under "hoppa" a larger frame may let in what stands before and so put a project out, so the
frame is walked from one possible change to the next, with `money.outcomes` asked at each; what it finds is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from prioritering.arrays import Flags, Ints
from prioritering.errors import BadArgument
from prioritering.money.fill import room_for_free, tie_sizes
from prioritering.money.line_rule import NO_LIMIT, Inside, Rule
from prioritering.money.outcomes import MAX_PARTS, PARTS_IN_TURN, SkipWalk, how_many_parts
from prioritering.scoring.board import Board

# Projects passed in all: the number of changes may double with each project, so a long walk gives up.
MOST_PASSED = 40_000


@dataclass(frozen=True, slots=True)
class Frames:
    """Per project in kronor, as far as there is such a frame.

    `into`: the least from now upwards at which it surely fits, with whether it is the least for certain (else a
    smaller may do). `out`: the largest below now at which it no longer surely does. `may`: the least from now upwards
    at which one that cannot fit may do so.
    """

    into: dict[int, tuple[int, bool]] = field(default_factory=dict)
    out: dict[int, int] = field(default_factory=dict)
    may: dict[int, int] = field(default_factory=dict)


def frames_needed(board: Board, wanted: Collection[int] | None = None) -> Frames:
    """Return the frames for projects that are not locked and have a place; with `wanted` for those of them only."""
    if board.line is None or board.choices.frame is None:
        raise BadArgument("en ram behövs")
    order = np.array(board.in_order(board.free), dtype=np.int64)
    asked = set(order.tolist()) if wanted is None else set(wanted) & set(order.tolist())
    walk = _Walk(board, order, asked)
    return walk.stop() if board.choices.rule is Rule.STOP else walk.skip()


class _Walk:
    """Free projects first to last, as far as somebody asks, and what is asked of each by where it now stands."""

    def __init__(self, board: Board, order: Ints, asked: set[int]) -> None:
        self.costs, self.frame = board.scored.costs, board.choices.kronor
        self.must = np.flatnonzero(board.locked_in)
        ties = board.tie[order]
        last = max((int(ties[at]) for at, key in enumerate(order.tolist()) if key in asked), default=0)
        self.order = order[: int(np.searchsorted(ties, last, side="right"))]
        self.sizes = tie_sizes(board.tie[self.order])
        state = {} if board.line is None else {key: int(board.line.inside[key]) for key in asked}
        self.sure = {key for key in asked if state[key] == Inside.YES}
        self.open = asked - self.sure
        self.never = {key for key in asked if state[key] == Inside.NO}
        self.found = Frames()

    def stop(self) -> Frames:
        """Under "stopp" one is surely inside when all through its tie fit at their dearest."""
        cheapest = int(self.costs.least[self.must].sum())
        for key, dearest, before in zip(self.order.tolist(), self._dearest(), self._cheapest_before(), strict=True):
            if key in self.sure and dearest >= 1:
                self.found.out[key] = dearest - 1
            if key in self.open and dearest < NO_LIMIT:
                self.found.into[key] = (dearest, True)
            if key in self.never:
                self.found.may[key] = cheapest + before + int(self.costs.least[key])
        return self.found

    def skip(self) -> Frames:
        """Walk the frame upwards and downwards; past the limit of work the frame that holds all before and beside."""
        dearest = dict(zip(self.order.tolist(), self._dearest(), strict=True))
        locked = self._sum(self.costs.high[self.must])
        # What costs nothing fits whatever is left.
        dearest.update({key: locked for key in dearest if self.costs.high[key] == 0})
        possible = {key for key in self.open if dearest[key] < NO_LIMIT}
        never, sure = set(self.never), set(self.sure)
        for frame, inside in self._up():
            self.found.into.update(dict.fromkeys(self._moved_from(possible, inside == Inside.YES), (frame, True)))
            self.found.may.update(dict.fromkeys(self._moved_from(never, inside != Inside.NO), frame))
            if not possible | never:
                break
        for key in possible:
            self.found.into[key] = (dearest[key], False)
        for frame, inside in self._down():
            self.found.out.update(dict.fromkeys(self._moved_from(sure, inside != Inside.YES), frame))
            if not sure:
                break
        return self.found

    def _moved_from(self, waiting: set[int], where: Flags) -> set[int]:
        """Take out of those that wait for a frame the ones that have it now, and return them."""
        found = waiting & set(self.order[where].tolist())
        waiting -= found
        return found

    def _up(self) -> Iterator[tuple[int, Ints]]:
        frame, walk = self.frame, self._at(self.frame)
        for _ in range(self._most_steps()):
            more = min((rise for rise, _ in self._changes(walk)), default=NO_LIMIT)
            if more <= 0 or more >= NO_LIMIT:
                return
            frame, walk = frame + more, self._at(frame + more)
            yield frame, np.array(walk.inside)

    def _down(self) -> Iterator[tuple[int, Ints]]:
        frame, walk = self.frame, self._at(self.frame)
        for _ in range(self._most_steps()):
            less = min((fall for _, fall in self._changes(walk)), default=NO_LIMIT)
            if less <= 0 or less > frame:
                return
            frame, walk = frame - less, self._at(frame - less)
            yield frame, np.array(walk.inside)

    def _most_steps(self) -> int:
        # A large tie takes as long to pass as the many projects that some of its parts would be.
        passed, start = len(self.order), 0
        for size in self.sizes.tolist():
            tied = self.order[start : start + size].tolist()
            kinds = Counter((int(self.costs.least[key]), int(self.costs.high[key])) for key in tied)
            parts = how_many_parts(kinds)
            passed += parts // 4 if PARTS_IN_TURN < parts <= MAX_PARTS else 0
            start += size
        return max(50, MOST_PASSED // max(1, passed))

    def _at(self, frame: int) -> SkipWalk:
        room = room_for_free(frame, self.costs, self.must)
        return SkipWalk(room, self.costs.least[self.order], self.costs.high[self.order], self.sizes)

    def _changes(self, walk: SkipWalk) -> Iterator[tuple[int, int]]:
        """Yield how much the frame may rise, and fall, until one comparison of what is left with a cost turns.

        What may be left moves by at most as much as the frame, so nothing turns before the smallest of them.
        """
        for start, size in zip(walk.starts, self.sizes.tolist(), strict=True):
            group, left = walk.costs[start : start + size], walk.before(start)
            for end in (0, 1):
                costs = {cost[1 - end] for cost in group}
                for taken in _sums([cost[1 - end] for cost in group]):
                    for ends in left:
                        rest = ends[end] - taken
                        if rest < 0 < taken:
                            continue
                        for cost in costs:
                            yield (cost - rest, NO_LIMIT) if rest < cost else (NO_LIMIT, rest - cost + 1)

    def _dearest(self) -> list[int]:
        """Return kronor through each project's tie with every cost at its highest; NO_LIMIT where there is no end."""
        locked, found, start = self._sum(self.costs.high[self.must]), [], 0
        for size in self.sizes.tolist():
            locked = min(NO_LIMIT, locked + self._sum(self.costs.high[self.order[start : start + size]]))
            found += [locked] * size
            start += size
        return found

    def _cheapest_before(self) -> list[int]:
        running = np.concatenate([[0], np.cumsum(self.costs.least[self.order])])
        starts = np.cumsum(self.sizes) - self.sizes
        found: list[int] = np.repeat(running[starts], self.sizes).tolist()
        return found

    @staticmethod
    def _sum(costs: Ints) -> int:
        # Summed as whole numbers of any size: several costs without end would run over.
        total: int = sum(costs.tolist())
        return min(NO_LIMIT, total)


def _sums(costs: Sequence[int]) -> set[int]:
    """Return what some of a tie may have taken before another's turn; of a very large tie none of it or the rest."""
    found = {0}
    if len(costs) == 1:
        return found
    for cost in costs:
        found |= {cost + taken for taken in found}
        if len(found) > MAX_PARTS:
            return {0, *(sum(costs) - cost for cost in costs)}
    return found
