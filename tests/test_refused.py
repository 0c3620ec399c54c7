"""What cannot be meant is refused in words, at its limits."""

from __future__ import annotations

import pytest

from prioritering.analysis.draws import uncertain
from prioritering.analysis.frames import frames_needed
from prioritering.analysis.weight_draws import by_intervals, by_order
from prioritering.commands.run import MAX_PROBLEMS, one_line
from prioritering.criteria.model import Level, WordedScale
from prioritering.errors import BadArgument, BadPlan, Problem
from prioritering.scoring.board import Choices, rank
from prioritering.scoring.weights import roc
from tests.analysis.builders import make_basis


@pytest.mark.parametrize("places", [(), (0, 1), (1, -1)])
def test_places_of_criteria_count_from_one(places: tuple[int, ...]) -> None:
    for refused in (by_order, roc):
        with pytest.raises(BadArgument, match="en plats från 1 och uppåt"):
            refused(places)
    assert by_order((1, 1, 2)).order == (1, 1, 2)
    assert roc((1, 1)) == pytest.approx((0.5, 0.5))


@pytest.mark.parametrize(
    ("low", "high"), [((), ()), ((0.2,), (0.3, 0.4)), ((0.5, 0.4), (0.4, 0.6)), ((-0.1, 0), (1, 1)), ((0, 0), (1.1, 1))]
)
def test_every_weight_has_a_lowest_and_a_highest_share(low: tuple[float, ...], high: tuple[float, ...]) -> None:
    with pytest.raises(BadArgument):
        by_intervals(low, high)


def test_intervals_that_meet_at_a_hundred_percent_are_taken() -> None:
    assert by_intervals((0.4, 0.6), (0.4, 0.6)).low == (0.4, 0.6)
    assert by_intervals((0, 0), (1, 1)).high == (1, 1)


def test_two_levels_have_different_names_whatever_their_case() -> None:
    with pytest.raises(ValueError, match="två nivåer har samma namn"):
        WordedScale(levels=(Level(name="Hög", value=0), Level(name="HÖG", value=10)))


def test_without_a_frame_no_other_frame_is_needed() -> None:
    with pytest.raises(BadArgument, match="en ram behövs"):
        frames_needed(rank(make_basis([[1]], [1]), Choices(weights=(1.0,))))


@pytest.mark.parametrize(("count", "more"), [(MAX_PROBLEMS, ""), (MAX_PROBLEMS + 3, "; och 3 fel till")])
def test_a_plan_with_very_many_faults_names_the_first_fifty_in_one_line(count: int, more: str) -> None:
    problems = [Problem("projekt.csv", f"fel {number}", number) for number in range(1, count + 1)]
    line = one_line(BadPlan(problems))
    assert line.startswith("fel: ") and "\n" not in line
    assert (f"fel {MAX_PROBLEMS}" in line, f"fel {MAX_PROBLEMS + 1}" in line) == (True, False)
    assert line.endswith(more or f"fel {count}")


def test_a_level_from_more_to_less_is_no_span() -> None:
    with pytest.raises(BadArgument, match="en nivås lägsta är högre än dess högsta"):
        uncertain(make_basis([[(0.6, 0.5)]], [1]))
    with pytest.raises(BadArgument, match="en nivå är inte ett tal mellan"):
        uncertain(make_basis([[1.1]], [1]))
    with pytest.raises(BadArgument, match="omvänt spann"):
        uncertain(make_basis([[0.5]], [(2, 1)]))
    assert uncertain(make_basis([[0.5], [(0, 1)]], [0, (0, 1)])).ids == ("P0", "P1")
