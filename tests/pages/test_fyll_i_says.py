"""What Fyll i says beside the grid of what the plan states of the project that is written in."""

from __future__ import annotations

import json

import pytest

from prioritering.store.connection import Store
from tests.pages.visit import Visit


@pytest.mark.parametrize(("plan", "first"), [("vso-2021", "S01"), ("ukfa-2022", "UF1")])
def test_what_the_plan_states_is_said_of_each_project_where_it_states_anything_of_any(
    shared: Store, plan: str, first: str
) -> None:
    visit = Visit("fyll_i", f"plan={plan}", "objektledare")
    says = visit.components["fyll_i_inklistrat"]["says"]
    [grid] = visit.app.get("data_editor")
    column = json.loads(grid.proto.columns)["planen"]
    if plan == "ukfa-2022":
        # Nothing is stated of any of them: no column is drawn for it, and nothing asks for a cell to be chosen.
        assert says == {}
        assert column["hidden"]
    else:
        assert "2 000 tkr" in says[first].replace("\u00a0", " ")
        assert column["label"] == "Planen anger" and not column.get("hidden")
