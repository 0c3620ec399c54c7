"""A plan's values as the cells of next period's plan."""

from __future__ import annotations

import csv

import pytest

from prioritering.plan.next_period import next_period
from prioritering.plan.object_plan import Mark, Status
from tests.scoring.builders import number_model, plan, project


@pytest.mark.parametrize(
    ("mark", "cell"),
    [
        (Mark(status=Status.STATED, low=20.0, high=40.0, printed="20 till 40"), "20 till 40"),
        (Mark(status=Status.STATED, low=20.0, high=40.0, printed="ganska bra"), "20.0..40.0"),
        (Mark(status=Status.STATED, low=20.0, high=20.0, printed="ganska bra"), "20.0"),
        (Mark(status=Status.UNKNOWN, printed="ingen vet"), "?"),
    ],
)
def test_a_value_whose_words_cannot_be_read_anew_is_written_as_what_it_is(mark: Mark, cell: str) -> None:
    given = project("A", 1000).model_copy(update={"marks": {"nytta": mark}})
    files = next_period(plan(given), number_model(), "2027").files
    [row] = csv.DictReader(files["projekt.csv"].removeprefix("\ufeff").splitlines(), delimiter=";")
    assert row["nytta"] == cell
