"""A plan given out again as the files it was read from, byte for byte, and the workbook to write a new one in."""

from __future__ import annotations

from pathlib import Path

from prioritering.criteria.model_file import read_model, standard_model
from prioritering.errors import BadArgument
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.template import template
from prioritering.store.connection import Store
from prioritering.store.plan_files import KeptFile, kept_files
from prioritering.store.plans import object_plan

__all__ = ["KeptFile", "plan_files", "plan_template"]


def plan_template(model_file: Path | None = None) -> bytes:
    """Return the workbook in which a plan is written, under the criteria in a file or else the standard ones.

    BadModel when the file cannot be used.
    """
    return template(standard_model() if model_file is None else read_model(model_file))


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
