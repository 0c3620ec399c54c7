"""The view: everything that shapes what is shown, as one frozen model with one mapping to the address.

The same address gives the same picture in any browser. A value that cannot be read gives a notice and the default,
never an error. Only what differs from the default stands in the address, in short Swedish words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prioritering.errors import shorten
from prioritering.immutable import Immutable
from prioritering.money.line_rule import Rule
from prioritering.plan.ids import composed
from prioritering.plan.object_plan import Tier
from prioritering.scoring.ranking import Order, RangeFigure
from prioritering.typed_numbers import plain, typed_number, typed_whole
from prioritering.view.written_frame import MAX_TKR, plans_frame_text, written_frame, written_id

# One value. Far above what any view writes, and little enough that reading it costs nothing.
MAX_LENGTH = 20_000
HIGHEST_VALUE = 1_000_000_000
"""The highest value of a level that an address or a field takes."""
# A dot, since browsers and mail programs leave it as it is in an address; ":" and "=" are what people type.
_ENTRY = re.compile(r"^([a-zåäö0-9_-]{1,40})[.:=](.+)$")


# What an address that leaves nothing to the defaults says of weights that nobody has set.
EQUAL_WEIGHTS = "lika"
DEFAULT_SHOWN, EQUAL_SHOWN = "Förvalet visas.", "Lika vikt visas."
"""What a notice of a value that could not be used ends with: what a page then shows."""


class View(Immutable):
    """What is chosen. Weights are any non-negative numbers by criterion id (empty: equal weights).

    `frame` is the id of one of the plan's budget cells, a sum in tkr as text, 'ingen', or empty for the plan's
    first budget cell that can be a frame. `must`, `not_now` and `free` are locks that are tried, `free` without the
    lock that the group has stored. `values` are level values by criterion id, lowest level first. `other` is
    a column that the plan has beside those we know, and what stands there: 'ansvarig:Enhetschef'. `municipality` is
    empty where the plan's id alone says which plan.
    """

    plan: str = ""
    municipality: str = ""
    weights: tuple[tuple[str, float], ...] = ()
    frame: str = ""
    order: Order = Order.POINTS
    rule: Rule = Rule.STOP
    span: RangeFigure = RangeFigure.MIDDLE
    spacing: str = "jamna"
    values: tuple[tuple[str, tuple[float, ...]], ...] = ()
    must: tuple[str, ...] = ()
    not_now: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    tiers: tuple[Tier, ...] = ()
    perspectives: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    other: str = ""
    assumptions: bool = True
    source: str = "planen"
    meeting: str = ""
    start: int = 0
    unknown_low: int | None = None
    unknown_high: int | None = None
    draws: int = 2000
    seed: int = 1
    weight_info: str = "spann"
    weight_spread: int = 10
    part: str = "laget"
    project: str = ""
    wishes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    """One parameter of the address: its name, the view's attribute and the two directions."""

    name: str
    attribute: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    expected: str


def _split(text: str) -> list[str]:
    return [part for part in text.split("~") if part]


def _whole(low: int, high: int) -> Callable[[str], int]:
    """Return a reader of whole numbers within bounds."""

    def read(text: str) -> int:
        """Return the number, or ValueError for one that does not fit: a link must not ask for endless work."""
        return typed_whole(text, low, high)

    return read


def _weights(text: str) -> tuple[tuple[str, float], ...]:
    if text == EQUAL_WEIGHTS:
        return ()
    found = []
    for part in _split(text.replace(",", "~")):
        match = _ENTRY.match(part)
        if match is None:
            raise ValueError(part)
        found.append((match[1], typed_number(match[2], 0, 1e9)))
    if not found or sum(value for _, value in found) <= 0 or len(dict(found)) != len(found):
        raise ValueError(text)
    return tuple(found)


def _values(text: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    found = []
    for part in _split(text):
        match = _ENTRY.match(part)
        if match is None:
            raise ValueError(part)
        found.append((match[1], tuple(typed_number(value, 0, HIGHEST_VALUE) for value in match[2].split("-"))))
    return tuple(found)


def _one_of(*allowed: str) -> Callable[[str], str]:
    """Return a reader of a word out of a few."""

    def read(text: str) -> str:
        """Return the word, or ValueError for any other."""
        if text not in allowed:
            raise ValueError(text)
        return text

    return read


def _join(items: Sequence[Any]) -> str:
    return "~".join(str(item) for item in items)


def _column_and_value(text: str) -> str:
    if not text.partition(":")[0] or ":" not in text:
        raise ValueError(text)
    return text


def _texts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_split(text)))


# A name of the plan's own may hold the sign that parts names, and so what stands for it. An address from before, in
# which a percent sign stands for itself, is read as it was.
def _names(text: str) -> tuple[str, ...]:
    return tuple(part.replace("%7E", "~").replace("%25", "%") for part in _texts(text))


def _join_names(names: Sequence[str]) -> str:
    return _join([re.sub("%(?=7E|25)", "%25", name).replace("~", "%7E") for name in names])


SPACINGS = ("jamna", "vaxande", "avtagande")
SOURCES = ("planen", "median", "medel")
WEIGHT_INFOS = ("alla", "ordning", "spann", "fasta")
PARTS = ("laget", "kravs", "portfolj", "platser", "regler", "kanslighet")
# Parts that have become one with another; an address from before still leads there.
_OLD_PARTS = {"nasta": "kravs"}
_FIELDS = (
    _Field("plan", "plan", written_id, str, "en plans id"),
    _Field("kommun", "municipality", written_id, str, "en kommuns id"),
    _Field(
        "vikter",
        "weights",
        _weights,
        lambda w: _join([f"{k}.{plain(v)}" for k, v in w]),
        "ett tal för varje kriterium, som effekttyp.60~omfattning.40",
    ),
    _Field("ram", "frame", written_frame, str, "en budgetcell i planen eller ett belopp i tkr"),
    _Field("ordning", "order", Order, str, "poang eller per-krona"),
    _Field("regel", "rule", Rule, str, "stopp eller hoppa"),
    _Field("spann", "span", RangeFigure, str, "mitt, lagst eller hogst"),
    _Field(
        "steg",
        "spacing",
        _one_of(*SPACINGS),
        str,
        f"{', '.join(SPACINGS)} (stegen mellan nivåernas värden; ett steg på Projektor heter bild)",
    ),
    _Field(
        "varden",
        "values",
        _values,
        lambda v: _join([f"{key}.{'-'.join(plain(x) for x in xs)}" for key, xs in v]),
        "kriterium.0-50-100",
    ),
    _Field("med", "must", _texts, _join, "projektens id"),
    _Field("inte", "not_now", _texts, _join, "projektens id"),
    _Field("fri", "free", _texts, _join, "projektens id"),
    _Field("klass", "tiers", lambda t: tuple(Tier(part) for part in _texts(t)), _join, ", ".join(Tier)),
    _Field("perspektiv", "perspectives", _names, _join_names, "perspektiv i planen"),
    _Field("aktor", "actors", _names, _join_names, "aktörer i planen"),
    _Field("ovrigt", "other", _column_and_value, str, "kolumn:värde"),
    _Field(
        "antaganden",
        "assumptions",
        lambda t: _one_of("ja", "nej")(t) == "ja",
        lambda on: "ja" if on else "nej",
        "ja eller nej",
    ),
    _Field("poang", "source", _one_of(*SOURCES), str, ", ".join(SOURCES)),
    _Field("mote", "meeting", written_id, str, "ett mötes id"),
    _Field("rad", "start", _whole(0, 10_000_000), str, "ett radnummer"),
    _Field("okand_lagst", "unknown_low", _whole(0, MAX_TKR), str, "hela tkr"),
    _Field("okand_hogst", "unknown_high", _whole(0, MAX_TKR), str, "hela tkr"),
    _Field("dragningar", "draws", _whole(100, 100_000), str, "ett antal från 100 till 100 000"),
    _Field("fro", "seed", _whole(0, 2**31), str, "ett heltal"),
    _Field("viktinfo", "weight_info", _one_of(*WEIGHT_INFOS), str, ", ".join(WEIGHT_INFOS)),
    _Field("viktvidd", "weight_spread", _whole(1, 100), str, "procentenheter från 1 till 100"),
    _Field("del", "part", lambda t: _one_of(*PARTS)(_OLD_PARTS.get(t, t)), str, ", ".join(PARTS)),
    _Field("projekt", "project", written_id, str, "ett projekts id"),
    _Field("krav", "wishes", _texts, _join, "krav på portföljen, som kraver:A:B"),
)
PARAMETERS = tuple(field.name for field in _FIELDS)


def from_address(parameters: Mapping[str, str]) -> tuple[View, tuple[str, ...]]:
    """Return the view an address asks for, and a Swedish notice for every value that could not be used."""
    chosen: dict[str, Any] = {}
    notices = []
    for field in _FIELDS:
        text = parameters.get(field.name)
        if text is None:
            continue
        try:
            chosen[field.attribute] = field.read(_bounded(text))
        except (ValueError, OverflowError):
            notices.append(
                f"Länkens {field.name} kunde inte läsas: ”{shorten(text, 40)}” ska vara {field.expected}. "
                f"{EQUAL_SHOWN if field.attribute == 'weights' else DEFAULT_SHOWN}"
            )
    return View(**chosen), tuple(notices)


def _bounded(text: str) -> str:
    if not 0 < len(text) <= MAX_LENGTH:
        raise ValueError(text)
    return composed(text)


def to_address(view: View) -> dict[str, str]:
    """Return the parameters of an address that gives this view; defaults are left out."""
    default = View()
    return {
        field.name: field.write(value)
        for field in _FIELDS
        if (value := getattr(view, field.attribute)) != getattr(default, field.attribute)
    }


def in_full(view: View) -> dict[str, str]:
    """Return every parameter of a view, also where it is the default; what is empty in the view is the empty text.

    For what is stored: an address may leave the defaults to the program, but they can be others in a later one.
    """
    values = {field.name: (field, getattr(view, field.attribute)) for field in _FIELDS}
    return {name: "" if value in (None, ()) else field.write(value) for name, (field, value) in values.items()}


def whole_address(view: View, plans_frame: int | None = None) -> dict[str, str]:
    """Return the parameters of an address that leaves nothing to the defaults; what is empty is left out.

    `plans_frame` is the frame in kronor that the plan gives a view without one; None where it has none.
    """
    said = in_full(view)
    said |= {"vikter": said["vikter"] or EQUAL_WEIGHTS, "ram": said["ram"] or plans_frame_text(plans_frame)}
    return {name: text for name, text in said.items() if text}
