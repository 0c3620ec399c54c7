"""The order by points per krona, where what nobody knows the cost of stands last and takes no place from others."""

from __future__ import annotations

import numpy as np
import pytest

from prioritering.scoring.points import Points
from prioritering.scoring.ranking import Ranking, rank_per_krona

UNKNOWN = np.nan


def ranked(*given: tuple[float, float]) -> Ranking:
    """Rank projects of (points, kronor)."""
    points, cost = np.array(given, dtype=float).T
    return rank_per_krona(Points(points, points, points[:, None], points[:, None]), cost)


@pytest.mark.parametrize(
    ("given", "order", "place"),
    [
        # Half a point per million kronor is little, and still a place of its own.
        (((80, UNKNOWN), (50, 100e6)), [1, 0], [0, 1]),
        # So is nothing at all.
        (((80, UNKNOWN), (0, 1e6)), [1, 0], [0, 1]),
        (((0, 1e6), (0, 2e6), (30, 1e6), (5, UNKNOWN)), [2, 0, 1, 3], [2, 2, 1, 0]),
        (((20, UNKNOWN), (80, UNKNOWN), (1, 1e6)), [2, 1, 0], [0, 0, 1]),
    ],
)
def test_what_has_no_known_cost_stands_after_everything_that_has(
    given: tuple[tuple[float, float], ...], order: list[int], place: list[int]
) -> None:
    found = ranked(*given)
    assert (found.order.tolist(), found.place.tolist()) == (order, place)


def test_what_is_free_comes_first_by_its_points() -> None:
    found = ranked((10, 0), (90, 1e6), (60, 0))
    assert (found.order.tolist(), found.place.tolist()) == ([2, 0, 1], [2, 3, 1])
