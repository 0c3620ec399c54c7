"""Amounts that a workbook shows in another unit than their heading says count as they stand, and that is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from prioritering.plan.reader import PlanFolder, read_plan
from prioritering.plan.shown_units import SHORTENED, unit_in
from tests.plan.saved import folder_with
from tests.plan.test_sheet_looks import book


def read(folder: Path, shown: str, cost: str = "Kostnad (tkr)", values: Sequence[object] = (40_000, 2.5)) -> PlanFolder:
    def write(made: Workbook, page: Worksheet) -> None:
        look = made.add_format({"num_format": shown})
        page.write_row(0, 0, ["id", "namn", "klass", cost, "Andel"])
        for row, value in enumerate(values, 1):
            page.write_row(row, 0, [str(row), "X", ""])
            page.write(row, 3, value, look)
            page.write(row, 4, 3, look)

    return read_plan(folder_with(folder, "projekt.xlsx", book(write)))


def units_told(found: PlanFolder) -> list[str]:
    return [notice for notice in found.notices if "i arbetsboken" in notice]


@pytest.mark.parametrize(
    ("shown", "how"),
    [
        ('#,##0\\ "kr"', "med ”kr”"),
        ("_-* #,##0.00\\ [$kr-41D]_-;-* #,##0.00\\ [$kr-41D]_-", "med ”kr”"),
        ('0.0" mkr"', "med ”mkr”"),
        ("#,##0,", "förkortade till tusental eller miljoner"),
    ],
)
def test_amounts_shown_in_another_unit_than_the_heading_says_count_as_they_stand_and_are_told_of(
    tmp_path: Path, shown: str, how: str
) -> None:
    found = read(tmp_path, shown)
    assert [project.cost.low for project in found.plan.projects] == [40_000_000, 2_500]
    [told] = units_told(found)
    assert f"beloppen under ”Kostnad (tkr)” visas {how} i arbetsboken (rad 2 och 3), men rubriken säger tkr" in told
    assert "40000 är 40 000 tkr." in told.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("shown", "heading"),
    [
        ('#,##0 "tkr"', "Kostnad (tkr)"),
        ("#,##0.00", "kostnad_tkr"),
        ('#,##0 "kr"', "Kostnad (kr)"),
        ("#,##0 [$SEK]", "Kostnad (kr)"),
    ],
)
def test_the_unit_of_the_heading_and_none_at_all_are_not_told_of(tmp_path: Path, shown: str, heading: str) -> None:
    assert units_told(read(tmp_path, shown, heading, (40_000, 2))) == []


def test_only_the_cells_that_hold_a_figure_are_named(tmp_path: Path) -> None:
    [told] = units_told(read(tmp_path, '0 "kr"', values=("?", 75, "500-900")))
    assert "(rad 3)" in told
    [told] = units_told(read(tmp_path, '0 "tkr"', "Kostnad (kr)", values=(75,)))
    assert "75 är 75 kr." in told.replace("\u00a0", " ")


def test_a_format_adds_a_unit_only_where_it_shows_one() -> None:
    assert unit_in('#,##0,,"Mkr"') == SHORTENED
    assert unit_in('0 "KKR"') == "tkr"
    for other in ("", "General", "#,##0", "0.00", '0 "skr"', '0 "kronor"', '0 "st";0 "kr"', "yyyy-mm-dd"):
        assert unit_in(other) == "", other
