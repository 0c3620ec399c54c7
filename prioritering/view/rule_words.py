"""What the choice of fill rule means here and now, in one sentence: what "stanna" leaves and "hoppa över" lets in.

Only what holds for every possible cost and every order inside a tie is said; the rest is called unclear.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from prioritering import swedish
from prioritering.arrays import Flags, Ints
from prioritering.money.fill import Queue, fill, tie_sizes
from prioritering.money.line_rule import Inside, Rule
from prioritering.money.stop_leaves import stop_leaves
from prioritering.scoring.board import Board
from prioritering.view.picture import Picture
from prioritering.view.sentences import some_names

SAME = "Samma projekt med båda reglerna."
MORE_OPEN = "”hoppa över” ger samma säkra projekt men kan rymma fler av de oklara"
# The other rule walks past every project once more, and a board of many hundred must keep up with a slider.
MOST_LIVE = 500


@dataclass(frozen=True, slots=True)
class Compared:
    """Both rules on one board: each free project's `Inside` by either, and what "stanna" leaves, in kronor.

    `same`: they hold the same projects in every outcome; None where that is not known. `least` and `most` are None
    where what is left is not known.
    """

    stop: Ints
    skip: Ints
    same: bool | None
    least: int | None = None
    most: int | None = None

    def gained(self) -> Flags:
        """Flag what "hoppa över" surely holds and "stanna" does not."""
        return np.asarray((self.stop != Inside.YES) & (self.skip == Inside.YES))

    def possible(self) -> Flags:
        """Flag what "hoppa över" may hold and "stanna" never does."""
        return np.asarray((self.stop == Inside.NO) & (self.skip == Inside.OPEN))


def compared(board: Board) -> Compared | None:
    """Return the rule in use beside the other; None without a frame or a free project."""
    frame, line, rule = board.choices.frame, board.line, board.choices.rule
    if line is None or frame is None or not board.free.any():
        return None
    queue = Queue(board.ranking.order, board.lock, board.tie)
    other = fill(frame, board.scored.costs, queue, Rule.SKIP if rule is Rule.STOP else Rule.STOP)
    stop, skip = (line.inside, other.inside) if rule is Rule.STOP else (other.inside, line.inside)
    free, costs = np.array(board.in_order(board.free)), board.scored.costs
    found = stop_leaves(board.room, costs.least[free], costs.high[free], tie_sizes(board.tie[free]))
    if found is None:
        return Compared(stop, skip, True if _surely_the_same(board, stop, skip) else None)
    return Compared(stop, skip, not found.skip_takes_more, found.least, found.most)


def _surely_the_same(board: Board, stop: Ints, skip: Ints) -> bool:
    # They part only where something may fit further down than, or tied with, what may not.
    unsure = board.in_order(board.free & (stop != Inside.YES))
    may_fit = [index for index in unsure if skip[index] != Inside.NO]
    alone = bool(unsure) and int((board.free & (board.tie == board.tie[unsure[0]])).sum()) == 1
    return not may_fit or (may_fit == unsure[:1] and alone)


def rule_words(picture: Picture, live: bool = False) -> str:
    """Return what the rule in use leaves or lets in, compared with the other; nothing without a frame.

    With `live` long lists get no answer: it is for what is drawn at each move of a slider.
    """
    if live and len(picture.board.candidates) > MOST_LIVE:
        return ""
    found = compared(picture.board)
    if found is None:
        return ""
    if found.same:
        return SAME
    said = _seen_from_stop if picture.board.choices.rule is Rule.STOP else _seen_from_skip
    return said(picture.board, found)


def _seen_from_stop(board: Board, found: Compared) -> str:
    gained, possible = _names(board, found.gained()), _names(board, found.possible())
    said = [f"ryms också {gained}"] if gained else []
    said += [f"kan {'' if gained else 'också '}{possible} rymmas"] if possible else []
    left = _left(found)
    if not said and found.same is None:
        return ""
    if not left:
        return f"Med ”hoppa över” {swedish.listing(said)}." if said else f"Regeln {MORE_OPEN}."
    return f"Regeln ”stanna” {left}; {f'med ”hoppa över” {swedish.listing(said)}' if said else MORE_OPEN}."


def _seen_from_skip(board: Board, found: Compared) -> str:
    lost = _names(board, found.gained() & (found.stop == Inside.NO))
    unsure = _names(board, found.gained() & (found.stop == Inside.OPEN))
    impossible = _names(board, found.possible())
    said = [f"ryms inte {lost}"] if lost else []
    said += [f"kan {impossible} inte rymmas"] if impossible else []
    said += [f"är det oklart om {unsure} ryms"] if unsure else []
    left = _left(found)
    if said:
        return f"Med ”stanna” {swedish.listing(said)}{f'; den regeln {left}' if left else ''}."
    if found.same is None:
        return ""
    return f"Regeln ”stanna” ger samma säkra projekt men kan rymma färre av de oklara{f', och {left}' if left else ''}."


def _names(board: Board, flags: Flags) -> str:
    return some_names(board, tuple(board.in_order(board.free & flags)))


def _left(found: Compared) -> str:
    """Return what "stanna" leaves; nothing where it leaves nothing or nobody knows."""
    if not found.most:
        return ""
    if found.least == found.most:
        return f"lämnar {swedish.tkr(found.most)} oanvända"
    # Known to hold at most: rounded up; below 1 tkr as it is.
    return f"lämnar högst {(swedish.tkr if found.most < 1000 else swedish.tkr_at_least)(found.most)} oanvända"
