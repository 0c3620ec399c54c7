"""Between kronor and the unit a figure is written in, exactly: the one place that knows what a tkr is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal, Inexact

MAX_KRONOR = 10**12
"""The largest amount that a cell or anyone may write: far above any budget, far below where whole numbers end."""
Span = tuple[int, int]
"""The lowest and the highest of an amount in whole kronor."""
TKR = 1000
"""The kronor in one tkr."""
KRONOR_PER: Mapping[str, Decimal] = {"kr": Decimal(1), "tkr": Decimal(TKR)}


class AmountError(ValueError):
    """A figure that is no amount; the message is what was expected, in Swedish."""


def kronor(amount: Decimal | float, unit: str = "tkr") -> Decimal:
    """Return an amount as kronor with its decimals; AmountError on any unit but kr and tkr."""
    # An unknown unit is refused, never taken for kronor: a wrong factor would be a thousandfold.
    if unit not in KRONOR_PER:
        raise AmountError("kr eller tkr förväntas")
    # By way of its text, since 0.1 as a float is not quite a tenth.
    exact = Decimal(str(amount))
    try:
        # Python would round to 28 digits without a word.
        return Context(prec=60, traps=[Inexact]).multiply(exact, KRONOR_PER[unit])
    except Inexact as error:
        raise AmountError("ett belopp med färre siffror förväntas") from error


def whole_kronor(amount: Decimal | float, unit: str = "tkr") -> int:
    """Return an amount as whole kronor; AmountError on a fraction of a krona or an unknown unit."""
    found = kronor(amount, unit)
    if not found.is_finite() or found != found.to_integral_value():
        raise AmountError("hela kronor förväntas, alltså högst tre decimaler i tkr")
    return int(found)


def nearest_krona(amount: Decimal | float, unit: str = "tkr") -> int:
    """Return an amount that somebody typed as whole kronor, a smaller part rounded away."""
    return round(kronor(amount, unit))


def in_tkr(amount: Decimal | float) -> Decimal:
    """Return kronor as tkr, with every decimal."""
    return Decimal(str(amount)) / KRONOR_PER["tkr"]


def up_to_tkr(amount: int) -> int:
    """Return kronor rounded up to whole tkr, in kronor: 47100 -> 48000."""
    return -(-amount // TKR) * TKR


def down_to_tkr(amount: int) -> int:
    """Return kronor rounded down to whole tkr, in kronor: 47900 -> 47000."""
    return amount // TKR * TKR
