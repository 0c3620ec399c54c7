"""What is said of a new version of a plan."""

import pytest

from prioritering.plan.compare import CellChange, Comparison, ProjectName, Renamed
from prioritering.view.renewal_words import change_counts

ONE = (ProjectName(id="A1", name="Fiber"),)
CELL = CellChange(project_id="A1", subject="Fiber", what="klass", before="tomt", after="önskvärt")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Comparison(added=ONE * 2, removed=ONE, cells=(CELL,) * 4), "2 projekt in, 1 ut, 4 uppgifter ändrade"),
        (Comparison(removed=ONE), "1 projekt ut"),
        (Comparison(renamed=(Renamed(id="A1", before="a", after="b"),), budget=(CELL,)),
         "1 projekt har nytt namn, 1 uppgift ändrad"),
        (Comparison(), "inga projekt, uppgifter om dem eller belopp i budgeten är ändrade"),
    ],
)  # fmt: skip
def test_what_differs_is_counted_in_words(found: Comparison, said: str) -> None:
    assert change_counts(found).replace("\u00a0", " ") == said
