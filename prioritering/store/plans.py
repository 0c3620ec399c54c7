"""The plans in the database: import a folder as a version, and give one back as values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from typing import Any, NamedTuple

import duckdb

from prioritering.criteria.model import Model
from prioritering.errors import BadArgument
from prioritering.plan.object_plan import BudgetCell, Cost, Mark, ObjectPlan, OwnTier, Place, Project, Status, Tier
from prioritering.plan.perspectives import split_perspectives
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import PlanFolder
from prioritering.plan.side_files import Row
from prioritering.store.connection import Store
from prioritering.store.looked import of_plans
from prioritering.store.municipalities import check_municipality
from prioritering.store.plan_files import is_what_was_read, keep_files
from prioritering.store.plan_list import plan_list
from prioritering.store.statements import statement

UNNAMED = "Ej angiven"

OWN_TIERS = "klasser"


def import_plan(store: Store, folder: PlanFolder, new: bool = False) -> int:
    """Store a plan as read and return its version; the same content again changes nothing.

    Changed content becomes a new version, unless it is to be a `new` plan: BadArgument when there is one with its key.
    Raises StoreError, or BadPlan when it may be the plan of another municipality; the database is then as before.
    """
    plan = folder.plan
    with store.write() as cursor:
        # Under the write lock: two imports of one plan would else take the same number.
        newest = cursor.execute(statement("read/newest_version"), {"plan_key": str(plan.key)}).fetchone()
        if new and newest:
            raise BadArgument(f"Planen ”{plan.id}” finns redan. Ge den nya planen ett annat id.")
        if newest and is_what_was_read(cursor, folder, newest):
            return int(newest[0])
        key = {"plan_key": str(plan.key), "version": newest[0] + 1 if newest else 1}
        _insert_version(cursor, folder, key, check_municipality(cursor, folder))
        _insert_columns(cursor, "write/insert_projects", key, _project_columns(plan.projects))
        _insert_columns(cursor, "write/insert_marks", key, _mark_columns(plan.projects))
        _insert_columns(cursor, "write/insert_rows", key, _row_columns(folder))
        keep_files(cursor, folder, int(key["version"]))
    return int(key["version"])


def plan_version(store: Store, plan_key: PlanKey) -> int:
    """Return a plan's newest version; BadArgument that lists the plans there are when it is unknown."""
    version = store.newest(statement("read/newest_plan_version"), {"plan_key": str(plan_key)}, of_plans)[0]
    if version is None:
        known = ", ".join(info.key.plan for info in plan_list(store)) or "inga"
        raise BadArgument(f"Planen ”{plan_key.plan}” finns inte. Planer som finns: {known}.")
    return int(version)


def object_plan(store: Store, plan_key: PlanKey, version: int | None = None) -> ObjectPlan:
    """Return a plan, newest version unless one is given, with projects in plan order; BadArgument when unknown."""
    return _read(store, plan_key, version).plan


def plan_model(store: Store, plan_key: PlanKey, version: int | None = None) -> Model:
    """Return the model that the plan's marks were read against."""
    return _read(store, plan_key, version).model


def content_hash(store: Store, plan_key: PlanKey, version: int | None = None) -> str:
    """Return the hash of everything that one version of a plan was read from."""
    return _read(store, plan_key, version).content_hash


def _insert_version(
    cursor: duckdb.DuckDBPyConnection, folder: PlanFolder, key: dict[str, Any], more_notices: tuple[str, ...]
) -> None:
    plan, municipality_id = folder.plan, folder.plan.municipality_id
    municipality, owner = plan.municipality or UNNAMED, plan.governance_object or UNNAMED
    # A plan that names no governance object is one by itself, so that two such plans are not taken for one.
    object_id = f"{municipality_id}/{_slug(plan.governance_object or plan.id)}"
    cursor.execute(statement("write/insert_municipality"), {"municipality_id": municipality_id, "name": municipality})
    values = {"object_id": object_id, "municipality_id": municipality_id, "name": owner}
    cursor.execute(statement("write/insert_object"), values)
    values = {"plan_key": str(plan.key), "municipality_id": municipality_id, "plan_id": plan.id}
    cursor.execute(statement("write/insert_plan"), {**values, "object_id": object_id})
    values = {
        **key,
        "name": plan.name,
        "period": plan.period,
        "object_id": object_id,
        "document": folder.document,
        "content_hash": folder.content_hash,
        "model": folder.model.model_dump_json(),
        "notices": json.dumps((*folder.notices, *more_notices), ensure_ascii=False),
        "municipality": plan.municipality,
    }
    cursor.execute(statement("write/insert_version"), values)


def _insert_columns(
    cursor: duckdb.DuckDBPyConnection, name: str, key: dict[str, Any], columns: dict[str, list[Any]]
) -> None:
    # A whole table goes in with one statement, however many rows it has; without rows there is nothing to unnest.
    if columns["position"]:
        cursor.execute(statement(name), {**key, **columns})


def _stated(text: str) -> str:
    return "" if text == UNNAMED else text


def _slug(text: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())


def _project_columns(projects: Sequence[Project]) -> dict[str, list[Any]]:
    costs = [project.cost for project in projects]
    return {
        "position": list(range(len(projects))),
        "project_id": [project.id for project in projects],
        "name": [project.name for project in projects],
        "tier": [project.tier.value if project.tier else None for project in projects],
        "alias": [project.alias for project in projects],
        "perspective_printed": [project.perspective_printed for project in projects],
        "note": [project.remark for project in projects],
        **_lines([project.place for project in projects]),
        "cost_status": [cost.status.value for cost in costs],
        "cost_low_kr": [cost.low for cost in costs],
        "cost_high_kr": [cost.high for cost in costs],
        "cost_raw": [cost.raw for cost in costs],
        **_lines([cost.place for cost in costs], "cost_"),
        "begun": [project.begun for project in projects],
        "tier_printed": [project.tier_printed for project in projects],
        "other": [json.dumps(dict(project.other), ensure_ascii=False) for project in projects],
    }


def _mark_columns(projects: Sequence[Project]) -> dict[str, list[Any]]:
    keys = [
        (position, project.id, criterion_id)
        for position, project in enumerate(projects)
        for criterion_id in project.marks
    ]
    marks = [mark for project in projects for mark in project.marks.values()]
    return {
        "position": [position for position, _, _ in keys],
        "project_id": [project_id for _, project_id, _ in keys],
        "criterion_id": [criterion_id for _, _, criterion_id in keys],
        "status": [mark.status.value for mark in marks],
        "low_level": [mark.low if isinstance(mark.low, str) else None for mark in marks],
        "high_level": [mark.high if isinstance(mark.high, str) else None for mark in marks],
        "low_number": [None if isinstance(mark.low, str) else mark.low for mark in marks],
        "high_number": [None if isinstance(mark.high, str) else mark.high for mark in marks],
        "printed": [mark.printed for mark in marks],
        **_lines([mark.place for mark in marks]),
    }


def _row_columns(folder: PlanFolder) -> dict[str, list[Any]]:
    own = [item.model_dump(mode="json") for item in folder.plan.own_tiers]
    files = {**folder.tables, "faktum": folder.facts, OWN_TIERS: own}
    rows = [(file, position, row) for file, found in files.items() for position, row in enumerate(found)]
    return {
        "file": [file for file, _, _ in rows],
        "position": [position for _, position, _ in rows],
        "cells": [json.dumps({**row, **_unknown_columns(row)}, ensure_ascii=False) for _, _, row in rows],
    }


def _unknown_columns(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row says in columns that nobody knows, with where it stands and what it is about."""
    if not isinstance(row, Row) or not row.other:
        return {}
    about = next(filter(None, row.values()), "")
    said = [{"kolumn": heading, "text": text} for heading, text in row.other.items()]
    return {"ovrigt": {"kalla": row.where, "rad": row.number, "galler": about, "uppgifter": said}}


def _lines(places: Sequence[Place | None], prefix: str = "") -> dict[str, list[int | None]]:
    return {
        f"{prefix}line": [place.line if place else None for place in places],
        f"{prefix}line_to": [place.line_to if place else None for place in places],
    }


class _Read(NamedTuple):
    """One version of a plan as it was read in."""

    plan: ObjectPlan
    model: Model
    content_hash: str


def _read(store: Store, plan_key: PlanKey, version: int | None) -> _Read:
    """Return one version, newest unless given; a version never changes, so it can be kept."""
    number = plan_version(store, plan_key) if version is None else version
    return store.kept.once(("plan", plan_key, number), lambda: _load(store, plan_key, number))


def _load(store: Store, plan_key: PlanKey, version: int) -> _Read:
    key = {"plan_key": str(plan_key), "version": version}
    heads = store.rows(statement("read/plan_version"), key)
    if not heads:
        raise BadArgument(f"Planen ”{plan_key.plan}” finns inte i version {version}.")
    head = heads[0]
    document = head["document"]
    plan = ObjectPlan(
        id=plan_key.plan,
        municipality_id=plan_key.municipality,
        name=head["name"],
        period=head["period"],
        municipality=head["municipality"],
        governance_object=_stated(head["governance_object"]),
        projects=tuple(_projects(store, key, document)),
        budget_cells=tuple(_cells(store, key, document)),
        version=version,
        own_tiers=tuple(OwnTier.model_validate_json(row) for (row,) in store.tuples(statement("read/own_tiers"), key)),
    )
    return _Read(plan, Model.model_validate_json(head["model"]), head["content_hash"])


def _projects(store: Store, key: dict[str, Any], document: str) -> Iterable[Project]:
    # Most values of a large plan are alike. They are frozen, so each is made once and shared.
    place = cache(partial(_place, document))
    mark = cache(partial(_mark, document))
    cost = cache(partial(_cost, document))
    other = cache(_other)
    marks: dict[str, dict[str, Mark]] = {}
    for project_id, criterion_id, *values in store.tuples(statement("read/marks"), key):
        marks.setdefault(project_id, {})[criterion_id] = mark(*values)
    for project_id, name, tier, alias, printed, remark, line, line_to, *values, begun, others, word in store.tuples(
        statement("read/projects"), key
    ):
        # Checked when the plan was read in, and not again: a large plan has very many.
        yield Project.model_construct(
            id=project_id,
            name=name,
            tier=Tier(tier) if tier else None,
            cost=cost(*values),
            marks=marks.get(project_id, {}),
            alias=alias,
            perspectives=split_perspectives(printed) if printed else (),
            perspective_printed=printed,
            begun=begun,
            remark=remark,
            place=place(line, line_to),
            other=other(others),
            added=False,
            tier_printed=word,
        )


def _other(cells: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(cells)
    return found


def _mark(document: str, status: str, *values: Any) -> Mark:
    low_level, high_level, low, high, printed, line, line_to = values
    return Mark(
        status=Status(status),
        low=low_level if low_level is not None else low,
        high=high_level if high_level is not None else high,
        printed=printed,
        place=_place(document, line, line_to),
    )


def _cost(document: str, status: str, *values: Any) -> Cost:
    low, high, raw, line, line_to = values
    return Cost(status=Status(status), low=low, high=high, raw=raw, place=_place(document, line, line_to))


def _cells(store: Store, key: dict[str, Any], document: str) -> Iterable[BudgetCell]:
    for row in store.tuples(statement("read/budget_cells"), key):
        cell_id, label, amount, status, budget_class, part, bearer, line, line_to, frame = row
        yield BudgetCell(
            id=cell_id,
            label=label,
            amount_kr=Decimal(amount) if amount is not None else None,
            status=Status(status),
            budget_class=budget_class,
            part=part or bearer,
            place=_place(document, line, line_to),
            frame=frame,
        )


def _place(document: str, line: int | None, line_to: int | None) -> Place | None:
    return Place(document=document, line=line, line_to=line_to) if line else None
