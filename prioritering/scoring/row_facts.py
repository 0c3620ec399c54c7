"""What the rows of some projects say that takes the whole board to know."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from prioritering.arrays import Flags, Ints
from prioritering.scoring.board import Board
from prioritering.scoring.level_dependence import depends_on_level


@dataclass(frozen=True, slots=True)
class RowFacts:
    """For projects in the order that was asked for.

    `best` and `worst` are possible places, 0 without one; `moved` places gained against equal weights; `tied` how many
    share the place; `on_level` whether the state depends on a level that is open.
    """

    best: Ints
    worst: Ints
    moved: Ints
    tied: Ints
    on_level: Flags


def row_facts(board: Board, indexes: Ints) -> RowFacts:
    """Return the facts of some projects; who has no place is tied with nobody and has not moved."""
    place = board.ranking.place
    best, worst = board.possible_places(indexes)
    # Counted once for all places, not looked for anew by each row of a long list.
    sharing = np.bincount(place, minlength=1)
    placed = place[indexes] > 0
    return RowFacts(
        best,
        worst,
        moved=np.where(placed, board.moved()[indexes], 0),
        tied=np.where(placed, sharing[place[indexes]], 1),
        on_level=depends_on_level(board, indexes),
    )
