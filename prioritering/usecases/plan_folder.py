"""Plans read from a folder: one that is in no database, and one that is read anew under other criteria than its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from prioritering.criteria.model import Model
from prioritering.criteria.model_file import read_model
from prioritering.errors import BadArgument
from prioritering.plan.maybe_kronor import projects_maybe_in_kronor
from prioritering.plan.reader import read_plan
from prioritering.settings import folders_of
from prioritering.store.connection import Store
from prioritering.usecases.gather import NOW, AsOf, gather
from prioritering.usecases.which_plan import plan_of
from prioritering.view.basis import Basis
from prioritering.view.picture import Picture, picture
from prioritering.view.view import View


def folder_picture(folder: Path, view: View, model_file: Path | None = None) -> Picture:
    """Return the picture of the plan in a folder, alone, under the criteria in a file when one is given.

    Raises BadPlan or BadModel with all problems when they cannot be read.
    """
    return picture(folder_basis(folder, view, None if model_file is None else read_model(model_file)))


def picture_under(store: Store, view: View, model_file: Path, as_of: AsOf = NOW) -> Picture:
    """Return the picture of a plan in the database under the criteria in a file.

    Its files are read anew, and what the group has laid beside it stays. Raises BadArgument when no folder has the
    plan, BadPlan or BadModel when they cannot be read.
    """
    key = plan_of(store, view)
    model, folder = read_model(model_file), folders_of(key.plan, key.municipality).get(key)
    if folder is None:
        raise BadArgument(f"med andra kriterier läses planens filer på nytt, och ingen mapp har planen ”{key.plan}”")
    read, kept = folder_basis(folder, view, model), gather(store, view, as_of)
    return picture(
        replace(
            read,
            changes=kept.changes,
            asked=kept.asked,
            group=kept.group,
            shown=kept.shown,
            held=kept.held,
            maybe_kronor=kept.maybe_kronor,
        )
    )


def folder_basis(folder: Path, view: View, model: Model | None = None) -> Basis:
    """Return the basis of a view of the plan in a folder, read against `model` when one is given.

    Raises BadPlan with all problems when the folder cannot be read.
    """
    found = read_plan(folder, model)
    return Basis(
        # A folder is asked for by any path; what is shown goes by the plan's own ids.
        view=view.model_copy(
            update={"plan": found.plan.id, "municipality": view.municipality and found.plan.municipality_id}
        ),
        # In no database, and so in no version of one.
        plan=found.plan.model_copy(update={"version": 0}),
        model=found.model,
        content_hash=found.content_hash,
        maybe_kronor=projects_maybe_in_kronor(found.plan),
    )
