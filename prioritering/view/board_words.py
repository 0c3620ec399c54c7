"""What a board says around its rows, wherever it is drawn: the headings of its lanes, its order, its classes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from prioritering.view.gate_words import LANE_HEADING
from prioritering.view.gated_rows import GATE_LANE
from prioritering.view.row import BoardRow

NO_TIERS = "Planen anger ingen klass."
_RANKED = "fri"
_LANES = {
    "med": "Måste med – tas först, utanför rangordningen",
    "utan kostnad": "Kostnad saknas – har ingen plats per krona och tar inget av ramen",
    "inte": "Inte nu",
    GATE_LANE: LANE_HEADING,
}


class Classed(Protocol):
    """A project wherever it is told of; its class is empty where it has none."""

    @property
    def tier(self) -> str | None: ...


def has_tiers(projects: Collection[Classed]) -> bool:
    """Return whether classes are told by the row: where no project has one, that is said once of them all."""
    return not projects or any(item.tier for item in projects)


def lane_headings(rows: Iterable[BoardRow]) -> dict[str, str]:
    """Return by id the heading that stands before a row: what is not ranked has one over the first of its lane."""
    found, lane = {}, _RANKED
    for row in rows:
        if row.lane not in (lane, _RANKED):
            found[row.id] = _LANES[row.lane]
        lane = row.lane
    return found


def ordered_words(ordered_by: str, classed: bool) -> str:
    """Return what the rows are ordered by, and where they are not `classed` by anyone that they are not."""
    if not classed:
        return f"Projekten ordnade efter {ordered_by}. {NO_TIERS}"
    return f"Projekten ordnade efter {ordered_by}, tvärs över klasserna."
