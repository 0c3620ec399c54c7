"""How far chance may have moved the shares that a page shows."""

from __future__ import annotations

from collections.abc import Iterable

from prioritering.analysis.margin import widest
from prioritering.arrays import Array


def widest_margin(shown: Iterable[Array], count: int) -> float | None:
    """Return the largest margin of error (percentage points) of the shares shown of `count` draws; None without any."""
    margins = [found for shares in shown if (found := widest(shares, count)) is not None]
    return max(margins, default=None)
