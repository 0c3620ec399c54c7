"""A plan's own names for the classes, on the pages that show a class."""

from collections.abc import Iterator

import pytest

from tests.folders import write_plan
from tests.pages.conftest import opened
from tests.pages.visit import Visit
from tests.plan.test_own_tiers import OWN, ROWS


@pytest.fixture(scope="module", autouse=True)
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("klasser")
    plan = write_plan(folder / "prov", ROWS, plan__toml=OWN)
    with opened(folder / "egen.duckdb", str(plan)):
        yield


def test_the_board_and_its_filter_bear_them() -> None:
    visit = Visit("prioritera", "plan=prov&ram=1000").open("Ordning, regel och filter")
    assert "Måste" in visit.row("A1")
    assert visit.widget("Visa klass").options == ["Måste", "Bör"]
    assert "Strategiskt" not in visit.row("A1")


def test_a_new_project_is_added_to_a_class_by_its_own_name() -> None:
    visit = Visit("prioritera", "plan=prov&ram=1000").press("Lägg till projekt")
    assert visit.widget("Klass (var beslutet fattas)").options == ["Måste", "Bör", "Kan"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("objektplan", "Måste: strategiska projekt"),
        ("oversikt", "2 Måste · 1 Bör"),
        ("robusthet", "Måste"),
    ],
)
def test_a_page_bears_them(page: str, said: str) -> None:
    visit = Visit(page, "plan=prov&ram=1000")
    assert visit.faults == []
    assert said in visit.text


def test_the_projectors_decision_bears_them() -> None:
    text = Visit("projektor", "plan=prov&ram=1000&bild=beslut").text
    assert "Förslag till nämnd Måste" in text


def test_a_demand_is_made_and_told_by_them() -> None:
    visit = Visit("robusthet", "plan=prov&ram=1000&del=portfolj&krav=andel:30:kostnad:strategiskt")
    assert visit.faults == []
    assert "Minst 30 % av kostnaden till Måste." in visit.text
    visit.set("Nytt krav", "andel")
    assert set(visit.widget("Perspektiv eller klass").options) == {"Måste", "Bör"}
