"""What one cell of a plan file may hold, and the value it becomes.

`0`, an empty cell, `?`, a dash and a secret figure are five different facts. A range is written `500..900` or with a
dash, from either end. An amount that can be read as a thousand times larger than it says is unknown, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from prioritering.criteria.gate import GateCriterion, Verdict
from prioritering.criteria.model import Criterion, NumberScale, WordedScale
from prioritering.money.amounts import KRONOR_PER, MAX_KRONOR, AmountError, nearest_krona, whole_kronor
from prioritering.plan.figures import figure_in, may_be_thousandfold, number_in, per_cent_on_scale, range_in
from prioritering.plan.object_plan import Cost, Mark, OwnTier, Status, Tier, tier_called

# So many decimals nobody types: a spreadsheet has divided, and what is less than a krona is none of its meaning.
_COMPUTED = 6
_UNIT = re.compile(r"(?<=[0-9]) ?(kr|tkr|kkr)(?= ?(?:$|\.\.|[-–—\u2212]|till))", re.IGNORECASE)
# Letters beside a figure are a slip of the hand; the check `belopp_i_ord` has the same pattern.
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{2,}(?![^\W_])")
_NO_WORDS = ("kr", "tkr", "kkr", "till")
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
_COST_FORMS = "ett belopp i tkr, ett spann som 500–1000, ?, –, ”får inte visas” eller tomt förväntas"


class CellError(ValueError):
    """A cell with a fault; the message is what was expected, in Swedish."""


def clean(text: str) -> str:
    """Return `text` with runs of whitespace (also non-breaking) as single spaces and none at the ends."""
    return " ".join(text.split())


def check_one_line(text: str) -> None:
    """Raise CellError when figures stand on several lines of one cell: joined they would be another figure."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1:
        raise CellError("ett enda tal förväntas; cellen har flera rader")


def is_in_words(text: str) -> bool:
    """Return whether a cell for an amount says something that is no figure, nor one of the ways to have none."""
    return not any(map(str.isdigit, text)) and absent_status(text) is None


def absent_status(text: str) -> Status | None:
    """Return the status of a cell without a value (empty, `?`, dash, secret), or None when it holds one."""
    return _NOT_FIGURES.get(clean(text).casefold())


def tier_of(text: str, own: Iterable[OwnTier] = ()) -> Tier | None:
    """Return the class that a text names, None when it names none; `own` are the plan's own names.

    Several names of one class may stand together, as they are shown: 'Lag / Nämnd'.
    """
    word = clean(text).casefold()
    known = _TIERS | {clean(item.name).casefold(): item.tier for item in own}
    found = {known.get(part) for part in ([word] if word in known else word.split(" / "))}
    return found.pop() if len(found) == 1 else None


def tier_word(text: str, own: Iterable[OwnTier] = ()) -> str:
    """Return what the plan calls the class that a text names; the text itself when it names none."""
    own = tuple(own)
    return tier_called(tier_of(text, own), own) or text


def parse_tier(text: str, own: Iterable[OwnTier] = ()) -> Tier | None:
    """Return the klass in a cell, None when empty; `own` are the plan's own names. CellError on another word."""
    if not clean(text):
        return None
    own = tuple(own)
    tier = tier_of(text, own)
    if tier is None:
        names = "".join(f"{item.name}, " for item in own)
        raise CellError(f"{names}strategiskt, prioriterat, önskvärt eller tomt förväntas")
    return tier


def parse_cost(text: str) -> Cost:
    """Return the cost in a cell written in tkr, as whole kronor; CellError on any fault."""
    status = absent_status(text)
    raw = clean(text)
    if status is not None:
        return Cost(status=status, raw=raw)
    check_one_line(text)
    figure, unit = figure_and_unit(raw)
    if may_be_thousandfold(figure):
        return Cost(status=Status.UNKNOWN, raw=raw)
    ends = sorted(_kronor(part, unit, _COST_FORMS) for part in range_in(figure))
    return Cost(status=Status.STATED, low=ends[0], high=ends[1], raw=raw)


def read_cost(text: str) -> Cost:
    """Return the cost in a cell of a plan as `parse_cost` does; one in words, 'ca 500', is unknown and kept as it says.

    CellError on any other fault: a figure with a slip in it, `5oo`, is no word.
    """
    try:
        return parse_cost(text)
    except CellError:
        raw = clean(text)
        if number_in(without_unit(raw)) is None and _has_words(raw):
            return Cost(status=Status.UNKNOWN, raw=raw)
        raise


def parse_amount(text: str, expected: str) -> int:
    """Return an amount typed in tkr, or with its unit, as whole kronor; CellError on any fault."""
    check_one_line(text)
    figure, unit = figure_and_unit(clean(text))
    # In a cell of a plan such a figure is unknown; who types it can be asked at once.
    if may_be_thousandfold(figure):
        raise CellError("det kan läsas på två sätt, det ena tusen gånger större")
    return _kronor(figure, unit, expected)


def parse_number(text: str, expected: str = "ett tal förväntas") -> Decimal:
    """Return the number in a text, with a decimal comma or point; CellError that says `expected` when it is none."""
    number = number_in(clean(text))
    if number is None:
        raise CellError(expected)
    return number


def parse_mark(text: str, criterion: Criterion | GateCriterion) -> Mark:
    """Return what a cell says on one criterion or gate; CellError on an unknown level or a number outside the scale."""
    if isinstance(criterion, GateCriterion):
        return _verdict(text)
    status = absent_status(text)
    raw = clean(text)
    if status is not None:
        return Mark(status=status, printed=raw)
    scale = criterion.scale
    if isinstance(scale, NumberScale):
        check_one_line(text)
    if isinstance(scale, NumberScale) and _two_readings(raw, scale):
        return Mark(status=Status.UNKNOWN, printed=raw)
    low, high = _numbers(raw, scale) if isinstance(scale, NumberScale) else _levels(raw, scale)
    return Mark(status=Status.STATED, low=low, high=high, printed=raw)


def _verdict(text: str) -> Mark:
    raw, status = clean(text), absent_status(text)
    word = raw.casefold()
    if status is not None or word in ("ej prövat", "ej prövad"):
        return Mark(status=Status.BLANK, printed=raw)
    if word not in (Verdict.YES, Verdict.NO):
        raise CellError("ja, nej, ej prövat eller tomt förväntas")
    return Mark(status=Status.STATED, low=word, high=word, printed=raw)


def has_two_readings(cost: Cost) -> bool:
    """Return whether a cost is unknown because it can be read as a thousand times larger than it says: `1.500`."""
    return cost.status is Status.UNKNOWN and may_be_thousandfold(figure_and_unit(cost.raw)[0])


def is_level_of_two_readings(mark: Mark) -> bool:
    """Return whether a number is unknown because it can be read as a thousand times larger than it says: `1.500`."""
    return mark.status is Status.UNKNOWN and may_be_thousandfold(figure_in(mark.printed))


def is_said_in_words(cost: Cost) -> bool:
    """Return whether a cost is unknown because the plan says it in words, and not in a figure that can be counted."""
    return cost.status is Status.UNKNOWN and _has_words(cost.raw)


def has_a_question(cost: Cost) -> bool:
    """Return whether a cost is unknown though the plan says something of it, which is then asked about."""
    return has_two_readings(cost) or is_said_in_words(cost)


def without_unit(text: str) -> str:
    """Return a figure of money without the unit written after it."""
    return figure_and_unit(text)[0]


def in_kronor(text: str) -> str:
    """Return a figure of kronor with its unit written after it, as it is where tkr is expected; words as they are."""
    bare = without_unit(clean(text)) == clean(text)
    return f"{text} kr" if bare and any(map(str.isdigit, text)) else text


def figure_and_unit(raw: str) -> tuple[str, str]:
    """Return a figure without the unit written after it, or after both ends of a range, and the unit.

    It is tkr when none is written; with two units the figure stands as it is, and is none that can be read.
    """
    units = {"kr" if found.casefold() == "kr" else "tkr" for found in _UNIT.findall(raw)}
    return (_UNIT.sub("", raw), units.pop()) if len(units) == 1 else (raw, "tkr")


def _kronor(text: str, unit: str, expected: str) -> int:
    amount = parse_number(text, expected)
    if amount < 0:
        raise CellError("beloppet får inte vara negativt")
    if amount > MAX_KRONOR / KRONOR_PER[unit]:
        raise CellError("beloppet är orimligt stort; det anges i tkr och högst 1 000 000 000 tkr tas emot")
    if _decimals(amount) >= _COMPUTED:
        return nearest_krona(amount, unit)
    try:
        return whole_kronor(amount, unit)
    except AmountError as error:
        raise CellError(str(error)) from error


def _has_words(text: str) -> bool:
    return any(word not in _NO_WORDS for word in _WORD.findall(text.casefold()))


def _decimals(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _numbers(raw: str, scale: NumberScale) -> tuple[float, float]:
    expected = f"ett tal från {scale.range_words}, ett spann som 1–2, ? eller tomt förväntas"
    low, high = sorted(float(parse_number(part, expected)) for part in range_in(_without_unit(raw, scale)))
    if not (scale.lowest <= low and high <= scale.highest):
        raise CellError(f"talet ligger utanför skalan {scale.range_words}")
    return low, high


def _two_readings(raw: str, scale: NumberScale) -> bool:
    """Return whether a number may be a thousand times larger than it says, and the scale has room for both."""
    figure = _without_unit(raw, scale)
    if not may_be_thousandfold(figure):
        return False
    numbers = [number_in(part) for part in range_in(figure)]
    return all(number is not None and number * 1000 <= scale.highest for number in numbers)


def _without_unit(raw: str, scale: NumberScale) -> str:
    # A unit written after the figure says nothing that the model does not say.
    unit = scale.measure.casefold()
    figure = raw[: -len(unit)].rstrip() if unit and raw.casefold().endswith(unit) else raw
    return per_cent_on_scale(figure, scale.highest)


def _levels(raw: str, scale: WordedScale) -> tuple[str, str]:
    places = {clean(level.name).casefold(): place for place, level in enumerate(scale.levels)}
    place = places.get(raw.casefold())
    if place is not None:
        return scale.levels[place].name, scale.levels[place].name
    ends = _level_range(raw, places)
    if ends is not None:
        return scale.levels[ends[0]].name, scale.levels[ends[1]].name
    if ".." in raw:
        raise CellError(_level_forms(scale))
    count = _count_terms(raw, scale)
    return scale.levels[count].name, scale.levels[count].name


def _level_range(raw: str, places: dict[str, int]) -> tuple[int, int] | None:
    """Return the places of a range's lowest and highest level, None when it is no range of known levels."""
    # Every way to part it is tried: a level's own name may hold a dash.
    for sign in re.finditer(r"\.\.|[-–—\u2212]| till ", raw, re.IGNORECASE):
        low, high = (places.get(part.strip().casefold()) for part in (raw[: sign.start()], raw[sign.end() :]))
        if low is not None and high is not None:
            return min(low, high), max(low, high)
    return None


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
