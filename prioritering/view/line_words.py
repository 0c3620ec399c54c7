"""The words on the frame's line between rows, and on the lighter second line."""

from __future__ import annotations

from prioritering import swedish
from prioritering.scoring.board import Board
from prioritering.scoring.reach import Reach
from prioritering.view.count_words import left_for
from prioritering.view.locked_words import breaks_frame, may_break, over_words
from prioritering.view.picture import Picture
from prioritering.view.sentences import NONE_FREE, cost_condition, held_uncertain, the_only
from prioritering.view.unknown_words import hedge_about


def line_text(picture: Picture) -> str:
    """Return the words on the line between rows: where what surely fits ends."""
    board, line = picture.board, picture.board.line
    if line is None or picture.frame.kronor is None or not board.candidates:
        return ""
    frame = swedish.tkr(picture.frame.kronor)
    who = "det låsta projektet" if int(board.locked_in.sum()) == 1 else "låsta projekt"
    if breaks_frame(picture):
        over = over_words(picture)
        return f"Ramen {frame} är överskriden {f'med {over}' if over else ''}av {who}"
    if may_break(picture):
        return f"Ramen {frame} kan överskridas av {who} · högst {swedish.tkr(line.left)} kvar"
    left = f"{'högst ' if held_uncertain(board) else ''}{swedish.tkr(line.left)} kvar{left_for(board)}"
    return f"{_where_it_ends(board, picture.reach, frame)} · {left}"


def _where_it_ends(board: Board, found: Reach, frame: str) -> str:
    free, without = int(board.free.sum()), bool(board.unplaced.any())
    if not free:
        if without:
            return "Inget projekt har plats per krona"
        if board.scored.unscored or board.scored.gated:
            return NONE_FREE
        return "Det enda projektet är låst" if len(board.lock) == 1 else "Alla projekt är låsta"
    above = set(found.sure) - set(board.in_order(board.below_line()))
    hedge = "" if above <= set(found.firm) else f", {hedge_about(board, above)}"
    if len(found.sure) == free:
        every = "alla med kostnad" if without else "alla" if free == len(board.lock) else "alla fria"
        return f"Ramen {frame} räcker{hedge and f'{hedge},'} till {the_only(board) if free == 1 else every}"
    held = bool(above) or bool(board.locked_in.any())
    if found.further or found.other:
        return (
            f"Hit räcker ramen {frame}{hedge or ' säkert'}"
            if held
            else f"Härifrån är det oklart vad ramen {frame} räcker till"
        )
    if found.assumptions_decide:
        hedge = f", {hedge_about(board, board.in_order(board.free))}"
    if held and above == set(found.sure):
        return f"Här tar ramen slut{hedge}: {frame}"
    # Under "hoppa" more may fit further down, and where nothing stands above nothing has been used.
    whom = the_only(board) if free == 1 else "nästa projekt" if held else "det första projektet"
    return f"Ramen {frame} räcker inte{hedge and f'{hedge},'} till {whom}"


def second_line_text(picture: Picture) -> str:
    """Return the words on the lighter line after the last project that may fit; nothing when none may."""
    board, found = picture.board, picture.reach
    if found.further and not found.other:
        return f"Hit räcker ramen {cost_condition(board, found, 'ovanför')}"
    if found.further:
        # What has to hold for which of them stands in the headline.
        return "Hit kan ramen räcka, men allt ryms inte samtidigt"
    return "Längre än hit räcker ramen inte, hur lika projekt än ordnas" if found.other else ""
