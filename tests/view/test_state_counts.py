"""A plan in one line: every project once, in the state that it stands in to the frame."""

import pytest

from prioritering.view.row import UNSCORED
from prioritering.view.state_counts import StateCount, projects_told, state_counts
from prioritering.view.view import View
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
