"""Why the ranked list and the best portfolio differ, in one plain Swedish sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from prioritering.analysis.best_and_list import Listed, ranked_choice
from prioritering.analysis.demands import Demands
from prioritering.analysis.portfolio import Pool, Portfolio
from prioritering.money.line_rule import Inside, Rule
from prioritering.scoring.board import Board, rank
from prioritering.scoring.ranking import Order
from prioritering.swedish import count_word, first_few

MOST_NAMES_DIFFERING = 3
EQUAL = 1e-9


def why_differ(board: Board, pool: Pool, best: Portfolio) -> str:
    """Return why the best portfolio is not what surely fits in the list; empty without a frame or where it is.

    Where the list, with ties that the frame cuts in some order, is as good, it is only the choice that is left.
    """
    if board.choices.frame is None:
        return ""
    listed = ranked_choice(board, pool)
    if _same(listed.sure, pool, best):
        return ""
    if _as_good(listed, pool, best):
        return "Listan kan nå lika många poäng som bästa portföljen: det beror på hur ni väljer mellan dem som är lika."
    parted = _Parted(listed, pool, best)
    stop = parted.stop()
    # Beside others as good it is the one that is shown that is spoken of.
    which = "den bästa portföljen som visas" if best.equal and best.equal.others else "bästa portföljen"
    return f"{_list_words(parted, stop)}; {which} {_best_words(parted, stop)}."


def _as_good(listed: Listed, pool: Pool, best: Portfolio) -> bool:
    """Return whether the list is as good as the best when each tie that is cut has what the best chose of it first."""
    board = listed.board
    while not _same(listed.sure, pool, best):
        tied = board.cut_tie()
        if not tied:
            return False
        # Then the cheapest, so that as many as possible of them fit.
        turn = sorted(
            tied, key=lambda i: (i not in best.indexes, pool.costs[i] is None, pool.costs[i] or 0, pool.ids[i])
        )
        agreed = tuple(pool.ids[index] for index in turn)
        board = rank(board.scored, replace(board.choices, tie_orders=(*board.choices.tie_orders, agreed)))
        if board.cut_tie() == tied:
            return False
        listed = ranked_choice(board, pool)
    return True


def _same(sure: frozenset[int], pool: Pool, best: Portfolio) -> bool:
    apart = sure ^ best.indexes
    if not apart:
        return True
    # What gives no points makes no portfolio better, but it is in the list and not in the portfolio.
    if any(pool.costs[i] is None for i in sure) or not any(pool.points[i] for i in apart):
        return False
    return best.optimal and abs(math.fsum(pool.points[i] for i in sure) - best.points) < EQUAL


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
        return _named(self.pool, [item.name for item in self.listed.board.candidates], indexes)

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
    unknown, tied = parted.unknown(stop), board.cut_tie()
    if stop & frozenset(tied):
        if len(tied) > MOST_NAMES_DIFFERING:
            return f"Listan stannar vid {count_word(len(tied))} lika projekt, som inte ryms tillsammans"
        return f"Listan stannar vid {parted.names(tied)}, som är lika men inte ryms tillsammans"
    if unknown and unknown <= parted.listed.open:
        why = "vars kostnad är okänd" if len(unknown) == 1 else "vars kostnader är okända"
        return f"Listan stannar vid {parted.names(unknown)}, {why}"
    why = "som kanske inte ryms" if stop & parted.listed.open else "som inte ryms"
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
    if added <= stop:
        return _only_there(parted, stop, added)
    return f"{past} och {more}" if past else more


def _only_there(parted: _Parted, stop: frozenset[int], added: frozenset[int]) -> str:
    """Return how the portfolio takes in some of what stops the list and nothing past it: "fler" would promise more."""
    unknown, chosen = parted.unknown(stop), f"väljer {parted.names(added)}"
    if stop & frozenset(parted.listed.board.cut_tie()):
        return chosen
    if unknown:
        return f"räknar inte med {_them(unknown)} och {chosen}"
    return f"räknar med en enda kostnad för varje projekt och {chosen}"


def _past(parted: _Parted, stop: frozenset[int]) -> str:
    """Return how the portfolio goes on past what stops the list, or what it makes of what is open in it."""
    chosen, unknown = parted.best.indexes, parted.unknown(stop)
    cut = frozenset(parted.listed.board.cut_tie())
    if stop & cut:
        return f"väljer {parted.names(cut & chosen)}" if cut & chosen else "hoppar över dem"
    if unknown:
        return f"räknar inte med {_them(unknown)}"
    if stop:
        return f"väljer {parted.names(stop & chosen)}" if stop & chosen else f"hoppar över {_them(stop)}"
    if parted.unknown(parted.listed.open):
        return "räknar inte med dem vars kostnad är okänd"
    return "väljer mellan dem som är lika" if parted.listed.board.cut_tie() else ""


def _them(indexes: frozenset[int]) -> str:
    return "det" if len(indexes) == 1 else "dem"


def kept_out(pool: Pool, names: Sequence[str], best: Portfolio, freed: Portfolio, demands: Demands) -> str:
    """Return what demands keep out of the best portfolio, which without them is `freed`; nothing where it is as good.

    A need of people that nobody has stated keeps a project out as one that is too large does.
    """
    if freed.points <= best.points + EQUAL:
        return ""
    lost, instead = freed.indexes - best.indexes, best.indexes - freed.indexes
    without = f"inte {_named(pool, names, instead)}" if instead else ""
    also = f"haft {_named(pool, names, lost)} med" if lost else ""
    had = " och ".join(part for part in (also, without) if part) or "haft hela projekt i stället för en mindre etapp"
    said = f"Kraven gäller den bästa portföljen men inte listan: utan kraven hade portföljen {had}."
    short = {
        index
        for limit in demands.limits
        for index in lost
        if limit.highest is not None and limit.need.get(pool.ids[index], 0.0) > limit.highest
    }
    if not short:
        return said
    return f"{said} Behovet är okänt eller större än kravet tillåter för {_named(pool, names, short)}."


def _named(pool: Pool, names: Sequence[str], indexes: Iterable[int]) -> str:
    named = [names[index] for index in pool.by_points(indexes)]
    return first_few(named, MOST_NAMES_DIFFERING, "projekt till", shown=MOST_NAMES_DIFFERING - 1)
