"""What the group has laid beside a version of a plan: what of it counts, and what is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.asked import Question, projects_about, sort_out
from prioritering.scoring.changes import Changes
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.headed_amounts import amounts_as_headed
from prioritering.store.plan_past import plan_past
from prioritering.store.plans import plan_version


class LaidBeside(NamedTuple):
    """The entries that count, and those that are asked about, some of which count too.

    `criteria_then` are what criteria and gates are or were last called in the plan, by id.
    """

    changes: Changes
    asked: tuple[Question, ...] = ()
    criteria_then: Mapping[str, str] = MappingProxyType({})


def laid_beside(store: Store, plan_key: PlanKey, version: int | None = None, entry: int | None = None) -> LaidBeside:
    """Return what is laid beside a version of a plan as of an entry's number, newest where None."""
    number = plan_version(store, plan_key) if version is None else version
    upto = entry_log.newest_entry(store, plan_key, entry)
    return store.kept.once(("laid beside", plan_key, number, upto), lambda: _sorted(store, plan_key, number, upto))


def laid_as_headed(store: Store, plan_key: PlanKey, version: int, entry: int) -> Changes:
    """Return what counted when a further column that had been headed in two ways was taken for two."""
    changes = entry_log.current(store, plan_key, entry)
    amounts = amounts_as_headed(store, plan_key, entry)
    return _sorted_out(store, (plan_key, version, entry), changes.model_copy(update={"amounts": amounts})).changes


def _sorted(store: Store, plan_key: PlanKey, version: int, entry: int) -> LaidBeside:
    return _sorted_out(store, (plan_key, version, entry), entry_log.current(store, plan_key, entry))


def _sorted_out(store: Store, at: tuple[PlanKey, int, int], changes: Changes) -> LaidBeside:
    plan_key, version, entry = at
    about = projects_about(changes)
    if not about:
        return LaidBeside(changes)
    past = plan_past(store, plan_key, version, about, entry)
    return LaidBeside(*sort_out(changes, past), past.criteria)
