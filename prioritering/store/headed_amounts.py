"""What the group assumed of further amounts as it was read when each heading of a column had answers of its own."""

from __future__ import annotations

import json

from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.changes import AmountAssumption
from prioritering.store.connection import Store
from prioritering.store.statements import statement


def nothing_left_of(kind: str, about: str) -> str:
    """Return what an entry holds that takes back; of a further column, that it is all of it, however it was headed."""
    return json.dumps({"column": about} if kind == "amounts" else {})


def amounts_as_headed(store: Store, plan_key: PlanKey, entry: int) -> tuple[AmountAssumption, ...]:
    """Return the answers that stood at an entry's number, one for each heading."""
    given = {"plan_key": str(plan_key), "entry": entry}
    rows = store.tuples(statement("read/amounts_as_headed"), given)
    return tuple(AmountAssumption.model_validate_json(content) for (content,) in rows)
