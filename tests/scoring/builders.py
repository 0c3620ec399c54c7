"""Small plans as values, for tests of scoring and the board."""

from collections.abc import Sequence

from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.plan.object_plan import Cost, Mark, ObjectPlan, Project, Status, Tier

UNKNOWN = Cost(status=Status.UNKNOWN, raw="?")


def number_model(*ids: str) -> Model:
    """A model of number criteria from 0 to 100."""
    return Model(
        criteria=tuple(
            Criterion(id=key, name=key, scale=NumberScale(lowest=0, highest=100)) for key in ids or ("nytta",)
        )
    )


def project(
    key: str, kronor: int | None, *values: float | tuple[float, float] | None, ids: Sequence[str] = ()
) -> Project:
    """A project with number marks: a value, a range, or None for not stated."""
    marks = {}
    for criterion_id, value in zip(ids or ("nytta",), values, strict=False):
        if value is not None:
            low, high = value if isinstance(value, tuple) else (value, value)
            marks[criterion_id] = Mark(status=Status.STATED, low=float(low), high=float(high))
    cost = UNKNOWN if kronor is None else Cost(status=Status.STATED, low=kronor, high=kronor)
    return Project(id=key, name=f"Projekt {key}", tier=Tier.STRATEGIC, cost=cost, marks=marks)


def plan(*projects: Project) -> ObjectPlan:
    """A plan of these projects."""
    return ObjectPlan(id="prov", name="Prov", period="2026", projects=projects)
