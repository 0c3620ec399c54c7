"""Which gates a project fails, and which have not been tried for it."""

from __future__ import annotations

from prioritering.criteria.gate import GateCriterion, Verdict
from prioritering.criteria.model import Model
from prioritering.plan.object_plan import Mark
from prioritering.scoring.points import Marked


def verdict(mark: Mark) -> Verdict:
    """Return what a mark says on a gate."""
    return Verdict(mark.low) if isinstance(mark.low, str) else Verdict.NOT_TRIED


def failed(project: Marked, model: Model) -> tuple[GateCriterion, ...]:
    """Return the gates that keep a project out."""
    return _having(project, model, Verdict.NO)


def untried(project: Marked, model: Model) -> tuple[GateCriterion, ...]:
    """Return the gates that nobody has tried a project on; it stays in until then."""
    return _having(project, model, Verdict.NOT_TRIED)


def _having(project: Marked, model: Model, said: Verdict) -> tuple[GateCriterion, ...]:
    return tuple(gate for gate in model.gates if verdict(project.mark(gate.id)) is said)
