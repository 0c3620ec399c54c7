"""What a new version has overtaken is asked by name also where a meeting is led and figures are filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.meeting.meeting import Naming, setup_from
from prioritering.scoring.changes import CostAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases import meeting_room
from tests.folders import PROV
from tests.pages.test_overtaken import FIRST, FOURTH, take_in
from tests.pages.visit import Visit
from tests.usecases.builders import signed
from tests.usecases.test_answers_back import answered

WAY = "Svara under Antaganden på Prioritera"


def ways(visit: Visit) -> list[str]:
    return [item.proto.label for item in visit.app.get("page_link")]


@pytest.mark.parametrize("address", ["plan=prov", "plan=prov&antaganden=nej"])
def test_fyll_i_asks_of_an_assumption_that_the_plan_has_overtaken_though_it_stands_in_the_grid(
    database: Store, tmp_path: Path, address: str
) -> None:
    take_in(database, tmp_path / "ett", FIRST + FOURTH)
    cost = signed(project_id="B4", low=600_000, high=800_000)
    entry_log.keep_entry(database, PROV, CostAssumption.model_validate(cost))
    before = Visit("fyll_i", address)
    assert WAY not in ways(before)
    take_in(database, tmp_path / "två", FIRST + FOURTH.replace("?", "650"))
    visit = Visit("fyll_i", address)
    assert visit.faults == []
    assert "Planen anger nu 650 tkr för Ny skolplattform. Behåll 600–800 tkr eller släpp?" in visit.text
    assert WAY in ways(visit)


def test_mote_asks_of_answers_whose_project_the_plan_now_states_a_level_for(database: Store, tmp_path: Path) -> None:
    take_in(database, tmp_path / "ett", FIRST + FOURTH.replace("Medel", ""))
    answered(database, "B1", "B4")
    assert "Planen anger nu" not in Visit("mote", "plan=prov").text
    take_in(database, tmp_path / "två", FIRST + FOURTH)
    for role in ("objektledare", "läsare"):
        visit = Visit("mote", "plan=prov", role)
        assert visit.faults == []
        assert "Planen anger nu Omfattning Medel för Ny skolplattform. Det gjorde den inte när gruppen" in visit.text


def test_mote_names_what_a_running_round_asks_about_and_the_plan_no_longer_has(database: Store, tmp_path: Path) -> None:
    take_in(database, tmp_path / "ett", FIRST + FOURTH)
    setup = setup_from(["Linjechef"], Naming.BY_ROLE)
    meeting_room.open_meeting(database, PROV, setup, ["B1", "B4"], "objektledare")
    take_in(database, tmp_path / "två", FIRST)
    visit = Visit("mote", "plan=prov")
    assert visit.faults == []
    assert "Ny skolplattform har tagits bort ur planen och bedöms inte längre." in visit.text
