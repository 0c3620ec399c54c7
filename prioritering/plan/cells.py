"""What one cell of a plan file may hold, and the value it becomes.

`0`, an empty cell, `?`, a dash and a secret figure are five different facts. Numbers have a decimal point and no
thousands separator; a range is written `low..high`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from prioritering.criteria.model import Criterion, NumberScale, WordedScale
from prioritering.money.amounts import AmountError, whole_kronor
from prioritering.plan.object_plan import Cost, Mark, Status, Tier

MAX_COST_TKR = 1_000_000_000
_NUMBER = re.compile(r"[-\u2212]?[0-9]+(\.[0-9]+)?")
# Word and Excel put longer dashes in place of the one that was typed.
_NOT_FIGURES = {
    "": Status.BLANK,
    "?": Status.UNKNOWN,
    "-": Status.DASH,
    "–": Status.DASH,
    "—": Status.DASH,
    "\u2212": Status.DASH,
    "får inte visas": Status.SECRET,
}
_TIERS = {
    form: tier
    for tier, forms in {
        Tier.STRATEGIC: ("strategiskt", "strategisk", "strategiska"),
        Tier.PRIORITISED: ("prioriterat", "prioriterad", "prioriterade"),
        Tier.DESIRABLE: ("önskvärt", "önskvärd", "önskvärda"),
    }.items()
    for form in forms
}
_COST_FORMS = "ett belopp i tkr, ett spann som 500..1000, ?, –, ”får inte visas” eller tomt förväntas"


class CellError(ValueError):
    """A cell with a fault; the message is what was expected, in Swedish."""


def clean(text: str) -> str:
    """Return `text` with runs of whitespace (also non-breaking) as single spaces and none at the ends."""
    return " ".join(text.split())


def absent_status(text: str) -> Status | None:
    """Return the status of a cell without a value (empty, `?`, dash, secret), or None when it holds one."""
    return _NOT_FIGURES.get(clean(text).casefold())


def parse_tier(text: str) -> Tier | None:
    """Return the klass in a cell, None when empty; CellError on another word."""
    word = clean(text).casefold()
    if not word:
        return None
    if word not in _TIERS:
        raise CellError("strategiskt, prioriterat, önskvärt eller tomt förväntas")
    return _TIERS[word]


def parse_cost(text: str) -> Cost:
    """Return the cost in a cell written in tkr, as whole kronor; CellError on any fault."""
    status = absent_status(text)
    raw = clean(text)
    if status is not None:
        return Cost(status=status, raw=raw)
    low_text, high_text = _split_range(raw)
    low, high = _kronor(low_text), _kronor(high_text)
    if low > high:
        raise CellError("ett spann skrivs från lägsta till högsta belopp")
    return Cost(status=Status.STATED, low=low, high=high, raw=raw)


def parse_number(text: str, expected: str = "ett tal förväntas") -> Decimal:
    """Return the finite number in a text with a decimal point; CellError that says `expected` otherwise."""
    raw = clean(text)
    if _NUMBER.fullmatch(raw):
        return Decimal(raw.replace("\u2212", "-"))
    if re.fullmatch(r"-?[0-9][0-9 ]*(,[0-9]+)?", raw):
        raise CellError(f"{expected} (decimalpunkt och inga mellanslag, som 1250.5)")
    raise CellError(expected)


def parse_mark(text: str, criterion: Criterion) -> Mark:
    """Return what a cell says on one criterion; CellError on an unknown level or a number outside the scale."""
    status = absent_status(text)
    raw = clean(text)
    if status is not None:
        return Mark(status=status, printed=raw)
    scale = criterion.scale
    low, high = _numbers(raw, scale) if isinstance(scale, NumberScale) else _levels(raw, scale)
    return Mark(status=Status.STATED, low=low, high=high, printed=raw)


def _split_range(raw: str) -> tuple[str, str]:
    low, dots, high = raw.partition("..")
    return (low.strip(), high.strip()) if dots else (raw, raw)


def _kronor(text: str) -> int:
    amount = parse_number(text, _COST_FORMS)
    if amount < 0:
        raise CellError("kostnaden får inte vara negativ")
    if amount > MAX_COST_TKR:
        raise CellError("beloppet är orimligt stort; det anges i tkr och högst 1 000 000 000 tkr tas emot")
    try:
        return whole_kronor(amount)
    except AmountError as error:
        raise CellError(str(error)) from error


def _numbers(raw: str, scale: NumberScale) -> tuple[float, float]:
    expected = f"ett tal från {scale.lowest_name} till {scale.highest_name}, ett spann som 1..2, ? eller tomt förväntas"
    low, high = (float(parse_number(part, expected)) for part in _split_range(raw))
    if not (scale.lowest <= low <= scale.highest and scale.lowest <= high <= scale.highest):
        raise CellError(f"talet ligger utanför skalan {scale.lowest_name} till {scale.highest_name}")
    if low > high:
        raise CellError("ett spann skrivs från lägsta till högsta tal")
    return low, high


def _levels(raw: str, scale: WordedScale) -> tuple[str, str]:
    places = {clean(level.name).casefold(): place for place, level in enumerate(scale.levels)}
    place = places.get(raw.casefold())
    if place is not None:
        return scale.levels[place].name, scale.levels[place].name
    if ".." in raw:
        low, high = (places.get(part.casefold()) for part in _split_range(raw))
        if low is None or high is None:
            raise CellError(_level_forms(scale))
        if low > high:
            raise CellError("ett spann skrivs från lägsta till högsta nivå")
        return scale.levels[low].name, scale.levels[high].name
    count = _count_terms(raw, scale)
    return scale.levels[count].name, scale.levels[count].name


def _count_terms(raw: str, scale: WordedScale) -> int:
    known = {clean(term).casefold() for term in scale.terms}
    # A set, since an effect that is written twice is one effect.
    listed = {part.strip().casefold() for part in re.split(r"[,;]", raw)}
    if not known or not listed <= known:
        raise CellError(_level_forms(scale))
    return len(listed)


def _level_forms(scale: WordedScale) -> str:
    names = [level.name for level in scale.levels]
    text = f"någon av nivåerna {', '.join(names)}, ett spann som {names[0]}..{names[-1]}, ? eller tomt förväntas"
    return f"{text} (eller en lista av {', '.join(scale.terms)})" if scale.terms else text
