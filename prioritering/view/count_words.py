"""How many projects are unclear, and whom what is left of a frame is left for, in a few words."""

from __future__ import annotations

from prioritering import swedish
from prioritering.arrays import Flags
from prioritering.money.line_rule import Inside
from prioritering.scoring.board import Board
from prioritering.scoring.reach import Reach


def open_by_kind(board: Board, among: Flags) -> str:
    """Return how many of the flagged projects are Oklart: '4 oklara'; apart those without a place, '3 utan kostnad'."""
    opened, without = int((among & board.state(Inside.OPEN)).sum()), int((among & board.unplaced).sum())
    said = [open_count(opened)] if opened else []
    said += [f"{swedish.number(without)} utan kostnad"] if without and board.line is not None else []
    return " · ".join(said)


def open_count(count: int) -> str:
    """Return how many are Oklart: '4 oklara'; nothing of none."""
    return f"{swedish.number(count)} {'oklart' if count == 1 else 'oklara'}" if count else ""


def left_for(board: Board) -> str:
    """Return whom what is left after those that surely fit is left for: ' till de oklara'; nothing where none is."""
    opened = int(board.state(Inside.OPEN).sum())
    return "" if not opened else " till det oklara" if opened == 1 else " till de oklara"


def those_further(board: Board, found: Reach) -> str:
    """Return how many may fit: 'Fyra till', and where none is sure 'Fyra', or 'Alla fyra' where there are no others."""
    count, free = swedish.count_word(len(found.further)), int(board.free.sum())
    if free == 1:
        return "Det"
    if found.sure or board.locked_in.any():
        return f"{count.capitalize()} till"
    if len(found.further) < free or board.unplaced.any():
        return count.capitalize()
    return "Båda" if free == 2 else f"Alla {count}"


def ranked_words(board: Board) -> str:
    """Return how many are ranked; per krona one without a cost has no place, and is not said to be ranked."""
    count = board.scored.ranked_count - int(board.unplaced.sum())
    return f"{swedish.number(count)} rangordna{'t' if count == 1 else 'de'}" if count else "inget projekt är rangordnat"
