"""A plan in one line: every project once, in the state that it stands in to the frame."""

from pathlib import Path

import pytest

from prioritering.plan.reader import read_plan
from prioritering.view.row import UNSCORED
from prioritering.view.state_counts import StateCount, projects_told, state_counts
from prioritering.view.view import View
from tests.criteria.gates import gated_plan
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture

PLAN = plan(project("A", 500_000, 80), project("B", 700_000, 60), project("C", None, 40), project("D", 100_000, None))


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        ("", [("none", "", "Rangordnas", 3), ("unscored", "–", UNSCORED.capitalize(), 1)]),
        ("600", [("in", "●", "Ryms", 1), ("out", "○", "Ryms inte", 2), ("unscored", "–", UNSCORED.capitalize(), 1)]),
    ],
)
def test_without_a_frame_what_has_points_is_ranked_and_with_one_it_fits_or_not(
    frame: str, told: list[tuple[str, str, str, int]]
) -> None:
    shown = picture(PLAN, View(frame=frame), number_model())
    assert state_counts(shown) == tuple(StateCount(*one) for one in told)
    assert projects_told(shown).replace("\u00a0", " ") == "4 projekt i planen"


def test_what_a_gate_keeps_out_stands_after_what_does_not_fit_and_before_what_cannot_be_judged(tmp_path: Path) -> None:
    rows = "a,Alfa,strategiskt,100,10,Nej\nb,Beta,strategiskt,100,9,ja\nc,Gamma,,200,8,ja\nd,Delta,,5,,ja\n"
    read = read_plan(gated_plan(tmp_path, rows))
    shown = picture(read.plan, View(frame="100", not_now=("c",)), read.model)
    told = [("in", 1), ("later", 1), ("gate", 1), ("unscored", 1)]
    assert [(item.style, item.count) for item in state_counts(shown)] == told
