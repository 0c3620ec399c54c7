"""Keeps what the group lays beside the plan: append-only, newest of each in force, taking back is a new entry."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import duckdb

from prioritering.criteria.model import Criterion
from prioritering.errors import BadArgument
from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.changes import (
    AddedProject,
    AgreedLevel,
    AmountAssumption,
    AnswersBack,
    Changes,
    CostAssumption,
    GroupCriterion,
    LevelAssumption,
    LockNote,
    SameAsLastPeriod,
    SameProject,
    Signed,
    TieOrder,
    TierAssumption,
    UnknownCosts,
)
from prioritering.store.connection import Store
from prioritering.store.headed_amounts import nothing_left_of
from prioritering.store.history_row import HistoryRow, touched_since
from prioritering.store.statements import statement

_KINDS: dict[str, type[Signed]] = {
    "costs": CostAssumption,
    "levels": LevelAssumption,
    "tiers": TierAssumption,
    "projects": AddedProject,
    "locks": LockNote,
    "criteria": GroupCriterion,
    "tie_orders": TieOrder,
    "unknown_costs": UnknownCosts,
    "answers_back": AnswersBack,
    "same_projects": SameProject,
    "amounts": AmountAssumption,
    "last_period": SameAsLastPeriod,
    "agreed": AgreedLevel,
}


class TakenBack(NamedTuple):
    """That nothing of a kind holds any longer about a target, (project id, criterion id)."""

    kind: str
    target: tuple[str, str]
    signed: Signed


class Thing(NamedTuple):
    """What an entry is about: its kind, a field of `Changes` ("costs", "levels" …), and (project id, criterion id).

    Some kinds name another thing where others name a criterion: a meeting, or the id that a project had before. See
    `scoring.changes.Signed.target`.
    """

    kind: str
    target: tuple[str, str]


class KeptTogether(NamedTuple):
    """What came of keeping several changes as one: their numbers, or what others have made of the same things."""

    numbers: tuple[int, ...] = ()
    refused: tuple[HistoryRow, ...] = ()


def kind_of(change: Signed) -> str:
    """Return the kind under which a change is kept: the name of its field in `Changes`."""
    for kind, model in _KINDS.items():
        if type(change) is model:
            return kind
    raise BadArgument(f"En ändring av slaget {type(change).__name__} går inte att spara.")


def keep_entry(store: Store, plan_key: PlanKey, change: Signed, maker: str = "") -> int:
    """Keep a change and return its number; it replaces an earlier one of the same kind, project and criterion.

    One that does not say beside which version of the plan it was made is said to be made beside the newest.
    """
    if not change.plan_version:
        newest = store.tuples(statement("read/newest_plan_version"), {"plan_key": str(plan_key)})[0][0]
        change = change.model_copy(update={"plan_version": newest or 0})
    return int(store.append(statement("write/insert_change"), _values(plan_key, change, maker))[0])


def keep_together(
    store: Store, plan_key: PlanKey, changes: Sequence[Signed | TakenBack], seen: int, maker: str = ""
) -> KeptTogether:
    """Keep several changes, all or none: none when another entry than number `seen` and before is about one of them."""
    values = [_values(plan_key, change, maker) for change in changes]
    things = {(one["kind"], one["project_id"], one["criterion_id"]) for one in values}
    with store.write() as cursor:
        later = [row for row in _rows_of(cursor, plan_key) if row.entry_id > seen and row.thing in things]
        if later:
            # The newest of each: rows come newest first.
            return KeptTogether(refused=tuple({row.thing: row for row in reversed(later)}.values()))
        return KeptTogether(tuple(_insert(cursor, one) for one in values))


def _values(plan_key: PlanKey, change: Signed | TakenBack, maker: str) -> dict[str, Any]:
    taken_back = isinstance(change, TakenBack)
    kind, target = change.kind if isinstance(change, TakenBack) else kind_of(change), change.target
    signed = change.signed if isinstance(change, TakenBack) else change
    return {
        "plan_key": str(plan_key),
        "kind": kind,
        "project_id": target[0],
        "criterion_id": target[1],
        "content": nothing_left_of(kind, target[1]) if taken_back else signed.model_dump_json(),
        "withdrawn": taken_back,
        "role": signed.role,
        "reason": signed.reason,
        "made_at": signed.at,
        "maker": maker,
        "undoes": None,
    }


def _insert(cursor: duckdb.DuckDBPyConnection, values: dict[str, Any]) -> int:
    return int(cursor.execute(statement("write/insert_change"), values).fetchall()[0][0])


def _rows_of(cursor: duckdb.DuckDBPyConnection, plan_key: PlanKey) -> list[HistoryRow]:
    """Return every entry of a plan, newest first, inside a transaction."""
    found = cursor.execute(statement("read/change_history"), {"plan_key": str(plan_key), "entry": None})
    names = [column[0] for column in found.description or ()]
    return [_history_row(dict(zip(names, row, strict=True))) for row in found.fetchall()]


def renew(store: Store, plan_key: PlanKey, thing: Thing, signed: Signed, maker: str = "") -> int:
    """Keep an entry that is in force once more, signed anew, and return its number.

    BadArgument when there is none or it has been renewed.
    """
    for content in _in_force(store, plan_key, thing):
        change = _KINDS[thing.kind].model_validate_json(content)
        # Two may answer the same question at the same time.
        if change.plan_version < signed.plan_version or not change.plan_version:
            return keep_entry(store, plan_key, change.model_copy(update=dict(signed)), maker)
    raise BadArgument("Någon annan har redan svarat.")


def _in_force(store: Store, plan_key: PlanKey, thing: Thing) -> list[str]:
    """Return the content of what is in force about a thing: one, or none."""
    kind, target = thing
    if kind not in _KINDS:
        raise BadArgument(f"Slaget ”{kind}” finns inte; slagen är {', '.join(_KINDS)}.")
    key = {"plan_key": str(plan_key), "kind": kind, "project_id": target[0], "criterion_id": target[1]}
    return [content for (content,) in store.tuples(statement("read/changed_thing"), key)]


def withdraw(store: Store, plan_key: PlanKey, thing: Thing, signed: Signed, maker: str = "") -> int:
    """Take a change back by a new entry and return its number; the old one stays in the history.

    An id that the kind has none of is "". BadArgument when no such change is in force.
    """
    # Two may press the button at the same time; the history must not say twice that one thing was taken back.
    if not _in_force(store, plan_key, thing):
        raise BadArgument("Det finns inget sådant antagande att ta bort; någon annan kan redan ha gjort det.")
    values = _values(plan_key, TakenBack(*thing, signed), maker)
    return int(store.append(statement("write/insert_change"), values)[0])


def put_back(
    store: Store, plan_key: PlanKey, entry_ids: Collection[int], signed: Signed, maker: str = ""
) -> tuple[int, ...] | HistoryRow:
    """Restore what stood before some entries by new ones, all or none; their numbers are returned, newest thing first.

    Nothing is kept when a later entry is about the same thing, or rests on the project or criterion that one of these
    added: the newest such entry is returned instead. BadArgument when the plan has no such entry.
    """
    # In one transaction: nobody may change the thing between the question and the answer.
    with store.write() as cursor:
        rows = _rows_of(cursor, plan_key)
        made = [row for row in rows if row.entry_id in entry_ids]
        if {row.entry_id for row in made} != set(entry_ids) or not made:
            raise BadArgument("Det finns ingen sådan ändring.")
        if later := touched_since(rows, entry_ids):
            return later
        return tuple(
            _insert(cursor, {**_stood_before(plan_key, one, rows, signed), "maker": maker, "undoes": one.entry_id})
            for one in made
        )


def _stood_before(plan_key: PlanKey, made: HistoryRow, rows: Sequence[HistoryRow], signed: Signed) -> dict[str, Any]:
    before = next((row for row in rows if row.entry_id < made.entry_id and row.thing == made.thing), None)
    values = _values(plan_key, TakenBack(made.kind, (made.project_id, made.criterion_id), signed), "")
    if before is None or before.withdrawn:
        return values
    # As it was signed then: the assumption is its maker's, and the entry that brings it back has its own.
    return {**values, "content": json.dumps(before.content, ensure_ascii=False), "withdrawn": False}


def current(store: Store, plan_key: PlanKey, entry: int | None = None) -> Changes:
    """Return everything in force for a plan, in the order it was entered; with `entry` as it was at that number."""
    # The number first and the entries up to it after: one that comes in between belongs to the next number.
    number = newest_entry(store, plan_key, entry)
    fields: dict[str, list[Signed]] = {kind: [] for kind in _KINDS}
    given = {"plan_key": str(plan_key), "entry": number}
    for kind, content in store.tuples(statement("read/changes_in_force"), given):
        fields[kind].append(_KINDS[kind].model_validate_json(content))
    return Changes.model_validate({"entry": number, **{kind: tuple(found) for kind, found in fields.items()}})


def history(store: Store, plan_key: PlanKey, entry: int | None = None) -> tuple[HistoryRow, ...]:
    """Return every entry ever made for a plan, newest first; with `entry` those made up to that number."""
    rows = store.rows(statement("read/change_history"), {"plan_key": str(plan_key), "entry": entry})
    return tuple(map(_history_row, rows))


def added_names(rows: Sequence[HistoryRow]) -> dict[str, str]:
    """Return the names of all projects that the group has ever added, by id; `rows` are a history, newest first."""
    # Oldest first, so that the name a project was added under last is the one that stays.
    added = (row for row in reversed(rows) if row.kind == "projects" and not row.withdrawn)
    return {row.project_id: str(row.content["name"]) for row in added}


def added_criteria(rows: Sequence[HistoryRow]) -> tuple[Criterion, ...]:
    """Return all criteria that the group has ever added, each as it last was; `rows` are a history, newest first."""
    added = (row.content["criterion"] for row in reversed(rows) if row.kind == "criteria" and not row.withdrawn)
    return tuple({item.id: item for item in map(Criterion.model_validate, added)}.values())


def _history_row(row: dict[str, Any]) -> HistoryRow:
    return HistoryRow(**{**row, "content": json.loads(row["content"])})


def newest_entry(store: Store, plan_key: PlanKey, entry: int | None = None) -> int:
    """Return the number of a plan's newest entry (0 before the first), no later than `entry` when that is given."""
    return int(store.newest(statement("read/newest_entry"), {"plan_key": str(plan_key), "entry": entry})[0])
