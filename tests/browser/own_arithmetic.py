"""What a group's answers come to, worked out here by itself: nothing in this file is the app's, so that it can differ.

Points are exact fractions of 100. A criterion's levels are given by name with their values (0–100), and all criteria
weigh as much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations
from math import sqrt

DONT_KNOW = "vet ej"
Points = Mapping[str, Fraction | None]


@dataclass
class Group:
    """All that members have said, by round, member, project and criterion; and who has a conflict of interest."""

    scales: Mapping[str, Mapping[str, int]]
    projects: Sequence[str]
    said: dict[tuple[int, str, str, str], str] = field(default_factory=dict)
    conflicts: set[tuple[int, str, str]] = field(default_factory=set)

    def answer(self, round_number: int, member: str, project: str, criterion: str, level: str) -> None:
        """Note an answer, in place of an earlier one in the same round."""
        self.said[round_number, member, project, criterion] = level

    def conflict(self, round_number: int, member: str, project: str) -> None:
        """Note a conflict of interest, which takes the place of the member's answers on the project."""
        self.start_over(round_number, member, project)
        self.conflicts.add((round_number, member, project))

    def start_over(self, round_number: int, member: str, project: str) -> None:
        """Forget what was said in the seat on a project in a round: whoever has taken it over answers there."""
        for criterion in self.scales:
            self.said.pop((round_number, member, project, criterion), None)

    @property
    def members(self) -> list[str]:
        """Everyone who has said something."""
        return sorted({key[1] for key in self.said})

    def stands(self, member: str, project: str, criterion: str) -> str | None:
        """Return what stands of a member's answers over the rounds, None for nothing."""
        if any((one, thing) == (member, project) for _, one, thing in self.conflicts):
            return None
        rounds = sorted({key[0] for key in self.said}, reverse=True)
        return next((self.said[key] for n in rounds if (key := (n, member, project, criterion)) in self.said), None)

    def values(self, project: str, criterion: str) -> list[int]:
        """Return the values of the answers that are counted, lowest first."""
        given = [self.stands(member, project, criterion) for member in self.members]
        return sorted(self.scales[criterion][level] for level in given if level is not None and level != DONT_KNOW)

    def median(self, project: str, criterion: str) -> Fraction | None:
        """Return the middle answer, or the mean of the two in the middle."""
        values = self.values(project, criterion)
        half = len(values) // 2
        if not values:
            return None
        return Fraction(values[half]) if len(values) % 2 else Fraction(values[half - 1] + values[half], 2)

    def points(self) -> dict[str, Fraction | None]:
        """Return the group's points by project, None where a criterion lacks answers."""
        return {project: _mean([self.median(project, key) for key in self.scales]) for project in self.projects}

    def places(self) -> dict[str, int | None]:
        """Return places by project: equal points share one, and the next is as many further down."""
        points = self.points()
        known = [value for value in points.values() if value is not None]
        return {
            project: None if own is None else 1 + sum(value > own for value in known) for project, own in points.items()
        }

    def disputed(self) -> dict[str, list[str]]:
        """Return the criteria, by project, where at least two steps lie between the lowest and the highest answer."""
        apart = {project: [key for key in self.scales if self._steps(project, key) >= 2] for project in self.projects}
        return {project: criteria for project, criteria in apart.items() if criteria}

    def _steps(self, project: str, criterion: str) -> int:
        order = sorted(self.scales[criterion].values())
        found = [order.index(value) for value in self.values(project, criterion)]
        return max(found) - min(found) if found else 0

    def own_points(self, member: str) -> Points:
        """Return the points that a member's own answers give each project, None where one is not answered."""
        return {project: _mean([self._value(member, project, key) for key in self.scales]) for project in self.projects}

    def _value(self, member: str, project: str, criterion: str) -> Fraction | None:
        level = self.stands(member, project, criterion)
        return None if level in (None, DONT_KNOW) else Fraction(self.scales[criterion][str(level)])

    def kendalls_w(self) -> float:
        """Return W from the pairs, ((m − 1)·r̄ + 1) / m: Kendall & Gibbons 1990, section 6.4.

        r̄ is the mean of the pairs' rank correlations, each counted by the projects that both have judged.
        """
        points = [self.own_points(member) for member in self.members]
        compared = []
        for one, other in combinations(points, 2):
            both = [key for key in self.projects if one[key] is not None and other[key] is not None]
            compared.append((_rank_correlation([one[k] for k in both], [other[k] for k in both]), len(both)))
        mean = sum(r * count for r, count in compared) / sum(count for _, count in compared)
        return ((len(points) - 1) * mean + 1) / len(points)

    def pairs(self) -> int:
        """Return how many pairs of members there are; each has judged at least two projects together."""
        return len(list(combinations(self.members, 2)))


def written(value: Fraction | float | None, decimals: int = 0) -> str:
    """Return a figure as Swedish screens write it, halves rounded up; empty for None."""
    if value is None:
        return ""
    exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(str(value))
    return str(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)).replace(".", ",")


def _mean(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if len(known) == len(values) else None


def _rank_correlation(first: Sequence[Fraction | None], second: Sequence[Fraction | None]) -> float:
    one, other = _ranks(first), _ranks(second)
    middle = Fraction(len(one) + 1, 2)
    product = sum((a - middle) * (b - middle) for a, b in zip(one, other, strict=True))
    size = sum((a - middle) ** 2 for a in one) * sum((b - middle) ** 2 for b in other)
    return float(product) / sqrt(size) if size else 0.0


def _ranks(values: Sequence[Fraction | None]) -> list[Fraction]:
    # Equal values share the mean of the ranks that they cover.
    ordered = sorted(value for value in values if value is not None)
    return [
        Fraction(sum(2 * place for place, value in enumerate(ordered, 1) if value == own), 2 * ordered.count(own))
        for own in values
        if own is not None
    ]
