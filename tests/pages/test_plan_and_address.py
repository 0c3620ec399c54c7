"""A view belongs to its plan: kept by the browser's back button, left when another plan is chosen, followed on Möte."""

from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest

from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.web.frame import held_address
from tests.folders import VSO, write_plan
from tests.pages.meeting import newest, open_one
from tests.pages.visit import ON_VSO, Visit, words
from tests.pages.weights import move

pytestmark = pytest.mark.usefixtures("database")


def moved_from(plan: str) -> tuple[Visit, dict[str, str]]:
    """A page whose weights have been moved, and the address that it had before."""
    visit = Visit("prioritera", f"plan={plan}&ram=1000&vikter=effekttyp.60~omfattning.20~tidsperspektiv.20")
    before = visit.address
    move(visit)
    assert visit.address != before
    visit.app.query_params.clear()
    for name, value in before.items():
        visit.app.query_params[name] = value
    return visit, before


@pytest.mark.parametrize("plan", ["vso-2021", "prov"])
def test_going_back_to_an_earlier_address_of_the_same_plan_gives_its_whole_view_back(
    plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit, before = moved_from(plan)
    # As Streamlit says it of a run that the browser's way back has asked for.
    monkeypatch.setattr(held_address, "get_script_run_ctx", lambda: SimpleNamespace(is_history_navigation=True))
    visit.run()
    assert visit.address == before
    assert visit.components["vikter"]["values"] == [60, 20, 20]


def test_what_the_browser_sent_before_it_heard_of_a_change_takes_nothing_back() -> None:
    visit, before = moved_from("vso-2021")
    visit.run()
    assert visit.components["vikter"]["values"] == [50, 30, 20]
    assert visit.address != before
    # An address that this page has not had is chosen by whoever writes it.
    visit.app.query_params["vikter"] = "effekttyp.10~omfattning.10~tidsperspektiv.80"
    assert visit.run().components["vikter"]["values"] == [10, 10, 80]


def test_a_plan_chosen_in_the_menu_starts_from_its_own_defaults() -> None:
    visit = Visit("prioritera", "plan=prov&ram=1000&med=A5&regel=hoppa")
    assert "A5" in visit.inside
    visit.set("Plan", VSO)
    assert visit.address == ON_VSO
    assert visit.components["vikter"]["values"] == [34, 33, 33]


def test_what_is_drawn_on_mote_follows_the_plan(database: Store) -> None:
    open_one(("Ekonom", "Verksamhet"), ("S01", "S02"))
    visit = Visit("mote", f"mote={newest(database).id}")
    streams = [data["address"] for data in visit.components.values() if "ruta=" in str(data.get("address"))]
    assert streams
    assert all("plan=vso-2021" in address for address in streams)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mote=finnsej", "Mötet i länken finns inte i den här planen. Det räknas inte."),
        ("ram=1000&ram=2000", "Länken anger ram flera gånger. Det sista räknas."),
        ("farg=bla", "Länken har en uppgift som inte används: farg."),
        # A whole copied link encoded once more, or twice, and one in capitals.
        ("kopierad%3D1c3f%26plan%3Dprov=1", "en kopierad länk som har kodats om på vägen"),
        ("kopierad%253D1c3f%2526plan%253Dprov=1", "en kopierad länk som har kodats om på vägen"),
        ("KOPIERAD=1C3F&PLAN=PROV", "en kopierad länk som har kodats om på vägen"),
        ("ovrigt=Egen:x", "Länkens ovrigt=”Egen:x” väljer rader på Objektplan. Här påverkar det inget."),
    ],
)
def test_what_in_an_address_has_no_effect_is_told(address: str, said: str) -> None:
    assert said in Visit("prioritera", f"plan=prov&ram=1000&{address}").text
    assert said not in Visit("prioritera", "plan=prov&ram=1000").text


def test_a_filter_is_told_of_on_robusthet_where_it_hides_nothing() -> None:
    said = "Filtret (perspektiv Myndighet) döljer rader på Prioritera. Här visas alla projekt."
    for page, told in (("robusthet", True), ("prioritera", False)):
        assert (said in Visit(page, "plan=vso-2021&perspektiv=Myndighet").text) is told
    assert "döljer rader" not in Visit("robusthet", "plan=vso-2021").text


@pytest.mark.parametrize("page", ["oversikt", "fyll_i", "robusthet"])
def test_a_filter_by_actor_is_told_of_on_pages_that_are_about_all_projects_also_when_set_on_another_page(
    page: str,
) -> None:
    said = f"Filtret (aktör AMI) döljer rader på Prioritera. Här {'räknas' if page == 'oversikt' else 'visas'} alla"
    visit = Visit("prioritera", "plan=ukfa-2022&aktor=AMI")
    assert (visit.faults, said in visit.text) == ([], False)
    assert visit.to(page).text.count(said) == 1
    assert Visit(page, "plan=ukfa-2022&aktor=AMI").text.count(said) == 1
    assert "döljer rader" not in Visit(page, "plan=ukfa-2022").text


def test_a_picture_that_the_projector_does_not_have_is_told_and_the_first_is_shown() -> None:
    said = "Länkens bild=”lista” finns inte; den ska vara lage, behov, rangordning"
    assert [said in Visit("projektor", f"plan=prov&bild={name}").text for name in ("lista", "ram")] == [True, False]
    assert said not in Visit("projektor", "plan=prov").text


def test_of_two_plans_in_an_address_the_last_is_shown_and_it_is_said() -> None:
    visit = Visit("prioritera", "plan=prov&plan=vso-2021", as_it_is=True)
    assert "Länken anger plan flera gånger. Det sista räknas." in visit.text
    assert "Vård, stöd och omsorg" in visit.text


def test_a_municipality_without_a_plan_is_told_and_one_that_has_plans_shows_its_own() -> None:
    missing = Visit("prioritera", "kommun=motala", as_it_is=True)
    assert "Adressen anger en plan i kommunen ”motala”, som inte finns." in missing.app.warning[0].value
    assert Visit("prioritera", "kommun=egen", as_it_is=True).address["plan"] == "prov"


def test_a_name_with_the_sign_that_parts_names_is_filtered_by_and_found_again_by_its_address(
    database: Store, tmp_path: Path
) -> None:
    rows = "A1,Alfa,strategiskt,1,UF~AMI,Medb~orgare\nA2,Beta,strategiskt,1,UF,Medb\n"
    folder = write_plan(tmp_path / "tilde", rows, "id,namn,klass,kostnad_tkr,aktor,perspektiv\n")
    import_plan(database, read_plan(folder))
    visit = Visit("prioritera", "plan=prov").open("Ordning, regel och filter")
    visit.set("Visa aktör", ["UF~AMI"]).set("Visa perspektiv", ["Medb~orgare"])
    again = Visit("prioritera", urlencode(visit.address))
    assert "Alfa" in words(again.html)
    assert "Beta" not in words(again.html)
