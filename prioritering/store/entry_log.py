"""Keeps what the group lays beside the plan: append-only, newest of each in force, taking back is a new entry."""

from __future__ import annotations

import json
from collections.abc import Sequence
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


def keep_entry(store: Store, plan_id: str, change: Signed) -> int:
    """Keep a change and return its number; it replaces an earlier one of the same kind, project and criterion.

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
    return int(store.append(statement("write/insert_change"), values)[0])


def renew(store: Store, plan_id: str, kind: str, target: tuple[str, str], signed: Signed) -> int:
    """Keep an entry that is in force once more, signed anew, and return its number.

    BadArgument when there is none or it has been renewed.
    """
    for content in _in_force(store, plan_id, kind, target):
        change = _KINDS[kind].model_validate_json(content)
        # Two may answer the same question at the same time.
        if change.plan_version < signed.plan_version or not change.plan_version:
            return keep_entry(store, plan_id, change.model_copy(update=dict(signed)))
    raise BadArgument("Någon annan har redan svarat.")


def _in_force(store: Store, plan_id: str, kind: str, target: tuple[str, str]) -> list[str]:
    """Return the content of what is in force of a kind about a target: one, or none."""
    if kind not in _KINDS:
        raise BadArgument(f"Slaget ”{kind}” finns inte; slagen är {', '.join(_KINDS)}.")
    key = {"plan_id": plan_id, "kind": kind, "project_id": target[0], "criterion_id": target[1]}
    return [content for (content,) in store.tuples(statement("read/changed_thing"), key)]


def withdraw(store: Store, plan_id: str, kind: str, target: tuple[str, str], signed: Signed) -> int:
    """Take a change back by a new entry and return its number; the old one stays in the history.

    `kind` is a field of `Changes` ("costs", "levels", "projects" …), `target` is (project id,
    criterion id) with "" where the kind has none. BadArgument when no such change is in force.
    """
    # Two may press the button at the same time; the history must not say twice that one thing was taken back.
    if not _in_force(store, plan_id, kind, target):
        raise BadArgument("Det finns inget sådant antagande att ta bort; någon annan kan redan ha gjort det.")
    key = {"plan_id": plan_id, "kind": kind, "project_id": target[0], "criterion_id": target[1]}
    entry = {"role": signed.role, "reason": signed.reason, "made_at": signed.at}
    values = {**key, **entry, "content": "{}", "withdrawn": True}
    return int(store.append(statement("write/insert_change"), values)[0])


def put_back(store: Store, plan_id: str, entry_id: int, signed: Signed) -> int | HistoryRow:
    """Restore what stood before an entry by a new one, whose number is returned.

    Nothing is kept when a later entry is about the same thing, or rests on the project or criterion that this one
    added: the newest such entry is returned instead. BadArgument when the plan has no such entry.
    """
    # In one transaction: nobody may change the thing between the question and the answer.
    with store.write() as cursor:
        found = cursor.execute(statement("read/change_history"), {"plan_id": plan_id})
        names = [column[0] for column in found.description or ()]
        rows = [_history_row(dict(zip(names, row, strict=True))) for row in found.fetchall()]
        made = next((row for row in rows if row.entry_id == entry_id), None)
        if made is None:
            raise BadArgument("Det finns ingen sådan ändring.")
        later = next((row for row in rows if row.entry_id > entry_id and _touches(row, made)), None)
        if later is not None:
            return later
        before = next((row for row in rows if row.entry_id < entry_id and _thing(row) == _thing(made)), None)
        stood = before is not None and not before.withdrawn
        kind, project_id, criterion_id = _thing(made)
        values = {
            "plan_id": plan_id,
            "kind": kind,
            "project_id": project_id,
            "criterion_id": criterion_id,
            # As it was signed then: the assumption is its maker's, and the entry that brings it back has its own.
            "content": json.dumps(before.content, ensure_ascii=False) if before is not None and stood else "{}",
            "withdrawn": not stood,
            "role": signed.role,
            "reason": signed.reason,
            "made_at": signed.at,
        }
        (number,) = cursor.execute(statement("write/insert_change"), values).fetchall()[0]
    return int(number)


def _thing(row: HistoryRow) -> tuple[str, str, str]:
    return row.kind, row.project_id, row.criterion_id


def _touches(row: HistoryRow, made: HistoryRow) -> bool:
    """Return whether an entry is about the same thing as another, or about what that one added."""
    rests = (made.kind == "projects" and made.project_id in row.project_id.split()) or (
        made.kind == "criteria" and row.criterion_id == made.criterion_id
    )
    return rests or _thing(row) == _thing(made)


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
    return tuple(map(_history_row, rows))


def added_names(rows: Sequence[HistoryRow]) -> dict[str, str]:
    """Return the names of all projects that the group has ever added, by id; `rows` are a history, newest first."""
    # Oldest first, so that the name a project was added under last is the one that stays.
    added = (row for row in reversed(rows) if row.kind == "projects" and not row.withdrawn)
    return {row.project_id: str(row.content["name"]) for row in added}


def _history_row(row: dict[str, Any]) -> HistoryRow:
    return HistoryRow(**{**row, "content": json.loads(row["content"])})


def version(store: Store, plan_id: str, entry: int | None = None) -> int:
    """Return the number of a plan's newest entry (0 before the first), no later than `entry` when that is given."""
    return int(store.newest(statement("read/change_version"), {"plan_id": plan_id, "entry": entry})[0])
