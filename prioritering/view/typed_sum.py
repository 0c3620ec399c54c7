"""A sum of money as somebody types it, in a dialog, a control or on the command line: read as a cell of a plan is."""

from __future__ import annotations

from prioritering.errors import BadArgument, shorten
from prioritering.plan.cells import CellError, parse_amount


def parse_kronor(text: str, what: str = "") -> int:
    """Return a sum typed in tkr as whole kronor; BadArgument says why it is none, after `what` it was typed for."""
    try:
        return parse_amount(text, "skriv till exempel 3 547 (tkr)")
    except CellError as error:
        lead = f"{what}: " if what else ""
        raise BadArgument(f"{lead}”{shorten(text, 30)}” är inte ett belopp som går att använda: {error}") from error
