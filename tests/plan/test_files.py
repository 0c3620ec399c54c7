"""Faults of a plan's files are told where they stand."""

from pathlib import Path

import pytest

from prioritering.errors import BadPlan, Problem
from prioritering.plan.reader import read_plan


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(BadPlan) as caught:
        read_plan(folder)
    assert str(caught.value)
    return caught.value.problems


def test_two_budget_cells_of_one_id_are_told(write_plan):
    header = (
        "id,etikett,huvudaktivitet,kostnadsbarare,del,klass,slag,matt,belopp,enhet,ram,status,ratext,rad,rad_till\n"
    )
    rows = "a,A,,,,VU,cell,budget,12.5,tkr,ja,angivet,,1,1\na,B,,,,VM,cell,budget,3,tkr,,angivet,,1,1\n"
    found = problems(write_plan(budget__csv=header + rows))
    assert [(item.file, item.column, item.found) for item in found] == [("budget.csv", "id", "a")]


def test_a_quote_that_is_open_from_the_first_row_names_that_row(write_plan):
    found = problems(write_plan(header='"id,namn\n'))
    assert (found[0].row, "citattecknen" in found[0].expected) == (1, True)
