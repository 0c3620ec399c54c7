"""What decides about a project that is Oklart: a cost that is not sure, or a choice among equals, in words."""

from __future__ import annotations

from prioritering.money.line_rule import Inside
from prioritering.scoring.board import Board

_UNKNOWN = "beror på okänd kostnad"
_UNSURE = "beror på osäker kostnad"
_CHOICE = "beror på hur ni väljer"


def because(board: Board, index: int) -> str:
    """Return why a project is Oklart, to stand by the word; nothing for one that is not."""
    if board.line is None:
        return ""
    if board.unplaced[index]:
        return _UNKNOWN
    if not board.state(Inside.OPEN)[index]:
        return ""
    # As the reason of the row says it (view/reasons.py): a choice stands before what costs may turn out to be.
    if board.line.cut[index] or board.after_cut(index):
        return _CHOICE
    met = board.before(index) | (board.free & (board.tie == board.tie[index]))
    unsure = met & board.uncertain()
    return _UNKNOWN if board.scored.costs.unknown[unsure].all() else _UNSURE
