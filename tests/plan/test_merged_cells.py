"""Cells that a workbook shows as one: the value is one row's and is not spread, and the others are told of."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from prioritering.plan.reader import PlanFolder, read_plan
from tests.plan.saved import HEADING, PROJECTS, folder_with


def read_merged(folder: Path, *merged: tuple[str, str]) -> PlanFolder:
    """Read a plan whose table begins on row 3, with cells merged into one that says something."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet("Blad1")
        page.merge_range("A1:H1", "Projekt 2027")
        for row, cells in enumerate((HEADING, *PROJECTS), 2):
            page.write_row(row, 0, cells)
        for cells, text in merged:
            # With a format, so that what stood in the others is written over, as Excel does.
            page.merge_range(cells, text, book.add_format())
    return read_plan(folder_with(folder, "projekt.xlsx", file.getvalue()))


@pytest.mark.parametrize(
    ("merged", "told"),
    [
        ([("C5:C6", "prioriterat")], "C5:C6 är sammanfogade celler i kolumnen ”klass”"),
        ([("D4:D5", "500"), ("H6:H7", "X")], "D4:D5 och H6:H7 är sammanfogade celler i kolumnerna ”Kostnad (tkr)” och"),
        ([("E4:G4", "?")], "E4:G4 är sammanfogade celler i kolumnerna ”omfattning” och ”tidsperspektiv”"),
        ([("H7:H8", "X")], ""),
        ([("H5:J5", "X")], ""),
    ],
)
def test_merged_cells_in_which_a_project_loses_its_value_are_told_of(
    tmp_path: Path, merged: list[tuple[str, str]], told: str
) -> None:
    notices = [text for text in read_merged(tmp_path, *merged).notices if "sammanfogade" in text]
    assert len(notices) == bool(told)
    assert all(text.startswith(f"projekt.xlsx, bladet Blad1: {told}") for text in notices)


def test_the_value_of_merged_cells_is_the_first_rows_alone(tmp_path: Path) -> None:
    projects = read_merged(tmp_path, ("D4:D5", "500")).plan.projects
    assert [project.cost.low for project in projects[:2]] == [500_000, None]
