"""Numbers as they are typed in an address or after a flag: the digits 0–9 and at most one decimal sign.

Python would also take `1_000`, `1e3`, `inf` and the digits of other scripts, which hardly anybody means.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

from prioritering import swedish
from prioritering.errors import BadArgument, shorten

_NUMBER = re.compile(r"-?[0-9]{1,400}([.,][0-9]{1,400})?")
THOUSANDFOLD = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
"""`1.500`: one and a half to one reader, one thousand five hundred to another."""
_WHOLE = re.compile(r"-?[0-9]{1,400}")


def typed_number(text: str, low: float = 0, high: float = math.inf) -> float:
    """Return a number with a decimal point or comma; ValueError for one out of bounds, or written in another way."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    value = float(text.replace(",", "."))
    if not math.isfinite(value) or not low <= value <= high:
        raise ValueError(text)
    return value


def typed_whole(text: str, low: float, high: float) -> int:
    """Return a whole number; ValueError for one out of bounds, or written in another way."""
    if not _WHOLE.fullmatch(text) or not low <= int(text) <= high:
        raise ValueError(text)
    return int(text)


def typed_figure(text: str, asked: str, low: float = 0, high: float = math.inf) -> float:
    """Return a number as somebody types it in a field of a page, with spaces among its figures or the true minus.

    BadArgument says that it is not what is `asked` for: 'ett tal från 0 till 100'.
    """
    try:
        return typed_number("".join(text.split()).replace("−", "-"), low, high)
    except ValueError as error:
        typed = f"”{shorten(text.strip())}”" if text.strip() else "ett tomt fält"
        raise BadArgument(f"{typed} är inte {asked}") from error


def check_one_reading(text: str, value: float, high: float) -> None:
    """BadArgument when a typed figure may be a thousand times larger than it says, `1.500`, and that is possible too.

    The ballot asks in the same way (`twoReadings` in prioritering/web/components/swedish.js).
    """
    if not THOUSANDFOLD.fullmatch(text.strip()) or value * 1000 > high:
        return
    small = swedish.all_decimals(value)
    # What is told can be typed: with a fourth decimal it has one reading.
    small += "0" if THOUSANDFOLD.fullmatch(small) else ""
    raise BadArgument(
        f"”{text.strip()}” kan läsas på två sätt; skriv {swedish.all_decimals(value * 1000)} eller {small}"
    )


def plain(value: float) -> str:
    """Return a number as short as it can be written, for `typed_number` to read: 30.0 -> '30', 27.78 -> '27.78'."""
    # Ten digits: what arithmetic has made 27.780000000000001 is 27.78 in the link. And no exponent.
    text = f"{Decimal(f'{value:.10g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
