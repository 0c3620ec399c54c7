"""A project that the group had added, which the plan took in and dropped: asked about on the pages, and answered."""

from pathlib import Path

import pytest

from prioritering.plan.object_plan import Tier
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases import change_plan
from prioritering.usecases.change_plan import Beside, Signature
from tests.folders import PROV
from tests.pages.test_overtaken import BESIDE, FIRST, answer, take_in
from tests.pages.visit import Visit, prov
from tests.usecases.test_answers_back import answered

ASKED = (
    "Planen har inte längre Ny karta, som gruppen hade lagt till: gäller antagandet och tillägget fortfarande? "
    "Tills ni har svarat räknas de inte."
)
BY = Signature("Objektledare", "Avtal")


def dropped(store: Store, folder: Path, ballots: bool = False) -> str:
    """Add a project with a cost, and a meeting's answers, which the plan takes in under its id and drops."""
    take_in(store, folder / "ett", FIRST)
    beside = Beside(store, PROV, 1)
    added = change_plan.add_project(beside, "Ny karta", Tier.DESIRABLE, BY)
    change_plan.assume_cost(beside, added, (50_000, 50_000), BY)
    if ballots:
        answered(store, added)
    take_in(store, folder / "två", f"{FIRST}{added},Ny karta,strategiskt,700,Två effekter,Hög,Kort\n")
    take_in(store, folder / "tre", FIRST)
    return added


@pytest.mark.parametrize("button", ["behall", "bort"])
def test_it_is_asked_about_by_name_and_kept_or_let_go(database: Store, tmp_path: Path, button: str) -> None:
    added = dropped(database, tmp_path)
    assert ASKED in Visit("oversikt", "plan=prov").text
    visit = prov(role="objektledare")
    assert ASKED in visit.text
    visit.open(BESIDE)
    assert "Tillagt projekt: Ny karta" in visit.text
    assert "Planen har inte längre projektet. Gäller det fortfarande? Räknas inte förrän ni har svarat." in visit.text
    answer(visit, f"{button}_projects_{added}_", "Behåll" if button == "behall" else "Släpp")
    assert visit.faults == []
    kept = [entry.name for entry in entry_log.current(database, PROV).projects]
    assert kept == (["Ny karta"] if button == "behall" else [])
    assert ASKED not in prov().text


def test_the_answers_of_a_meeting_about_it_are_asked_about_too(database: Store, tmp_path: Path) -> None:
    dropped(database, tmp_path, ballots=True)
    for text in (Visit("oversikt", "plan=prov").text, prov("poang=median").text):
        # Asked once, of all that was said of it.
        assert text.count("Planen har inte längre Ny karta, som gruppen hade lagt till") == 1
        assert "gäller antagandet, tillägget och svaren i mötet den " in text
    visit = prov("poang=median", role="objektledare").open(BESIDE)
    assert "Planen har inte längre projektet, som gruppen hade lagt till. Gäller svaren fortfarande?" in visit.text
    assert {"Räkna svaren igen", "Släpp svaren"} <= set(visit.labels())
