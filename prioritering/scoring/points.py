"""Additive value: answers on fixed scales and weights become points on 0–100, as ranges where something is unknown.

Source: Multi-attribute value theory, additive form (Keeney & Raiffa 1976; Phillips & Bana e Costa 2007,
Annals of Operations Research 154:51-68). Ranges are kept as lowest and highest possible points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from prioritering.arrays import Array
from prioritering.criteria.model import Criterion, Model
from prioritering.plan.object_plan import Mark


class Marked(Protocol):
    """Anything that can be asked for its mark on a criterion."""

    def mark(self, criterion_id: str) -> Mark:
        """Return the mark on a criterion."""


class Shares(NamedTuple):
    """Each project's share (0–1) of each criterion's points: two arrays of n projects × k criteria."""

    low: Array
    high: Array


class Points(NamedTuple):
    """Points on 0–100: `low`/`high` of n, and contributions `part_low`/`part_high` of n × k that sum to them."""

    low: Array
    high: Array
    part_low: Array
    part_high: Array

    @property
    def middle(self) -> Array:
        """The middle of each range; the order's default key."""
        return (self.low + self.high) / 2


def scale_shares(projects: Sequence[Marked], model: Model) -> Shares:
    """Return the shares of projects that each have at least one known mark; unknown marks span the whole scale."""
    low = np.zeros((len(projects), len(model.criteria)))
    high = np.ones_like(low)
    for column, criterion in enumerate(model.criteria):
        # Thousands of projects share a handful of levels: each is looked up once.
        seen: dict[tuple[str | float, str | float], tuple[float, float]] = {}
        for row, project in enumerate(projects):
            mark = project.mark(criterion.id)
            if mark.low is None or mark.high is None:
                continue
            key = (mark.low, mark.high)
            if key not in seen:
                seen[key] = _span(criterion, *key)
            low[row, column], high[row, column] = seen[key]
    return Shares(low, high)


def _span(criterion: Criterion, low: str | float, high: str | float) -> tuple[float, float]:
    first, last = criterion.scale.unit(low), criterion.scale.unit(high)
    # Of numbers where lower is better the lowest gives the most points.
    return min(first, last), max(first, last)


def points(given: Shares, weights: Sequence[float]) -> Points:
    """Return points for shares (n × k) and weights (k, summing to 1)."""
    scaled = np.asarray(weights, dtype=np.float64) * 100
    # Points are the sum of the parts shown, never computed beside them, so the two cannot differ.
    part_low, part_high = given.low * scaled, given.high * scaled
    return Points(part_low.sum(axis=1), part_high.sum(axis=1), part_low, part_high)


def is_scored(project: Marked, model: Model) -> bool:
    """True when the project has a mark on at least one criterion; else it stands in 'underlag saknas'."""
    return any(project.mark(criterion.id).known for criterion in model.criteria)
