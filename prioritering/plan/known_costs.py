"""What a plan says of its projects' costs: how many are known, and what those are together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from prioritering.plan.object_plan import Project, Status


@dataclass(frozen=True, slots=True)
class KnownCosts:
    """The costs of some projects, in whole kronor.

    `low` and `high` are the sums of all that are known at their ends, `exact` of those that are one figure alone.
    `figures` and `ranges` are how many there are of each, `unknown` those that the plan says nobody knows, of `count`.
    """

    count: int
    figures: int
    ranges: int
    unknown: int
    low: int
    high: int
    exact: int

    @property
    def known(self) -> int:
        """How many costs are known, if only as a range."""
        return self.figures + self.ranges

    @property
    def missing(self) -> int:
        """How many costs are not known, whether the plan says so or says nothing."""
        return self.count - self.known


def known_costs(projects: Iterable[Project]) -> KnownCosts:
    """Return what is known of the costs of these projects."""
    costs = [project.cost for project in projects]
    known = [cost for cost in costs if cost.low is not None]
    figures = [cost.exact for cost in known if cost.exact is not None]
    return KnownCosts(
        count=len(costs),
        figures=len(figures),
        ranges=len(known) - len(figures),
        unknown=sum(cost.status is Status.UNKNOWN for cost in costs),
        low=sum(cost.low or 0 for cost in known),
        high=sum(cost.high or 0 for cost in known),
        exact=sum(figures),
    )
