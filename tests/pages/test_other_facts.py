"""Objektplan's projects are chosen by a column that only this plan has, and the choice stands in the address."""

from collections.abc import Iterator

import pytest

from tests.folders import write_plan
from tests.pages.conftest import opened
from tests.pages.visit import Visit

ROWS = "A1,Alfa,strategiskt,500,Enhetschef,AMI / UF\nA2,Beta,strategiskt,300,,ami\nA3,Gamma,strategiskt,200,Rektor,UF\n"


@pytest.fixture(scope="module", autouse=True)
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("egna-kolumner")
    plan = write_plan(folder / "prov", ROWS, "id,namn,klass,kostnad_tkr,Ansvarig,Aktör\n")
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


def test_an_actor_is_found_also_where_it_stands_beside_another_and_however_it_is_spelled() -> None:
    visit = Visit("objektplan", "plan=prov")
    visit.set("Visa projekt efter övrig uppgift", "Aktör")
    assert visit.widget("Aktör").options == ["välj", "AMI", "AMI / UF", "UF"]
    for actor, found in (("AMI", ["Alfa", "Beta"]), ("UF", ["Alfa", "Gamma"]), ("AMI / UF", ["Alfa"])):
        visit.set("Aktör", f"Aktör:{actor}")
        assert (actor, named(visit)) == (actor, found)


def test_a_link_opens_with_its_choice() -> None:
    visit = Visit("objektplan", "plan=prov&ovrigt=Ansvarig:Enhetschef")
    assert named(visit) == ["Alfa"]
    assert visit.widget("Ansvarig").value == "Ansvarig:Enhetschef"


def test_a_plan_without_columns_of_its_own_has_no_such_choice() -> None:
    labels = [item.label for item in Visit("objektplan", "plan=vso-2021").app.selectbox]
    assert "Visa projekt efter övrig uppgift" not in labels
