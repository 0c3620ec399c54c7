"""What stands beside the board is told apart from what weights, frame, order and rule move."""

from __future__ import annotations

import pytest

from prioritering.money.line_rule import Rule
from prioritering.scoring.changes import CostAssumption
from prioritering.scoring.ranking import Order
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases.picture import beside_the_board
from prioritering.view.view import View
from tests.folders import VSO
from tests.usecases.builders import filled, signed

FIRST = View(plan="vso-2021")


@pytest.mark.parametrize(
    "moved",
    [
        {"weights": (("effekttyp", 60.0), ("omfattning", 40.0))},
        {"frame": "2000"},
        {"order": Order.PER_KRONA},
        {"rule": Rule.SKIP},
    ],
)
def test_what_the_leader_moves_on_the_board_leaves_what_stands_beside_it(
    store: Store, moved: dict[str, object]
) -> None:
    filled(store)
    assert beside_the_board(store, FIRST.model_copy(update=moved)) == beside_the_board(store, FIRST)


@pytest.mark.parametrize(
    "chosen", [{"source": "median"}, {"assumptions": False}, {"must": ("S05",)}, {"unknown_high": 5}]
)
def test_what_else_is_chosen_is_seen_beside_the_board(store: Store, chosen: dict[str, object]) -> None:
    filled(store)
    assert beside_the_board(store, FIRST.model_copy(update=chosen)) != beside_the_board(store, FIRST)


def test_what_someone_lays_beside_the_plan_is_seen_there(store: Store) -> None:
    filled(store)
    before = beside_the_board(store, FIRST)
    entry_log.keep_entry(store, VSO, CostAssumption.model_validate(signed(project_id="S09", low=1, high=2)))
    assert beside_the_board(store, FIRST) != before
