"""A reason given beside the plan that is taken away is gone wherever it stood, and nothing that is computed changes."""

from pathlib import Path

import pytest

from prioritering.errors import Conflict
from prioritering.scoring.changes import LockKind
from prioritering.store import entry_log, looked
from prioritering.store.connection import MEMORY, Store
from prioritering.usecases.change_plan import Beside, Signature, assume_cost
from prioritering.usecases.gather import NOW, AsOf, gather
from prioritering.usecases.history import history_of, undo
from prioritering.usecases.picture import picture_of
from prioritering.usecases.removed_texts import REMOVED, removable_reasons, remove_reason
from prioritering.view.document import document_of, to_json
from prioritering.view.view import View
from tests.folders import UKFA, VSO
from tests.usecases.builders import filled

SECRET = "hemligt skäl som ingen får läsa"
VIEW = View(plan="vso-2021")


def laid(store: Store) -> Beside:
    """Assume a cost for one reason, then another, and go back to the first: it then stands in two entries."""
    filled(store)
    beside = Beside(store, VSO)
    assume_cost(beside, "S02", (100_000, 200_000), Signature("Objektledare", SECRET))
    assume_cost(beside, "S02", (300_000, 400_000), Signature("Objektledare", "Ett annat skäl"))
    undo(beside, entry_log.newest_entry(store, VSO))
    return beside


def written(store: Store, as_of: AsOf = NOW) -> str:
    """All that is told of a plan's entries, and all that is in force."""
    in_force = gather(store, VIEW, as_of).changes.model_dump_json()
    return in_force + "".join(told.model_dump_json() for told in history_of(store, VSO, as_of))


def shown(store: Store, view: View) -> str:
    """All that the board shows and that would be frozen of it."""
    return to_json(document_of(picture_of(store, view)))


def test_it_is_gone_now_and_as_it_was_and_from_the_files_and_nothing_that_is_computed_changes(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "plan.duckdb")
    laid(store)
    then = AsOf(entry=entry_log.newest_entry(store, VSO) - 2)
    before = gather(store, VIEW)
    assert SECRET in shown(store, VIEW) and SECRET in written(store) and SECRET in written(store, then)
    assert removable_reasons(history_of(store, VSO))[SECRET].startswith("kostnaden för ")
    remove_reason(store, VSO, SECRET, "administratör")
    assert SECRET not in shown(store, VIEW) + written(store) + written(store, then)
    assert REMOVED in written(store, then) and "Ett annat skäl" in written(store)
    assert SECRET not in removable_reasons(history_of(store, VSO)) and REMOVED not in removable_reasons(
        history_of(store, VSO)
    )
    after = gather(store, VIEW)
    assert after.fingerprint() == before.fingerprint()
    (cost,) = (item for item in after.changes.costs if item.project_id == "S02")
    assert (cost.low, cost.high, cost.role, cost.reason) == (100_000, 200_000, "Objektledare", REMOVED)
    assert [lock.kind for lock in after.changes.locks] == [LockKind.MUST]
    store.close()
    assert [file for file in tmp_path.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()] == []


def test_one_that_is_not_there_or_of_another_plan_is_refused_and_nothing_is_changed(store: Store) -> None:
    laid(store)
    before = written(store)
    for plan_key, text in ((VSO, "finns inte"), (UKFA, SECRET)):
        with pytest.raises(Conflict, match="finns inte längre där"):
            remove_reason(store, plan_key, text, "administratör")
    assert written(store) == before


def test_it_is_gone_for_every_other_reader_of_the_database_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looked, "LOOK_SECONDS", 0)
    store = Store.open(tmp_path / "plan.duckdb")
    laid(store)
    with store.cursor() as cursor:
        other = Store(cursor, MEMORY)
        assert SECRET in written(other) and SECRET in shown(other, VIEW)
        remove_reason(store, VSO, SECRET, "administratör")
        assert SECRET not in written(other) + shown(other, VIEW)
    store.close()
