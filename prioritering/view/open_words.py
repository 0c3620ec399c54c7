"""What decides about a project that is Oklart: a cost that is not sure, or a choice among equals, in words."""

from __future__ import annotations

from prioritering.money.line_rule import Inside
from prioritering.scoring.board import Board
from prioritering.scoring.tie_choice import cost_decides_too, hangs_on_choice, sought_in_a_sample

IN_A_SAMPLE = "sökt i ett urval"
_UNKNOWN = "beror på okänd kostnad"
_UNSURE = "beror på osäker kostnad"
_CHOICE = "beror på hur ni väljer"
_BOTH = "kostnad och val avgör"
_NEITHER_FOUND = "inte uträknat vad som avgör"


def because(board: Board, index: int) -> str:
    """Return why a project is Oklart, to stand by the word, or that it is not worked out; nothing for another.

    Where not every cost and order has been tried it says so: something else may decide too.
    """
    said = _found_to_decide(board, index)
    return f"{said}, {IN_A_SAMPLE}" if said and sampled(board, index) else said


def sampled(board: Board, index: int) -> bool:
    """Return whether what decides about a project was sought in a sample only; never of one that is not Oklart."""
    return bool(board.state(Inside.OPEN)[index]) and sought_in_a_sample(board, index)


def _found_to_decide(board: Board, index: int) -> str:
    if board.line is None:
        return ""
    if board.unplaced[index]:
        return _UNKNOWN
    if not board.state(Inside.OPEN)[index]:
        return ""
    # As the reason of the row says it (view/reasons.py): a choice stands before what costs may turn out to be.
    by_choice = hangs_on_choice(board, index)
    if by_choice is None:
        # Where neither has been found to decide neither is said to.
        return _NEITHER_FOUND
    if by_choice:
        return _BOTH if cost_decides_too(board, index) else _CHOICE
    met = board.before(index) | (board.free & (board.tie == board.tie[index]))
    unsure = met & board.uncertain()
    return _UNKNOWN if board.scored.costs.unknown[unsure].all() else _UNSURE


def all_by_unknown(board: Board) -> bool:
    """Return whether some are Oklart and each for what nobody knows: never a choice among equals or a range beside."""
    is_open = board.in_order(board.state(Inside.OPEN))
    if board.line is None or not is_open or board.line.cut.any():
        return False
    # What meets the frame before the last of them meets it before the others or is tied with them.
    last = is_open[-1]
    unsure = (board.before(last) | (board.free & (board.tie == board.tie[last]))) & board.uncertain()
    return bool(board.scored.costs.unknown[unsure].all())
