"""Vad krävs names no project twice in a row's sentence: what its own answer hangs on is "det", never its name again."""

from __future__ import annotations

from itertools import product

import pytest

from prioritering.analysis.needed import needed
from prioritering.money.line_rule import Rule
from prioritering.plan.reader import read_plan
from prioritering.scoring.ranking import Order
from prioritering.view.view import View
from tests.folders import DATA
from tests.view.builders import picture

FRAMES = ("0", "500", "1400", "2000", "3547", "5000", "20000")


@pytest.mark.parametrize("key", ["vso-2021", "ukfa-2022"])
@pytest.mark.parametrize(("rule", "order"), list(product(Rule, Order)))
def test_no_project_of_the_real_plans_is_named_twice_in_a_row_of_vad_kravs(key: str, rule: Rule, order: Order) -> None:
    plan = read_plan(DATA / key).plan
    if key == "ukfa-2022":
        scored = [item.project for item in picture(read_plan(DATA / "vso-2021").plan, View()).board.candidates]
        # Nothing is filled in there: with levels of ten, those of one share a place, and every third has a known cost.
        lent = [(item, scored[n % len(scored)], n % 3) for n, item in enumerate(plan.projects)]
        filled = (
            item.model_copy(update={"marks": given.marks, "cost": item.cost if beside else given.cost})
            for item, given, beside in lent
        )
        plan = plan.model_copy(update={"projects": tuple(filled)})
    for frame in FRAMES:
        board = picture(plan, View(frame=frame, rule=rule, order=order)).board
        assert len(board.candidates) == (17 if key == "ukfa-2022" else 10)
        names = sorted((item.name for item in board.candidates), key=len, reverse=True)
        for found in needed(board, range(len(names))):
            own, rest = board.candidates[found.index].name, found.sentence
            assert rest.startswith(f"{own} "), rest
            for name in names:
                assert rest.count(name) <= 1, found.sentence
                # A shorter name may be part of a longer one.
                rest = rest.replace(name, "·")
