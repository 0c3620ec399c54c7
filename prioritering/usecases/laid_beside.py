"""What the group has laid beside a version of a plan: what of it counts, and what is asked about."""

from __future__ import annotations

from typing import NamedTuple

from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.asked import Question, projects_about, sort_out
from prioritering.scoring.changes import Changes
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plan_past import plan_past
from prioritering.store.plans import plan_version


class LaidBeside(NamedTuple):
    """The entries that count, and those that are asked about, some of which count too."""

    changes: Changes
    asked: tuple[Question, ...] = ()


def laid_beside(store: Store, plan_key: PlanKey, version: int | None = None, entry: int | None = None) -> LaidBeside:
    """Return what is laid beside a version of a plan as of an entry's number, newest where None."""
    number = plan_version(store, plan_key) if version is None else version
    upto = entry_log.newest_entry(store, plan_key, entry)
    return store.kept.once(("laid beside", plan_key, number, upto), lambda: _sorted(store, plan_key, number, upto))


def _sorted(store: Store, plan_key: PlanKey, version: int, entry: int) -> LaidBeside:
    changes = entry_log.current(store, plan_key, entry)
    about = projects_about(changes)
    if not about:
        return LaidBeside(changes)
    return LaidBeside(*sort_out(changes, plan_past(store, plan_key, version, about, entry)))
