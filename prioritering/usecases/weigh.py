"""Weights as a view keeps them, by the ways a group sets them: a slider, a ready-made weighting, places or swing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prioritering.errors import BadArgument, shorten
from prioritering.scoring.weights import Weights, equal, normalised, preset, roc, swing, usable_presets, whole_percents
from prioritering.view.picture import Picture

ViewWeights = tuple[tuple[str, float], ...]


def by_hand(ids: Sequence[str], percents: Mapping[str, int]) -> ViewWeights:
    """Return the weights that a hand has set: whole percents of every criterion, 100 in all; else BadArgument."""
    values = [percents.get(criterion_id, -1) for criterion_id in ids]
    if set(percents) != set(ids) or min(values) < 0 or sum(values) != 100:
        raise BadArgument("vikterna ska vara hela procent, en för varje kriterium, och tillsammans 100")
    return _of_view(ids, normalised(values))


def ready_made(shown: Picture) -> tuple[dict[str, tuple[int, ...]], str | None]:
    """Return the ready-made weightings that can be used, by name and in whole percents, and the one in use, if any."""
    ids = shown.model.ids
    weightings = {name: preset(name, ids) for name in usable_presets(ids)}
    in_use = next((name for name, weights in weightings.items() if _same(weights, shown.weights)), None)
    return {name: whole_percents(weights) for name, weights in weightings.items()}, in_use


def by_ready_made(ids: Sequence[str], name: str) -> ViewWeights:
    """Return the weights of a ready-made weighting; BadArgument when there is none of that name."""
    if name not in usable_presets(ids):
        raise BadArgument(f"det finns ingen färdig viktning som heter ”{shorten(name)}”")
    return _of_view(ids, preset(name, ids))


def by_places(ids: Sequence[str], places: Sequence[int]) -> ViewWeights:
    """Return the weights by rank order, where place 1 means most; BadArgument when a place is below 1."""
    return _of_view(ids, roc(places))


def by_swing(ids: Sequence[str], scores: Sequence[float]) -> ViewWeights:
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
