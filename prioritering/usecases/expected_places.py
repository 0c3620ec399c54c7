"""Expected places over the drawn cases in words, each marked where others have it with it."""

from __future__ import annotations

import math

import numpy as np

from prioritering import swedish
from prioritering.analysis.acceptability import PlaceCounts
from prioritering.scoring.board import Board

# A hair: equal projects have the same mean, but for the noise of a sum.
_EQUAL = 1e-9


def expected_place_words(board: Board, places: PlaceCounts) -> tuple[str, ...]:
    """Return each candidate's expected place ('5,3'), 'delad' before it where one of the same place has the same.

    A dash for one that has no place.
    """
    expected, place = places.expected_place, board.ranking.place
    # Equal ones of one place then stand beside each other; those without an expected place are equal to none.
    order = np.lexsort((expected, place))
    beside = (np.diff(place[order]) == 0) & (np.diff(expected[order]) < _EQUAL)
    shared = np.zeros(len(order), dtype=bool)
    shared[order[1:]] |= beside
    shared[order[:-1]] |= beside
    # The figure last, so that those of a column stand below each other.
    return tuple(
        "–" if math.isnan(own) else f"{'delad ' if is_shared else ''}{swedish.number(own, 1)}"
        for own, is_shared in zip(expected.tolist(), shared & (place > 0), strict=True)
    )
