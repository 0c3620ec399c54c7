"""What the weight control tells the page, and the page tells the control."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pages.visit import Visit
from tests.pages.weights import HALF, choose, in_use, move

WRITTEN = "effekttyp.50~omfattning.30~tidsperspektiv.20"


def test_a_move_is_the_view_and_the_address_and_the_control_hears_that_it_was_taken() -> None:
    visit = Visit("prioritera")
    turn = visit.components["vikter"]["turn"]
    move(visit, told=3)
    assert visit.address["vikter"] == WRITTEN
    control = visit.components["vikter"]
    assert (control["turn"], control["told"], control["values"]) == (turn, 3, [50, 30, 20])
    assert visit.components["tavla"]["weights"] == "50-30-20"
    assert f"vikter={WRITTEN}" in control["address"].replace("%7E", "~")


def test_a_ready_made_weighting_is_a_move_of_the_hand_and_exactly_what_it_is_called() -> None:
    visit = Visit("prioritera")
    turn = visit.components["vikter"]["turn"]
    assert in_use(visit) == "Lika vikt"
    move(visit)
    # Told before the move was heard, so nothing but its number says that it is the newer.
    choose(visit, "Störst omfattning", told=2)
    control = visit.components["vikter"]
    assert (control["turn"], control["told"], control["values"]) == (turn, 2, [30, 45, 25])
    assert in_use(visit) == "Störst omfattning"
    move(visit, told=3)
    assert (visit.address["vikter"], in_use(visit)) == (WRITTEN, None)
    # A third each, which no whole percents are.
    choose(visit, "Lika vikt", told=4)
    assert "vikter" not in visit.address
    shown = {item["name"]: item["values"] for item in visit.components["vikter"]["ready"]}
    assert shown["Lika vikt"] == visit.components["vikter"]["values"] == [34, 33, 33]


def test_weights_that_are_set_in_another_way_begin_a_new_turn() -> None:
    visit = move(Visit("prioritera")).open("Räkna fram vikterna")
    before = visit.components["vikter"]["turn"]
    visit.press("Räkna ut vikterna")
    control = visit.components["vikter"]
    assert (control["turn"] != before, control["told"], control["values"]) == (True, 0, [61, 28, 11])
    # What the hand did before it heard of that is dropped.
    move(visit, turn=before)
    assert visit.components["vikter"]["values"] == [61, 28, 11]


@pytest.mark.parametrize(
    "wrong",
    [
        {"values": {"effekttyp": 100}},
        {"values": {**HALF, "effekttyp": 51}},
        {"values": {**HALF, "effekttyp": "50"}},
        {"values": None},
        {"told": "x"},
        {"turn": 1},
        {"ready": "Ingen viktning"},
        {"ready": 1},
    ],
)
def test_what_no_hand_can_have_done_changes_nothing(wrong: dict[str, Any]) -> None:
    visit = move(Visit("prioritera"), **wrong)
    assert "vikter" not in visit.address
    assert visit.components["vikter"]["values"] == [34, 33, 33]
