"""A plan given out again as the files it was read from, byte for byte, and the workbook to write a new one in."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from prioritering.criteria.model_file import read_model, standard_model
from prioritering.errors import BadArgument
from prioritering.plan.files import MODEL_FILE
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.template import template
from prioritering.store.connection import Store
from prioritering.store.plan_files import KeptFile, kept_files
from prioritering.store.plans import object_plan, plan_model

__all__ = ["MODEL_FILE", "KeptFile", "PlanTemplate", "kept_model", "plan_files", "plan_template", "plan_template_for"]


class PlanTemplate(NamedTuple):
    """The workbook in which a plan is written, and the modell.toml that belongs beside it, None where none does."""

    workbook: bytes
    model: bytes | None = None


def plan_template(model_file: Path | None = None) -> PlanTemplate:
    """Return the workbook in which a plan is written, under the criteria in a file or else the standard ones.

    BadModel when the file cannot be used.
    """
    if model_file is None:
        return PlanTemplate(template(standard_model()))
    return PlanTemplate(template(read_model(model_file)), model_file.read_bytes())


def plan_template_for(store: Store, plan_key: PlanKey) -> PlanTemplate:
    """Return the workbook in which a plan like this one is written: its criteria, gates and names of the classes.

    BadArgument when there is no such plan, or when its criteria were read in before files were kept.
    """
    plan, model = object_plan(store, plan_key), plan_model(store, plan_key)
    return PlanTemplate(template(model, plan), kept_model(store, plan_key))


def kept_model(store: Store, plan_key: PlanKey) -> bytes | None:
    """Return the plan's own modell.toml, None when it has the standard criteria; BadArgument when it is not kept."""
    version = object_plan(store, plan_key).version
    files = kept_files(store, plan_key, version)
    own = next((file.data for file in files if file.name.casefold() == MODEL_FILE), None)
    # A plan whose files are kept without one has the standard criteria, though there may be more of them by now.
    if not files and plan_model(store, plan_key) != standard_model():
        raise BadArgument(f"Planen ”{plan_key.plan}” har egna kriterier, och dess {MODEL_FILE} är inte sparad.")
    return own


def plan_files(store: Store, plan_key: PlanKey, version: int | None = None) -> tuple[KeptFile, ...]:
    """Return the files of a plan, newest version unless one is given.

    Raises BadArgument when there is no such plan or version, or when it was read in before files were kept.
    """
    plan = object_plan(store, plan_key, version)
    found = kept_files(store, plan_key, plan.version)
    if not found:
        raise BadArgument(
            f"Planen ”{plan.id}” i version {plan.version} lästes in innan filerna sparades; bara värdena finns kvar."
        )
    return found
