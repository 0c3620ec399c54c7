"""Swedish words for shares of drawn cases: no more digits than the margin of error carries."""

from __future__ import annotations

import math

from prioritering import swedish
from prioritering.analysis.margin import decimals


def share_words(share: float, count: int) -> str:
    """Return a share (0–1) of `count` drawn cases as percent; 0 and 100 % only for none and all of them."""
    return swedish.share(share, decimals(count))


def margin_words(points: float) -> str:
    """Return the margin of error, in percentage points, as a sentence; rounded up to a decimal."""
    # A hair less, so that what the computer's sum has made 2,2000000001 is not 2,3.
    up = math.ceil(points * 10 - 1e-6) / 10
    text = swedish.number(up, 0 if up == int(up) else 1)
    unit = "procentenhet" if up == 1 else "procentenheter"
    return f"Felmarginalen är högst {text}\u00a0{unit} (95\u00a0% säkerhet)."
