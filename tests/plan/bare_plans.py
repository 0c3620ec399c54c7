"""Plans of nothing but some projects, to compare."""

from __future__ import annotations

from prioritering.plan.object_plan import BudgetCell, Cost, ObjectPlan, Project, Status


def project(key: str, **fields: object) -> Project:
    """A project without class, cost or levels but for those of `fields`."""
    base = {"name": f"Projekt {key}", "tier": None, "cost": Cost(status=Status.BLANK), "marks": {}}
    return Project.model_validate({"id": key, **base, **fields})


def plan(projects: list[Project], cells: list[BudgetCell] | None = None) -> ObjectPlan:
    """A plan of some projects and amounts of the budget, and nothing else."""
    return ObjectPlan(id="p", name="P", period="2026", projects=tuple(projects), budget_cells=tuple(cells or ()))
