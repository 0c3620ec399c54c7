"""A figure that may be a thousand times wrong has its question beside it wherever it is shown."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.change_plan import Beside, Signature, assume_cost
from tests.commands.typed import run
from tests.folders import PROV, write_plan
from tests.pages.visit import Visit, words

ROWS = """\
A1,Alfa,strategiskt,250000,Två effekter,Hög,Kort
A2,Beta,prioriterat,900,Två effekter,Hög,Kort
A3,Gamma,önskvärt,1.500 tkr,,,
A4,Delta,önskvärt,1.250,Två effekter,Låg,Kort
"""
BUDGET = "etikett,belopp,enhet,ram\nVU,1.500,tkr,ja\nVM,3000,tkr,ja\n"
TWO_WAYS = "planen skriver ”{}”, som kan vara tusental"


@pytest.fixture
def asking(database: Store, tmp_path: Path) -> Store:
    """A plan with a cost in kronor, one that can be read in two ways on each lane, and such an amount in its budget."""
    import_plan(database, read_plan(write_plan(tmp_path / "a", ROWS, budget__csv=BUDGET)))
    return database


def projected(step: str) -> str:
    return words(Visit("projektor", f"plan=prov&bild={step}&ram=1000").html)


@pytest.mark.usefixtures("asking")
def test_on_the_board_and_below_it() -> None:
    visit = Visit("prioritera", "plan=prov")
    assert "menas 250 tkr?" in visit.row("A1")
    assert "menas" not in visit.row("A2")
    assert TWO_WAYS.format("1.250") in visit.row("A4")
    assert TWO_WAYS.format("1.500 tkr") in words(visit.html)


@pytest.mark.usefixtures("asking")
def test_on_the_projector() -> None:
    for step in ("rangordning", "ram"):
        assert "menas 250 tkr?" in projected(step)
        assert TWO_WAYS.format("1.250") in projected(step)
    assert TWO_WAYS.format("1.500 tkr") in projected("behov")


@pytest.mark.usefixtures("asking")
def test_what_the_board_asks_of_a_cost_is_asked_by_the_command_line_and_by_robusthet(
    tmp_path: Path,
) -> None:
    board = Visit("prioritera", "plan=prov")
    asked = {"Alfa": "menas 250 tkr?", "Gamma": TWO_WAYS.format("1.500 tkr"), "Delta": TWO_WAYS.format("1.250")}
    assert asked["Alfa"] in board.row("A1")
    assert asked["Delta"] in board.row("A4")
    assert asked["Gamma"] in words(board.html)
    named = {f"{name} ({question})" for name, question in asked.items()}
    on_page = words(Visit("robusthet", "plan=prov&ram=1000").html)
    assert all(one in on_page for one in named)
    # The folder is read by itself: what it asks is told by the plan alone.
    folder = ("--plan", str(tmp_path / "a"), "--ram", "1000")
    for command in ("rangordna", "robusthet", "portfolj"):
        text = words(run(command, *folder).stdout)
        notices = words(" ".join(json.loads(run(command, *folder, "--json").stdout)["notiser"]))
        assert all(one in text and one in notices for one in named), command
        assert not re.search(r"Beta \((menas|planen)", text + notices)
    ranked = json.loads(run("rangordna", *folder, "--json").stdout)
    found = {
        row["namn"]: row["kostnad_fraga"] and words(row["kostnad_fraga"])
        for row in (*ranked["projekt"], *ranked["underlag_saknas"])
    }
    assert found == {"Beta": None, **asked}
    assert "250 000 (menas 250 tkr?)" in words(run("rangordna", *folder).stdout)


def test_in_a_number_of_a_criterion(database: Store, tmp_path: Path) -> None:
    model = '[[kriterium]]\nid = "nytta"\nnamn = "Nytta"\nlagsta = 0\nhogsta = 2000\nenhet = "personer"\n'
    rows = "A1,Alfa,,900,1.500 personer,5\nA2,Beta,,900,?,5\nA3,Gamma,,900,100,5\n"
    model += '[[kriterium]]\nid = "risk"\nnamn = "Risk"\nlagsta = 0\nhogsta = 10\n'
    folder = write_plan(tmp_path / "a", rows, "id,namn,klass,kostnad_tkr,nytta,risk\n", modell__toml=model)
    import_plan(database, read_plan(folder))
    assert words(Visit("objektplan", "plan=prov").html).count(TWO_WAYS.format("1.500 personer")) == 1
    assert "Nytta ”1.500 personer” (kan vara tusental)" in Visit("prioritera", "plan=prov").row("A1")


@pytest.mark.usefixtures("asking")
def test_in_the_plans_budget() -> None:
    assert TWO_WAYS.format("1.500") in words(Visit("objektplan", "plan=prov").html)


def test_it_is_gone_when_the_group_has_assumed_a_cost(asking: Store) -> None:
    gap = "1 projekt med kostnad som kan stå i kronor"
    assert gap in words(Visit("oversikt", "plan=prov").html)
    assume_cost(Beside(asking, PROV, 2), "A1", (250_000, 250_000), Signature("Ekonom", "Kalkyl"))
    assert "menas" not in Visit("prioritera", "plan=prov").row("A1")
    assert "menas" not in projected("rangordning")
    assert gap not in words(Visit("oversikt", "plan=prov").html)


def test_costs_of_a_year_and_of_running_have_theirs_on_the_plans_own_page(database: Store, tmp_path: Path) -> None:
    rows = "A1,Alfa,strategiskt,900,50000,1.500\nA2,Beta,önskvärt,900,50,1200\n"
    import_plan(
        database, read_plan(write_plan(tmp_path / "a", rows, "id,namn,klass,kostnad_tkr,drift_tkr_ar,kostnad_2027\n"))
    )
    assert "50 000 (menas 50 tkr?)" in (said := words(Visit("objektplan", "plan=prov").html))
    assert "”1.500” (kan vara tusental)" in said
    assert "50 (menas" not in said
    assert "Drift (tkr/år)" in words(Visit("fyll_i", "plan=prov").html)


def test_below_the_findings_is_a_way_to_answer_while_something_is_asked(asking: Store) -> None:
    link = "Svara på frågorna om kostnader på Fyll i"

    def ways() -> list[str]:
        return [item.proto.label for item in Visit("objektplan", "plan=prov").app.get("page_link")]

    assert link in ways()
    assert "Alfa (A1): räknas som 250 000 tkr; menas 250 tkr?" in words(Visit("objektplan", "plan=prov").html)
    for key in ("A1", "A3", "A4"):
        assume_cost(Beside(asking, PROV, 2), key, (1500, 1500), Signature("Ekonom", "Kalkyl"))
    assert link not in ways()
