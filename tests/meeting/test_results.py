"""What the group thinks: medians, spread, agreement, disputes, W and leave-one-out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.meeting.meeting import CriteriaOrder
from prioritering.meeting.results import (
    Centre,
    by_disagreement,
    cells,
    places,
    weights_from_orders,
)
from tests.meeting.builders import ONE, TWO, sheet


def test_a_cell_has_median_mean_spread_and_agreement_of_the_counted_answers() -> None:
    # Answers Låg, Hög, Hög, Mycket hög = 0.25, 0.75, 0.75, 1: median 0.75, mean 0.6875, spread 0.75,
    # mean distance to the median (0.5 + 0 + 0 + 0.25) / 4 = 0.1875, agreement 1 − 2·0.1875 = 0.625.
    sheets = [sheet("1", "p", 1), sheet("2", "p", 3), sheet("3", "p", 3), sheet("4", "p", 4)]
    cell = cells(sheets, ONE, ["p"])["p", "a"]
    assert (cell.median, cell.mean, cell.spread) == (0.75, 0.6875, 0.75)
    assert cell.agreement == pytest.approx(0.625)
    assert cell.is_disputed


def test_vet_ej_and_conflict_of_interest_are_shown_but_not_counted() -> None:
    sheets = [sheet("1", "p", 4), sheet("2", "p", "v"), sheet("3", "p", 0, conflict=True)]
    cell = cells(sheets, ONE, ["p"])["p", "a"]
    assert (cell.values, cell.dont_know, cell.conflicts) == ((1.0,), 1, 1)
    assert cell.agreement is None
    assert not cell.is_disputed


def test_an_answer_taken_back_is_no_answer() -> None:
    assert cells([sheet("1", "p", None)], ONE, ["p"])["p", "a"].count == 0


def test_a_project_that_is_gone_from_the_plan_has_no_cell() -> None:
    assert set(cells([sheet("1", "gone", 3), sheet("1", "p", 3)], ONE, ["p"])) == {("p", "a")}


def test_numbers_are_measured_on_their_scale() -> None:
    sheets = [sheet("1", "p", 3, 5.0), sheet("2", "p", 3, 10.0)]
    assert cells(sheets, TWO, ["p"])["p", "b"].median == 0.75


def test_the_most_steps_apart_come_first_then_the_least_agreed_and_a_tie_keeps_the_plans_order() -> None:
    answers = {"p": (2, 2), "q": (0, 3, 3), "r": (0, 0, 3, 3), "s": (0, 4), "t": (0, 0, 3, 3), "u": (4,)}
    sheets = [sheet(str(i), key, level) for key, levels in answers.items() for i, level in enumerate(levels)]
    found = cells(sheets, ONE, list(answers))
    assert [cell.project_id for cell in by_disagreement(found.values())] == ["s", "r", "t", "q", "p"]
    assert [cell.is_disputed for cell in by_disagreement(found.values())] == [True, True, True, True, False]


@pytest.mark.parametrize(("levels", "steps"), [((3, 3, 3), 0), ((2, 2, 2, 3, 3, 3), 1), ((1, 3), 2), ((0, 2, 4), 4)])
def test_it_takes_two_steps_between_the_lowest_and_the_highest_answer_to_be_a_dispute(
    levels: tuple[int, ...], steps: int
) -> None:
    cell = cells([sheet(str(i), "p", level) for i, level in enumerate(levels)], ONE, ["p"])["p", "a"]
    assert (cell.steps, cell.is_disputed) == (steps, steps >= 2)


@pytest.mark.parametrize(("numbers", "steps"), [((3.0, 4.9), 0), ((3.0, 5.0), 1), ((2.0, 6.0), 2), ((0.0, 10.0), 5)])
def test_a_step_of_a_number_is_a_fifth_of_its_scale(numbers: tuple[float, ...], steps: int) -> None:
    cell = cells([sheet(str(i), "p", 3, number) for i, number in enumerate(numbers)], TWO, ["p"])["p", "b"]
    assert cell.steps == steps


def test_steps_are_counted_in_levels_whatever_the_levels_are_worth() -> None:
    flat = ONE.with_values("a", (0, 0, 0, 0, 100))
    cell = cells([sheet("1", "p", 0), sheet("2", "p", 3)], flat, ["p"])["p", "a"]
    assert (cell.spread, cell.steps) == (0, 3)


def test_the_mean_is_a_choice() -> None:
    sheets = [sheet("1", "p", 0), sheet("2", "p", 0), sheet("3", "p", 4)]
    cell = cells(sheets, ONE, ["p"])["p", "a"]
    assert (cell.centre(Centre.MEDIAN), cell.centre(Centre.MEAN)) == (0, pytest.approx(1 / 3))


def test_equal_points_share_a_place() -> None:
    assert places(np.array([50.0, 80, 50, 10])).tolist() == [2, 1, 2, 4]


def test_weights_come_from_the_order_of_mean_ranks() -> None:
    orders = [
        CriteriaOrder(member_id="1", role="", places={"a": 1, "b": 2}),
        CriteriaOrder(member_id="2", role="", places={"a": 1, "b": 2}),
        CriteriaOrder(member_id="3", role="", places={"a": 2, "b": 1}),
    ]
    assert weights_from_orders(orders, TWO) == (0.75, 0.25)
    assert weights_from_orders(orders[1:], TWO) == (0.5, 0.5)
    assert weights_from_orders([], TWO) is None


@given(st.lists(st.tuples(st.sampled_from("123456"), st.sampled_from("pqr"), st.integers(0, 4)), max_size=40))
def test_the_result_does_not_depend_on_the_order_of_the_sheets(answers: list[tuple[str, str, int]]) -> None:
    chosen = {(member, project): level for member, project, level in answers}
    sheets = [sheet(member, project, level) for (member, project), level in chosen.items()]
    assert cells(sheets, ONE, ["p", "q", "r"]) == cells(sheets[::-1], ONE, ["p", "q", "r"])


@given(st.lists(st.integers(0, 4), min_size=1, max_size=9), st.integers(0, 4))
def test_raising_one_answer_never_lowers_the_group(levels: list[int], new: int) -> None:
    before = [sheet(str(i), "p", level) for i, level in enumerate(levels)]
    raised = [sheet("0", "p", max(new, levels[0])), *before[1:]]
    for how in Centre:
        low, high = (cells(x, ONE, ["p"])["p", "a"].centre(how) for x in (before, raised))
        assert low is not None and high is not None and high >= low
