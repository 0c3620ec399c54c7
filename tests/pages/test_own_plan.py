"""A plan of one's own with a single criterion and more projects than a comparison shows."""

import re
from collections.abc import Iterator

import pytest

from tests.folders import write_plan
from tests.pages.conftest import opened
from tests.pages.visit import Visit

MODEL = '[[kriterium]]\nid = "nytta"\nnamn = "Nytta"\n' + "".join(
    f'[[kriterium.niva]]\nnamn = "{name}"\nvarde = {value}\n'
    for name, value in (("Ingen", 0), ("Viss", 40), ("Stor", 100))
)
ROWS = "".join(f"Q{number:02},Projekt {number},önskvärt,10,{('Viss', 'Stor')[number % 2]}\n" for number in range(31))


@pytest.fixture(scope="module", autouse=True)
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("eget")
    plan = write_plan(folder / "prov", ROWS, "id,namn,klass,kostnad_tkr,nytta\n", modell__toml=MODEL)
    with opened(folder / "egen.duckdb", str(plan)):
        yield


def test_the_weight_of_an_only_criterion_is_all() -> None:
    control = Visit("prioritera", "plan=prov").components["vikter"]
    assert ([item["name"] for item in control["criteria"]], control["values"]) == (["Nytta"], [100])


def test_the_spacings_are_compared_for_the_first_thirty_of_the_board() -> None:
    visit = Visit("prioritera", "plan=prov").open("Nivåernas värden")
    table = next(part for part in re.findall(r"<table.*?</table>", visit.html, re.S) if "Förval" in part)
    names = re.findall(r"Projekt \d+", table)
    assert names == [f"Projekt {number}" for number in (*range(1, 31, 2), *range(0, 30, 2))]
