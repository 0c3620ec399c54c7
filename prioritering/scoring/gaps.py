"""What the plan leaves open, counted in each of its own ways: `?`, blank, secret and range are not the same gap."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from prioritering.criteria.model import Model
from prioritering.plan.cells import has_two_readings, is_level_of_two_readings, is_said_in_words
from prioritering.plan.object_plan import ObjectPlan, Status, Tier
from prioritering.scoring.points import is_scored


@dataclass(frozen=True, slots=True)
class Gaps:
    """Counts over the plan's own values, before any assumption.

    Costs and levels are counted among the projects with at least one known level (`scored`); the others have no
    basis at all: they are counted as such, and those of them without a known cost in `unbased_without_cost`.
    """

    scored: int
    without_basis: int
    cost_unknown: int
    cost_two_readings: int
    cost_in_words: int
    cost_blank: int
    cost_dash: int
    cost_secret: int
    level_unknown: int
    level_two_readings: int
    level_blank: int
    level_dash: int
    level_secret: int
    level_range: int
    without_tier: int
    unbased_without_cost: int
    tiers: tuple[tuple[Tier, int], ...]

    @property
    def projects(self) -> int:
        """All projects of the plan."""
        return self.scored + self.without_basis


def gaps(plan: ObjectPlan, model: Model) -> Gaps:
    """Count what a plan leaves open against the criteria of a model."""
    scored = [project for project in plan.projects if is_scored(project, model)]
    unbased = [project for project in plan.projects if not is_scored(project, model)]
    costs = Counter(project.cost.status for project in scored)
    unread = sum(has_two_readings(project.cost) for project in scored)
    in_words = sum(is_said_in_words(project.cost) for project in scored)
    marks = [project.mark(criterion_id) for project in scored for criterion_id in model.ids]
    unread_levels = sum(map(is_level_of_two_readings, marks))
    levels = Counter(mark.status for mark in marks if not mark.known)
    tiers = Counter(project.tier for project in plan.projects)
    return Gaps(
        scored=len(scored),
        without_basis=len(unbased),
        cost_unknown=costs[Status.UNKNOWN] - unread - in_words,
        cost_two_readings=unread,
        cost_in_words=in_words,
        cost_blank=costs[Status.BLANK],
        cost_dash=costs[Status.DASH],
        cost_secret=costs[Status.SECRET],
        level_unknown=levels[Status.UNKNOWN] - unread_levels,
        level_two_readings=unread_levels,
        level_blank=levels[Status.BLANK],
        level_dash=levels[Status.DASH],
        level_secret=levels[Status.SECRET],
        level_range=sum(mark.known and mark.low != mark.high for mark in marks),
        without_tier=tiers[None],
        unbased_without_cost=sum(project.cost.low is None for project in unbased),
        tiers=tuple((tier, tiers[tier]) for tier in Tier),
    )
