"""What is said of a new version of a plan."""

import pytest

from prioritering.plan.compare import CellChange, Comparison, Renamed
from prioritering.plan.maybe_renamed import ProjectName
from prioritering.view.renewal_words import (
    OtherFiles,
    change_counts,
    change_line,
    emptied,
    not_compared,
    other_files,
)

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


def test_in_running_text_the_counts_are_words() -> None:
    found = Comparison(added=ONE * 2, removed=ONE, cells=(CELL,) * 4)
    told = change_counts(found, in_words=True).replace("\u00a0", " ")
    assert told == "två projekt in, ett ut, fyra uppgifter ändrade"


@pytest.mark.parametrize(
    ("what", "before", "after", "said"),
    [
        ("kostnad (tkr)", "1500", "1600,5", "1 500 → 1 600,5"),
        ("kostnad (tkr)", "900-1500", "ej angiven 2021", "900-1 500 → ej angiven 2021"),
        ("Drift (tkr/år)", "1500", "1600", "1 500 → 1 600"),
        ("startår", "2021", "2022", "2021 → 2022"),
    ],
)
def test_a_changed_cost_is_told_with_its_thousands_apart_and_nothing_else_is(
    what: str, before: str, after: str, said: str
) -> None:
    line = change_line(CELL.model_copy(update={"what": what, "before": before, "after": after}))
    assert line.replace("\u00a0", " ") == f"Fiber: {what} {said}"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (OtherFiles(), ""),
        (OtherFiles(("mal.csv",)), "Filen mal.csv är ändrad."),
        (OtherFiles(gone=("budget.csv", "mal.csv")), "Filerna budget.csv och mal.csv är borttagna."),
        (
            OtherFiles(("mal.csv",), ("projekt.csv",), ("projekt.xlsx",)),
            "Filen mal.csv är ändrad. Filen projekt.csv är borttagen. Filen projekt.xlsx är ny.",
        ),
    ],
)
def test_other_files_that_differ_are_named_as_one_or_many_with_how_they_differ(files: OtherFiles, said: str) -> None:
    assert other_files(files) == said


def test_a_version_that_takes_out_every_project_is_warned_of_and_one_that_leaves_some_is_not() -> None:
    gone = Comparison(removed=ONE)
    assert emptied(gone, 0).startswith("Den nya versionen av planen har inga projekt. Fiber")
    assert (emptied(gone, 1), emptied(Comparison(), 0)) == ("", "")


def test_projects_of_one_name_that_are_taken_out_are_told_apart() -> None:
    gone = Comparison(removed=(*ONE, ProjectName(id="A2", name="Fiber"), ProjectName(id="A3", name="Larm")))
    assert "Fiber (A1), Fiber (A2) och Larm är borttagna" in emptied(gone, 0)


def test_that_likenesses_were_not_searched_is_said_only_where_they_were_not() -> None:
    assert not_compared(Comparison(removed=ONE, added=ONE)) == ""
    some = Comparison(removed=ONE * 3, added=ONE * 2, only_same_names=True)
    assert not_compared(some).startswith("3 projekt ut och 2 in är så många")
