"""What a plan is called: by its name, and where others share it by whose it is and what else tells it from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.plan_key import PlanKey
from prioritering.store.connection import Store
from prioritering.store.plan_list import PlanInfo, plan_list

_Named = PlanInfo | ObjectPlan


def plan_called(store: Store, plan: _Named) -> str:
    """Return a plan's name as no other plan there is called: 'Motala kommun: Bygg' where two municipalities share it.

    The plan may be an earlier version, or a folder that is not in the database.
    """
    return _called(plan, _others(store, plan))


def plan_and_period(store: Store, plan: _Named) -> str:
    """Return the same with the plan's period behind, once: 'Motala kommun: Bygg, 2026'."""
    called = plan_called(store, plan)
    period = f", {plan.period}"
    return called if called.endswith(period) and not plan.name.endswith(period) else f"{called}{period}"


def plans_told_apart(plans: Iterable[PlanInfo]) -> dict[PlanKey, str]:
    """Return what each of some plans is called, by key: no two alike."""
    plans = tuple(plans)
    return {plan.key: _called(plan, [other for other in plans if other.key != plan.key]) for plan in plans}


def _others(store: Store, plan: _Named) -> list[PlanInfo]:
    return [other for other in plan_list(store) if other.key != plan.key]


def _called(plan: _Named, others: Sequence[_Named]) -> str:
    alike = [other for other in others if other.name == plan.name]
    shared = any(other.key.municipality != plan.key.municipality for other in alike)
    theirs = [_forms(other, shared) for other in alike]
    forms = enumerate(_forms(plan, shared))
    return next((text for place, text in forms if all(text != other[place] for other in theirs)), plan.name)


def _forms(plan: _Named, shared: bool) -> tuple[str, ...]:
    """Return what a plan may be called, the shortest first; `shared` when another municipality has its name too."""
    # The municipality first: the list of plans is narrow and cuts the end.
    name = f"{plan.municipality or plan.key.municipality}: {plan.name}" if shared else plan.name
    return name, f"{name}, {plan.period}", f"{name} ({plan.key.plan})", f"{plan.name} ({plan.key})"
