"""Ny period on Objektplan: what comes along is said first, then the plan is made and opened."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prioritering.plan.object_plan import Tier
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plan_list import plan_keys
from prioritering.store.plans import import_plan
from prioritering.usecases import change_plan
from prioritering.usecases.change_plan import Beside, Signature
from tests.folders import HEAD, own, write_plan
from tests.pages.visit import Visit, as_read, words

HEADER = "id,namn,klass,kostnad_tkr,status\n"
ROWS = "A1,Fiber <i>snabb</i>,strategiskt,500,pågår\nA2,Post,,?,Klart\nA3,Larm,,1 500,\n"
KEY = own("larmplan")
ID = "Planens id (tomt: görs av periodens år)"


@pytest.fixture
def plan(database: Store, tmp_path: Path) -> Store:
    head = HEAD.replace('"prov"', '"larmplan"')
    import_plan(database, read_plan(write_plan(tmp_path / "ny", ROWS, HEADER, plan__toml=head)))
    by = Signature("Linjechef", "Anbud")
    change_plan.assume_cost(Beside(database, KEY), "A2", (1000, 1000), by)
    change_plan.add_project(Beside(database, KEY), "Brandvägg", Tier.DESIRABLE, by)
    return database


def opened(role: str = "objektledare") -> Visit:
    return Visit("objektplan", f"plan={KEY.plan}", role).press("Gör nästa periods plan")


def made(visit: Visit) -> Visit:
    """Press the dialog's button; the page's own, pressed with it, keeps the dialog open meanwhile."""
    visit.button("Gör planen").click()
    return visit.press("Gör nästa periods plan")


def test_what_comes_along_and_what_is_left_is_said_before_anything_is_made(plan: Store) -> None:
    before = plan_keys(plan)
    visit = opened()
    assert visit.faults == []
    [part] = [item.proto.body for item in visit.app.get("html") if "följer med till" in item.proto.body]
    said = words(part)
    assert "2 projekt följer med till larmplan-2027" in said
    assert "Fiber <i>snabb</i> Larm" in said
    assert "Klara och därför inte med: Post." in said
    assert "hör till den här planen och följer inte med: 1 antagande och det tillagda projektet Brandvägg." in said
    assert "Det som fortfarande gäller skrivs i den nya planen, eller antas där på nytt." in said
    assert "<i>" not in part
    assert plan_keys(plan) == before


def test_the_plan_is_made_signed_and_opened(plan: Store) -> None:
    visit = opened()
    visit.widget("Period").set_value("2030")
    visit.widget("Skäl").set_value("Nytt år")
    made(visit)
    assert visit.faults == []
    assert own("larmplan-2030") in plan_keys(plan)
    assert visit.address["plan"] == "larmplan-2030"
    assert "sparad med id larmplan-2030" in as_read(visit.app.success[0].value)
    assert "av Prov, 2026 (version 1). Objektledare, " in visit.text
    assert "källa: ny period ur Prov, 2026, version 1" in visit.text
    [changed] = [item.proto.body for item in visit.app.get("html") if 'id="forra"' in item.proto.body]
    assert "Ändrat sedan förra planen" in words(changed)
    assert re.search(r"jämförd med Prov, 2026, version 1 \(inläst .*\): 1 projekt ut, 1 uppgift ändrad", words(changed))
    assert "Projekt som inte längre är med Post A2" in words(changed)


def test_an_id_that_is_taken_is_refused_with_its_reason(plan: Store) -> None:
    before = plan_keys(plan)
    visit = opened()
    visit.widget(ID).set_value("prov")
    visit.press("Gör nästa periods plan")
    assert "Planen ”prov” finns redan" in visit.app.error[0].value
    assert "Gör planen" not in visit.labels()
    visit.widget(ID).set_value("")
    made(visit.press("Gör nästa periods plan"))
    assert "Skriv ett skäl" in visit.app.error[0].value
    assert plan_keys(plan) == before


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("role", ["läsare", "medlem"])
def test_who_may_not_change_has_no_such_button(role: str) -> None:
    assert "Gör nästa periods plan" not in Visit("objektplan", "plan=prov", role).labels()
