"""What a plan has changed since the plan of the period before, where its head names one that is here."""

from __future__ import annotations

from prioritering.plan.compare import compare
from prioritering.plan.next_period import PREVIOUS
from prioritering.plan.plan_key import PlanKey
from prioritering.store.connection import Store
from prioritering.store.facts import facts
from prioritering.store.plan_list import plan_keys
from prioritering.store.plans import object_plan, plan_model
from prioritering.usecases.renewal import Renewal, version_shown


def since_last_period(store: Store, plan_key: PlanKey, version: int | None = None) -> Renewal | None:
    """Return what differs from the newest version of the plan before; None where none is named, or is not here.

    A version of the plan, newest where None; BadArgument when there is none such.
    """
    last = version_shown(store, plan_key, version)
    named = (row["fact_text"] for row in facts(store, "document_fact", plan_key, last.version)
             if row["fact_id"] == PREVIOUS)  # fmt: skip
    before = PlanKey(plan_key.municipality, next(named, ""))
    if before == plan_key or before not in plan_keys(store):
        return None
    first = version_shown(store, before)
    key = ("since last period", plan_key, last.version, before, first.version)

    def read() -> Renewal:
        """Return what differs, compared anew from the two versions."""
        plans = object_plan(store, before, first.version), object_plan(store, plan_key, last.version)
        models = plan_model(store, before, first.version), plan_model(store, plan_key, last.version)
        found = compare(*plans, models)
        # Ids are carried along, so that nobody need say which projects are the same. A budget that nobody has filled
        # in yet is not taken out.
        budget = found.budget if plans[1].budget_cells else ()
        changes = found.model_copy(update={"maybe_renamed": (), "budget": budget})
        return Renewal(plans[1].name, first, last, changes, against=f"{plans[0].name}, {plans[0].period}")

    return store.kept.once(key, read)
