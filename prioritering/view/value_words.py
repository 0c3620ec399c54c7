"""Words for how a value stands: `0`, blank, `?`, a dash and a secret figure are five different things."""

from __future__ import annotations

from prioritering import swedish
from prioritering.plan.object_plan import Cost, Mark, Status

COST_WORDS = {
    Status.UNKNOWN: "okänd",
    Status.BLANK: "ej angiven",
    Status.DASH: "–",
    Status.SECRET: "får inte visas",
}
_SHAPES = {Status.BLANK: "o-tomt", Status.DASH: "o-streck", Status.SECRET: "o-hemligt"}
MARK_WORDS = {Status.UNKNOWN: "okänt", Status.BLANK: "ej angivet", Status.DASH: "–", Status.SECRET: "får inte visas"}


def answer_words(mark: Mark) -> str:
    """Return a mark as words: the level, the range, or how it stands when nothing is said."""
    if mark.low is None or mark.high is None:
        return MARK_WORDS.get(mark.status, "ej angivet")
    low, high = _level_text(mark.low), _level_text(mark.high)
    return low if low == high else f"{low} – {high}"


def _level_text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}".replace(".", ",")


def cost_words(cost: Cost) -> str:
    """Return a cost in tkr without unit, or the word for how it stands when there is no figure."""
    if cost.low is None or cost.high is None:
        return COST_WORDS.get(cost.status, "okänd")
    low, high = swedish.tkr(cost.low, unit=False), swedish.tkr(cost.high, unit=False)
    return low if low == high else f"{low}–{high}"


def cost_shape(cost: Cost) -> str:
    """Return the style of a cost without figure, one for each way it can stand; nothing when there is a figure."""
    return "" if cost.low is not None else _SHAPES.get(cost.status, "p-unknown")
