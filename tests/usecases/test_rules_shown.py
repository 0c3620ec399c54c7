"""What is said beside the rules of Andra regler."""

from __future__ import annotations

from prioritering.scoring.changes import Changes
from prioritering.usecases.rules_shown import _votes
from prioritering.view.view import View
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture


def test_what_each_member_has_to_lay_is_a_computed_limit_and_rounded_down_to_whole_tkr() -> None:
    shown = picture(plan(project("A", 1000, 50)), View(plan="prov", frame="3547"), number_model(), Changes())
    assert "Var och en har 1\u00a0182\u00a0tkr att lägga." in _votes(shown, 3)
    assert "Var och en har 3\u00a0547\u00a0tkr att lägga." in _votes(shown, 1)
