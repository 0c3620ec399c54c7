"""Words for who stands first, where no frame is chosen."""

from __future__ import annotations

from prioritering import swedish
from prioritering.view.picture import Picture


def only_words(picture: Picture, index: int) -> str:
    """Return that a project is the only one with a place: to say that it stands first would say nothing."""
    alone = "med kostnad" if picture.board.unplaced.any() else "som kan rangordnas"
    which = "det enda projektet" if len(picture.everything) == 1 else f"det enda projektet {alone}"
    return f"{picture.board.candidates[index].name} är {which}."


def who_is_first(picture: Picture) -> str:
    """Return who stands first of how many."""
    board = picture.board
    first, placed = int(board.ranking.order[0]), int((board.ranking.place > 0).sum())
    if not placed:
        return "Inget projekt har plats per krona, eftersom alla saknar kostnad."
    if placed == 1:
        return only_words(picture, first)
    shared = board.tied_with(first)
    if shared == 1:
        return f"{board.candidates[first].name} står först av {swedish.number(placed)} projekt."
    many = swedish.count_word(shared)
    if shared == placed:
        return f"De {many} projekt som rangordnas delar första platsen."
    return f"{swedish.upper_first(many)} projekt delar första platsen av {swedish.number(placed)} projekt."
