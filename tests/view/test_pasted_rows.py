"""A block pasted with its ids: a short row takes nothing with it of the row that it fell on."""

from __future__ import annotations

import pytest

from prioritering.view.assumption_sheet import AssumptionSheet
from prioritering.view.pasted_rows import Lead, Lengths, laid_by_lead
from tests.scoring.builders import plan, project
from tests.view.test_assumption_sheet import sheet

COST, NYTTA, EFFECT = "costs:", "levels:nytta", "levels:effekt"
# What stood in the grid, unsaved, before the block was pasted over its first two rows.
BEFORE = {"A": {COST: "100", EFFECT: "Låg"}, "B": {COST: "200", EFFECT: "Hög"}, "D": {EFFECT: "Medel"}}


def of_four() -> AssumptionSheet:
    return sheet(plan(*(project(key, 1000, 50) for key in "ABCD")))


def pasted(leads: dict[str, Lead], lengths: Lengths) -> dict[str, dict[str, str]]:
    """What stands in the grid when D's row has three values and C's one, pasted over A and B."""
    own = of_four()
    stands = {key: Lead(key, next(row.name for row in own.rows if row.id == key)) for key in "ABCD"} | leads
    typed = {
        "A": {COST: "500", NYTTA: "7", EFFECT: "Medel"},
        "B": {COST: "700", EFFECT: "Hög"},
        "C": {},
        "D": {EFFECT: "Medel"},
    }
    found = laid_by_lead(own, BEFORE, typed, stands, lengths)
    assert found is not None
    return {key: {name: text for name, text in cells.items() if text} for key, cells in found.typed.items()}


def named(key: str) -> Lead:
    own = of_four()
    return Lead(key, next(row.name for row in own.rows if row.id == key))


@pytest.mark.parametrize("by_id", [True, False])
def test_a_short_row_leaves_what_it_lacks_as_it_stood_for_its_own_project(by_id: bool) -> None:
    leads = {"A": named("D"), "B": named("C")}
    lengths = {"D": 5, "c": 3}
    if not by_id:
        leads = {"A": Lead("A", named("D").name), "B": Lead("B", named("C").name)}
        lengths = {named("D").name: 4, named("C").name: 2}
    found = pasted(leads, lengths)
    assert found["D"] == {COST: "500", NYTTA: "7", EFFECT: "Medel"}
    # Not the level that was typed for B, which the row fell on.
    assert found["C"] == {COST: "700"}
    assert (found["A"], found["B"]) == (BEFORE["A"], BEFORE["B"])


def test_where_all_rows_are_equally_long_a_value_that_says_the_same_is_part_of_the_block() -> None:
    found = pasted({"A": named("D"), "B": named("C")}, {})
    assert found["C"] == {COST: "700", EFFECT: "Hög"}


def test_a_row_shorter_than_its_name_holds_nothing() -> None:
    assert pasted({"A": named("D"), "B": named("C")}, {"D": 5, "C": 1})["C"] == {}
