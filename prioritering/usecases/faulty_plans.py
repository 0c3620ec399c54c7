"""The plan folders that could not be read: what each is called, and what is known of its plan from before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prioritering.errors import BadPlan
from prioritering.plan.on_disk import readable
from prioritering.plan.plan_key import OWN, PlanKey
from prioritering.plan.reader import read_plan
from prioritering.settings import plan_folders, plan_key_in
from prioritering.store.bootstrap import Started
from prioritering.store.connection import Store
from prioritering.usecases.which_plan import fitting


@dataclass(frozen=True, slots=True)
class FaultyPlan:
    """A folder with faults. `id` is what an address calls its plan, `stored` the plan as it was read in before."""

    id: str
    folder: str
    error: BadPlan
    stored: PlanKey | None = None


def faults_in_folder(plan_key: PlanKey) -> BadPlan | None:
    """Return the faults of the files that a plan is to be read from; None when they can be read, or there are none."""
    faults = None
    for folder in plan_folders():
        key = plan_key_in(folder)
        # What cannot be read may not say which municipality it is of.
        if key.plan == plan_key.plan and key.municipality in (plan_key.municipality, OWN):
            try:
                read_plan(folder)
            except BadPlan as error:
                faults = faults or error
            else:
                return None
    return faults


def faulty_plans(store: Store, started: Started) -> tuple[FaultyPlan, ...]:
    """Return every folder that was left out when it was read last, in the order of the folders."""
    return tuple(_faulty(store, started, Path(folder), error) for folder, error in started.problems.items())


def _faulty(store: Store, started: Started, folder: Path, error: BadPlan) -> FaultyPlan:
    key = plan_key_in(folder)
    # A plan that was taken in now is read from another folder: this one's faults are not its.
    before = [one for one in fitting(store, key.plan) if one not in started.versions]
    stored = key if key in before else before[0] if len(before) == 1 else None
    taken = stored is None and bool(fitting(store, key.plan))
    return FaultyPlan(readable(folder.name if taken else key.plan), readable(folder.name), error, stored)
