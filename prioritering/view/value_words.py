"""Words for how a value stands: `0`, blank, `?`, a dash and a secret figure are five different things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from prioritering import swedish
from prioritering.criteria.model import Criterion, NumberScale
from prioritering.money.amounts import in_tkr
from prioritering.plan.cells import (
    has_a_question,
    has_two_readings,
    is_level_of_two_readings,
    is_said_in_words,
    without_unit,
)
from prioritering.plan.figures import may_be_thousandfold
from prioritering.plan.object_plan import Cost, Mark, Status, Tier


class Missing(NamedTuple):
    """How one way of missing is said of a cost, of a mark and in the plan's own table, and the shape it has there."""

    cost: str
    mark: str
    cell: str
    shape: str


MISSING = {
    Status.UNKNOWN: Missing("okänd", "okänt", "? okänd", "okand"),
    Status.BLANK: Missing("ej angiven", "ej angivet", "tomt", "tomt"),
    Status.DASH: Missing("–", "–", "– streck", "streck"),
    Status.SECRET: Missing("får inte visas", "får inte visas", "får inte visas", "hemligt"),
}

TIER_PLURALS = {Tier.STRATEGIC: "strategiska", Tier.PRIORITISED: "prioriterade", Tier.DESIRABLE: "önskvärda"}
FEW_ANSWERS = 2
"""A value that rests on as few answers as this, or fewer, says so wherever it is shown."""


AGREED_ON = "överenskommet"
"""What is said of a level that the group agreed on in a meeting, which goes before the members' answers."""


def few_answers(count: int | None) -> str:
    """Return how many answers a level rests on when they are few ('1 svar'), else nothing; None is no group's level."""
    return swedish.plural(count, "svar", "svar") if count and count <= FEW_ANSWERS else ""


def rests_on(counts: Sequence[int]) -> str:
    """Return what points rest on when some of their levels rest on few answers: 'på 1 svar' or 'delvis på 1 svar'."""
    few = [count for count in counts if few_answers(count)]
    if not few:
        return ""
    return f"{'' if set(counts) == {min(few)} else 'delvis '}på {few_answers(min(few))}"


def agreed_words(agreed: Sequence[bool]) -> str:
    """Return what points rest on when some of their levels were agreed on: 'överenskommet', 'delvis överenskommet'."""
    return f"{'' if all(agreed) else 'delvis '}{AGREED_ON}" if any(agreed) else ""


def answer_words(mark: Mark, unit: str = "") -> str:
    """Return a mark as words: the level, the range, or how it stands when nothing is said; `unit` is of its number."""
    if mark.low is None or mark.high is None:
        return MISSING.get(mark.status, MISSING[Status.BLANK]).mark
    return range_words(mark.low, mark.high, unit)


def range_words(low: str | float, high: str | float, unit: str = "") -> str:
    """Return a level or a range of levels as words, a number with its unit: 'Hög', '1 000 – 1 200 kr/år'."""
    first, last = _level_text(low), _level_text(high)
    said = first if first == last else f"{first} – {last}"
    return said if isinstance(high, str) else swedish.with_unit(said, unit)


def plan_words(mark: Mark, unit: str = "") -> str:
    """Return what the plan says, in its own words; a number as figures are written here, with its unit.

    One that can be read in two ways is quoted, since it counts as unknown.
    """
    if is_level_of_two_readings(mark):
        return f"”{mark.printed}” (kan vara tusental)"
    return answer_words(mark, unit) if isinstance(mark.low, int | float) else printed_words(mark)


def printed_words(mark: Mark) -> str:
    """Return a mark as the plan has it, a range between levels as it is written for people: 'Medel – Hög'."""
    is_file_range = ".." in mark.printed and mark.low != mark.high
    return answer_words(mark) if is_file_range or not mark.printed else mark.printed


def _level_text(value: str | float) -> str:
    return value if isinstance(value, str) else swedish.short(value)


def cost_words(cost: Cost) -> str:
    """Return a cost in tkr without unit, or the word for how it stands when there is no figure."""
    if cost.low is None or cost.high is None:
        return MISSING.get(cost.status, MISSING[Status.UNKNOWN]).cost
    low, high = swedish.tkr(cost.low, unit=False), swedish.tkr(cost.high, unit=False)
    return low if low == high else f"{low}–{high}"


def no_cost_words(cost: Cost) -> str:
    """Return that a cost has no figure, in the word for how it stands: 'okänd kostnad', 'kostnad ej angiven'."""
    if cost.low is not None:
        return ""
    word = cost_words(cost)
    return f"{word} kostnad" if word == MISSING[Status.UNKNOWN].cost else f"kostnad {word}"


def two_readings(cost: Cost) -> str:
    """Return what the plan writes where its cost is unknown since it can be read in two ways, or is in words."""
    if is_said_in_words(cost):
        return f"planen skriver ”{cost.raw}”"
    return two_ways(cost.raw) if has_two_readings(cost) else ""


def two_ways(text: str) -> str:
    """Return what the plan writes of an amount, where it can be read in two ways; else nothing."""
    return _may_be_thousands(text) if may_be_thousandfold(without_unit(text)) else ""


def _may_be_thousands(text: str) -> str:
    return f"planen skriver ”{text}”, som kan vara tusental"


def two_readings_of_level(mark: Mark) -> str:
    """Return what the plan writes where its number is unknown since it can be read in two ways; else nothing."""
    return _may_be_thousands(mark.printed) if is_level_of_two_readings(mark) else ""


def maybe_kronor(cost: Cost) -> str:
    """Return what is asked of a cost in tkr that may stand in kronor."""
    low, high = (in_tkr(end or 0) for end in (cost.low, cost.high))
    return f"menas {swedish.tkr_range(low, high)}?"


def plan_cost_words(cost: Cost, asked: bool) -> tuple[str, ...]:
    """Return a plan's own cost in words, with what is asked of it; none where the plan states none.

    `asked` says that the cost may stand in kronor.
    """
    if not cost.raw:
        return ()
    if cost.low is None:
        return (f"{cost_words(cost)} (”{cost.raw}”)" if has_a_question(cost) else cost_words(cost),)
    said = swedish.with_unit(cost_words(cost), "tkr")
    # With its unit written out it is no question.
    return (f"{said} ({maybe_kronor(cost)})" if asked and without_unit(cost.raw) == cost.raw else said,)


def cost_shape(cost: Cost) -> str:
    """Return the style of a cost without figure, one for each way it can stand; nothing when there is a figure."""
    if cost.low is not None:
        return ""
    missing = MISSING.get(cost.status, MISSING[Status.UNKNOWN])
    # An unknown cost moves the line, so in a ranked list it stands out more than in the plan's own table.
    return "p-unknown" if missing is MISSING[Status.UNKNOWN] else f"o-{missing.shape}"


def undefined_in_order(criterion: Criterion) -> str:
    """Return what a model says of its undefined levels, with these named from low to high as everywhere else.

    Models that say it from high to low are stored with plans and meetings, and written anew they would be other models.
    """
    said = criterion.undefined_in_plan
    named = undefined_levels(criterion)
    return said.replace(swedish.listing(named[::-1]), swedish.listing(named), 1) if named else said


def undefined_levels(criterion: Criterion) -> list[str]:
    """Return the names of the levels that the plan does not define, from low to high; none of a number."""
    levels = () if isinstance(criterion.scale, NumberScale) else criterion.scale.levels
    return [level.name for level in levels if is_undefined(level.description)]


def is_undefined(description: str) -> bool:
    """Return whether a level's description says only that the plan does not define it."""
    return description.strip().rstrip(".").casefold() in ("ej definierad i planen", "ej definierat i planen")
