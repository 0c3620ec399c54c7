"""The three kinds of array that figures are computed in, and when two figures are equal."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

EQUAL_DECIMALS = 9  # differences below this are rounding noise, not a difference
