"""Weights as a view keeps them, by the ways a group sets them: a slider, a ready-made weighting, places or swing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prioritering.errors import BadArgument
from prioritering.scoring.weights import Weights, equal, normalised, preset, roc, swing, usable_presets
from prioritering.view.picture import Picture

ViewWeights = tuple[tuple[str, float], ...]


def by_hand(ids: Sequence[str], percents: Mapping[str, int]) -> ViewWeights:
    """Return the weights that a hand has set: whole percents of every criterion, 100 in all; else BadArgument."""
    values = [percents.get(criterion_id, -1) for criterion_id in ids]
    if set(percents) != set(ids) or min(values) < 0 or sum(values) != 100:
        raise BadArgument("vikterna ska vara hela procent, en för varje kriterium, och tillsammans 100")
    return _of_view(ids, normalised(values))


def ready_made(shown: Picture) -> tuple[tuple[str, ...], str | None]:
    """Return the names of the ready-made weightings that can be used, and the one that is in use, if any."""
    ids = shown.model.ids
    names = usable_presets(ids)
    return names, next((name for name in names if _same(preset(name, ids), shown.weights)), None)


def by_ready_made(ids: Sequence[str], name: str) -> ViewWeights:
    """Return the weights of a ready-made weighting."""
    return _of_view(ids, preset(name, ids))


def by_places(ids: Sequence[str], places: Sequence[int]) -> ViewWeights:
    """Return the weights by rank order, where place 1 means most; BadArgument when a place is below 1."""
    return _of_view(ids, roc(places))


def by_swing(ids: Sequence[str], scores: Sequence[int]) -> ViewWeights:
    """Return the weights by swing scores; BadArgument when none is above zero."""
    return _of_view(ids, swing(scores))


def _of_view(ids: Sequence[str], weights: Weights) -> ViewWeights:
    """Return weights in percent by criterion; equal weights are the default and leave the address."""
    if all(abs(weight - other) < 1e-12 for weight, other in zip(weights, equal(len(ids)), strict=True)):
        return ()
    return tuple((key, round(weight * 100, 2)) for key, weight in zip(ids, weights, strict=True))


def _same(first: Weights, second: Weights) -> bool:
    # The address holds weights to a hundredth of a percent, so nothing finer tells two weightings apart.
    return all(abs(a - b) < 1e-4 for a, b in zip(first, second, strict=True))
