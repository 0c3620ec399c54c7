"""How much several people agree: on one thing (Leik's ordinal consensus) and on a whole order (Kendall's W)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from prioritering.arrays import Array


def consensus(values: Sequence[float] | Array) -> float:
    """Return 1 when all values (0–1) are equal and 0 when half stand at either end of the scale.

    One minus twice the mean distance to the median. On evenly spaced levels this is 1 − D of Leik 1966,
    "A Measure of Ordinal Consensus", Pacific Sociological Review 9:85-90; it holds as well for uneven levels and
    for numbers. Raises ValueError without values.
    """
    given = np.asarray(values, dtype=np.float64)
    if not len(given):
        raise ValueError("no values")
    return float(1 - 2 * np.abs(given - np.median(given)).mean())


def kendalls_w(scores: Array) -> float | None:
    """Return Kendall's coefficient of concordance (0–1) for m members × n things, more points ranking higher.

    W = (12·Σ Rᵢ² − 3·m²·n·(n+1)²) / (m²·n·(n²−1) − m·Σ(t³−t)), with mean ranks for ties and t the sizes of each
    member's ties. Source: Kendall & Babington Smith 1939, Annals of Mathematical Statistics 10:275-287; tie
    correction as in Siegel & Castellan 1988, Nonparametric Statistics, 2nd ed., section 9.3.
    None when it says nothing: fewer than two members or things, or everything tied for everyone.
    """
    members, things = scores.shape
    if members < 2 or things < 2:
        return None
    ranks = np.vstack([mean_ranks(row) for row in scores])
    ties = sum(_tie_term(row) for row in scores)
    sums = ranks.sum(axis=0)
    above = 12 * float((sums**2).sum()) - 3 * members**2 * things * (things + 1) ** 2
    below = members**2 * things * (things**2 - 1) - members * ties
    # Rounding may give a hair above 1 when all order alike.
    return None if below <= 0 else min(1.0, max(0.0, above / below))


def rank_correlation(first: Array, second: Array) -> float:
    """Return Spearman's rank correlation (−1–1) of two people's scores; 0 when one of them ties everything."""
    one, other = (mean_ranks(values) - (len(values) + 1) / 2 for values in (first, second))
    size = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return float((one * other).sum()) / size if size else 0.0


def w_of_pairs(pairs: Sequence[tuple[float, int]], members: int) -> float | None:
    """Return W (0–1) where answers are missing, from each pair's rank correlation and how many things both judged.

    W = ((m − 1)·r̄ + 1) / m, with r̄ the mean correlation weighted by the things compared. Without gaps and ties this is
    Kendall's W: Kendall & Gibbons 1990, Rank Correlation Methods, 5th ed., section 6.4. None without pairs.
    """
    compared = sum(count for _, count in pairs)
    if not compared:
        return None
    mean = sum(r * count for r, count in pairs) / compared
    return min(1.0, max(0.0, ((members - 1) * mean + 1) / members))


def mean_ranks(values: Array) -> Array:
    """Return ranks from 1 for the highest value; equal values share the mean of the ranks they cover."""
    _, inverse, counts = np.unique(-values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    # A group of equals covers the ranks from (last - counts + 1) to last; each gets the middle of them.
    return ((last - counts + 1 + last) / 2)[inverse]


def _tie_term(values: Array) -> float:
    _, counts = np.unique(values, return_counts=True)
    return float((counts**3 - counts).sum())


_ALL_ALIKE = "alla rangordnar lika"
_WORDS = (
    (0.9, "ni rangordnar så gott som lika"),
    (0.7, "ni rangordnar ganska lika"),
    (0.5, "ni rangordnar delvis lika"),
    (0.3, "ni rangordnar olika"),
    (0.0, "ni rangordnar mycket olika"),
)


def in_words(w: float) -> str:
    """Return W's plain meaning. Source of the steps: Schmidt 1997, Decision Sciences 28:763-774, table 2.

    Only the whole 1 is no disagreement at all.
    """
    if w == 1:
        return _ALL_ALIKE
    return next(words for least, words in _WORDS if w >= least)
