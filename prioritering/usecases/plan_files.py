"""A plan given out again as the files it was read from, byte for byte."""

from __future__ import annotations

from prioritering.errors import BadArgument
from prioritering.store.connection import Store
from prioritering.store.plan_files import KeptFile, kept_files
from prioritering.store.plans import object_plan

__all__ = ["KeptFile", "plan_files"]


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
