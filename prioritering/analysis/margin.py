"""How far chance may have moved a share of drawn cases.

Source: the score interval of Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference",
Journal of the American Statistical Association 22:209-212. It holds for shares near 0 and 1 too, where the common
p ± 1.96·√(p(1 − p)/n) says that nothing can be off.
"""

from __future__ import annotations

import math

import numpy as np

from prioritering.arrays import Array

# The normal distribution holds 95 % between −1.96 and 1.96 standard deviations.
Z = 1.959963984540054
# A share in whole percent is up to half a percentage point off by rounding alone.
ROUNDED_AWAY = 0.5


def wilson(share: float, count: int) -> tuple[float, float]:
    """Return the lowest and highest share (0–1) that a share of `count` cases speaks for, with 95 % confidence."""
    spread = Z * Z / count
    middle = share + spread / 2
    half = Z * math.sqrt(share * (1 - share) / count + spread / (4 * count))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def margin(share: float, count: int) -> float:
    """Return the margin of error in percentage points: the farther end of Wilson's interval."""
    low, high = wilson(share, count)
    return 100 * max(share - low, high - share)


def margins_of(shares: Array, count: int) -> Array:
    """Return the margin of error of each share, in percentage points."""
    # Of so many cases there are no more shares than that, however many places there are.
    known, where = np.unique(shares, return_inverse=True)
    return np.array([margin(share, count) for share in known.tolist()])[where].reshape(shares.shape)


def widest(shares: Array, count: int) -> float | None:
    """Return the largest margin of error of some shares; None where there are none."""
    known = shares[~np.isnan(shares)]
    return float(margins_of(known, count).max()) if known.size else None


def decimals(count: int) -> int:
    """Return how many decimals a percentage of `count` cases carries: one when chance moves it less than rounding."""
    return 1 if margin(0.5, count) < ROUNDED_AWAY else 0
