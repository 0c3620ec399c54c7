"""What it takes for a project in a tie that the group has put in an order of its own."""

import pytest

from prioritering.analysis.frames import frames_needed
from prioritering.analysis.needed import WayKind, needed
from prioritering.money.line_rule import Rule
from prioritering.scoring.board import Choices, rank
from tests.analysis.builders import make_basis


@pytest.mark.parametrize(
    ("order", "inside_at", "cost", "level"),
    [(("P0", "P1"), True, 16, 0.499), (("P1", "P0"), False, 5, 0.501)],
)
def test_what_is_needed_of_one_in_a_tie_goes_by_the_groups_own_order_of_it(order, inside_at, cost, level):
    # Of two equal ones of 10 the frame of 15 holds the one that the group has put first, as long as it costs 15 at
    # most; the other has the 5 that are left.
    board = rank(make_basis([[0.5], [0.5]], [10, 10]), Choices(weights=(1.0,), frame=15, tie_orders=(order,)))
    answer = needed(board, [0], ())[0]
    assert answer.inside == inside_at
    values = {way.kind: way.value for way in answer.ways}
    assert (values[WayKind.COST], values[WayKind.LEVEL]) == (cost, level)


def test_below_ten_equals_of_different_costs_the_frames_are_those_that_hold_whichever_three_are_chosen():
    # Any three of 300 to 309 take from 903 to 924 of the frame, and no fourth fits.
    costs = [*range(300, 310), 98, 76]
    choices = Choices(weights=(1.0,), frame=1000, rule=Rule.SKIP)
    frames = frames_needed(rank(make_basis([*[[1]] * 10, [0.5], [0]], costs), choices), [10, 11])
    assert (frames.into, frames.out, frames.may) == ({10: (1022, True)}, {11: 999}, {10: 1001})


def test_below_more_equals_than_are_followed_the_frame_that_the_last_of_many_needs_is_found():
    # Eleven of different costs may be chosen in 2048 ways; 165 in all, and 100 of 1 000 after them, one by one.
    costs = [*range(10, 21), *[1000] * 100]
    points = [[1.0]] * 11 + [[0.9 - number / 200] for number in range(100)]
    board = rank(make_basis(points, costs), Choices(weights=(1.0,), frame=1165, rule=Rule.SKIP))
    assert frames_needed(board, [110]).into[110] == (100_165, True)
