"""What decides about a project that is Oklart: a cost that is not sure, or a choice among equals, in words."""

from __future__ import annotations

import numpy as np

from prioritering.money.line_rule import Inside
from prioritering.scoring.board import Board

_UNKNOWN = "beror på okänd kostnad"
_UNSURE = "beror på osäker kostnad"
_CHOICE = "beror på vilka av de lika ni väljer"


def because(board: Board, index: int) -> str:
    """Return why a project is Oklart, to stand by the word; nothing for one that is not."""
    if board.line is None:
        return ""
    if board.unplaced[index]:
        return _UNKNOWN
    if not board.state(Inside.OPEN)[index]:
        return ""
    # A tie that never fits whole leaves a choice whatever its members turn out to cost.
    if board.line.cut[index]:
        return _CHOICE
    tied = board.free & (board.tie == board.tie[index])
    unsure = np.flatnonzero((board.before(index) | tied) & board.uncertain())
    if not unsure.size:
        return _CHOICE
    return _UNKNOWN if board.scored.costs.unknown[unsure].any() else _UNSURE
