"""Locks of the group's as entries: whatever is stored and taken back, the newest counts and the history keeps all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import LegalDuty, LockKind
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.change_plan import Beside, Signature, store_lock
from prioritering.usecases.picture import picture_of
from prioritering.view.view import View
from tests.folders import DATA, VSO

PLAN = "vso-2021"
BY = Signature("Linjechef", "prov")
IDS = ("S01", "S06")
steps = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from([*LockKind, None])), max_size=6)
trials = st.dictionaries(st.sampled_from(IDS), st.sampled_from(["must", "not_now", "free"]))
TRIED = {"must": LockKind.MUST, "not_now": LockKind.NOT_NOW, "free": None}


@settings(max_examples=12, deadline=None)
@given(steps, trials)
def test_the_newest_lock_counts_a_trial_goes_before_it_and_taking_the_trial_back_restores_it(
    made: list[tuple[str, LockKind | None]], tried: dict[str, str]
) -> None:
    store = Store.open(":memory:")
    import_plan(store, read_plan(DATA / PLAN))
    kept: dict[str, LockKind] = {}
    entries = 0
    for key, kind in made:
        if kind is None and key not in kept:
            continue
        store_lock(Beside(store, VSO, 1), key, kind, LegalDuty.NOT_ASSESSED, BY)
        entries += 1
        if kind is None:
            del kept[key]
        else:
            kept[key] = kind
    fields = {field: tuple(key for key, asked in tried.items() if asked == field) for field in TRIED}
    view = View(plan=PLAN).model_copy(update=fields)
    trial = picture_of(store, view).board.choices
    plain = picture_of(store, View(plan=PLAN)).board.choices
    alone = picture_of(store, view.model_copy(update={"assumptions": False})).board.choices
    store_entries = len(entry_log.history(store, VSO))
    store.close()
    expected = {**kept, **{key: TRIED[field] for key, field in tried.items()}}
    for choices, locks in ((trial, expected), (plain, kept), (alone, {})):
        assert choices.must == {key for key, kind in locks.items() if kind is LockKind.MUST}
        assert choices.not_now == {key for key, kind in locks.items() if kind is LockKind.NOT_NOW}
    assert store_entries == entries
