"""What the frame holds, parted by what it hangs on: a heading for each part and the projects under it."""

from __future__ import annotations

from typing import NamedTuple

from prioritering.view.locked_words import breaks_frame, may_break
from prioritering.view.picture import Picture
from prioritering.view.unknown_words import hedge_about


class HeldPart(NamedTuple):
    """A heading, whether the frame holds what is under it whatever comes, and indexes in order."""

    title: str
    sure: bool
    indexes: tuple[int, ...]


def held_parts(picture: Picture) -> tuple[HeldPart, ...]:
    """Return what is surely held, then what is so by costs that are assumed or tried.

    What is locked in is surely held, under a heading of its own where it breaks the frame or may. "Säkert" is not said:
    that is the word for what is inside in nearly all of the drawn cases too.
    """
    board, found = picture.board, picture.reach
    held = tuple(board.in_order(board.held))
    if breaks_frame(picture):
        return (HeldPart("Med (låst), mer än ramen", False, held),)
    if may_break(picture):
        return (HeldPart("Med (låst), kanske mer än ramen", False, held),)
    assumed = set(found.sure) - set(found.firm)
    firm = tuple(index for index in held if index not in assumed)
    by_assumption = tuple(index for index in held if index in assumed)
    whatever = ", vad kostnaderna än blir" if (board.uncertain() | board.assumed).any() else ""
    first = HeldPart(f"Inom ramen{whatever}", True, firm)
    if not by_assumption:
        return (first,)
    second = HeldPart(f"Inom ramen, {hedge_about(board, by_assumption)}", False, by_assumption)
    return (second,) if not firm else (first, second)
