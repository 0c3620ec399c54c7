"""Short ways to a picture for tests."""

from __future__ import annotations

from prioritering.criteria.model import Model
from prioritering.criteria.model_file import standard_model
from prioritering.plan.object_plan import ObjectPlan
from prioritering.scoring.changes import NO_CHANGES, Changes
from prioritering.view import picture as module
from prioritering.view.basis import Basis
from prioritering.view.picture import Picture
from prioritering.view.view import View


def picture(plan: ObjectPlan, view: View, model: Model | None = None, changes: Changes = NO_CHANGES) -> Picture:
    """Return the picture of a plan that is in no database."""
    return module.picture(Basis(view, plan, model or standard_model(), changes))
