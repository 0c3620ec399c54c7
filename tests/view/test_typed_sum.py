"""A typed sum of money: read as Swedes write it, and refused where a cell of a plan would be."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prioritering.errors import BadArgument
from prioritering.money.amounts import MAX_KRONOR
from prioritering.plan.cells import CellError, parse_cost
from prioritering.plan.object_plan import Status
from prioritering.view.typed_sum import parse_kronor, range_question
from prioritering.view.view import View
from tests.scoring.builders import number_model, plan, project
from tests.view.builders import picture

LARGEST = MAX_KRONOR // 1000


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        ("3 547", 3_547_000),
        ("3\u00a0547,5 tkr", 3_547_500),
        ("3\u202f547", 3_547_000),
        (" 115 ", 115_000),
        ("0", 0),
        ("0.001", 1),
        ("12 kr", 12),
        ("1.500,5", 1_500_500),
    ],
)
def test_a_typed_sum_is_read_as_swedes_write_it(text: str, kronor: int) -> None:
    assert parse_kronor(text) == kronor


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "skriv till exempel 3 547"),
        ("tre", "skriv till exempel 3 547"),
        ("1e5", "skriv till exempel 3 547"),
        ("nan", "skriv till exempel 3 547"),
        ("500-900", "skriv till exempel 3 547"),
        ("-5", "inte vara negativt"),
        ("1.2345", "hela kronor"),
        ("1.500", "tusen gånger större"),
        ("1,500 tkr", "tusen gånger större"),
    ],
)
def test_what_is_no_sum_is_told_with_the_reason_and_what_it_was_typed_for(text: str, why: str) -> None:
    with pytest.raises(BadArgument, match=why) as told:
        parse_kronor(text, "--ram")
    typed = f"”{text}”" if text else "ett tomt fält"
    assert str(told.value).startswith(f"--ram: {typed} är inte ett belopp som går att använda: ")


@given(st.decimals(-5, LARGEST + 5, places=4).map(str) | st.integers(LARGEST - 3, LARGEST + 3).map(str))
@example(str(LARGEST))
@example(str(LARGEST + 1))
@example(f"{LARGEST}.0010")
def test_a_cell_of_a_plan_and_a_typed_sum_refuse_the_same_numbers_and_read_the_others_as_one(text: str) -> None:
    try:
        cell = parse_cost(text)
    except CellError as error:
        with pytest.raises(BadArgument, match=str(error)[-12:]):
            parse_kronor(text)
    else:
        assert cell.status is Status.STATED
        assert parse_kronor(text) == cell.exact


@pytest.mark.parametrize(
    ("low", "high", "asked"), [("700000", "900000", True), ("700000 kr", "900000 kr", False), ("700", "900", False)]
)
def test_a_range_that_may_be_meant_in_kronor_is_asked_about_unless_its_unit_is_written(
    low: str, high: str, asked: bool
) -> None:
    given = plan(*(project(f"P{n}", 500_000, 30) for n in range(5)))
    question = range_question(picture(given, View(), number_model()), low, high).replace("\u00a0", " ")
    assert bool(question) is asked
    assert not asked or question == (
        "Spannet räknas som 700 000–900 000 tkr; menas 700–900 tkr? Skriv i så fall 700000 kr och 900000 kr."
    )
