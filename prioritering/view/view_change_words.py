"""A change of what is looked at, told with what stood before: "Vikterna 34/33/33 → 50/30/20"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from prioritering import swedish
from prioritering.money.amounts import TKR
from prioritering.money.line_rule import Rule
from prioritering.scoring.changes import LockKind
from prioritering.scoring.ranking import Order, RangeFigure
from prioritering.scoring.weights import whole_percents
from prioritering.view.history_words import NOTHING
from prioritering.view.picture import Picture, frame_of, weights_of
from prioritering.view.reasons import lock_words
from prioritering.view.view import View

# What each choice is called beside its control, and the words of what can be chosen there.
CHOICE_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "order": "Ordna efter",
        "rule": "När ett projekt inte ryms",
        "span": "Ett spann räknas med",
        "source": "Poäng från",
        "spacing": "Avstånd mellan nivåerna",
        "weight_info": "Viktningar som prövas",
    }
)
CHOICE_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "order": {Order.POINTS: "Poäng", Order.PER_KRONA: "Poäng per krona"},
        "rule": {Rule.STOP: "Stanna vid första som inte ryms", Rule.SKIP: "Hoppa över och gå vidare"},
        "span": {RangeFigure.MIDDLE: "Mitten", RangeFigure.LOWEST: "Lägsta", RangeFigure.HIGHEST: "Högsta"},
        "source": {"planen": "Planen", "median": "Styrgruppens median", "medel": "Styrgruppens medel"},
        "spacing": {"jamna": "Förval", "vaxande": "Växande steg", "avtagande": "Avtagande steg"},
        "weight_info": {
            "spann": "Nära era vikter",
            "ordning": "Samma ordning mellan kriterierna",
            "alla": "Alla viktningar",
            "fasta": "Bara vikterna",
        },
    }
)
_FILTERS = {"tiers": "Visa klass", "perspectives": "Visa perspektiv", "actors": "Visa aktör"}
_LOCKS = {"must": LockKind.MUST, "not_now": LockKind.NOT_NOW, "free": None}
_Tell = Callable[[Picture, View], str]


def view_change_words(picture: Picture, before: View, after: View, fields: Collection[str]) -> str:
    """Return what a change of these fields changed, from what to what; nothing where it is nothing to take back.

    `picture` is of the plan with what lies beside it: it names what the two views only have the ids of.
    """
    told = []
    for names, label, tell in _TOLD:
        if any(name in fields for name in names):
            told.append((label, tell(picture, before), tell(picture, after)))
    said = [f"{label} {_turn(old, new)}" for label, old, new in told if old != new]
    if any(name in fields for name in _LOCKS):
        said += _locks(picture, before, after)
    # Where what is shown of it is the same, as of a weight moved by less than a percent, it is changed none the less.
    return swedish.as_sentence("; ".join(said)) if said else f"{told[0][0].rstrip(':')} har ändrats." if told else ""


def _turn(old: str, new: str) -> str:
    # An arrow from or to nothing is no change of a value.
    return f"{new} (förut {old})" if NOTHING in (old, new) else f"{old} → {new}"


def _weights(picture: Picture, view: View) -> str:
    return "/".join(map(str, whole_percents(weights_of(view, picture.model, []))))


def _frame(picture: Picture, view: View) -> str:
    kronor = frame_of(picture.plan, view, []).kronor
    return "ingen" if kronor is None else swedish.tkr(kronor)


def _choice(field: str) -> _Tell:
    def chosen(picture: Picture, view: View) -> str:
        """Return the word of what is chosen."""
        del picture
        return CHOICE_WORDS[field][getattr(view, field)].lower()

    return chosen


def _filter(field: str) -> _Tell:
    def shown(picture: Picture, view: View) -> str:
        """Return what is shown; all where nothing is chosen."""
        named = picture.plan.tier_title if field == "tiers" else str
        return swedish.listing(map(named, getattr(view, field))) or "alla"

    return shown


def _assumptions(picture: Picture, view: View) -> str:
    del picture
    return "ja" if view.assumptions else "nej"


def _values(picture: Picture, view: View) -> str:
    chosen = dict(view.values)
    told = [
        f"{criterion.name.lower()} {'/'.join(swedish.number(value) for value in chosen[criterion.id])}"
        for criterion in picture.model.criteria
        if criterion.id in chosen
    ]
    return ", ".join(told) or "modellens"


def _unknown(picture: Picture, view: View) -> str:
    del picture
    low, high = view.unknown_low, view.unknown_high
    if low is None and high is None:
        return NOTHING
    least = TKR * (low or 0)
    return f"minst {swedish.tkr(least)}" if high is None else swedish.tkr_range(least, TKR * high)


def _spread(picture: Picture, view: View) -> str:
    del picture
    return f"± {view.weight_spread}"


def _draws(picture: Picture, view: View) -> str:
    del picture
    return swedish.number(view.draws)


def _seed(picture: Picture, view: View) -> str:
    del picture
    return str(view.seed)


def _wishes(picture: Picture, view: View) -> str:
    del picture
    return swedish.number(len(view.wishes))


def _locks(picture: Picture, before: View, after: View) -> list[str]:
    names = {item.id: item.name for item in picture.everything}
    old, new = _tried(before), _tried(after)
    changed = [key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key)]
    turns = [(names.get(key, key), old.get(key, NOTHING), new.get(key, NOTHING)) for key in changed]
    return [f"Lås som provas, {name}: {_turn(first, second)}" for name, first, second in turns]


def _tried(view: View) -> dict[str, str]:
    return {key: lock_words(kind) for field, kind in _LOCKS.items() for key in getattr(view, field)}


_TOLD: tuple[tuple[tuple[str, ...], str, _Tell], ...] = (
    (("weights",), "Vikterna", _weights),
    (("frame",), "Ramen", _frame),
    *(((field,), f"{label}:", _choice(field)) for field, label in CHOICE_LABELS.items()),
    (("values",), "Nivåernas värden:", _values),
    *(((field,), f"{label}:", _filter(field)) for field, label in _FILTERS.items()),
    (("assumptions",), "Räkna med antaganden:", _assumptions),
    (("unknown_low", "unknown_high"), "Spann som provas för okända kostnader:", _unknown),
    (("weight_spread",), "Högst så långt, i procentenheter:", _spread),
    (("draws",), "Antal fall:", _draws),
    (("seed",), "Frö:", _seed),
    (("wishes",), "Krav på portföljen:", _wishes),
)
