"""Which costs stand out so far from the others that they may be in kronor: the limits to the krona, without a plan."""

from decimal import Decimal

import pytest

from prioritering.plan.maybe_kronor import may_stand_in_kronor, projects_maybe_in_kronor
from prioritering.plan.object_plan import Cost, Project, Status
from tests.plan.bare_plans import plan, project


@pytest.mark.parametrize(
    ("costs", "asked"),
    [
        # A hundred times the small ones and no less, where it is fifty million or more; five hundred times where less.
        ((600_000, 60_000_000, 60_000_000, 60_000_000), {1, 2, 3}),
        ((600_001, 60_000_000, 60_000_000, 60_000_000), set()),
        ((20_000, 10_000_000, 10_000_000, 10_000_000), {1, 2, 3}),
        ((20_001, 10_000_000, 10_000_000, 10_000_000), set()),
        # No slip of a unit is more than twenty thousand times.
        ((1_000, 1_000, 20_000_000), {2}),
        ((1_000, 1_000, 20_000_001), set()),
        # One alone: 32 times the one in the middle, and ten times the next below five million.
        ((200_000, 200_000, 6_400_000), {2}),
        ((200_000, 200_000, 6_399_999), set()),
        ((200_000, 200_000, 800_000, 8_000_000), {3}),
        ((200_000, 200_000, 800_001, 8_000_000), set()),
        # A whole column.
        ((100_000_000, 100_000_000), {0, 1}),
        ((99_999_999, 99_999_999), set()),
        # What costs nothing is no small cost, and nobody asks of it.
        ((0, 0, 60_000_000), set()),
        ((), set()),
    ],
)
def test_a_cost_is_asked_about_at_the_krona_where_it_stands_out(costs: tuple[int, ...], asked: set[int]) -> None:
    assert may_stand_in_kronor(dict(enumerate(costs))) == asked


def test_the_small_costs_of_another_column_are_compared_with_too() -> None:
    own = {"A": 60_000_000, "B": 60_000_000}
    assert may_stand_in_kronor(own) == set()
    assert may_stand_in_kronor(own, others=[600_000]) == {"A", "B"}
    assert may_stand_in_kronor(own, others=[600_001, 0]) == set()


def test_a_whole_column_is_measured_by_the_budget_where_there_is_one() -> None:
    own = {"A": 5_000_000, "B": 6_000_000, "C": 4_000_000}
    assert may_stand_in_kronor(own, Decimal(500_000)) == {"A", "B"}
    assert may_stand_in_kronor(own, Decimal(500_001)) == set()
    assert may_stand_in_kronor(own) == set()


def test_what_has_its_unit_written_out_is_no_question() -> None:
    def given(key: str, raw: str, kronor: int) -> Project:
        return project(key, cost=Cost(status=Status.STATED, raw=raw, low=kronor, high=kronor))

    for raw, asked in (("60000", {"C"}), ("60000 tkr", set())):
        found = plan([given("A", "600", 600_000), given("B", "600", 600_000), given("C", raw, 60_000_000)])
        assert projects_maybe_in_kronor(found) == asked
