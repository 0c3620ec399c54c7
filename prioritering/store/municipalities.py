"""Whose plan a folder is: no plan changes municipality unseen because a name is spelled in another way."""

from __future__ import annotations

import difflib

import duckdb

from prioritering.errors import BadPlan, Problem
from prioritering.plan.files import HEAD_FILE
from prioritering.plan.head import HEAD_FIELDS
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.plan_key import OWN
from prioritering.plan.reader import PlanFolder
from prioritering.plan.workbook import WORKBOOK_SUFFIX
from prioritering.store.connection import Store
from prioritering.store.statements import statement

ALIKE_IDS = 0.83
"""Two ids of municipalities as much alike as this may be one name that was spelled in two ways."""
# Municipalities that there are, whose names are that much alike.
TWO_OF_THEIR_OWN = (
    {"alvesta", "avesta"},
    {"lidkoping", "linkoping"},
    {"karlskoga", "karlskrona"},
    {"skelleftea", "solleftea"},
)


def check_municipality(cursor: duckdb.DuckDBPyConnection, folder: PlanFolder) -> tuple[str, ...]:
    """Return notices when other plans spell the municipality's name in another way, or the plan's id in other capitals.

    Raises BadPlan when the id is made from the name, and the name is new and nearly that of another, or a plan with
    the same id has no municipality: it may be the same one spelled anew, and only its owner knows.
    """
    plan, where = folder.plan, _head_file(folder)
    _check_same_plan(cursor, folder, where)
    _check_no_misspelling(cursor, folder, where)
    given = {"municipality_id": plan.municipality_id, "plan_key": str(plan.key), "name": plan.municipality}
    found = cursor.execute(statement("read/other_names"), given).fetchall()
    ids = {"municipality_id": plan.municipality_id, "plan_id": plan.id}
    alike = tuple(
        f"{where}, id: kommunen har också planen ”{other}”, med ett id som bara skiljer i stor eller liten bokstav. De "
        "räknas som två planer; är det samma plan, skriv id:t på ett sätt."
        for (other,) in cursor.execute(statement("read/ids_like"), ids).fetchall()
    )
    if not found or not plan.municipality:
        return alike
    return (
        *alike,
        f"{where}, kommun: ”{plan.municipality}” skrivs ”{found[0][0]}” i en annan plan med samma kommun-id "
        f"({plan.municipality_id}). De räknas som samma kommun.",
    )


def check_whose(store: Store, folder: PlanFolder) -> None:
    """Raise BadPlan when a folder that is not taken in may be another municipality's plan, as taking it in does."""
    with store.cursor() as cursor:
        check_municipality(cursor, folder)


def may_be_same(one: str, other: str) -> bool:
    """Return whether two ids of municipalities may be of the same.

    Names that are nothing alike are two; a plan that names none, or of which that cannot be read, may be anyone's.
    """
    return one == other or OWN in (one, other) or _nearly_same(one, other)


def same_plan_again(folder: PlanFolder, first: PlanFolder, home: str) -> Problem:
    """Return what is at fault in a folder whose plan is that of the `first`, in the folder called `home`.

    Where the municipality's name is spelled in two ways it may be two that are taken for one, and only its owner knows.
    """
    plan, where, there = folder.plan, _head_file(folder), f"{_head_file(first)} i mappen {home}"
    if plan.municipality == first.plan.municipality or folder.states_municipality:
        expected = f"ett id som ingen annan av kommunens planer har förväntas; {there} har samma"
        return Problem(where, expected, column="id", found=plan.id)
    named = f"skrivs {first.plan.municipality}" if first.plan.municipality else "saknas"
    expected = (
        f"kommunen {named} i {there}, där planen {plan.id} redan finns, och är efter namnet samma "
        f"({plan.municipality_id}); skriv ett annat id om det är en annan plan, eller ett eget "
        f"{'kommun_id' if where == HEAD_FILE else HEAD_FIELDS['kommun_id'][0]} om det är en annan kommun"
    )
    return Problem(where, expected, column="kommun", found=plan.municipality)


def _check_same_plan(cursor: duckdb.DuckDBPyConnection, folder: PlanFolder, where: str) -> None:
    plan = folder.plan
    if folder.states_municipality:
        return
    there = dict(cursor.execute(statement("read/plans_of_id"), {"plan_id": plan.id}).fetchall())
    if plan.municipality_id in there:
        return
    same = next((other for other in there if may_be_same(plan.municipality_id, other)), None)
    if same is not None:
        expected = _choice(plan, where, same, there[same])
        raise BadPlan([Problem(where, expected, column="kommun", found=plan.municipality)])


def _check_no_misspelling(cursor: duckdb.DuckDBPyConnection, folder: PlanFolder, where: str) -> None:
    """Ask about a new municipality whose name is nearly that of one that has plans."""
    plan = folder.plan
    if folder.states_municipality or plan.municipality_id == OWN:
        return
    there = dict(cursor.execute(statement("read/municipalities")).fetchall())
    if plan.municipality_id in there:
        return
    near = next((other for other in there if _nearly_same(plan.municipality_id, other)), None)
    if near is not None:
        expected = (
            f"kommunen liknar {there[near] or near}, som har andra planer; skriv {_stated(where, near)} om det är "
            f"samma kommun, eller {_stated(where, plan.municipality_id)} om det är en annan"
        )
        raise BadPlan([Problem(where, expected, column="kommun", found=plan.municipality)])


def _nearly_same(one: str, other: str) -> bool:
    if {one, other} in TWO_OF_THEIR_OWN:
        return False
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    # Sorted, since which comes first makes a difference to it.
    first, second = sorted((one, other))
    likeness = difflib.SequenceMatcher(None, first, second).ratio()
    return longer.startswith(f"{shorter}-") or (one[0] == other[0] and likeness >= ALIKE_IDS)


def _choice(plan: ObjectPlan, where: str, other_id: str, other_name: str) -> str:
    named = f" för {other_name}" if other_name else " utan kommun"
    return (
        f"planen {plan.id} finns redan{named}; skriv {_stated(where, other_id)} om det är samma plan, "
        f"eller {_stated(where, plan.municipality_id)} om det är en egen"
    )


def _stated(where: str, municipality_id: str) -> str:
    """Return how a municipality's id is written in a plan's head, which is a file of text or a sheet."""
    if where == HEAD_FILE:
        return f'kommun_id = "{municipality_id}"'
    return f"”{municipality_id}” på raden {HEAD_FIELDS['kommun_id'][0]}"


def _head_file(folder: PlanFolder) -> str:
    if HEAD_FILE in folder.files:
        return HEAD_FILE
    return next((name for name in folder.files if name.endswith(WORKBOOK_SUFFIX)), HEAD_FILE)
