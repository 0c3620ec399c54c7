"""What the plan says is done is counted: the pages, the wall and the commands say so in the same sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from tests.folders import write_plan
from tests.pages.conftest import HEADER, ROWS
from tests.pages.visit import Visit

SAID = (
    "Beta är klart enligt planens kolumn Status. Det räknas ändå med, också mot ramen; med låset ”Inte nu” tar det "
    "inget av den."
)


@pytest.fixture
def told(database: Store, tmp_path: Path) -> Store:
    """The plan of our own in a new version, where one project is done."""
    lines = [f"{line},{'Klart' if line.startswith('A2') else 'Pågår'}" for line in ROWS.splitlines()]
    import_plan(database, read_plan(write_plan(tmp_path / "ny", "\n".join(lines), HEADER.replace("\n", ",Status\n"))))
    return database


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("page", ["prioritera", "robusthet", "projektor"])
def test_the_pages_say_it(page: str) -> None:
    visit = Visit(page, "plan=prov&ram=1000")
    assert (visit.faults, SAID in visit.text) == ([], True)
    assert SAID not in Visit(page, "plan=prov&ram=1000&inte=A2").text


@pytest.mark.parametrize("command", ["rangordna", "portfolj", "robusthet"])
def test_the_commands_say_it(command: str, told: Store) -> None:
    for form in ([], ["--json"]):
        done = run([command, "--plan", "prov", "--ram", "1000", *form], Plans(told))
        assert (done.code, SAID in " ".join(done.text.replace("\u00a0", " ").split())) == (0, True), done.text
