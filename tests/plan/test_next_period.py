"""A plan's values as the cells of next period's plan."""

from __future__ import annotations

import csv
import tomllib

import pytest

from prioritering.plan.cells import read_cost
from prioritering.plan.next_period import next_period
from prioritering.plan.object_plan import Cost, Mark, Status
from tests.scoring.builders import number_model, plan, project


@pytest.mark.parametrize(
    ("mark", "cell"),
    [
        (Mark(status=Status.STATED, low=20.0, high=40.0, printed="20 till 40"), "20 till 40"),
        (Mark(status=Status.STATED, low=20.0, high=40.0, printed="ganska bra"), "20,0..40,0"),
        (Mark(status=Status.STATED, low=20.0, high=20.0, printed="ganska bra"), "20,0"),
        (Mark(status=Status.STATED, low=1.5, high=2.5, printed="1.5..2.5"), "1,5..2,5"),
        (Mark(status=Status.UNKNOWN, printed="ingen vet"), "?"),
    ],
)
def test_a_value_whose_words_cannot_be_read_anew_is_written_as_what_it_is(mark: Mark, cell: str) -> None:
    given = project("A", 1000).model_copy(update={"marks": {"nytta": mark}})
    files = next_period(plan(given), number_model(), "2027").files
    [row] = csv.DictReader(files["projekt.csv"].removeprefix("\ufeff").splitlines(), delimiter=";")
    assert row["nytta"] == cell


@pytest.mark.parametrize(("own", "kept"), [("linkoping-stad", "linkoping-stad"), ("linkoping", "")])
def test_an_id_of_the_municipality_is_kept_where_its_name_does_not_give_it(own: str, kept: str) -> None:
    given = plan(project("A", 1000)).model_copy(update={"municipality": "Linköping", "municipality_id": own})
    head = tomllib.loads(next_period(given, number_model(), "2027").files["plan.toml"].removeprefix("\ufeff"))
    assert (head["kommun"], head.get("kommun_id", "")) == ("Linköping", kept)


@pytest.mark.parametrize(
    ("low", "high", "cell"),
    [
        (500_000, 900_000, "500..900"),
        (7_000, 7_000, "7"),
        (1_500, 2_000, "1500..2000 kr"),
        (2_000, 2_500, "2000..2500 kr"),
    ],
)
def test_a_cost_that_the_plan_does_not_print_is_written_in_tkr_where_it_is_whole_there(
    low: int, high: int, cell: str
) -> None:
    given = project("A", 1000).model_copy(
        update={"cost": Cost(status=Status.STATED, low=low, high=high, raw="enligt ovan")}
    )
    files = next_period(plan(given), number_model(), "2027").files
    [row] = csv.DictReader(files["projekt.csv"].removeprefix("\ufeff").splitlines(), delimiter=";")
    assert row["kostnad_tkr"] == cell


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("2250.5", "2250,5"),
        ("0.5 tkr-12.25 tkr", "0,5 tkr-12,25 tkr"),
        ("0.5..12.25", "0,5..12,25"),
        ("1.500.000", "1.500.000"),
        ("1.500,5", "1.500,5"),
        ("1,500.5", "1,500.5"),
        ("500..900", "500..900"),
        # What it says is asked about, so it stays as it stands.
        ("1.500", "1.500"),
    ],
)
def test_an_amount_with_a_decimal_point_gets_a_comma_since_excel_would_take_it_for_a_day(
    written: str, cell: str
) -> None:
    given = project("A", 1000).model_copy(
        update={"cost": read_cost(written), "other": {"Kostnad 2027": written, "Version": written}}
    )
    files = next_period(plan(given), number_model(), "2027").files
    [row] = csv.DictReader(files["projekt.csv"].removeprefix("\ufeff").splitlines(), delimiter=";")
    assert (row["kostnad_tkr"], row["Kostnad 2027"], row["Version"]) == (cell, cell, written)
    again = read_cost(row["kostnad_tkr"])
    assert (again.low, again.high) == (given.cost.low, given.cost.high)
