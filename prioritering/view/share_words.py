"""Swedish words for drawn cases: shares with no more digits than the margin of error carries, and what was drawn."""

from __future__ import annotations

import math

from prioritering import swedish
from prioritering.analysis.margin import decimals
from prioritering.analysis.weight_draws import WeightInfo, WeightKind
from prioritering.criteria.model import Model
from prioritering.view.view import View

_WEIGHTS = {
    WeightKind.ALL: "alla viktningar lika ofta",
    WeightKind.ORDER: "alla viktningar med samma ordning som vikterna",
    WeightKind.INTERVALS: "alla viktningar nära vikterna",
    WeightKind.FIXED: "bara vikterna som de är",
}


def share_words(share: float, count: int) -> str:
    """Return a share (0–1) of `count` drawn cases as percent; 0 and 100 % only for none and all of them."""
    return swedish.share(share, decimals(count))


def margin_words(points: float) -> str:
    """Return the margin of error, in percentage points, as a sentence; rounded up to a decimal."""
    # A hair less, so that what the computer's sum has made 2,2000000001 is not 2,3.
    up = math.ceil(points * 10 - 1e-6) / 10
    text = swedish.number(up, 0 if up == int(up) else 1)
    unit = "procentenhet" if up == 1 else "procentenheter"
    return f"Felmarginalen (95\u00a0%) är högst {text}\u00a0{unit}."


def weights_words(info: WeightInfo, view: View, model: Model, own: bool = False) -> str:
    """Return which weights the draws are made from; `own` are limits or an order given apart from the view."""
    if own and info.kind is WeightKind.INTERVALS:
        spans = zip(model.criteria, info.low, info.high, strict=True)
        each = [f"{item.name.lower()} {_percents(low, high)}" for item, low, high in spans]
        return f"alla viktningar inom {swedish.listing(each)}"
    if own:
        places = sorted(zip(info.order, (item.name.lower() for item in model.criteria), strict=True))
        return f"alla viktningar med ordningen {', '.join(name for _, name in places)}, från tyngst till lättast"
    near = info.kind is WeightKind.INTERVALS
    return _WEIGHTS[info.kind] + (f", högst {view.weight_spread} procentenheter ifrån" if near else "")


def _percents(low: float, high: float) -> str:
    return f"{swedish.short(low * 100)}–{swedish.short(high * 100)}\u00a0%"
