"""Points as whole numbers, so that sums of them are compared exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from prioritering.arrays import EQUAL_DECIMALS, Ints

POINT = 10**EQUAL_DECIMALS
MOST_PARTS, LARGEST_UNIT = 10_000, 10**7


def whole_points(points: Sequence[float]) -> tuple[Ints, int]:
    """Return points as whole numbers of a unit, and how many units a point has.

    Points are mostly fractions (thirds of weights, quarters of scales): then the unit is their common denominator, and
    three times 33 1/3 is 100. Else it is the billionth that points are compared by elsewhere.
    """
    # A third written with nine decimals is a third; thrice as billionths it would fall short of the whole.
    nearly = 0.5 / POINT
    unit = 1
    for value in np.unique(np.asarray(points, dtype=np.float64)).tolist():
        near = Fraction(value).limit_denominator(MOST_PARTS)
        unit = math.lcm(unit, near.denominator)
        if abs(float(near) - value) > nearly or unit > LARGEST_UNIT:
            unit = POINT
            break
    return np.rint(np.asarray(points, dtype=np.float64) * unit).astype(np.int64), unit
