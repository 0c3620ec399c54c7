"""What a frame reaches: two named rules, exact for costs that are one figure, a range or unknown, and for ties.

The rule for costs of one figure is `reached`, which the ranked list and the drawn cases ask. What it gives over every
possible cost and every order inside a tie is worked out in `prioritering.money.outcomes`; a law in the tests holds that
to what trying each of them gives. A cost is a whole number of kronor between `low` and `high`; unknown is 0 to
`NO_LIMIT`, and more than zero. "Inside" is then yes, no, or open. Arrays hold n projects in plan order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum, StrEnum
from typing import NamedTuple, TypeVar

import numpy as np

from prioritering.arrays import Flags, Ints

# A quarter of what fits, so that the middle of a range and a sum of two such costs do not overflow.
NO_LIMIT = np.iinfo(np.int64).max // 4

Kronor = TypeVar("Kronor", int, Ints)


class Rule(StrEnum):
    """How the line is drawn: stop at the first project that does not fit, or skip it and go on."""

    STOP = "stopp"
    SKIP = "hoppa"


class Inside(IntEnum):
    """Whether a project is within the frame, over all that costs may turn out to be and all orders inside ties."""

    NO = 0
    YES = 1
    OPEN = 2


class Lock(IntEnum):
    """What the group has said of a project whatever its points."""

    FREE = 0
    MUST = 1
    NOT_NOW = 2


class Costs(NamedTuple):
    """Lowest and highest possible cost in kronor; `low` is 0 and `high` is NO_LIMIT when unknown."""

    low: Ints
    high: Ints

    @property
    def unknown(self) -> Flags:
        """Flag the costs of which nothing is known but that they are more than zero."""
        return np.asarray(self.high >= NO_LIMIT)

    @property
    def least(self) -> Ints:
        """The least that each takes of a frame: an unknown cost is never zero, so it takes at least one krona."""
        return np.asarray(np.where(self.unknown, np.maximum(self.low, 1), self.low))


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
