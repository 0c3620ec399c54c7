"""Why the ranked list and the best portfolio differ, in one plain Swedish sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from prioritering.analysis.beside import Listed, ranked_choice
from prioritering.analysis.portfolio import Pool, Portfolio
from prioritering.money.line_rule import Inside, Rule
from prioritering.scoring.board import Board
from prioritering.scoring.ranking import Order
from prioritering.swedish import listing

MOST_NAMES = 3


def why_differ(board: Board, pool: Pool, best: Portfolio) -> str:
    """Return why the best portfolio is not what surely fits in the list; empty when it is, or without a frame."""
    if board.choices.frame is None:
        return ""
    listed = ranked_choice(board, pool)
    if listed.sure == best.indexes:
        return ""
    parted = _Parted(listed, pool, best)
    stop = parted.stop()
    return f"{_list_words(parted, stop)}; bästa portföljen {_best_words(parted, stop)}."


class _Parted(NamedTuple):
    """The list and the portfolio, where they part."""

    listed: Listed
    pool: Pool
    best: Portfolio

    def stop(self) -> frozenset[int]:
        """Return the free projects of the tie at which the list stops; none under "hoppa"."""
        board = self.listed.board
        outside = board.in_order(board.free & ~board.state(Inside.YES))
        if board.choices.rule is not Rule.STOP or not outside:
            return frozenset()
        return frozenset(i for i in outside if board.tie[i] == board.tie[outside[0]])

    def names(self, indexes: Iterable[int]) -> str:
        """Return projects by name, most points first, the first few and how many more."""
        names = [self.listed.board.candidates[i].project.name for i in self.pool.by_points(indexes)]
        if len(names) > MOST_NAMES:
            names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} projekt till"]
        return listing(names)

    def unknown(self, indexes: Iterable[int]) -> frozenset[int]:
        """Return those of the projects whose cost nobody knows."""
        return frozenset(i for i in indexes if self.pool.costs[i] is None)


def _list_words(parted: _Parted, stop: frozenset[int]) -> str:
    board = parted.listed.board
    if not stop:
        per_krona = board.choices.order is Order.PER_KRONA
        order = "dem med mest poäng per krona först" if per_krona else "projekten i poängordning"
        skips = " och hoppar över dem som inte ryms" if board.choices.rule is Rule.SKIP else ""
        return f"Listan tar {order}{skips}"
    unknown, tied = parted.unknown(stop), stop & frozenset(board.cut_tie())
    if unknown and unknown <= parted.listed.open:
        why = "vars kostnad är okänd" if len(unknown) == 1 else "vars kostnader är okända"
        return f"Listan stannar vid {parted.names(unknown)}, {why}"
    open_ = "som kanske inte ryms" if stop & parted.listed.open else "som inte ryms"
    why = "som är lika men inte ryms tillsammans" if tied else open_
    return f"Listan stannar vid {parted.names(stop)}, {why}"


def _best_words(parted: _Parted, stop: frozenset[int]) -> str:
    sure, chosen = parted.listed.sure, parted.best.indexes
    added, dropped = chosen - sure, sure - chosen
    more = "får plats med fler" if len(chosen) > len(sure) else ""
    gains = parted.best.points > math.fsum(parted.pool.points[i] for i in sure) + 1e-9
    past = _past(parted, stop)
    if not added:
        return f"avstår från {parted.names(dropped)}"
    if dropped and more:
        aside = f"{past}, " if past else ""
        return f"{aside}avstår från {parted.names(dropped)} och {more}{', som tillsammans ger mer' if gains else ''}"
    if dropped:
        instead = f"väljer {parted.names(added)} i stället för {parted.names(dropped)}"
        return f"{instead}, och det ger mer" if gains else instead
    return f"{past} och {more}" if past else more


def _past(parted: _Parted, stop: frozenset[int]) -> str:
    """Return how the portfolio goes on past what stops the list, or what it makes of what is open in it."""
    chosen, unknown = parted.best.indexes, parted.unknown(stop)
    if unknown:
        return f"räknar inte med {_them(unknown)}"
    if stop:
        return f"väljer {parted.names(stop & chosen)}" if stop & chosen else f"hoppar över {_them(stop)}"
    if parted.unknown(parted.listed.open):
        return "räknar inte med dem vars kostnad är okänd"
    return "väljer mellan dem som är lika" if parted.listed.board.cut_tie() else ""


def _them(indexes: frozenset[int]) -> str:
    return "det" if len(indexes) == 1 else "dem"
