"""Keeps what the group lays beside the plan: append-only, newest of each in force, taking back is a new entry."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from prioritering.errors import BadArgument
from prioritering.frozen import Frozen
from prioritering.scoring.changes import (
    AddedProject,
    Changes,
    CostAssumption,
    GroupCriterion,
    LevelAssumption,
    LockNote,
    Signed,
    TieOrder,
    UnknownCosts,
)
from prioritering.store.connection import Store
from prioritering.store.statements import statement

_KINDS: dict[str, type[Signed]] = {
    "costs": CostAssumption,
    "levels": LevelAssumption,
    "projects": AddedProject,
    "locks": LockNote,
    "criteria": GroupCriterion,
    "tie_orders": TieOrder,
    "unknown_costs": UnknownCosts,
}


class HistoryRow(Frozen):
    """One entry as it was made; `content` is the change itself and empty for one that takes back."""

    entry_id: int
    kind: str
    project_id: str
    criterion_id: str
    content: dict[str, Any]
    withdrawn: bool
    role: str
    reason: str
    made_at: datetime


def kind_of(change: Signed) -> str:
    """Return the kind under which a change is kept: the name of its field in `Changes`."""
    for kind, model in _KINDS.items():
        if type(change) is model:
            return kind
    raise BadArgument(f"En ändring av slaget {type(change).__name__} går inte att spara.")


def record(store: Store, plan_id: str, change: Signed) -> None:
    """Keep a change; it replaces an earlier one of the same kind, project and criterion.

    One that does not say beside which version of the plan it was made is said to be made beside the newest.
    """
    project_id = getattr(change, "project_id", "")
    criterion_id = getattr(change, "criterion_id", "")
    if isinstance(change, GroupCriterion):
        criterion_id = change.criterion.id
    if not change.plan_version:
        newest = store.tuples(statement("read/newest_plan_version"), {"plan_id": plan_id})[0][0]
        change = change.model_copy(update={"plan_version": newest or 0})
    values = {
        "plan_id": plan_id,
        "kind": kind_of(change),
        "project_id": project_id,
        "criterion_id": criterion_id,
        "content": change.model_dump_json(),
        "withdrawn": False,
        "role": change.role,
        "reason": change.reason,
        "made_at": change.at,
    }
    store.append(statement("write/insert_change"), values)


def renew(store: Store, plan_id: str, kind: str, target: tuple[str, str], signed: Signed) -> None:
    """Keep an entry that is in force once more, signed anew; BadArgument when there is none or it has been renewed."""
    for content in _in_force(store, plan_id, kind, target):
        change = _KINDS[kind].model_validate_json(content)
        # Two may answer the same question at the same time.
        if change.plan_version < signed.plan_version or not change.plan_version:
            record(store, plan_id, change.model_copy(update=dict(signed)))
            return
    raise BadArgument("Någon annan har redan svarat.")


def _in_force(store: Store, plan_id: str, kind: str, target: tuple[str, str]) -> list[str]:
    """Return the content of what is in force of a kind about a target: one, or none."""
    if kind not in _KINDS:
        raise BadArgument(f"Slaget ”{kind}” finns inte; slagen är {', '.join(_KINDS)}.")
    key = {"plan_id": plan_id, "kind": kind, "project_id": target[0], "criterion_id": target[1]}
    return [content for (content,) in store.tuples(statement("read/changed_thing"), key)]


def withdraw(store: Store, plan_id: str, kind: str, target: tuple[str, str], signed: Signed) -> None:
    """Take a change back by a new entry; the old one stays in the history.

    `kind` is a field of `Changes` ("costs", "levels", "projects" …), `target` is (project id,
    criterion id) with "" where the kind has none. BadArgument when no such change is in force.
    """
    # Two may press the button at the same time; the history must not say twice that one thing was taken back.
    if not _in_force(store, plan_id, kind, target):
        raise BadArgument("Det finns inget sådant antagande att ta bort; någon annan kan redan ha gjort det.")
    key = {"plan_id": plan_id, "kind": kind, "project_id": target[0], "criterion_id": target[1]}
    entry = {"role": signed.role, "reason": signed.reason, "made_at": signed.at}
    store.append(statement("write/insert_change"), {**key, **entry, "content": "{}", "withdrawn": True})


def current(store: Store, plan_id: str, entry: int | None = None) -> Changes:
    """Return everything in force for a plan, in the order it was entered; with `entry` as it was at that number."""
    # The number first and the entries up to it after: one that comes in between belongs to the next number.
    number = version(store, plan_id, entry)
    fields: dict[str, list[Signed]] = {kind: [] for kind in _KINDS}
    given = {"plan_id": plan_id, "entry": number}
    for kind, content in store.tuples(statement("read/changes_in_force"), given):
        fields[kind].append(_KINDS[kind].model_validate_json(content))
    return Changes.model_validate({"version": number, **{kind: tuple(found) for kind, found in fields.items()}})


def history(store: Store, plan_id: str) -> tuple[HistoryRow, ...]:
    """Return every entry ever made for a plan, newest first."""
    rows = store.rows(statement("read/change_history"), {"plan_id": plan_id})
    return tuple(HistoryRow(**{**row, "content": json.loads(row["content"])}) for row in rows)


def version(store: Store, plan_id: str, entry: int | None = None) -> int:
    """Return the number of a plan's newest entry (0 before the first), no later than `entry` when that is given."""
    return int(store.newest(statement("read/change_version"), {"plan_id": plan_id, "entry": entry})[0])
