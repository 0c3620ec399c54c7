"""Where the frame's line and the lighter second line stand among rows, for everything that draws them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from prioritering.money.line_rule import Inside
from prioritering.scoring.board import Board


class Lines(NamedTuple):
    """The rows that the lines stand by, by id.

    The line stands before the row `below`, after all when that is empty. The second line stands after the row `after`;
    there is none when that is empty.
    """

    below: str
    after: str


def lines_of(board: Board) -> Lines | None:
    """Return the rows that a board's lines stand by; None without a frame, when none is drawn."""
    if board.line is None:
        return None
    below, opened = board.below_line(), board.in_order(board.state(Inside.OPEN))
    first = next((i for i in board.listed() if below[i]), None)
    # More could fit down to the last that is open.
    found = ("" if index is None else board.candidates[index].id for index in (first, opened[-1] if opened else None))
    return Lines(*found)


def places_among(board: Board, shown: Sequence[int]) -> tuple[int, int | None] | None:
    """Return `line_places` among the rows of some of a board's projects; None without a frame."""
    lines = lines_of(board)
    if lines is None:
        return None
    called = board.scored.candidate_ids
    every, ids = ([called[i] for i in indexes] for indexes in (board.listed(), shown))
    return line_places(lines, every, set(ids))


def line_places(lines: Lines, every: Sequence[str], shown: Collection[str]) -> tuple[int, int | None]:
    """Return how many of the shown rows stand before the line, and before the second line (None where there is none).

    `every` are the ids of all rows, first to last, and `shown` those that are drawn.
    """

    def shown_in(part: Sequence[str]) -> int:
        return sum(key in shown for key in part)

    first = shown_in(every[: every.index(lines.below)] if lines.below else every)
    return first, shown_in(every[: every.index(lines.after) + 1]) if lines.after else None
