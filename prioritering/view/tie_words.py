"""What is said by the board's lines of a tie that the frame cuts."""

from __future__ import annotations

from prioritering.scoring.board import Board
from prioritering.scoring.reach import Reach
from prioritering.view.lines import lines_of
from prioritering.view.sentences import leaves_room_in_the_tie, tie_to_choose


def tie_at_lines(board: Board, found: Reach) -> tuple[str, str]:
    """Return what is said of a tie that the frame cuts by the line and by the second one, at most by one of them.

    The headline has said which they are, and whether all fit.
    """
    if not tie_to_choose(board):
        return "", ""
    lines, tied = lines_of(board), [board.candidates[i].id for i in board.cut_tie()]
    if lines is None or lines.below in tied:
        return "Nedanför är projekt lika: ni måste välja vilka som ryms.", ""
    if found.further and found.other and not leaves_room_in_the_tie(board, found):
        # Where all those fit that stand above, none of the tied does, and the headline has named none.
        return "", ""
    return "", "Närmast ovanför är projekt lika: ni måste välja vilka som ryms."
