"""Objektplan's projects are chosen by a column that only this plan has, and the choice stands in the address."""

from collections.abc import Iterator

import pytest

from tests.folders import write_plan
from tests.pages.conftest import opened
from tests.pages.visit import Visit

ROWS = "A1,Alfa,strategiskt,500,Enhetschef\nA2,Beta,strategiskt,300,\nA3,Gamma,strategiskt,200,Rektor\n"


@pytest.fixture(scope="module", autouse=True)
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("egna-kolumner")
    plan = write_plan(folder / "prov", ROWS, "id,namn,klass,kostnad_tkr,Ansvarig\n")
    with opened(folder / "egen.duckdb", str(plan)):
        yield


def named(visit: Visit) -> list[str]:
    assert visit.faults == []
    return [name for name in ("Alfa", "Beta", "Gamma") if name in visit.text]


def test_a_column_and_a_value_are_chosen_and_taken_back() -> None:
    visit = Visit("objektplan", "plan=prov")
    assert named(visit) == ["Alfa", "Beta", "Gamma"]
    visit.set("Visa projekt efter övrig uppgift", "Ansvarig")
    assert visit.widget("Ansvarig").options == ["välj", "tomt", "Enhetschef", "Rektor"]
    visit.set("Ansvarig", "Ansvarig:Rektor")
    assert (named(visit), visit.address["ovrigt"]) == (["Gamma"], "Ansvarig:Rektor")
    visit.set("Visa projekt efter övrig uppgift", "")
    assert (named(visit), "ovrigt" in visit.address) == (["Alfa", "Beta", "Gamma"], False)


def test_a_link_opens_with_its_choice() -> None:
    visit = Visit("objektplan", "plan=prov&ovrigt=Ansvarig:Enhetschef")
    assert named(visit) == ["Alfa"]
    assert visit.widget("Ansvarig").value == "Ansvarig:Enhetschef"


def test_a_plan_without_columns_of_its_own_has_no_such_choice() -> None:
    labels = [item.label for item in Visit("objektplan", "plan=vso-2021").app.selectbox]
    assert "Visa projekt efter övrig uppgift" not in labels
