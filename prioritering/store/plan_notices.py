"""What is said of how a plan's files were read, said anew of a version that is there: a later program may say more."""

from __future__ import annotations

import json

from prioritering.plan.compare import Comparison, compare
from prioritering.plan.reader import PlanFolder
from prioritering.store.connection import Store
from prioritering.store.municipalities import check_municipality
from prioritering.store.plans import object_plan, plan_model
from prioritering.store.statements import statement

READ_OTHERWISE = (
    "Filerna är desamma som när planen lästes in, men programmet läser dem i dag på ett annat sätt. Det som visas och "
    "räknas är det som lästes då. Ändra något i en av filerna och spara den, så läses planen in som en ny version."
)


def tell_anew(store: Store, folder: PlanFolder, version: int) -> None:
    """Let a version say what is said of its files now, as they are read from the `folder`; nothing else is altered."""
    key = {"plan_key": str(folder.plan.key), "version": version}
    (head,) = store.rows(statement("read/plan_version"), key)
    with store.cursor() as cursor:
        told = [*folder.notices, *check_municipality(cursor, folder)]
    kept = json.loads(head["notices"])
    if kept in (told, [*told, READ_OTHERWISE]):
        return
    if _is_read_otherwise(store, folder, version):
        told.append(READ_OTHERWISE)
    with store.write() as cursor:
        cursor.execute(statement("write/tell_anew"), {**key, "notices": json.dumps(told, ensure_ascii=False)})
    # The remarks are kept by the version's number, which is the same.
    store.forget_kept()


def _is_read_otherwise(store: Store, folder: PlanFolder, version: int) -> bool:
    """Return whether what the files say now is another thing than what the version says."""
    before = object_plan(store, folder.plan.key, version)
    return compare(before, folder.plan, (plan_model(store, folder.plan.key, version), folder.model)) != Comparison()
