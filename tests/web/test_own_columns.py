"""Objektplan of a plan of one's own: its columns, its amounts, its sentence; and the running text of the real ones."""

import re
from datetime import UTC, datetime

import pytest

from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import AmountAssumption, CostAssumption
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.store.entry_log import keep_entry
from prioritering.web.pages.objektplan import matrices
from tests import folders
from tests.folders import PROV, UKFA, VSO
from tests.pages.visit import words
from tests.web.sections import html

NBSP = "\u00a0"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def both_plans():
    opened = Store.open(":memory:")
    assert not bootstrap(opened).problems
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "A1,X,strategiskt,5,,,\nA2,Y,,7,,,\n",
            "2 projekt: 1 strategiskt och 1 utan klass. De kända kostnaderna är 12 tkr.",
        ),
        (
            "A1,X,strategiskt,5,,,\nA2,Y,önskvärt,7-9,,,\n",
            "2 projekt: 1 strategiskt och 1 önskvärt. Den kända kostnaden är 5 tkr, och 1 kostnad är ett spann.",
        ),
        (
            "A1,X,strategiskt,5,,,\nA2,Y,strategiskt,,,,\n",
            "2 strategiska projekt. Den kända kostnaden är 5 tkr, och 1 kostnad är inte angiven.",
        ),
        (
            "A1,X,strategiskt,5..7,,,\nA2,Y,strategiskt,–,,,\n",
            "2 strategiska projekt. Av kostnaderna är 1 ett spann och 1 inte angiven.",
        ),
    ],
)
def test_the_sentence_counts_every_project_and_leaves_an_open_sum_open(tmp_path, rows, said):
    plan = read_plan(folders.write_plan(tmp_path, rows)).plan
    assert matrices.plan_sentence(plan, []).replace(NBSP, " ") == f"Planen har {said}"


def test_a_budget_of_single_amounts_is_a_list(tmp_path):
    store = Store.open(":memory:")
    budget = "etikett,belopp,enhet,ram\nUtveckling,1500,tkr,ja\nDrift,,tkr,\n"
    bootstrap(store, [folders.write_plan(tmp_path, budget__csv=budget)])
    section = html(store, PROV)["budget"]
    assert f'<th scope="row">Utveckling</th><td class="p-num">1{NBSP}500</td><td class="p-num">ja</td>' in section
    assert '<th scope="row">Drift</th><td class="p-num"><span class="o-tomt">tomt</span></td>' in section


def test_the_running_text_and_every_place_of_a_fact_are_shown(both_plans):
    section = html(both_plans, VSO)["dokument"]
    assert "dels i de projekt där upphandling av ny funktionalitet i befintligt system" in section
    assert f'<td class="o-place" data-label="I planen">rad{NBSP}190–194</td>' in section
    assert f"rad{NBSP}61, 178, 183–186, 257, 322, 324–325, 356, 384 och 386" in section
    assert f"rad{NBSP}172, 179–180 och 326–327" in section
    assert "Målen är en följd av de förutsättningar" in html(both_plans, UKFA)["dokument"]
    assert "trygghetsskapande teknik" in html(both_plans, VSO)["projekt"]


OWN = "id,namn,klass,kostnad_tkr,Handläggare,budget 2027\n"
OWN_ROWS = "A1,Ett,,1500,Enhetschef,<b>\nA2,Två,,,Enhetschef,\nA3,Tre,strategiskt,,,7\n"


def test_what_a_plan_says_in_columns_of_its_own_is_shown_for_each_project(tmp_path):
    store = Store.open(":memory:")
    bootstrap(store, [folders.write_plan(tmp_path, OWN_ROWS, header=OWN)])
    section = html(store, PROV)["projekt"]
    assert section.count("<summary>Övriga uppgifter</summary>") == 3
    assert "<dt>Handläggare</dt><dd>Enhetschef</dd><dt>budget 2027</dt><dd>&lt;b&gt;</dd>" in section
    told = html(store, PROV)["iakttagelser"]
    assert "kolumnerna ”Handläggare” och ”budget 2027” är okända; de sparas och visas under Övriga uppgifter" in told


@pytest.mark.parametrize(
    ("other", "ids"),
    [
        ("Handläggare:Enhetschef", ["A1", "A2"]),
        ("Handläggare:", ["A3"]),
        ("budget 2027:7", ["A3"]),
        ("Handläggare:ingen", []),
    ],
)
def test_the_projects_are_chosen_by_what_stands_in_such_a_column(tmp_path, other, ids):
    store = Store.open(":memory:")
    bootstrap(store, [folders.write_plan(tmp_path, OWN_ROWS, header=OWN)])
    section = html(store, PROV, other)["projekt"]
    assert re.findall(r'class="p-muted">(A\d)<', section) == ids
    assert f"Här visas {len(ids)} av 3 projekt: " in section


def test_what_other_tables_say_in_columns_of_their_own_is_shown_by_table_and_row(tmp_path):
    store = Store.open(":memory:")
    goals = 'id,namndmal,färg,"vikt ""x"""\nG1,Må bra,<b>blå</b>,\nG2,Må väl,,3\n'
    budget = "etikett,belopp,enhet,handläggare\nVU,1500,tkr,Eva\n"
    bootstrap(store, [folders.write_plan(tmp_path, mal__csv=goals, budget__csv=budget)])
    section = words(html(store, PROV)["ovrigt"])
    assert "G1 färg <b>blå</b> mal.csv, rad 2" in section
    assert 'G2 vikt "x" 3 mal.csv, rad 3' in section
    assert "handläggare Eva budget.csv, rad 2" in section
    assert "<b>" not in html(store, PROV)["ovrigt"]
    told = words(html(store, PROV)["iakttagelser"])
    assert "de sparas och visas under Övriga uppgifter i tabeller" in told
    store = Store.open(":memory:")
    bootstrap(store, [folders.write_plan(tmp_path / "utan", mal__csv="id,namndmal\nG1,Må bra\n")])
    assert "ovrigt" not in html(store, PROV)


def test_a_running_cost_that_can_be_read_in_two_ways_says_so_and_then_what_the_group_assumes(tmp_path):
    store = Store.open(":memory:")
    header = "id,namn,klass,kostnad_tkr,drift_tkr_ar\n"
    bootstrap(store, [folders.write_plan(tmp_path, "A1,Ett,strategiskt,500,1.500\n", header=header)])
    assert "Drift (tkr/år): ”1.500” (kan vara tusental)" in html(store, PROV)["projekt"]
    signed = {"role": "Ekonom", "reason": "x", "at": NOW}
    keep_entry(store, PROV, AmountAssumption(project_id="A1", column="drift_tkr_ar", low=10**6, high=10**6, **signed))
    assert "Drift (tkr/år): ”1.500” (gruppen antar 1\u00a0000\u00a0tkr)" in html(store, PROV)["projekt"]


def test_a_cost_that_can_be_read_in_two_ways_is_shown_as_it_stands_until_it_is_answered(tmp_path):
    store = Store.open(":memory:")
    bootstrap(store, [folders.write_plan(tmp_path, "A1,Ett,strategiskt,1.500,,Hög,\nA2,Två,,?,,Hög,\n")])
    asked = "”1.500” kan ha decimaler eller vara tusental; beloppet räknas som okänt"
    sections = html(store, PROV)
    assert f'<span class="o-okand">? okänd</span><span class="o-note">{asked}</span>' in sections["projekt"]
    assert f"Ett (A1): {asked}" in sections["iakttagelser"]
    keep_entry(store, PROV, CostAssumption(project_id="A1", low=1, high=1, role="Objektledare", reason="x", at=NOW))
    answered = html(store, PROV)
    assert asked not in "".join(answered.values())
    assert '<span class="o-note">planen skriver ”1.500”, som kan vara tusental</span>' in answered["projekt"]
