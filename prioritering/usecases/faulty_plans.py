"""The plan folders that could not be read: what each is called, and what is known of its plan from before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from prioritering.errors import BadPlan
from prioritering.plan.on_disk import readable
from prioritering.plan.plan_key import OWN, PlanKey
from prioritering.plan.reader import read_plan
from prioritering.settings import plan_folders, plan_key_in
from prioritering.store.bootstrap import Started
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import open_meetings
from prioritering.store.municipalities import check_whose, may_be_same
from prioritering.store.plan_files import has_changed
from prioritering.usecases.which_plan import fitting, may_be_called


@dataclass(frozen=True, slots=True)
class FaultyPlan:
    """A folder with faults. `id` is what an address calls its plan, `key` what the folder itself does.

    `stored` is the plan as it was read in before, and `meetings` how many are open on it, which mended files wait for.
    """

    id: str
    folder: str
    error: BadPlan
    key: PlanKey
    stored: PlanKey | None = None
    meetings: int = 0


class FilesNow(NamedTuple):
    """The files that a plan is to be read from: their faults, and whether they are others than when it was read."""

    faults: BadPlan | None = None
    changed: bool = False


def files_now(store: Store, plan_key: PlanKey) -> FilesNow:
    """Return how the files of a plan stand to what was read in; nothing is said where there are none."""
    faults, there = None, fitting(store, plan_key.plan)
    for folder in plan_folders():
        key = plan_key_in(folder)
        # What cannot be read may not say which municipality it is of; a plan that has none is one of its own.
        if key == plan_key or (key.plan == plan_key.plan and key.municipality == OWN and key not in there):
            try:
                found = read_plan(folder)
            except BadPlan as error:
                faults = faults or error
            else:
                return FilesNow(changed=has_changed(store, found))
    return FilesNow(faults)


def check_taken_in(store: Store, folder: Path) -> None:
    """Raise BadPlan when a folder is left out though its files can be read: whose plan it is must be said first.

    Faults in the files are left to whoever reads them, perhaps with another model than the folder's own.
    """
    try:
        found = read_plan(folder)
    except BadPlan:
        return
    check_whose(store, found)


def faulty_plans(store: Store, started: Started) -> tuple[FaultyPlan, ...]:
    """Return every folder that was left out when it was read last, in the order of the folders.

    No two have one id, or are called one folder: of two with the same the later is told by where it lies.
    """
    found: list[FaultyPlan] = []
    for folder, error in started.problems.items():
        path = Path(folder)
        ids, names = {item.id for item in found}, {item.folder for item in found}
        item = _faulty(store, started, path, error)
        longer = [readable("/".join(path.parts[-count:])) for count in range(1, len(path.parts) + 1)]
        name = next((one for one in longer if one not in names), readable(folder))
        own = next((one for one in (item.id, *longer) if one not in ids), readable(folder))
        found.append(replace(item, id=own, folder=name))
    return tuple(found)


def faulty_called(found: Iterable[FaultyPlan], plan_id: str, municipality: str = "") -> FaultyPlan | None:
    """Return the folder that an address means by its plan and municipality; None where neither id nor key fits."""
    theirs = [item for item in found if plan_id in (item.id, item.key.plan)]
    of_it = [item for item in theirs if municipality and may_be_called(item.key, municipality)]
    by_id = [item for item in theirs if item.id == plan_id]
    return next(iter((*of_it, *by_id, *theirs)), None)


def _faulty(store: Store, started: Started, folder: Path, error: BadPlan) -> FaultyPlan:
    key = plan_key_in(folder)
    # A plan that was taken in now is read from another folder: this one's faults are not its.
    there = fitting(store, key.plan)
    before = [one for one in there if one not in started.versions]
    # By its id alone it may as well be another municipality's, whose own folder is gone.
    like_it = [one for one in before if may_be_same(key.municipality, one.municipality)]
    stored = key if key in before else like_it[0] if len(like_it) == 1 else None
    taken = stored is None and bool(there)
    called, meetings = readable(folder.name if taken else key.plan), open_meetings(store, stored) if stored else 0
    return FaultyPlan(called, readable(folder.name), error, key, stored, meetings)
