"""What a plan says besides its projects: the rows of a view, the data checks and the remarks they give."""

from __future__ import annotations

import json
from typing import Any

from prioritering.errors import BadArgument
from prioritering.plan.further_costs import has_large_costs
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.remarks import MAYBE_KRONOR, QUESTIONS, CheckRow, Observation, Remark, remarks
from prioritering.plan.side_files import line_ranges
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import object_plan, plan_model, plan_version
from prioritering.store.statements import check_names, statement, views

Rows = tuple[dict[str, Any], ...]


def facts(store: Store, relation: str, plan_key: PlanKey, version: int | None = None) -> Rows:
    """Return the rows of one view for a plan (newest version unless given), in the order of the plan's file.

    A version never changes, so its rows are read once; they are shared and not to be altered.
    `relation` is the name of a file under sql/views; BadArgument when there is none such.
    """
    if relation not in views():
        raise BadArgument(f"Relationen ”{relation}” finns inte.")
    number = version or plan_version(store, plan_key)
    key = {"plan_key": str(plan_key), "version": number}

    def read() -> Rows:
        # The name is that of one of our own files, checked above: no text from outside gets into the statement.
        rows = store.rows(f"select * from {relation} where plan_key = $plan_key and version = $version", key)  # noqa: S608
        return tuple(sorted(rows, key=lambda row: row.get("position", 0)))

    return store.kept.once((relation, plan_key, number), read)


def check_rows(
    store: Store, name: str, plan_key: PlanKey, version: int | None = None, entry: int | None = None
) -> tuple[CheckRow, ...]:
    """Return the offending rows of one data check; a question that the group had answered by an entry is none."""
    bound = {"plan_key": str(plan_key), "version": version or plan_version(store, plan_key)}
    if name in QUESTIONS:
        bound["entry"] = entry_log.newest_entry(store, plan_key, entry)
    return tuple(CheckRow(**row) for row in store.rows(statement(f"checks/{name}"), bound))


def plan_remarks(
    store: Store, plan_key: PlanKey, version: int | None = None, entry: int | None = None
) -> tuple[Remark, ...]:
    """Return everything worth knowing about a plan: its listed contradictions and what the checks find.

    As of a version and an entry's number, newest where None.
    """
    number, upto = version or plan_version(store, plan_key), entry_log.newest_entry(store, plan_key, entry)
    return store.kept.once(("remarks", plan_key, number, upto), lambda: _remarks(store, plan_key, number, upto))


def questions(
    store: Store, plan_key: PlanKey, version: int | None = None, entry: int | None = None
) -> dict[str, tuple[CheckRow, ...]]:
    """Return what is asked about the plan's amounts, by check: what the group had answered is asked no more."""
    return {name: question_rows(store, name, plan_key, version, entry) for name in QUESTIONS}


def question_rows(
    store: Store, name: str, plan_key: PlanKey, version: int | None = None, entry: int | None = None
) -> tuple[CheckRow, ...]:
    """Return what one check asks, read once for each version and entry."""
    number, upto = version or plan_version(store, plan_key), entry_log.newest_entry(store, plan_key, entry)

    def asked(upto: int) -> tuple[CheckRow, ...]:
        key = ("question", name, plan_key, number, upto)
        return store.kept.once(key, lambda: _asked(store, name, plan_key, number, upto))

    # An entry only answers what the plan itself asks: where that is nothing, there is nothing to answer.
    return asked(upto) if asked(0) else ()


def _asked(store: Store, name: str, plan_key: PlanKey, version: int, entry: int) -> tuple[CheckRow, ...]:
    # To make the question ready takes most of a first picture's time.
    if name == MAYBE_KRONOR and not has_large_costs(object_plan(store, plan_key, version)):
        return ()
    return check_rows(store, name, plan_key, version, entry)


def _remarks(store: Store, plan_key: PlanKey, version: int, entry: int) -> tuple[Remark, ...]:
    observations = (
        Observation(
            id=row["observation_id"],
            title=row["title"],
            text=row["explanation"],
            concerns=row["concerns"],
            handling=row["handling"],
            check=row["check_name"],
            lines=line_ranges(row["lines"]),
        )
        for row in facts(store, "observation", plan_key, version)
    )
    names = [name for name in check_names() if name not in QUESTIONS]
    checks = store.kept.once(
        ("checks", plan_key, version), lambda: {name: check_rows(store, name, plan_key, version) for name in names}
    )
    (head,) = store.rows(statement("read/plan_version"), {"plan_key": str(plan_key), "version": version})
    asked = questions(store, plan_key, version, entry)
    criteria = plan_model(store, plan_key, version).names
    return remarks(observations, checks | asked, head["document"], tuple(json.loads(head["notices"])), criteria)
