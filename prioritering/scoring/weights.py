"""Weights: equal, by rank order (ROC), by swing, and by presets.

Weights are shares that sum to 1, one per criterion in the model's order. On screen they are whole percent.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from prioritering.criteria.weightings import standard_weightings
from prioritering.errors import BadArgument
from prioritering.swedish import whole_parts

Weights = tuple[float, ...]


def normalised(raw: Sequence[float]) -> Weights:
    """Scale non-negative numbers so that they sum to 1; BadArgument when none is above zero or one is invalid."""
    if not raw:
        raise BadArgument("minst en vikt behövs")
    if any(not math.isfinite(value) or value < 0 for value in raw):
        raise BadArgument("en vikt ska vara ett tal som är noll eller större")
    largest = max(raw)
    if largest <= 0:
        raise BadArgument("minst en vikt ska vara större än noll")
    # Dividing by the largest first keeps the sum finite when the numbers are huge.
    scaled = [value / largest for value in raw]
    total = math.fsum(scaled)
    return tuple(value / total for value in scaled)


def equal(count: int) -> Weights:
    """Return equal weights for `count` criteria."""
    return normalised([1.0] * count)


def roc(order: Sequence[int]) -> Weights:
    """Return rank order centroid weights from each criterion's place (1 = means most).

    Weight of place k among n is (1/n)·Σ_{i=k..n} 1/i. Tied places share the mean of the weights they cover.
    Source: Edwards & Barron 1994, Organizational Behavior and Human Decision Processes 60:306-325.
    Raises BadArgument when a place is below 1.
    """
    count = len(order)
    if not count or any(place < 1 for place in order):
        raise BadArgument("varje kriterium behöver en plats från 1 och uppåt")
    steps = [math.fsum(1 / i for i in range(k, count + 1)) / count for k in range(1, count + 1)]
    weights = [0.0] * count
    # Place numbers need not be without gaps: only their order counts.
    by_place = sorted(range(count), key=lambda index: order[index])
    start = 0
    while start < count:
        group = [index for index in by_place[start:] if order[index] == order[by_place[start]]]
        share = math.fsum(steps[start : start + len(group)]) / len(group)
        for index in group:
            weights[index] = share
        start += len(group)
    return tuple(weights)


def swing(scores: Sequence[float]) -> Weights:
    """Return weights from swing scores: 100 for the step that means most, the others 0–100 beside it.

    Source: von Winterfeldt & Edwards 1986; the question is always about the step from lowest to highest level.
    """
    return normalised(scores)


def whole_percents(weights: Sequence[float], total: int = 100) -> tuple[int, ...]:
    """Round shares to whole numbers that sum to `total`, by largest remainder, earlier criterion first in a tie."""
    return whole_parts([weight * total for weight in weights], total)


def from_mapping(given: Mapping[str, float], ids: Sequence[str]) -> Weights:
    """Return weights in model order from {criterion id: any non-negative number}; criteria not named weigh nothing.

    Raises BadArgument on an unknown id or numbers that cannot be weights.
    """
    unknown = [criterion_id for criterion_id in given if criterion_id not in ids]
    if unknown:
        raise BadArgument(f"okänt kriterium ”{unknown[0]}”; kriterierna är {', '.join(ids)}")
    return normalised([given.get(criterion_id, 0.0) for criterion_id in ids])


def preset(name: str, ids: Sequence[str]) -> Weights:
    """Return a ready-made weighting for the criteria in use; KeyError on an unknown name.

    A criterion that it does not name gets its share under equal weights; those it names divide the rest in its
    proportions. A weighting that names none of them is equal weights.
    """
    named = {key: share for key, share in standard_weightings()[name].items() if key in ids}
    if not sum(named.values()):
        return equal(len(ids))
    proportions = dict(zip(named, normalised(tuple(named.values())), strict=True))
    # Nothing speaks for how much an unnamed criterion means, so it gets neither nothing nor more than its part.
    rest, part = len(named) / len(ids), 1 / len(ids)
    return tuple(proportions[key] * rest if key in named else part for key in ids)


def usable_presets(ids: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the ready-made weightings whose criteria are all in use."""
    return tuple(name for name, chosen in standard_weightings().items() if set(chosen) <= set(ids))
