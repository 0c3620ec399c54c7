"""Swedish number, money and sorting forms, the same on pages, in exports and on the command line.

Thousands are parted by a non-breaking space, decimals by a comma, minus is U+2212, percent has a space before it.

For another language this is the first file to change. Sentences stand in `prioritering/view/`, what only one page says
in its folder under `prioritering/web/pages/`, the words of scripts in `prioritering/web/components/`, what Streamlit
itself says in `prioritering/web/static/sprak.js`, criteria and levels in `prioritering/criteria/standard.toml`, errors
where they are raised, and the field's terms in `prioritering/glossary.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from functools import lru_cache

from prioritering.arrays import EQUAL_DECIMALS
from prioritering.money.amounts import TKR, in_tkr

NBSP = "\u00a0"
DECIMAL_SIGN = ","
MINUS = "\u2212"
_FIGURES = re.compile(r"0*([0-9]+)")
_ALPHABET = {letter: chr(ord("z") + 1 + place) for place, letter in enumerate("åäö")}


def number(value: float | Decimal, decimals: int = 0) -> str:
    """Return `value` with `decimals` decimals, halves rounded away from zero: 1234.5 -> '1 235'."""
    figure = rounded_figure(value, decimals)
    return _written(f"{abs(figure):,.{decimals}f}", figure < 0)


def rounded_figure(value: float | Decimal, decimals: int = 0) -> Decimal:
    """Return the figure that `number` writes: 50.5 -> 51."""
    return _exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _written(figure: str, negative: bool) -> str:
    """Return a figure as Python writes it, 1,234.5, in its Swedish form."""
    text = figure.replace(",", NBSP).replace(".", DECIMAL_SIGN)
    return f"{MINUS}{text}" if negative else text


def _exact(value: float | Decimal) -> Decimal:
    """Return the figure that a value stands for: 1.005 as a float is a little less, and a sum may be 57.4999999999."""
    return value if isinstance(value, Decimal) else Decimal(str(round(value, EQUAL_DECIMALS)))


def all_decimals(value: float | Decimal) -> str:
    """Return a figure with every decimal that it has, nothing rounded: 1234.125 -> '1 234,125', 2.0 -> '2'."""
    figure = Decimal(str(value))
    text = f"{abs(figure):,f}"
    return _written(text.rstrip("0").rstrip(".") if "." in text else text, figure < 0)


def short(value: float) -> str:
    """Return a figure with the decimals that it has, at most two: 3.0 -> '3', 2.5 -> '2,5', 57.333 -> '57,33'."""
    return number(value, 2).rstrip("0").rstrip(DECIMAL_SIGN)


# The same costs and sums are written at every move of a slider.
@lru_cache(maxsize=4096)
def tkr(kronor: float | Decimal, unit: bool = True) -> str:
    """Return kronor as tkr, with decimals only when they say something: 3547000 -> '3 547 tkr'."""
    thousands = in_tkr(kronor)
    decimals = max(0, -int(thousands.normalize().as_tuple().exponent))
    text = number(thousands, min(decimals, 3))
    return f"{text}{NBSP}tkr" if unit else text


def tkr_range(low: float | Decimal, high: float | Decimal) -> str:
    """Return a range of kronor as tkr, one figure when the ends are equal: '600–800 tkr'."""
    return tkr(high) if low == high else f"{tkr(low, unit=False)}–{tkr(high)}"


def with_unit(figure: str, unit: str) -> str:
    """Return a figure with its unit, held together on a line; the figure alone when it has none."""
    return f"{figure}{NBSP}{unit}" if unit else figure


def upper_first(text: str) -> str:
    """Return a text with a capital first, the rest as it is: what stands first in a sentence."""
    return text[:1].upper() + text[1:]


def as_sentence(text: str) -> str:
    """Return what an error says as a whole sentence: with a capital first and one stop at its end."""
    return upper_first(text) if text.endswith((".", "!", "?", "…")) else f"{upper_first(text)}."


def tkr_at_most(kronor: float | Decimal) -> str:
    """Return a limit that is allowed at most, rounded down to whole tkr: 47900 -> '47 tkr'; below 1 tkr as it is."""
    return tkr(kronor if kronor < TKR else Decimal(str(kronor)) // TKR * TKR)


def tkr_at_most_exact(kronor: float | Decimal) -> str:
    """Return `tkr_at_most` with the limit in full beside it where it was rounded: '47 tkr (exakt 47,4 tkr)'."""
    rounded, exact = tkr_at_most(kronor), tkr(kronor)
    return rounded if rounded == exact else f"{rounded} (exakt {exact})"


def tkr_at_least(kronor: float | Decimal, most: float | Decimal | None = None) -> str:
    """Return a limit that is needed at least, rounded up to whole tkr: 47100 -> '48 tkr'.

    It is as it is where that would go past `most`: what is left of a frame is never more than the frame.
    """
    # Division of decimals cuts towards zero, so the way to round up is to say so.
    whole = in_tkr(kronor).to_integral_value(ROUND_CEILING) * TKR
    return tkr(kronor if most is not None and whole > most else whole)


def kr(kronor: float | Decimal) -> str:
    """Return kronor in full, with ören only when there are any: 7251533.5 -> '7 251 533,50 kr'."""
    amount = Decimal(str(kronor))
    return f"{number(amount, 0 if amount == amount.to_integral_value() else 2)}{NBSP}kr"


def is_whole_tkr(kronor: Decimal | int) -> bool:
    """Return whether an amount is written in tkr without decimals."""
    return in_tkr(kronor) % 1 == 0


def money(kronor: Decimal | int) -> str:
    """Return kronor as tkr when that takes no decimals, else in full: '3 547 tkr' or '7 251 533,50 kr'."""
    return tkr(kronor) if is_whole_tkr(kronor) else kr(kronor)


def percent(share: float | Decimal, decimals: int = 0) -> str:
    """Return a share (0–1) as percent: 0.183 -> '18 %'."""
    return f"{number(_exact(share) * 100, decimals)}{NBSP}%"


def share(value: float, decimals: int = 0) -> str:
    """Return a share (0–1) as percent, 0 and 100 only when it is just that: 0.004 -> 'under 1 %'."""
    exact, step = Decimal(str(value)), Decimal(1).scaleb(-decimals - 2)
    if 0 < exact < step:
        return f"under {percent(step, decimals)}"
    return f"över {percent(1 - step, decimals)}" if 1 - step < exact < 1 else percent(exact, decimals)


def point_range(low: float, high: float) -> str:
    """Return whole points, as a range when they differ: '85–100' or '88'."""
    first, last = number(low), number(high)
    return first if first == last else f"{first}–{last}"


def whole_parts(parts: Sequence[float], total: int) -> tuple[int, ...]:
    """Return parts as whole numbers that sum to `total`, by largest remainder, the earlier part first in a tie."""
    # 29 may be 28.999999999999996, which is 29 and not 28 with the largest remainder of all.
    floors = [math.floor(part + 10.0**-EQUAL_DECIMALS) for part in parts]
    # The same hair decides no tie: 33.5 and 43.5 lack as much, also when one came out of a division a hair above.
    order = sorted(range(len(parts)), key=lambda index: (round(floors[index] - parts[index], EQUAL_DECIMALS), index))
    missing = total - sum(floors)
    for index in order[: max(0, missing)]:
        floors[index] += 1
    # The hair above may have given one too many; it is taken where there is something to take.
    for index in [index for index in reversed(order) if floors[index]][: max(0, -missing)]:
        floors[index] -= 1
    return tuple(floors)


def point_parts(low: Sequence[float], high: Sequence[float]) -> tuple[str, ...]:
    """Return the parts of a project's points as whole points or ranges, whose ends sum to those of the points shown."""
    first, last = (_whole(float(sum(ends))) for ends in (low, high))
    lows = whole_parts([float(part) for part in low], first)
    # What a range may add is shared out by itself, so that no part's highest falls below its lowest.
    more = whole_parts([float(b) - float(a) for a, b in zip(low, high, strict=True)], last - first)
    return tuple(number(a) if not b else f"{number(a)}–{number(a + b)}" for a, b in zip(lows, more, strict=True))


def _whole(value: float) -> int:
    return int(_exact(value).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def parted(text: str) -> str:
    """Return a printed figure or range with its thousands apart, '1500-2250' as '1 500-2 250'; else as printed."""
    if re.fullmatch(r"\d+(,\d+)?(\s?[-–]\s?\d+(,\d+)?)?", text) is None:
        return text
    return re.sub(r"(?<![\d,])\d{4,}", lambda digits: number(int(digits[0])), text)


def plural(count: int, one: str, many: str) -> str:
    """Return the count with the right form of the noun: '1 projekt', '3 kriterier'."""
    return f"{number(count)}{NBSP}{one if count == 1 else many}"


_WORDS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def count_word(count: int) -> str:
    """Return a small count as a word, as in running text ('tre'); larger ones as figures."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else number(count)


_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def day(when: date) -> str:
    """Return a day as in running text: '4 mars 2021'."""
    return f"{when.day}{NBSP}{_MONTHS[when.month - 1]}{NBSP}{when.year}"


def listing(items: Iterable[str]) -> str:
    """Return 'a, b och c'."""
    names = list(items)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}" if names else ""


def either(items: Iterable[str]) -> str:
    """Return 'a, b eller c'."""
    *names, last = items
    return f"{', '.join(names)} eller {last}" if names else last


def first_few(names: Sequence[str], most: int, more: str = "till", shown: int | None = None) -> str:
    """Return names as `listing`; of more than `most` the first `shown`, else the first `most`: 'a, b och 3 till'."""
    shown = most if shown is None else shown
    return listing(names if len(names) <= most else [*names[:shown], f"{number(len(names) - shown)} {more}"])


def sort_key(text: str) -> str:
    """Return a key that sorts å, ä, ö after z, whatever the case, and 10 after 2; no two texts have the same."""
    figures = _FIGURES.sub(lambda found: f"{len(found[1]):03}{found[1]}", text.casefold())
    return f"{''.join(_ALPHABET.get(letter, letter) for letter in figures)}\0{text}"
