"""Two projects of one name are told apart by their ids, wherever they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from tests.folders import write_plan
from tests.pages.visit import Visit, words

ROWS = """\
A1,Fiber,strategiskt,500,Två effekter,Hög,Kort
A2,Fiber,strategiskt,400,Två effekter,Låg,Lång
A3,Portal,önskvärt,900,Två effekter,Hög,Kort
"""
NEWER = ROWS.replace("A2,Fiber,strategiskt,400", "A2,Fiber,prioriterat,450")


@pytest.fixture
def twice(database: Store, tmp_path: Path) -> Store:
    """A plan in two versions, in which two projects have one name."""
    for name, rows in (("a", ROWS), ("b", NEWER)):
        import_plan(database, read_plan(write_plan(tmp_path / name, rows)))
    return database


@pytest.mark.usefixtures("twice")
@pytest.mark.parametrize(
    "address", ["prioritera", "robusthet", "projektor?bild=rangordning", "projektor?bild=ram", "robusthet?del=portfolj"]
)
def test_on_every_page_that_ranks_them(address: str) -> None:
    page, _, more = address.partition("?")
    said = words(Visit(page, f"plan=prov&ram=1000&{more}").html)
    assert "Fiber (A1)" in said
    assert "Fiber (A2)" in said
    # One that shares its name with none needs no id.
    assert "Portal (A3)" not in said


def test_in_what_a_new_version_has_changed(twice: Store) -> None:
    said = words(Visit("objektplan", "plan=prov").html)
    assert "Fiber (A2) kostnad (tkr) 400 450" in said
    told = run(["andrat", "--plan", "prov"], Plans(twice)).text
    assert "Fiber (A2): kostnad (tkr) 400 → 450" in told
