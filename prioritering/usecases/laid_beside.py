"""What the group has laid beside a version of a plan: what of it counts, and what is asked about."""

from __future__ import annotations

from typing import NamedTuple

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


def laid_beside(store: Store, plan_id: str, version: int | None = None, entry: int | None = None) -> LaidBeside:
    """Return what is laid beside a version of a plan as of an entry's number, newest where None."""
    number = plan_version(store, plan_id) if version is None else version
    upto = entry_log.version(store, plan_id, entry)
    return store.kept.once(("laid beside", plan_id, number, upto), lambda: _sorted(store, plan_id, number, upto))


def _sorted(store: Store, plan_id: str, version: int, entry: int) -> LaidBeside:
    changes = entry_log.current(store, plan_id, entry)
    about = projects_about(changes)
    if not about:
        return LaidBeside(changes)
    return LaidBeside(*sort_out(changes, plan_past(store, plan_id, version, about, entry)))
