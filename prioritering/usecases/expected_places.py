"""A project's expected place over the drawn cases in words, marked where others have it with it."""

from __future__ import annotations

import math

import numpy as np

from prioritering import swedish
from prioritering.analysis.acceptability import PlaceCounts
from prioritering.scoring.board import Board

# A hair: equal projects have the same mean, but for the noise of a sum.
_EQUAL = 1e-9


def expected_place_words(board: Board, places: PlaceCounts, index: int) -> str:
    """Return a project's expected place ('5,3'), with 'delad' before it where one of the same place has the same.

    A dash for one that has no place.
    """
    expected, place = places.expected_place, board.ranking.place
    own = float(expected[index])
    if math.isnan(own):
        return "–"
    with np.errstate(invalid="ignore"):
        same = (place == place[index]) & (np.abs(expected - own) < _EQUAL)
    said = swedish.number(own, 1)
    # The figure last, so that those of a column stand below each other.
    return f"delad {said}" if place[index] and int(same.sum()) > 1 else said
