"""The numbers that everything shown of a plan is read at, asked for in one look so that they are of one moment."""

from __future__ import annotations

from typing import NamedTuple

from prioritering.plan.plan_key import PlanKey
from prioritering.store.connection import Store
from prioritering.store.statements import statement


class Numbers(NamedTuple):
    """A plan's newest version, the group's newest entry beside it, and the newest thing in any of its meetings."""

    plan_version: int
    entry: int
    event: int


def newest_numbers(store: Store, plan_key: PlanKey) -> Numbers:
    """Return the numbers of this moment; 0 for each that there is none of."""
    return Numbers(*map(int, store.newest(statement("read/newest_numbers"), {"plan_key": str(plan_key)})))


def newest_event(store: Store, plan_key: PlanKey, event: int | None = None) -> int:
    """Return the number of the newest event in a plan's meetings, no later than `event` when that is given.

    Answers and newcomers are no events: by this number rounds can be kept while a whole room answers.
    """
    return int(store.newest(statement("read/newest_event"), {"plan_key": str(plan_key), "event": event})[0])
