"""Which frame each project needs to be inside, and below which frame it falls out, under the rule in use.

Under "stop" the running sum says it. Under "skip" who is inside changes back and forth as the frame grows, so the
frame is walked from one change to the next, and the first frame at which each project crosses is exact.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import compress
from operator import le, not_, sub

import numpy as np

from prioritering.errors import BadArgument
from prioritering.money.line_rule import Lock, Rule, left_in_turn
from prioritering.scoring.board import Board

WORK = 3_000_000


@dataclass(frozen=True, slots=True)
class Frames:
    """Per project in kronor: `into` the least frame from now upwards that holds it, with whether it is exact;
    `out` the largest frame below now that does not hold it (None when every frame does).
    """

    into: dict[int, tuple[int, bool]]
    out: dict[int, int | None]


def frames_needed(board: Board, wanted: Collection[int] | None = None) -> Frames:
    """Return the frames for every project that is not locked and has a place, uncertain costs at their lowest.

    With `wanted` the walk ends when those are answered; others may then have no exact answer.
    """
    if board.line is None or board.choices.frame is None:
        raise BadArgument("en ram behövs")
    # Locked projects never cross the line, so the walk is over the free ones in the room that the locked leave.
    order = board.in_order(board.free)
    costs = board.scored.costs.low.tolist()
    locked = int(board.scored.costs.low[board.lock == Lock.MUST].sum())
    asked = set(order if wanted is None else wanted) & set(order)
    walk = _Walk(order, [costs[i] for i in order], board.choices.frame - locked, asked)
    walk_up, walk_down = (walk.stop, walk.stop_down) if board.choices.rule is Rule.STOP else (walk.up, walk.down)
    into, out = walk_up(), walk_down()
    return Frames(
        {key: (room + locked, exact) for key, (room, exact) in into.items()},
        {key: None if room is None or room + locked < 0 else room + locked for key, room in out.items()},
    )


class _Walk:
    """Projects first to last with their costs, and the room there is for them now."""

    def __init__(self, order: list[int], costs: list[int], room: int, asked: set[int]) -> None:
        self.order, self.costs, self.room, self.asked = order, costs, room, asked
        self.positions = range(len(order))
        self.running: list[int] = np.cumsum(np.asarray(costs, dtype=np.int64)).tolist()
        # The number of changes may double with each project; the work is held to about as much for every size of plan.
        self.most_steps = max(50, WORK // max(1, len(order)))

    def stop(self) -> dict[int, tuple[int, bool]]:
        # Under "stopp" a project is inside exactly when all up to and including it fit: its running sum is the frame.
        return {key: (max(total, self.room), True) for key, total in zip(self.order, self.running, strict=True)}

    def stop_down(self) -> dict[int, int | None]:
        return {key: total - 1 for key, total in zip(self.order, self.running, strict=True) if total <= self.room}

    def _filled(self, room: int) -> tuple[list[int], int, int]:
        """Fill a room; also return how much more lets a further one fit, and how much less drops one (at least 1).

        The first is the positions inside. How much more is -1 when all are inside, how much less 0 when none is.
        """
        left = list(left_in_turn(room, self.costs))
        fits = list(map(le, self.costs, left))
        inside = list(compress(self.positions, fits))
        # Nothing changes until the frame has grown by the smallest lack or shrunk past the smallest margin.
        more = min(map(sub, compress(self.costs, map(not_, fits)), compress(left, map(not_, fits))), default=-1)
        less = min(map(sub, compress(left, fits), compress(self.costs, fits)), default=-1)
        return inside, more, less + 1

    def up(self) -> dict[int, tuple[int, bool]]:
        """First frame upwards at which each is inside; past the limit of work the frame that holds all before it."""
        found: dict[int, tuple[int, bool]] = {}
        room = self.room
        for _ in range(self.most_steps):
            inside, more, _ = self._filled(room)
            for position in inside:
                found.setdefault(self.order[position], (room, True))
            if more < 0 or self.asked <= found.keys():
                break
            room += more
        for key, total in zip(self.order, self.running, strict=True):
            # With room for all before it nothing is passed, so this frame surely holds it; a smaller may too.
            found.setdefault(key, (max(total, self.room), False))
        return found

    def down(self) -> dict[int, int | None]:
        """Last frame downwards at which each that is inside now falls out."""
        inside, _, less = self._filled(self.room)
        waiting = {self.order[position] for position in inside}
        found: dict[int, int | None] = {}
        room = self.room
        for _ in range(self.most_steps):
            # Nothing is inside any more when no smaller frame changes anything.
            if not waiting & self.asked or less <= 0:
                break
            # At the lowest this is -1, which holds not even what is free: a frame that the locked projects break.
            room -= less
            now, _, less = self._filled(room)
            held = {self.order[position] for position in now}
            for key in waiting - held:
                found[key] = room
            waiting &= held
        return found | dict.fromkeys(waiting)
