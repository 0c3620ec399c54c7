"""How far a frame reaches: surely, and how much further on what condition."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from prioritering.arrays import Flags, Ints
from prioritering.money.fill import Queue, fill, room_for_free
from prioritering.money.line_rule import NO_LIMIT, Costs, Inside, Lock, Rule
from prioritering.scoring.board import Board
from prioritering.scoring.ranking import NOISE, Order, unrounded


@dataclass(frozen=True, slots=True)
class Reach:
    """Indexes of free projects, first to last.

    `sure` are inside whatever comes. `further` are inside too when the costs of `uncertain` come to no more than
    `limit` kronor together. `other` may be inside for other reasons: a tie that the frame cuts, or another that falls
    out. `firm` are those of `sure` that are inside whatever the costs that the group has assumed turn out to be, and
    `assumed` those of any state that would have another without them. `to_price` are those whose unknown cost decides
    what more fits: the ones that are open, and before them the locked; those that wait for a place per krona too.
    """

    sure: tuple[int, ...]
    further: tuple[int, ...]
    other: tuple[int, ...]
    uncertain: tuple[int, ...]
    limit: int
    firm: tuple[int, ...] = ()
    assumed: tuple[int, ...] = ()
    to_price: tuple[int, ...] = ()

    @property
    def assumptions_decide(self) -> bool:
        """Whether some state would be another without the costs that the group has assumed."""
        return bool(self.assumed)


def reach(board: Board) -> Reach:
    """Return how far the board's frame reaches; nothing without a frame."""
    line, frame = board.line, board.choices.frame
    if line is None or frame is None:
        return Reach((), (), (), (), 0)
    opened = board.state(Inside.OPEN)
    # Past a tie that the frame cuts, what fits depends on the order inside the tie, which nobody has chosen.
    cut = board.cut_tie()
    uncut = board.position < board.position[cut[0]] if cut else np.ones_like(opened)
    further = opened & line.within & uncut
    held = board.held | further
    uncertain = held & board.uncertain()
    certain = int(board.scored.costs.low[held & ~uncertain].sum())
    sure, anyhow = board.state(Inside.YES), _inside_whatever_is_assumed(board, line.inside, frame)
    return Reach(
        sure=tuple(board.in_order(sure)),
        further=tuple(board.in_order(further)),
        other=tuple(board.in_order(opened & ~further)),
        uncertain=tuple(board.in_order(uncertain)),
        limit=frame - certain,
        firm=tuple(board.in_order(sure & (anyhow == Inside.YES))),
        assumed=tuple(np.flatnonzero(anyhow != line.inside).tolist()),
        to_price=_to_price(board, opened, uncertain),
    )


def _to_price(board: Board, opened: Flags, uncertain: Flags) -> tuple[int, ...]:
    # A range gives a place per krona, but not where what is locked in leaves nothing for what costs more than nothing.
    waiting = board.unplaced if board.room.most > 0 else np.zeros_like(opened)
    # What may cost anything never fits at the dearest, so that its own cost decides whatever else does.
    decide = waiting | opened | (uncertain if opened.any() else np.zeros_like(opened))
    return tuple(board.in_order(decide & board.scored.costs.unknown))


def _inside_whatever_is_assumed(board: Board, inside: Ints, frame: int) -> Ints:
    """Return each project's `Inside` when an assumed cost may be anything above zero."""
    assumed = board.assumed
    if not assumed.any():
        return inside
    low, high = board.scored.costs
    costs = Costs(np.where(assumed, 0, low), np.where(assumed, NO_LIMIT, high))
    order = board.ranking.order
    if board.choices.order is not Order.PER_KRONA:
        return fill(frame, costs, Queue(order, board.lock, board.tie), board.choices.rule).inside
    # An assumed cost decides the place as well: the ones with it may stand before any other.
    first = np.concatenate([order[assumed[order]], order[~assumed[order]]])
    found = fill(frame, costs, Queue(first, board.lock, board.tie), board.choices.rule).inside
    return np.where(_fits_after_what_is_assumed(board, costs, frame, found), int(Inside.YES), found)


def _fits_after_what_is_assumed(board: Board, costs: Costs, frame: int, found: Ints) -> Flags:
    """Flag what fits per krona though everything that may stand before it does, at the most that it may then cost.

    An assumed cost lets its project stand before another for as long as it gives as many points per krona: it is at
    most the points of the one over what the other gives for a krona. What is known stands in the order shown, and what
    is never inside (by `found`) is passed where the rule lets it be.
    """
    free, assumed, (order, place, key) = board.lock == int(Lock.FREE), board.assumed, board.ranking
    placed = free & ~assumed & (place > 0)
    # Some costs without end would together run over an array's whole numbers, and come to less than nothing.
    room = room_for_free(frame, costs, np.flatnonzero(board.locked_in)).least
    taken = np.zeros(len(place))
    takes = placed & ((found != Inside.NO) | (board.choices.rule is Rule.STOP))
    taken[order] = np.cumsum(np.where(takes, costs.high, 0)[order])
    # Of equals it is not known which stands first: all of them are before the last.
    last = np.zeros(int(place.max(initial=0)) + 1)
    np.maximum.at(last, place, taken)
    with np.errstate(divide="ignore", invalid="ignore"):
        ahead = np.nansum(unrounded(board.points, board.choices.span)[free & assumed]) / (key / 1e6)
    # Two that give as much for a krona but for the noise of a division are equals, and no cost is a part of a krona.
    most = np.floor(last[place] + ahead * (1 + 8 * NOISE))
    fits: Flags = takes & (most <= room)
    return fits
