"""What the frame holds, parted by what it hangs on: a heading for each part and the projects under it."""

from __future__ import annotations

from prioritering.view.locked_words import breaks_frame, may_break
from prioritering.view.picture import Picture
from prioritering.view.unknown_words import hedge_about

SURELY_HELD = "Säkert inom ramen"


def held_parts(picture: Picture) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return (heading, indexes in order): what is surely held, then what is so by costs that are assumed or tried.

    What is locked in is surely held, under a heading of its own where it breaks the frame or may.
    """
    board, found = picture.board, picture.reach
    held = tuple(board.in_order(board.held))
    if breaks_frame(picture):
        return (("Med (låst), mer än ramen", held),)
    if may_break(picture):
        return (("Med (låst), kanske mer än ramen", held),)
    assumed = set(found.sure) - set(found.firm)
    firm = tuple(index for index in held if index not in assumed)
    by_assumption = tuple(index for index in held if index in assumed)
    if not by_assumption:
        return ((SURELY_HELD, firm),)
    second = (f"Inom ramen, {hedge_about(board, by_assumption)}", by_assumption)
    return (second,) if not firm else ((SURELY_HELD, firm), second)
