"""A frame as an address writes it: a sum in tkr, the id of one of the plan's budget cells, none, or the plan's own."""

from __future__ import annotations

import re
from decimal import Decimal

from prioritering.money.amounts import MAX_KRONOR, in_tkr, nearest_krona
from prioritering.typed_numbers import typed_number

MAX_TKR = int(in_tkr(MAX_KRONOR))
NO_FRAME = "ingen"
_PLANS = "planens-"


def written_id(text: str) -> str:
    """Return an id; ValueError for what may be none."""
    # Nothing that could be a path or markup, since ids from links are shown and looked up.
    if not re.match(r"^[\w.-]{1,200}$", text):
        raise ValueError(text)
    return text


def written_frame(text: str) -> str:
    """Return a sum in tkr, or the id of a budget cell; ids that look like sums are read as sums.

    Nothing for the plan's own: how much that is stands in the plan, and in the address only for whoever reads it.
    """
    if re.fullmatch(rf"{_PLANS}([0-9]+(\.[0-9]+)?|{NO_FRAME})", text):
        return ""
    # As it is shown, and so as it is written into an address by hand.
    text = re.sub(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))", "", text)
    if not re.fullmatch(r"[0-9]+([.,][0-9]+)?", text):
        return written_id(text)
    # As it was typed, however large: an exponent would not be read as a sum again.
    return f"{Decimal(str(typed_number(text, 0, MAX_TKR))).normalize():f}"


def frame_kronor(text: str) -> int | None:
    """Return the sum when a frame is written as a number in tkr, else None (it names a budget cell or nothing)."""
    return nearest_krona(typed_number(text)) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else None


def frame_text(kronor: int) -> str:
    """Return whole kronor as a view writes a frame, exactly."""
    return f"{in_tkr(kronor).normalize():f}"


def plans_frame_text(kronor: int | None) -> str:
    """Return the plan's own frame, None where it has none, so that a reader sees how much it is: 'planens-3547'."""
    return _PLANS + (NO_FRAME if kronor is None else frame_text(kronor))
