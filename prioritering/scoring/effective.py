"""Lays the group's changes beside the plan: what is computed with, and what of it is assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.plan.object_plan import NOT_STATED, Cost, Mark, ObjectPlan, Project, Status
from prioritering.scoring.changes import NO_CHANGES, AddedProject, Changes, CostAssumption, LevelAssumption


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project as it is computed with. The plan's own values stay readable in `project`."""

    project: Project
    cost: Cost
    marks: Mapping[str, Mark]
    assumed_cost: CostAssumption | None = None
    assumed_levels: Mapping[str, LevelAssumption] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The project's id."""
        return self.project.id

    def mark(self, criterion_id: str) -> Mark:
        """Return the mark computed with; a criterion nobody has answered is not stated."""
        return self.marks.get(criterion_id, NOT_STATED)


def model_in_use(model: Model, changes: Changes) -> Model:
    """Return the plan's criteria followed by those the group has added (an id already in use is left out)."""
    added = tuple(entry.criterion for entry in changes.criteria if entry.criterion.id not in model.ids)
    return Model(criteria=model.criteria + added)


def candidates(plan: ObjectPlan, model: Model, changes: Changes = NO_CHANGES) -> tuple[Candidate, ...]:
    """Return every project of the plan and those added, in plan order, with assumptions laid beside.

    An assumption about a level that the model no longer has is left out.
    """
    costs = {entry.project_id: entry for entry in changes.costs}
    levels: dict[str, dict[str, LevelAssumption]] = {}
    for entry in changes.levels:
        # A model may have changed since the group said it; what no longer has a meaning is not computed with.
        if entry.criterion_id in model.ids and _fits(model.criterion(entry.criterion_id), entry):
            levels.setdefault(entry.project_id, {})[entry.criterion_id] = entry
    projects = plan.projects + tuple(_added(entry) for entry in changes.projects)
    return tuple(_candidate(project, costs.get(project.id), levels.get(project.id, {})) for project in projects)


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


def _fits(criterion: Criterion, entry: LevelAssumption) -> bool:
    try:
        low, high = criterion.scale.unit(entry.low), criterion.scale.unit(entry.high)
    except (KeyError, ValueError):
        return False
    # Reversed is a slip of the pen or a scale turned round since: nothing says which, so it is left out.
    return low <= high


def level_choices(criterion: Criterion) -> tuple[str, ...]:
    """Return a worded criterion's levels from lowest to highest; empty for a number."""
    return () if isinstance(criterion.scale, NumberScale) else tuple(level.name for level in criterion.scale.levels)
