"""Whose plan a folder is: no plan changes municipality unseen because a name is spelled in another way."""

from __future__ import annotations

import duckdb

from prioritering.errors import BadPlan, Problem
from prioritering.plan.files import HEAD_FILE
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.reader import PlanFolder
from prioritering.plan.workbook import WORKBOOK_SUFFIX
from prioritering.store.statements import statement


def check_municipality(cursor: duckdb.DuckDBPyConnection, folder: PlanFolder) -> tuple[str, ...]:
    """Return a notice when other plans spell the municipality's name in another way.

    Raises BadPlan when the id is made from the name and a plan with the same id belongs to another municipality: it
    may be the same plan with its municipality spelled anew, or a plan of its own, and only its owner knows which.
    """
    plan, where = folder.plan, _head_file(folder)
    _check_same_plan(cursor, folder, where)
    given = {"municipality_id": plan.municipality_id, "plan_key": str(plan.key), "name": plan.municipality}
    found = cursor.execute(statement("read/other_names"), given).fetchall()
    if not found or not plan.municipality:
        return ()
    return (
        f"{where}, kommun: ”{plan.municipality}” skrivs ”{found[0][0]}” i en annan plan med samma kommun-id "
        f"({plan.municipality_id}). De räknas som samma kommun.",
    )


def _check_same_plan(cursor: duckdb.DuckDBPyConnection, folder: PlanFolder, where: str) -> None:
    plan = folder.plan
    if folder.states_municipality:
        return
    there = dict(cursor.execute(statement("read/plans_of_id"), {"plan_id": plan.id}).fetchall())
    if not there or plan.municipality_id in there:
        return
    raise BadPlan([Problem(where, _choice(plan, *next(iter(there.items()))), column="kommun", found=plan.municipality)])


def _choice(plan: ObjectPlan, other_id: str, other_name: str) -> str:
    named = f" för {other_name}" if other_name else " utan kommun"
    return (
        f'planen {plan.id} finns redan{named}; skriv kommun_id = "{other_id}" om det är samma plan, '
        f'eller kommun_id = "{plan.municipality_id}" om det är en egen'
    )


def _head_file(folder: PlanFolder) -> str:
    if HEAD_FILE in folder.files:
        return HEAD_FILE
    return next((name for name in folder.files if name.endswith(WORKBOOK_SUFFIX)), HEAD_FILE)
