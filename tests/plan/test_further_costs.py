"""Which costs may stand in kronor, to the krona."""

import pytest

from prioritering.plan.further_costs import asked_amounts, has_large_costs
from prioritering.plan.maybe_kronor import may_stand_in_kronor
from tests.scoring.builders import plan, project


@pytest.mark.parametrize(("cost", "asked"), [(4_999_999, False), (5_000_000, True)])
def test_nothing_is_asked_of_what_is_less_than_five_million(cost: int, asked: bool) -> None:
    assert bool(may_stand_in_kronor({"A": cost, "B": 9_000})) is asked
    assert has_large_costs(plan(project("A", cost), project("B", 9_000))) is asked


def test_a_further_cost_is_looked_at_whatever_it_is_and_another_column_is_not() -> None:
    for column, looked_at in (("kostnad_2027", True), ("Kostnad 2027 (tkr)", True), ("aktor", False)):
        given = project("A", 1_000).model_copy(update={"other": {column: "1"}})
        assert has_large_costs(plan(given)) is looked_at, column


def test_what_the_years_cost_is_compared_with_what_the_projects_do() -> None:
    # Alike among themselves, the years are a thousand times what a project costs, as they are in kronor.
    years = {"kostnad_2027": "40000", "kostnad_2028": "50000"}
    asked = [
        asked_amounts(plan(project("A", cost).model_copy(update={"other": years}), project("B", cost)))
        for cost in (40_000, 40_000_000)
    ]
    assert [[*one.get("A", ())] for one in asked] == [[*years], []]


def test_a_cell_that_is_no_amount_hides_none_of_those_that_come_after_it() -> None:
    years = {"kostnad_2027": "se bilaga", "kostnad_2028": "40000", "kostnad_2029": "50000"}
    given = project("A", 40_000).model_copy(update={"other": years})
    assert [*asked_amounts(plan(given, project("B", 40_000)))["A"]] == ["kostnad_2028", "kostnad_2029"]
