"""Figures that stand beside portfolios: what they give together, what another frame would give, what rules share."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

from prioritering.analysis.portfolio import Pool
from prioritering.analysis.rules import Picked
from prioritering.money.amounts import up_to_tkr


class Sums(NamedTuple):
    """What some projects give and cost together, an unknown cost not counted."""

    points: float
    kronor: int


class MoreFrame(NamedTuple):
    """What more of a frame would give: so many kronor more, and the points then."""

    more: int
    points: float


def sums_of(pool: Pool, indexes: Collection[int]) -> Sums:
    """Return the points and kronor of some projects together."""
    return Sums(math.fsum(pool.points[i] for i in indexes), sum(pool.costs[i] or 0 for i in indexes))


def next_step(points: Sequence[tuple[int, float]], frame: int) -> tuple[float, MoreFrame | None]:
    """Return the most points within a frame, and the nearest step up: what it takes and gives; None when there is none.

    `points` are the frames in kronor where the points rise, with the most points there.
    """
    now = max((reached for value, reached in points if value <= frame), default=0.0)
    nearest = next((value for value, reached in points if value > frame and reached > now + 1e-9), None)
    if nearest is None:
        return now, None
    # Rounded up to whole tkr, since it is needed; what that much more reaches may be past the nearest step.
    more = up_to_tkr(nearest - frame)
    return now, MoreFrame(more, max(reached for value, reached in points if value <= frame + more))


def chosen_by_all(found: Sequence[Picked]) -> frozenset[int]:
    """Return the projects that every rule picks."""
    return frozenset.intersection(*(frozenset(item.chosen) for item in found))


def each_voice(frame: int, voices: int) -> int:
    """Return the kronor that each member has to vote for under equal shares."""
    return round(frame / voices)
