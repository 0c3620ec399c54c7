"""The order that the group has put tied projects in, laid over the ranking."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from prioritering.arrays import Ints
from prioritering.money.line_rule import Lock
from prioritering.scoring.effective import Candidate
from prioritering.scoring.ranking import Ranking


def in_agreed_order(
    ranking: Ranking, lock: Ints, items: Sequence[Candidate], tie_orders: Sequence[Sequence[str]]
) -> tuple[Ranking, Ints]:
    """Return the ranking with tied projects in the order the group has put them, and each one's tie (0 without place).

    An order holds while the projects it names share one place, and no other free project does. Places stay shared: the
    points are as equal as before.
    """
    if not tie_orders:
        return ranking, ranking.place
    tie, order = ranking.place.copy(), ranking.order
    index_of = {item.id: index for index, item in enumerate(items)}
    for agreed in tie_orders:
        named = [index_of[key] for key in agreed if key in index_of]
        place = int(ranking.place[named[0]]) if len(named) == len(agreed) > 1 else 0
        others = set(np.flatnonzero((ranking.place == place) & (lock == int(Lock.FREE))).tolist()) - set(named)
        if not place or others or any(ranking.place[named] != place):
            continue
        # A tie takes as many places as it has members, so that each can be numbered with one of its own.
        tie[named] = place + np.arange(len(named))
        order = np.concatenate(
            [order[~np.isin(order, named)][: place - 1], named, order[~np.isin(order, named)][place - 1 :]]
        )
    return Ranking(order, ranking.place, ranking.key), tie
