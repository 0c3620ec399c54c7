"""Lays the group's changes beside the plan: what is computed with, and what of it is assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.money.amounts import Span
from prioritering.money.line_rule import NO_LIMIT, Costs
from prioritering.plan.done import done_among
from prioritering.plan.names import projects_told_apart
from prioritering.plan.object_plan import NO_MARK, Cost, Mark, ObjectPlan, Project, Status, Tier
from prioritering.scoring.changes import (
    NO_CHANGES,
    AddedProject,
    AgreedLevel,
    Changes,
    CostAssumption,
    LevelAssumption,
    TierAssumption,
    UnknownCosts,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project as it is computed with. The plan's own values stay readable in `project`.

    `assumed_cost` is the group's assumption for the project, else its range for all unknown costs where it counts.
    `called` is its name as projects are told apart, set where several share one. `done` is what the plan's own column
    Status says: a part of the plan, asked once and not at every move of a weight.
    `tried` says that the cost is a range that is only tried in this view. Where a meeting's answers count,
    `assumed_levels` holds the levels that it agreed on.
    """

    project: Project
    cost: Cost
    marks: Mapping[str, Mark]
    assumed_cost: CostAssumption | UnknownCosts | None = None
    assumed_levels: Mapping[str, LevelAssumption] = field(default_factory=dict)
    tried: bool = False
    assumed_tier: TierAssumption | None = None
    called: str = ""
    done: bool = False

    @property
    def name(self) -> str:
        """The project's name, with its id behind where several projects share one."""
        return self.called or self.project.name

    @property
    def id(self) -> str:
        """The project's id."""
        return self.project.id

    @property
    def tier(self) -> Tier | None:
        """The class computed with: the group's assumption if there is one, else the plan's."""
        return self.assumed_tier.tier if self.assumed_tier else self.project.tier

    @property
    def agreed(self) -> frozenset[str]:
        """The ids of the criteria whose level a meeting agreed on."""
        return frozenset(key for key, entry in self.assumed_levels.items() if isinstance(entry, AgreedLevel))

    @property
    def is_assumed(self) -> bool:
        """True when its own cost or any level is an assumption; what a meeting agreed on is none."""
        return isinstance(self.assumed_cost, CostAssumption) or len(self.agreed) < len(self.assumed_levels)

    @property
    def counted(self) -> Project:
        """The project with the class computed with."""
        return self.project.model_copy(update={"tier": self.tier}) if self.assumed_tier else self.project

    @property
    def unpriced(self) -> bool:
        """True when neither the plan nor the group says what just this project costs."""
        return self.project.cost.low is None and not isinstance(self.assumed_cost, CostAssumption)

    def mark(self, criterion_id: str) -> Mark:
        """Return the mark computed with; a criterion nobody has answered is not stated."""
        return self.marks.get(criterion_id, NO_MARK)


def model_in_use(model: Model, changes: Changes) -> Model:
    """Return the plan's criteria followed by those the group has added (an id already in use is left out)."""
    taken = {*model.ids, *model.gate_ids}
    added = tuple(entry.criterion for entry in changes.criteria if entry.criterion.id not in taken)
    return Model(criteria=model.criteria + added, gates=model.gates)


def candidates(
    plan: ObjectPlan, model: Model, changes: Changes = NO_CHANGES, tried: Span | None = None
) -> tuple[Candidate, ...]:
    """Return every project of the plan and those added, in plan order, with assumptions laid beside.

    An assumption about a level that the model no longer has is left out. `tried` is a range in kronor that is tried for
    all unknown costs: it goes before the group's own range for them, never before an assumption for one project.
    """
    costs = {entry.project_id: entry for entry in changes.costs}
    levels: dict[str, dict[str, LevelAssumption]] = {}
    for entry in changes.levels:
        # A model may have changed since the group said it; what no longer has a meaning is not computed with.
        if model.takes(entry.criterion_id, entry.low, entry.high):
            levels.setdefault(entry.project_id, {})[entry.criterion_id] = entry
    projects = plan.projects + tuple(_added(entry) for entry in changes.projects)
    found = [_candidate(project, costs.get(project.id), levels.get(project.id, {})) for project in projects]
    tiers = {entry.project_id: entry for entry in changes.tiers}
    if tiers:
        found = [replace(item, assumed_tier=tiers[item.id]) if item.id in tiers else item for item in found]
    if done := {project.id for project in done_among(projects)}:
        found = [replace(item, done=True) if item.id in done else item for item in found]
    names = projects_told_apart(projects)
    found = [replace(item, called=name) if (name := names[item.id]) != item.name else item for item in found]
    common = changes.unknown_costs[-1] if changes.unknown_costs else None
    return tuple(_in_range(item, common, tried) if item.unpriced else item for item in found)


def _in_range(item: Candidate, common: UnknownCosts | None, tried: Span | None) -> Candidate:
    """Return a project of unknown cost with the range that is tried or that the group has set for all such."""
    if tried is not None:
        cost = Cost(status=Status.DERIVED, low=tried[0], high=tried[1], raw="provas")
        return replace(item, cost=cost, tried=True)
    if common is None:
        return item
    cost = Cost(status=Status.DERIVED, low=common.low, high=common.high, raw="gemensamt spann")
    return replace(item, cost=cost, assumed_cost=common)


def _candidate(project: Project, cost: CostAssumption | None, levels: Mapping[str, LevelAssumption]) -> Candidate:
    if cost is None and not levels:
        return Candidate(project, project.cost, project.marks)
    # Derived, never stated: an assumption must not pass for what the plan says.
    used = project.cost if cost is None else Cost(status=Status.DERIVED, low=cost.low, high=cost.high, raw="antagande")
    marks = {key: Mark(status=Status.DERIVED, low=entry.low, high=entry.high) for key, entry in levels.items()}
    return Candidate(project, used, {**project.marks, **marks}, cost, levels)


def _added(entry: AddedProject) -> Project:
    return Project(
        id=entry.project_id, name=entry.name, tier=entry.tier, cost=Cost(status=Status.BLANK), marks={}, added=True
    )


def level_choices(criterion: Criterion) -> tuple[str, ...]:
    """Return a worded criterion's levels from lowest to highest; empty for a number."""
    return () if isinstance(criterion.scale, NumberScale) else tuple(level.name for level in criterion.scale.levels)


def cost_ends(items: Sequence[Candidate]) -> Costs:
    """Return what each project may cost at least and at most; an unknown cost may be anything from nothing."""
    low = np.array([item.cost.low or 0 for item in items], dtype=np.int64)
    high = np.array([NO_LIMIT if item.cost.high is None else item.cost.high for item in items], dtype=np.int64)
    return Costs(low, high)
