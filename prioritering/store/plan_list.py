"""Which plans the database has, each told from the others by its key."""

from __future__ import annotations

from prioritering.immutable import Immutable
from prioritering.plan.plan_key import PlanKey
from prioritering.store.connection import Store
from prioritering.store.looked import of_plans
from prioritering.store.statements import statement


class PlanInfo(Immutable):
    """One line in the list of plans; `version` is the newest, `projects` how many it has.

    `municipality` is the name as the plan spells it, empty when it names none.
    """

    key: PlanKey
    name: str
    period: str
    document: str
    municipality: str
    governance_object: str
    version: int
    projects: int


def plan_list(store: Store) -> tuple[PlanInfo, ...]:
    """Return every plan with its newest version, the earliest period first and then by name."""

    def read() -> tuple[PlanInfo, ...]:
        rows = store.rows(statement("read/plan_list"))
        return tuple(PlanInfo(key=PlanKey.parse(row.pop("plan_key")), **row) for row in rows)

    return store.until_written(plan_list, read, of_plans)


def plan_keys(store: Store) -> tuple[PlanKey, ...]:
    """Return the keys of all plans."""
    return tuple(map(PlanKey.parse, store.newest(statement("read/plan_keys"), {}, of_plans)[0]))
