"""From the unit a figure is written in to kronor, exactly: the one place that knows what a tkr is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal, Inexact

MAX_KRONOR = 10**15
"""The largest amount that anyone may type: far above any budget, far below where whole numbers end."""
KRONOR_PER: Mapping[str, Decimal] = {"kr": Decimal(1), "tkr": Decimal(1000)}


class AmountError(ValueError):
    """A figure that is no amount; the message is what was expected, in Swedish."""


def kronor(amount: Decimal, unit: str) -> Decimal:
    """Return an amount as kronor with its decimals; AmountError on any unit but kr and tkr."""
    # An unknown unit is refused, never taken for kronor: a wrong factor would be a thousandfold.
    if unit not in KRONOR_PER:
        raise AmountError("kr eller tkr förväntas")
    try:
        # Python would round to 28 digits without a word.
        return Context(prec=60, traps=[Inexact]).multiply(amount, KRONOR_PER[unit])
    except Inexact as error:
        raise AmountError("ett belopp med färre siffror förväntas") from error


def whole_kronor(amount: Decimal, unit: str = "tkr") -> int:
    """Return an amount as whole kronor; AmountError on a fraction of a krona or an unknown unit."""
    found = kronor(amount, unit)
    if not found.is_finite() or found != found.to_integral_value():
        raise AmountError("hela kronor förväntas, alltså högst tre decimaler i tkr")
    return int(found)
