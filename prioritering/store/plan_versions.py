"""Which versions of a plan there are, when each was read in, and from which document."""

from __future__ import annotations

from datetime import datetime

from prioritering.immutable import Immutable
from prioritering.plan.plan_key import PlanKey
from prioritering.store.connection import Store
from prioritering.store.plans import plan_version
from prioritering.store.statements import statement


class VersionInfo(Immutable):
    """One version of a plan: its number, when it was read in, and the document that it names as its source."""

    version: int
    imported_at: datetime
    document: str


def plan_versions(store: Store, plan_key: PlanKey) -> tuple[VersionInfo, ...]:
    """Return every version of a plan, newest first; BadArgument when there is no such plan."""
    # Versions are never altered, so the list is kept until there is one more.
    newest = plan_version(store, plan_key)

    def read() -> tuple[VersionInfo, ...]:
        rows = store.rows(statement("read/plan_versions"), {"plan_key": str(plan_key)})
        return tuple(VersionInfo(**row) for row in rows if row["version"] <= newest)

    return store.kept.once(("plan versions", plan_key, newest), read)
