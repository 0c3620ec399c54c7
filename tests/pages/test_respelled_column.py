"""A version that only heads a column in another way: no page or command takes the group's answer for another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import AmountAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from tests.folders import PROV, write_plan
from tests.pages.test_overtaken import BESIDE, answer
from tests.pages.visit import Visit
from tests.usecases.builders import signed

ASKED = "Drift (tkr/år): ”1.500” kan ha decimaler eller vara tusental"
NOW = "Planen anger nu Drift (tkr/år) 9\u00a0500 för Ett. Behåll 2 tkr eller släpp?"
KEY = "amounts_A1_drift_tkr_ar"


def take_in(store: Store, folder: Path, heading: str, running: str = "1.500") -> None:
    header = f"id,namn,klass,kostnad_tkr,effekttyp,omfattning,tidsperspektiv,{heading}\n"
    rows = f"A1,Ett,,900,Kvalitetshöjande,Hög,Kort,{running}\nA2,Två,,700,,Låg,Kort,100\n"
    import_plan(store, read_plan(write_plan(folder, rows, header)))


@pytest.fixture
def respelled(database: Store, tmp_path: Path) -> Store:
    take_in(database, tmp_path / "ett", "drift_tkr_ar")
    said = signed(project_id="A1", column="drift_tkr_ar", low=2_000, high=2_000)
    entry_log.keep_entry(database, PROV, AmountAssumption.model_validate(said))
    take_in(database, tmp_path / "två", "Drift (tkr/år)")
    return database


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.usefixtures("respelled")
@pytest.mark.parametrize("page", ["oversikt", "objektplan", "fyll_i", "prioritera"])
def test_no_page_asks_again_what_is_answered(page: str) -> None:
    visit = Visit(page, "plan=prov")
    assert visit.faults == []
    assert ASKED not in spaced(visit.text)
    assert "Planen anger nu" not in visit.text


@pytest.mark.usefixtures("respelled")
def test_objektplan_shows_the_answer_beside_the_cell_and_the_list_shows_it_once() -> None:
    assert "Drift (tkr/år): ”1.500” (gruppen antar 2 tkr)" in spaced(Visit("objektplan", "plan=prov").text)
    assert spaced(Visit("prioritera", "plan=prov").open(BESIDE).text).count("Ett: Drift (tkr/år) 2 tkr") == 1


def test_objektplan_shows_the_answer_also_beside_a_figure_that_nobody_asks_about(
    respelled: Store, tmp_path: Path
) -> None:
    take_in(respelled, tmp_path / "tre", "Drift (tkr/år)", "150")
    assert "Drift (tkr/år): 150 (gruppen antar 2 tkr)" in spaced(Visit("objektplan", "plan=prov").text)
    take_in(respelled, tmp_path / "fyra", "Drift (tkr/år)", "")
    assert "Drift (tkr/år): gruppen antar 2 tkr" in spaced(Visit("objektplan", "plan=prov").text)


@pytest.mark.parametrize("word", ["Behåll", "Släpp"])
def test_a_new_value_after_that_is_asked_about_and_the_answer_goes_to_the_same_entry(
    respelled: Store, tmp_path: Path, word: str
) -> None:
    take_in(respelled, tmp_path / "tre", "Drift (tkr/år)", "9500")
    for page in ("prioritera", "fyll_i"):
        assert spaced(NOW) in spaced(Visit(page, "plan=prov").text)
    plans = Plans(respelled)
    told = run(["rangordna", "--plan", "prov"], plans).text
    assert spaced(NOW) in spaced(told)
    visit = answer(
        Visit("prioritera", "plan=prov").open(BESIDE), f"{'behall' if word == 'Behåll' else 'bort'}_{KEY}", word
    )
    assert visit.faults == []
    assert "Planen anger nu" not in visit.text
    left = [entry.low for entry in entry_log.current(respelled, PROV).amounts]
    assert left == ([2_000] if word == "Behåll" else [])
    assert "Drift (tkr/år) för Ett" in run(["historik", "--plan", "prov"], plans).text
