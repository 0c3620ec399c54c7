"""What it takes for a project in a tie that the group has put in an order of its own."""

import pytest

from prioritering.analysis.needed import WayKind, needed
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
