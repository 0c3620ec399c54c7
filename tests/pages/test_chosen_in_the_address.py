"""What is chosen on a page and stands in its address: a run that was asked for before it takes nothing back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from prioritering.web.frame import held_address
from tests.folders import VSO
from tests.pages.visit import ON_VSO, Visit

pytestmark = pytest.mark.usefixtures("database")


def step_to(visit: Visit, step: str) -> None:
    visit.send("bildval", "step", step)


def ask_with(visit: Visit, address: dict[str, Any]) -> Visit:
    """Run the page as the browser asks for it while it still has an earlier address."""
    visit.app.query_params.clear()
    for name, value in address.items():
        visit.app.query_params[name] = value
    return visit.run()


def test_a_step_of_the_projector_stands_when_the_page_looks_again_with_the_address_from_before() -> None:
    visit = Visit("projektor", "bild=sakert")
    before = visit.address
    step_to(visit, "beslut")
    assert ask_with(visit, before).components["bildval"]["now"] == "beslut"
    assert visit.address["bild"] == "beslut"
    step_to(visit, "lage")
    assert ask_with(visit, before).components["bildval"]["now"] == "lage"


def test_a_step_gives_way_to_the_browsers_way_back_and_to_the_address_of_another_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visit = Visit("projektor", "bild=ram")
    before = visit.address
    step_to(visit, "beslut")
    with monkeypatch.context() as patch:
        # As Streamlit says it of a run that the browser's way back has asked for.
        patch.setattr(held_address, "get_script_run_ctx", lambda: SimpleNamespace(is_history_navigation=True))
        assert ask_with(visit, before).components["bildval"]["now"] == "ram"
    assert visit.run().components["bildval"]["now"] == "ram"
    step_to(visit, "beslut")
    visit.to("mote")
    visit.app.query_params["bild"] = "lage"
    assert visit.to("projektor").components["bildval"]["now"] == "lage"


def test_a_plan_chosen_in_the_menu_stands_when_the_page_looks_again_with_the_address_from_before() -> None:
    visit = Visit("robusthet", "plan=prov")
    before = visit.address
    visit.set("Plan", VSO)
    assert visit.address["plan"] == ON_VSO["plan"]
    ask_with(visit, before)
    assert visit.address["plan"] == ON_VSO["plan"]


def test_what_is_searched_for_stands_when_the_page_looks_again_with_the_address_from_before() -> None:
    visit = Visit("objektplan")
    before = visit.address
    visit.set("Sök i hela planen", "skola")
    ask_with(visit, before)
    assert visit.address["sok"] == "skola"
    visit.set("Sök i hela planen", "")
    ask_with(visit, {**before, "sok": "skola"})
    assert "sok" not in visit.address
