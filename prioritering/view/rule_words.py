"""What the choice of fill rule means here and now, in one sentence: what "stanna" leaves and "hoppa över" lets in.

Only what holds for every possible cost and every order inside a tie is said; the rest is called unclear.
"""

from __future__ import annotations

from prioritering import swedish
from prioritering.arrays import Flags
from prioritering.money.amounts import TKR
from prioritering.money.line_rule import Inside, Rule
from prioritering.scoring.board import Board
from prioritering.scoring.both_rules import BothRules
from prioritering.view.picture import Picture
from prioritering.view.sentences import some_names
from prioritering.view.unknown_words import hedge

SAME = "Samma projekt med båda reglerna"
SAME_SURE = "ger samma säkra projekt men "
# The other rule walks past every project once more, and a board of many hundred must keep up with a slider.
MOST_LIVE = 500


def rule_words(picture: Picture, live: bool = False) -> str:
    """Return what the rule in use leaves or lets in, compared with the other; nothing without a frame.

    With `live` long lists get no answer: it is for what is drawn at each move of a slider.
    """
    if live and len(picture.board.candidates) > MOST_LIVE:
        return ""
    found = picture.both_rules
    if found is None:
        return ""
    said = _seen_from_stop if picture.board.choices.rule is Rule.STOP else _seen_from_skip
    words = _same(picture, found) if found.same else said(picture, found)
    assumed = hedge(picture.board, picture.board.assumed & (picture.board.free | picture.board.locked_in))
    return f"{words.removesuffix('.')}, {assumed}." if words and assumed else words


def _same(picture: Picture, found: BothRules) -> str:
    left = _left(found, picture.frame.kronor)
    return f"{SAME}; båda {left}." if left else f"{SAME}."


def _seen_from_stop(picture: Picture, found: BothRules) -> str:
    board = picture.board
    gained, possible = _names(board, found.gained()), _names(board, found.possible())
    said = [f"ryms också {gained}"] if gained else []
    said += [f"kan {'' if gained else 'också '}{possible} rymmas"] if possible else []
    left = _left(found, picture.frame.kronor)
    if not said and found.same is None:
        return ""
    more = f"”hoppa över” {_same_sure(board)}kan rymma fler av de oklara{_which(picture)}"
    if not left:
        return f"Med ”hoppa över” {swedish.listing(said)}." if said else f"Regeln {more}."
    return f"Regeln ”stanna” {left}; {f'med ”hoppa över” {swedish.listing(said)}' if said else more}."


def _seen_from_skip(picture: Picture, found: BothRules) -> str:
    board = picture.board
    lost = _names(board, found.gained() & (found.stop == Inside.NO))
    unsure = _names(board, found.gained() & (found.stop == Inside.OPEN))
    impossible = _names(board, found.possible())
    said = [f"ryms inte {lost}"] if lost else []
    said += [f"kan {impossible} inte rymmas"] if impossible else []
    said += [f"är det oklart om {unsure} ryms"] if unsure else []
    left = _left(found, picture.frame.kronor)
    if said:
        return f"Med ”stanna” {swedish.listing(said)}{f'; den regeln {left}' if left else ''}."
    if found.same is None:
        return ""
    fewer = f"Regeln ”stanna” {_same_sure(board)}{_stops_before(picture)}"
    return f"{fewer}{f', och {left}' if left else ''}."


def _same_sure(board: Board) -> str:
    return SAME_SURE if (board.free & board.state(Inside.YES)).any() else ""


def _which(picture: Picture) -> str:
    """Return which of the unclear the rules may part on, in brackets."""
    parted = _parted(picture)
    return f" ({parted})" if parted else ""


def _stops_before(picture: Picture) -> str:
    """Return that "stanna" may miss them: they may fit under it too, so not that they do not."""
    parted = _parted(picture)
    return f"kan stanna före {parted}" if parted else "kan rymma färre av de oklara"


def _parted(picture: Picture) -> str:
    """Return which of the unclear the rules may part on; 'bland andra' where not all have been found."""
    gained, all_found = picture.gained_somewhere
    among = "" if all_found else "bland andra "
    return f"{among}{_names(picture.board, gained)}" if gained.any() else ""


def _names(board: Board, flags: Flags) -> str:
    return some_names(board, board.in_named_order(board.in_order(board.free & flags)))


def _left(found: BothRules, frame: int | None) -> str:
    """Return what "stanna" leaves; nothing where it leaves nothing or nobody knows."""
    if not found.most:
        return ""
    if found.least == found.most:
        return f"lämnar {swedish.tkr(found.most)} oanvända"
    # Known to hold at most: rounded up, but never past the frame; below 1 tkr as it is.
    most = swedish.tkr(found.most) if found.most < TKR else swedish.tkr_at_least(found.most, frame)
    return f"lämnar högst {most} oanvända"
