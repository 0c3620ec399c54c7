"""What a plan has changed since the plan of the period before, where its head names one that is here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prioritering.plan.maybe_renamed import MaybeRenamed, ProjectName
from prioritering.plan.next_period import PREVIOUS
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.changes import SameAsLastPeriod
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.facts import facts
from prioritering.store.plan_list import plan_keys
from prioritering.usecases.renewal import Renewal, both_versions, version_shown


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
    in_force = entry_log.current(store, plan_key)
    said = tuple(one for one in in_force.last_period if one.before_plan == before.plan)
    key = ("since last period", plan_key, last.version, before, first.version, said)

    def read() -> Renewal:
        """Return what differs, compared anew from the two versions."""
        both = both_versions(store, (before, first.version), (plan_key, last.version))
        old, new, found = both.old, both.new, both.compared(said)
        answered = {(one.before_id, one.new_id) for one in said}
        asked = (one for one in found.maybe_renamed if (one.removed.id, one.added.id) not in answered)
        # A budget that nobody has filled in yet is not taken out.
        budget = found.budget if new.budget_cells else ()
        changes = found.model_copy(update={"maybe_renamed": (*asked, *_pairs(new, said)), "budget": budget})
        return Renewal(
            new.name, first, last, changes, said=said, against=f"{old.name}, {old.period}", against_key=before.plan
        )

    return store.kept.once(key, read)


def _pairs(new: ObjectPlan, said: Sequence[SameAsLastPeriod]) -> Iterator[MaybeRenamed]:
    """Yield the pairs that have been answered about, of the projects that the plan has."""
    names = {project.id: project.name for project in new.projects}
    for one in said:
        if one.new_id in names:
            before, after = ProjectName(id=one.before_id, name=one.before_name), names[one.new_id]
            yield MaybeRenamed(removed=before, added=ProjectName(id=one.new_id, name=after), why="")
