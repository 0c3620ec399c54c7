"""A plan given out again as the files it was read from, byte for byte, and the workbook to write a new one in."""

from __future__ import annotations

from prioritering.criteria.model import Model
from prioritering.errors import BadArgument
from prioritering.plan.template import template
from prioritering.store.connection import Store
from prioritering.store.plan_files import KeptFile, kept_files
from prioritering.store.plans import object_plan

__all__ = ["KeptFile", "plan_files", "plan_template"]


def plan_template(model: Model) -> bytes:
    """Return the workbook in which a plan with these criteria is written."""
    return template(model)


def plan_files(store: Store, plan_id: str, version: int | None = None) -> tuple[KeptFile, ...]:
    """Return the files of a plan, newest version unless one is given.

    Raises BadArgument when there is no such plan or version, or when it was read in before files were kept.
    """
    plan = object_plan(store, plan_id, version)
    found = kept_files(store, plan_id, plan.version)
    if not found:
        raise BadArgument(
            f"Planen ”{plan_id}” i version {plan.version} lästes in innan filerna sparades; bara värdena finns kvar."
        )
    return found
