"""What the weight control tells the page, and the page tells the control."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pages.visit import Visit
from tests.pages.weights import HALF, move

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


def test_a_move_that_is_told_before_the_last_was_heard_is_not_undone_by_the_weighting_that_is_still_shown() -> None:
    visit = Visit("prioritera")
    shown_before = visit.app._tree.get_widget_states()
    assert visit.widget("Färdiga viktningar").value == "Lika vikt"
    move(visit)
    # The browser has not been drawn anew: all that it sends but the move is as it was.
    visit.app._tree.get_widget_states = lambda: shown_before  # type: ignore[method-assign]
    move(visit, told=2)
    assert visit.address["vikter"] == "effekttyp.50~omfattning.30~tidsperspektiv.20"
    assert (visit.components["vikter"]["told"], visit.widget("Färdiga viktningar").value) == (2, None)


def test_weights_that_are_set_in_another_way_begin_a_new_turn() -> None:
    visit = move(Visit("prioritera"))
    before = visit.components["vikter"]["turn"]
    visit.set("Färdiga viktningar", "Störst omfattning")
    control = visit.components["vikter"]
    assert (control["turn"] != before, control["told"], control["values"]) == (True, 0, [30, 45, 25])
    # What the hand did before it heard of that is dropped.
    move(visit, turn=before)
    assert visit.components["vikter"]["values"] == [30, 45, 25]


@pytest.mark.parametrize(
    "wrong",
    [
        {"values": {"effekttyp": 100}},
        {"values": {**HALF, "effekttyp": 51}},
        {"values": {**HALF, "effekttyp": "50"}},
        {"values": None},
        {"told": "x"},
        {"turn": 1},
    ],
)
def test_what_no_hand_can_have_done_changes_nothing(wrong: dict[str, Any]) -> None:
    visit = move(Visit("prioritera"), **wrong)
    assert "vikter" not in visit.address
    assert visit.components["vikter"]["values"] == [34, 33, 33]
