"""What a plan says besides its projects: its tables, what is remarked on it, and which plans there are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from prioritering.criteria.model import Model
from prioritering.plan.further_costs import asked_amounts
from prioritering.plan.known_costs import known_costs
from prioritering.plan.object_plan import Cost, ObjectPlan
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.remarks import QUESTIONS, Remark
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.facts import Rows, facts, plan_remarks, questions
from prioritering.store.plan_list import PlanInfo, plan_list
from prioritering.store.plans import object_plan, plan_model
from prioritering.usecases.laid_beside import laid_beside

# What is handed on just as it is: the page reaches what adds up through here alone.
__all__ = ["PlanFacts", "PlanInfo", "Rows", "known_costs", "plan_facts", "plans", "shown_remarks"]


# A row of a finding begins with the id that it is about.
_ID = re.compile(r"^[^:,]+")


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """One version of a plan as of an entry of the group's, from which the sections of Objektplan read."""

    store: Store
    plan: ObjectPlan
    model: Model
    entry: int

    def table(self, relation: str) -> Rows:
        """Return one relation's rows for the plan, in the order of the plan's file."""
        return facts(self.store, relation, self.plan.key, self.plan.version)

    def asked_amounts(self) -> Mapping[str, Mapping[str, Cost]]:
        """Return the further amounts that are asked about, by the project's id and what their column is known by."""
        return asked_amounts(self.plan)

    def answers(self) -> dict[str, dict[str, tuple[int, int]]]:
        """Return what the group assumes of further amounts, in kronor by the project's id and the column."""
        found: dict[str, dict[str, tuple[int, int]]] = {}
        for entry in laid_beside(self.store, self.plan.key, self.plan.version, self.entry).changes.amounts:
            found.setdefault(entry.project_id, {})[entry.criterion_id] = (entry.low, entry.high)
        return found

    def questions(self) -> dict[str, str]:
        """Return what is asked about a project's cost, by the project's id."""
        asked = questions(self.store, self.plan.key, self.plan.version, self.entry)
        ids = {project.id for project in self.plan.projects}
        rows = (row for of_check in asked.values() for row in of_check if not row.column_name)
        return {row.subject: row.words for row in rows if row.subject in ids}


def plans(store: Store) -> tuple[PlanInfo, ...]:
    """Return every plan with its newest version, in the order they are offered."""
    return plan_list(store)


def plan_facts(store: Store, plan_key: PlanKey, version: int | None = None, entry: int | None = None) -> PlanFacts:
    """Return a plan's facts, newest unless a version or an entry is given; BadArgument when there is none such."""
    plan = object_plan(store, plan_key, version)
    return PlanFacts(
        store, plan, plan_model(store, plan_key, plan.version), entry_log.newest_entry(store, plan_key, entry)
    )


def shown_remarks(
    store: Store, plan_key: PlanKey, version: int | None = None, entry: int | None = None
) -> tuple[Remark, ...]:
    """Return what is worth knowing about a plan and touches something that is shown, newest or as of an entry.

    What is asked of the group names the project; an id alone says little to whoever is to answer.
    """
    plan = object_plan(store, plan_key, version)
    # A budget cell may be called by the same id.
    cells = {cell.id for cell in plan.budget_cells}
    called = {item.id: f"{item.name} ({item.id})" for item in plan.projects if item.id not in cells}
    found = (remark for remark in plan_remarks(store, plan_key, version, entry) if remark.shown)
    return tuple(_by_name(remark, called) if remark.id in QUESTIONS else remark for remark in found)


def _by_name(remark: Remark, called: Mapping[str, str]) -> Remark:
    rows = (_ID.sub(lambda found: called.get(found[0], found[0]), row, count=1) for row in remark.rows)
    return remark.model_copy(update={"rows": tuple(rows)})
