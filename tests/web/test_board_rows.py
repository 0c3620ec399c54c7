"""The window of rows that the board draws, at its very bounds, and what the table says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import Changes, CostAssumption
from prioritering.view.view import View
from prioritering.web.parts import board_rows as module
from prioritering.web.parts.board_rows import board_rows, caption, laid_beside_rows
from tests.criteria.gates import gated_plan
from tests.scoring.builders import number_model, plan, project
from tests.usecases.builders import signed
from tests.view.builders import picture

OUT = "a,Alfa,strategiskt,100,10,Nej\n"


@pytest.fixture(autouse=True)
def three_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WINDOW", 3)


@pytest.mark.parametrize(
    ("count", "start", "keys", "told"),
    [
        (2, 0, "bca", ""),
        (3, 0, "bcda", ""),
        (4, 0, "bcd", "Rad 1–3 av 4; summorna gäller alla."),
        (4, 3, "ea", "Rad 4–4 av 4; summorna gäller alla."),
        # Past the last the last window is shown, also where it is full.
        (6, 6, "efga", "Rad 4–6 av 6; summorna gäller alla."),
        (7, 9, "ha", "Rad 7–7 av 7; summorna gäller alla."),
    ],
)
def test_what_a_gate_keeps_out_stands_after_the_last_window_and_only_a_longer_list_tells_which_it_is(
    tmp_path: Path, count: int, start: int, keys: str, told: str
) -> None:
    rows = "".join(f"{key},Projekt {key},önskvärt,10,{9 - n},ja\n" for n, key in enumerate("bcdefgh"[:count]))
    read = read_plan(gated_plan(tmp_path, OUT + rows))
    found = board_rows(picture(read.plan, View(frame="ingen", start=start), read.model))
    assert "".join(row["key"] for row in found.rows if len(row["key"]) == 1) == keys
    assert found.total == count
    assert caption(found, "poäng").endswith(told)
    assert ("Rad" in caption(found, "poäng")) == bool(told)
    assert not laid_beside_rows(picture(read.plan, View(frame="ingen", start=start), read.model))


@pytest.mark.parametrize(
    ("start", "names"), [(0, ["Projekt A", "Projekt B", "Projekt C"]), (3, ["Projekt D", "Projekt E"])]
)
def test_what_the_group_has_laid_is_told_of_the_rows_that_are_shown(start: int, names: list[str]) -> None:
    given = plan(*(project(key, None, 90 - n) for n, key in enumerate("ABCDE")))
    costs = tuple(CostAssumption.model_validate(signed(project_id=key, low=1000, high=1000)) for key in "ABCDE")
    shown = picture(given, View(frame="ingen", start=start), number_model(), Changes(costs=costs))
    assert [name for value in laid_beside_rows(shown).alone for name in value.projects] == names
