"""The best portfolio beside the ranked list: what it is chosen from, what the list reaches, and what differs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from prioritering.analysis.agreed_ties import newest
from prioritering.analysis.demands import Demands
from prioritering.analysis.draws import nothing_scored
from prioritering.analysis.portfolio import Pool, Portfolio
from prioritering.arrays import Flags
from prioritering.errors import BadArgument
from prioritering.money.line_rule import NO_LIMIT, Costs, Inside, Lock
from prioritering.scoring.board import Board, rank
from prioritering.scoring.ranking import figure
from prioritering.scoring.reach import reach
from prioritering.swedish import MINUS, count_word, listing, number, rounded_figure, tkr


class CostSpan(StrEnum):
    """Which cost stands for a range of costs."""

    MIDDLE = "mitt"
    LOWEST = "lagst"
    HIGHEST = "hogst"


def pool_of(board: Board, span: CostSpan = CostSpan.MIDDLE, assumed: Mapping[str, int] | None = None) -> Pool:
    """Return what can be chosen from: points as the view's span says, costs by `span` (the middle rounded up).

    `assumed` gives a cost in kronor for projects whose cost nobody knows. BadArgument on another project's id, and
    where nothing can be scored.
    """
    if not board.scored.ranked_count:
        raise BadArgument(nothing_scored(board.scored))
    given = dict(assumed or {})
    low, high = board.scored.costs
    costs: list[int | None] = []
    for item, a, b in zip(board.candidates, low.tolist(), high.tolist(), strict=True):
        # The middle is rounded up (negated twice, since // rounds down), so that what fits surely fits.
        known = {CostSpan.LOWEST: a, CostSpan.HIGHEST: b}.get(span, -((-a - b) // 2))
        costs.append(given.pop(item.id, None) if b >= NO_LIMIT else known)
        if item.id in given:
            raise BadArgument(f"{item.id} har en kostnad i planen; bara en okänd kostnad kan antas här")
    if given:
        raise BadArgument(f"projektet ”{next(iter(given))}” finns inte bland de poängsatta")
    ids = tuple(item.id for item in board.candidates)
    points = tuple(figure(board.points, board.choices.span).tolist())
    return Pool(ids, points, tuple(costs), _ordered(board))


def _ordered(board: Board) -> tuple[tuple[int, ...], ...]:
    """Return the free projects of each tie that the group has put in order, first to last."""
    index_of = {item.id: index for index, item in enumerate(board.candidates)}
    orders = []
    for agreed in board.choices.tie_orders:
        free = [index_of[key] for key in agreed if key in index_of and board.free[index_of[key]]]
        place = board.ranking.place
        if len(free) > 1 and set(free) == set(np.flatnonzero(board.free & (place == place[free[0]])).tolist()):
            orders.append(free)
    return tuple(newest(orders))


def locks_as_demands(board: Board) -> Demands:
    """Return the board's locks as demands."""
    return Demands(
        must=frozenset(item.id for item, lock in zip(board.candidates, board.lock, strict=True) if lock == Lock.MUST),
        not_now=frozenset(
            item.id for item, lock in zip(board.candidates, board.lock, strict=True) if lock == Lock.NOT_NOW
        ),
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """What the ranked list says: what fits or is locked in (`sure`), what is Oklart (`open`), and its board.

    `hedged`: some of `sure` fit only if a cost that is assumed or tried turns out so.
    """

    sure: frozenset[int]
    open: frozenset[int]
    board: Board
    hedged: bool = False

    @property
    def which(self) -> tuple[str, str]:
        """What of the list is meant, as words before a verb and after all, where some are Oklart."""
        return ("", "") if not self.open else ("", " utan det oklara") if self.hedged else ("säkert ", "")


def ranked_choice(board: Board, pool: Pool) -> Listed:
    """Return what the ranked list reaches, in the board's own three states.

    A cost that the pool assumes where nobody knows one counts here too. What is still unknown stays open, as it is
    everywhere that no single figure is needed.
    """
    if board.choices.frame is None:
        raise BadArgument("en ram behövs för att se vad som ryms")
    given, board = board, _with_costs(board, pool)
    found = reach(board)
    inside = np.full(len(board.lock), int(Inside.NO)) if board.line is None else board.line.inside
    opened = (board.lock == int(Lock.FREE)) & (inside == int(Inside.OPEN))
    return Listed(_indexes(board.held), _indexes(opened), board, board is not given or found.firm != found.sure)


def _with_costs(board: Board, pool: Pool) -> Board:
    low, high = board.scored.costs
    assumed = {i: cost for i, cost in enumerate(pool.costs) if cost is not None and high[i] >= NO_LIMIT}
    if not assumed:
        return board
    low, high = low.copy(), high.copy()
    for index, cost in assumed.items():
        low[index] = high[index] = cost
    return rank(replace(board.scored, costs=Costs(low, high)), board.choices)


def _indexes(flags: Flags) -> frozenset[int]:
    return frozenset(np.flatnonzero(flags).tolist())


@dataclass(frozen=True, slots=True)
class Difference:
    """What the best portfolio has that the ranked list has not (`added`), the reverse (`dropped`), and the gain."""

    added: tuple[int, ...]
    dropped: tuple[int, ...]
    points: float
    cost: int
    sentence: str


def difference(pool: Pool, names: Sequence[str], listed: Listed, best: Portfolio) -> Difference:
    """Explain in one Swedish sentence how the best portfolio differs from what surely fits in the ranked list."""
    ranked, (surely, unclear) = listed.sure, listed.which
    added, dropped = tuple(sorted(best.indexes - ranked)), tuple(sorted(ranked - best.indexes))
    points = best.points - math.fsum(pool.points[i] for i in ranked)
    cost = best.cost - sum(pool.costs[i] or 0 for i in ranked)
    if not added and not dropped and abs(points) < 1e-9:
        same = f"{which_best(best)} är samma projekt som listan {surely}når{unclear}."
        return Difference((), (), 0.0, 0, same)
    parts = []
    if dropped:
        parts.append(f"tar bort {_items(pool, names, dropped)}")
    if added:
        parts.append(f"tar in {_items(pool, names, added)}")
    if not parts:
        parts.append("väljer en mindre etapp av något projekt")
    # Beside the two sums, each with one decimal: what differs is what differs between the figures shown.
    shown = rounded_figure(best.points, 1) - rounded_figure(best.points - points, 1)
    sign = "+" if shown >= 0 else MINUS
    money = "för lika mycket pengar" if cost == 0 else f"och {tkr(abs(cost))} {'mer' if cost > 0 else 'mindre'}"
    against = f", jämfört med det som {surely}ryms i listan{unclear}" if listed.open else ""
    sentence = f"{which_best(best)} {' och '.join(parts)}{against}: {sign}{number(abs(shown), 1)} poäng {money}."
    return Difference(added, dropped, points, cost, sentence)


def which_best(best: Portfolio) -> str:
    """Return what the portfolio is called where a sentence begins: that it is one of several where it is."""
    equal = best.equal
    if equal is None or not equal.others:
        return "Den bästa portföljen"
    count = count_word(equal.others + 1) if equal.counted else f"minst {count_word(equal.others + 1)}"
    return f"Den bästa portföljen som visas, en av {count} lika bra,"


def _items(pool: Pool, names: Sequence[str], indexes: Sequence[int]) -> str:
    return listing(f"{names[i]} ({pool.points_words(i)}, {tkr(pool.costs[i] or 0)})" for i in pool.by_points(indexes))
