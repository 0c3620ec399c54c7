"""Rank acceptability: how often each project has each place over the drawn cases (SMAA-2).

Source: Lahdelma & Salminen 2001, "SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group Decision Making",
Operations Research 49:444-454. Convention for ties: equal values share the best place they cover and the next place
is skipped (1, 2, 2, 4), as in the ranked list. So each project's shares sum to 1 over all places, while the shares of
one place sum to more or less than 1 where there are ties.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from prioritering.analysis.margin import margins_of
from prioritering.analysis.twins import mean_of_twins
from prioritering.arrays import Array, Flags, Ints

ALL_PLACES_UP_TO = 1000
PLACES_BEYOND = 100


@dataclass(frozen=True, slots=True)
class Ranked:
    """Cases ranked: project indexes first to last (d × n), and the place of the project at each position (d × n).

    `held` are the numbers of the agreed orders of ties that hold in some case.
    """

    order: Ints
    place: Ints
    held: frozenset[int] = frozenset()


class PlaceCounts:
    """Counts places for n projects; beyond 1,000 projects only the first 100 places are kept apart."""

    def __init__(self, projects: int) -> None:
        self.projects = projects
        self.kept = projects if projects <= ALL_PLACES_UP_TO else PLACES_BEYOND
        self.cases = 0
        # One column past the kept places, for every place beyond them.
        self._counts = np.zeros(projects * (self.kept + 1))
        self._place_sum = np.zeros(projects)

    def add(self, ranked: Ranked) -> None:
        """Add ranked cases."""
        self.cases += len(ranked.order)
        column = np.minimum(ranked.place - 1, self.kept)
        # Project and place as one number, since counting numbers in one row is what numpy does fastest.
        flat = (ranked.order * (self.kept + 1) + column).ravel()
        self._counts += np.bincount(flat, minlength=len(self._counts))
        self._place_sum += np.bincount(ranked.order.ravel(), weights=ranked.place.ravel(), minlength=self.projects)

    def of_twins(self, groups: Ints, order: Ints) -> PlaceCounts:
        """Return the counts with twins given the mean of theirs, and the projects in another order."""
        found = PlaceCounts(self.projects)
        found.cases = self.cases
        counts = self._counts.reshape(self.projects, self.kept + 1)
        found._counts = mean_of_twins(counts, groups)[order].ravel()
        found._place_sum = mean_of_twins(self._place_sum, groups)[order]
        return found

    def without(self, unplaced: Flags) -> PlaceCounts:
        """Return the counts where the flagged projects have no place: shares of nothing, and no expected place."""
        found = PlaceCounts(self.projects)
        found.cases = self.cases
        found._counts = self._counts * np.repeat(~unplaced, self.kept + 1)
        found._place_sum = np.where(unplaced, np.nan, self._place_sum)
        return found

    @property
    def acceptability(self) -> Array:
        """Rank acceptability indices bᵢʳ as n × places (shares 0–1); row sums are 1 when all places are kept."""
        counts = self._counts.reshape(self.projects, self.kept + 1)[:, : self.kept]
        return np.asarray(counts / self.cases, dtype=np.float64)

    @property
    def margins(self) -> Array:
        """The margin of error of each of `acceptability`, in percentage points (see `margin`)."""
        return margins_of(self.acceptability, self.cases)

    @property
    def expected_place(self) -> Array:
        """Mean place of each project; nan for one without a place."""
        return np.asarray(self._place_sum / self.cases, dtype=np.float64)

    def in_turn(self, position: Ints) -> list[int]:
        """Return the projects that have a place as indexes, by expected place; equal ones by `position` in the list."""
        expected = self.expected_place
        return [int(index) for index in np.lexsort([position, expected]) if not np.isnan(expected[index])]
