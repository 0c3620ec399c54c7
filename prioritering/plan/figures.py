"""How people write a figure: with a decimal comma or point, thousands parted by a space, a range with a dash.

`1.500` and `1,500` are one and a half to one reader and one thousand five hundred to another. Such a figure is never
guessed at: `may_be_thousandfold` tells it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from prioritering.swedish import MINUS
from prioritering.typed_numbers import THOUSANDFOLD

_SIGN = rf"[-{MINUS}]?"
_PLAIN = re.compile(rf"{_SIGN}[0-9]+([.,][0-9]+)?")
_SPACED = re.compile(rf"{_SIGN}[0-9]{{1,3}}( [0-9]{{3}})+([.,][0-9]+)?")
# With groups and decimals, or several groups, the sign of the thousands cannot be that of the decimals.
_POINTS = re.compile(rf"{_SIGN}[0-9]{{1,3}}((\.[0-9]{{3}})+,[0-9]+|(\.[0-9]{{3}}){{2,}})")
_COMMAS = re.compile(rf"{_SIGN}[0-9]{{1,3}}((,[0-9]{{3}})+\.[0-9]+|(,[0-9]{{3}}){{2,}})")
_PER_CENT = re.compile(r"([0-9]+(?:[.,][0-9]+)?) ?%")
_RANGE = re.compile(rf"(.+?)\s*(?:\.\.|[-–—{MINUS}]|till)\s*(.+)", re.IGNORECASE)


def number_in(text: str) -> Decimal | None:
    """Return the number in a cleaned text, None when there is none; `1.500` is read as 1,5."""
    if _PLAIN.fullmatch(text) or _SPACED.fullmatch(text):
        plain = text.replace(" ", "").replace(",", ".")
    elif _POINTS.fullmatch(text):
        plain = text.replace(".", "").replace(",", ".")
    elif _COMMAS.fullmatch(text):
        plain = text.replace(",", "")
    else:
        return None
    return Decimal(plain.replace(MINUS, "-"))


def may_be_thousandfold(text: str) -> bool:
    """Return whether a figure, or an end of a range, can be read as a thousand times larger than it says: `1.500`."""
    return any(THOUSANDFOLD.fullmatch(part) for part in range_in(text))


def range_in(text: str) -> tuple[str, str]:
    """Return the two ends of a range: '500..900', '500 – 900' or '500 till 900'; one figure twice when it is none."""
    match = None if _PLAIN.fullmatch(text) else _RANGE.fullmatch(text)
    return (match[1], match[2]) if match else (text, text)


def figure_in(text: str) -> str:
    """Return a number of a criterion's without the unit written after it, whatever the unit is."""
    return re.sub(r"[^0-9]+$", "", text)


def per_cent_on_scale(text: str, highest: float) -> str:
    """Return a figure in per cent as a number on a scale that ends at 100 or at 1: '80' or '0.8' of '80 %'.

    On any other scale it stands as it is, and is no number there.
    """
    parts = {100: 1, 1: 100}.get(int(highest)) if highest == int(highest) else None
    return text if parts is None else _PER_CENT.sub(lambda one: _parted(one[1], parts), text)


def _parted(figure: str, parts: int) -> str:
    return format(Decimal(figure.replace(",", ".")) / parts, "f") if parts > 1 else figure
