"""What is only shown of a plan is no part of what an answer is computed from."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.gather import gather
from prioritering.view.view import View

HEADER = "id,namn,klass,kostnad_tkr,paborjat,notering,färg\n"


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store.open(":memory:")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("cells", "same"),
    [("2020,Klart,blå", True), (",2020; Klart,", True), ("2020,Klart,", True), ("2021,Klart,", False)],
)
def test_neither_columns_of_ones_own_nor_how_notes_are_parted_are_in_a_fingerprint(
    store: Store, write_plan: Callable[..., Path], cells: str, same: bool
) -> None:
    import_plan(store, read_plan(write_plan("A1,X,,5,2020,Klart,\n", HEADER)))
    before = gather(store, View(plan="prov")).fingerprint()
    import_plan(store, read_plan(write_plan(f"A1,X,,5,{cells}\n", HEADER)))
    chosen = View(plan="prov", other="färg:blå")
    assert (gather(store, chosen).fingerprint() == before) is same
