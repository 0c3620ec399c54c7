"""A plan folder that is in no database: the plan alone, as its files say it."""

from __future__ import annotations

from pathlib import Path

from prioritering.criteria.model import Model
from prioritering.plan.reader import read_plan
from prioritering.view.basis import Basis
from prioritering.view.view import View


def folder_basis(folder: Path, view: View, model: Model | None = None) -> Basis:
    """Return the basis of a view of the plan in a folder, read against `model` when one is given.

    Raises BadPlan with all problems when the folder cannot be read.
    """
    found = read_plan(folder, model)
    return Basis(
        # A folder is asked for by any path; what is shown goes by the plan's own id.
        view=view.model_copy(update={"plan": found.plan.id}),
        # In no database, and so in no version of one.
        plan=found.plan.model_copy(update={"version": 0}),
        model=found.model,
        content_hash=found.content_hash,
    )
