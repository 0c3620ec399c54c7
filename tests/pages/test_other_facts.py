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


def test_a_filter_by_actor_that_comes_with_the_address_is_what_the_page_shows_and_can_be_taken_off() -> None:
    visit = Visit("prioritera", "plan=prov&ram=900").open("Ordning, regel och filter")
    visit.set("Visa aktör", ["AMI"]).to("objektplan")
    assert named(visit) == ["Alfa", "Beta"]
    assert "Här visas 2 av 3 projekt: aktör AMI." in visit.text
    assert visit.widget("Aktör").value == "Aktör:AMI"
    visit.press("Visa alla projekt")
    assert (named(visit), "aktor" in visit.address) == (["Alfa", "Beta", "Gamma"], False)
    assert "Visa alla projekt" not in visit.labels()


def test_an_actor_that_is_chosen_here_filters_the_ranking_too() -> None:
    visit = Visit("objektplan", "plan=prov&ram=900")
    visit.set("Visa projekt efter övrig uppgift", "Aktör").set("Aktör", "Aktör:UF")
    assert (named(visit), visit.address["aktor"]) == (["Alfa", "Gamma"], "UF")
    assert visit.to("prioritera").open("Ordning, regel och filter").widget("Visa aktör").value == ["UF"]
    visit.to("objektplan").set("Visa projekt efter övrig uppgift", "")
    assert (named(visit), "aktor" in visit.address) == (["Alfa", "Beta", "Gamma"], False)


@pytest.mark.parametrize(
    ("asked", "projects", "told"),
    [
        ("aktor=ami", ["Alfa", "Beta"], "2 av 3 projekt: aktör AMI."),
        ("aktor=AMI~UF", ["Alfa", "Beta", "Gamma"], "3 av 3 projekt: aktör AMI eller UF."),
        ("aktor=UF&ovrigt=Ansvarig:Rektor", ["Gamma"], "1 av 3 projekt: aktör UF, Ansvarig: Rektor."),
        ("klass=prioriterat", [], "0 av 3 projekt: klass Prioriterat."),
        ("aktor=UF~XX", ["Alfa", "Gamma"], "Aktören ”XX” i länken finns inte i planen. Filtret visar de andra."),
        ("aktor=XX", ["Alfa", "Beta", "Gamma"], "Länkens aktörer finns inte i planen. Alla visas."),
        ("klass=xx", ["Alfa", "Beta", "Gamma"], "Länkens klass kunde inte läsas"),
    ],
)
def test_what_the_address_filters_by_is_what_is_shown_and_what_is_gone_is_told(
    asked: str, projects: list[str], told: str
) -> None:
    visit = Visit("objektplan", f"plan=prov&{asked}")
    assert named(visit) == projects
    assert told in visit.text
    shown = [item.value for item in visit.app.selectbox if item.label == "Aktör"]
    assert shown == {
        "aktor=ami": ["Aktör:AMI"],
        "aktor=AMI~UF": ["Aktör:AMI eller UF"],
        "aktor=UF~XX": ["Aktör:UF"],
    }.get(asked, [])


def test_a_filter_is_taken_off_also_where_the_plan_has_no_columns_of_its_own() -> None:
    visit = Visit("objektplan", "plan=vso-2021&perspektiv=Myndighet&klass=strategiskt")
    assert "projekt: klass Strategiskt, perspektiv Myndighet." in visit.text
    visit.press("Visa alla projekt")
    assert "Här visas" not in visit.text
    assert not {"perspektiv", "klass"} & set(visit.address)


def test_a_plan_without_columns_of_its_own_has_no_such_choice() -> None:
    labels = [item.label for item in Visit("objektplan", "plan=vso-2021").app.selectbox]
    assert "Visa projekt efter övrig uppgift" not in labels
