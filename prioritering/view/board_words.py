"""What a board says around its rows, wherever it is drawn: the headings of its lanes, and what it is ordered by."""

from __future__ import annotations

from collections.abc import Iterable

from prioritering.view.gate_words import LANE_HEADING
from prioritering.view.gated_rows import GATE_LANE
from prioritering.view.row import BoardRow

_RANKED = "fri"
_LANES = {
    "med": "Måste med – tas först, utanför rangordningen",
    "utan kostnad": "Kostnad saknas – har ingen plats per krona och tar inget av ramen",
    "inte": "Inte nu",
    GATE_LANE: LANE_HEADING,
}


def lane_headings(rows: Iterable[BoardRow]) -> dict[str, str]:
    """Return by id the heading that stands before a row: what is not ranked has one over the first of its lane."""
    found, lane = {}, _RANKED
    for row in rows:
        if row.lane not in (lane, _RANKED):
            found[row.id] = _LANES[row.lane]
        lane = row.lane
    return found


def ordered_words(ordered_by: str) -> str:
    """Return what the rows are ordered by, as a sentence."""
    return f"Projekten ordnade efter {ordered_by}, tvärs över klasserna."
