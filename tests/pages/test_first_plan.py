"""What is opened by an address that names no plan: the last one, the only own one, else the first sample plan."""

from pathlib import Path

import pytest
import streamlit as st

from tests.folders import write_plan
from tests.pages.conftest import opened
from tests.pages.visit import Visit


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The cookies of the browser."""
    cookies: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "cookies", cookies)
    return cookies


def plan(address: str = "", page: str = "oversikt") -> str:
    visit = Visit(page, address, as_it_is=True)
    assert visit.faults == []
    return str(visit.address["plan"])


def own(folder: Path, *names: str) -> Path:
    for name in names:
        write_plan(folder / "planer" / name, plan__toml=f'id = "{name}"\nnamn = "{name}"\nperiod = "2026"\n')
    return folder / "planer"


def test_without_own_plans_it_is_the_first_sample_plan(tmp_path: Path) -> None:
    with opened(tmp_path / "d.duckdb"):
        assert plan() == "vso-2021"


def test_the_only_own_plan_is_opened_and_of_several_none_goes_before_the_sample(tmp_path: Path) -> None:
    with opened(tmp_path / "ett.duckdb", str(own(tmp_path / "ett", "bygg"))):
        assert plan() == "bygg"
    with opened(tmp_path / "tva.duckdb", str(own(tmp_path / "tva", "bygg", "skola"))):
        assert plan() == "vso-2021"


def test_the_plan_that_this_browser_had_open_last_goes_first(tmp_path: Path, remembered: dict[str, str]) -> None:
    with opened(tmp_path / "d.duckdb", str(own(tmp_path, "bygg"))):
        sent = Visit("oversikt", "plan=ukfa-2022").components["minns-planen"]
        remembered[sent["name"]] = sent["value"]
        assert plan() == "ukfa-2022"
        assert plan("plan=vso-2021") == "vso-2021"
        # A plan that is gone is not looked for.
        remembered[sent["name"]] = "borta%2Fborta"
        assert plan() == "bygg"


def test_an_old_link_with_a_view_and_no_plan_means_the_first_sample_plan_in_every_browser(
    tmp_path: Path, remembered: dict[str, str]
) -> None:
    remembered["senaste_plan"] = "linkoping%2Fukfa-2022"
    with opened(tmp_path / "d.duckdb", str(own(tmp_path, "bygg"))):
        visit = Visit("prioritera", "ram=2000&med=S03", as_it_is=True)
        assert visit.address == {"plan": "vso-2021", "ram": "2000", "med": "S03"}
        assert "Med (låst)" in visit.row("S03")
