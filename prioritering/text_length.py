"""That a text is longer than there is room for: told with both figures, since a text that is cut is another text."""

from __future__ import annotations

from prioritering import swedish
from prioritering.errors import BadArgument


def check_length(what: str, text: str, most: int) -> None:
    """Raise BadArgument when a text is longer than `most` characters; `what` it is begins the sentence."""
    if len(text) > most:
        allowed = f"{what} får ha högst {swedish.number(most)} tecken"
        raise BadArgument(f"{allowed}, och det här är {swedish.number(len(text))}. Inget är sparat; korta texten.")
