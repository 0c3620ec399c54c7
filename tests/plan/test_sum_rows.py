"""Which rows of a table are headings of its parts or sums, and which are projects however they are named."""

import pytest

from prioritering.plan.sum_rows import is_section, is_sum


@pytest.mark.parametrize(
    "cells",
    [
        ["Summa", "", "4 500"],
        ["", "Summa:", "4 500 tkr"],
        ["Summa (tkr)", "", "4 500"],
        ["S:a", "2 projekt", "4 500"],
        ["", "", "4 500"],
        ["", "Totalt prioriterade", "≥ 4 500"],
        # Cut short, as a sum in the first column may be.
        ["Totalt"],
    ],
)
def test_where_rows_have_ids_a_sum_word_or_a_lone_figure_is_a_sum(cells: list[str]) -> None:
    assert is_sum(cells, first=0, by_id=True)


@pytest.mark.parametrize(
    "cells",
    [
        ["S01", "Summa", "4 500"],
        ["S01", "Lön", "4 500"],
        ["", "Lön", "4 500"],
        ["", "", ""],
        ["", "Summa", "viktig", "4 500"],
        ["Summa", "Ekonomi", "viktig", "4 500"],
        ["12"],
        # The figure stands where the id would: which project it is cannot be said.
        ["4 500", "", ""],
    ],
)
def test_where_rows_have_ids_a_project_is_none(cells: list[str]) -> None:
    assert not is_sum(cells, first=0, by_id=True)


def test_a_row_that_ends_before_the_column_of_ids_has_none() -> None:
    assert is_sum(["Summa"], first=1, by_id=True)
    assert is_sum(["Summa"], first=1, by_id=False)
    assert not is_sum(["Lön"], first=1, by_id=True)
    assert not is_section(["Strategiska projekten här"], first=1)


@pytest.mark.parametrize(
    "cells", [["Summa", "4 500"], ["totalt:", "4 500", "≥ 20"], ["Summa", ""], ["", "Delsumma", "4 500"], ["", "4 500"]]
)
def test_where_rows_have_names_alone_a_sum_has_nothing_but_figures_beside_its_word(cells: list[str]) -> None:
    assert is_sum(cells, first=0, by_id=False)


@pytest.mark.parametrize(
    "cells",
    [
        ["Summa", "4 500", "Kort"],
        ["Summa tid", "4 500"],
        ["Lön", "4 500"],
        ["", ""],
        ["", "Lön"],
        ["", "4 500", "20"],
        ["", "4 500", "Summa"],
        ["4 500", ""],
    ],
)
def test_where_rows_have_names_alone_what_says_anything_more_is_a_project(cells: list[str]) -> None:
    assert not is_sum(cells, first=0, by_id=False)


@pytest.mark.parametrize(
    "cells",
    [
        ["Strategiska projekt", "", ""],
        ["Prioriterade projekt:", "", "4 500"],
        ["", "Önskvärda projekt", "4 500 tkr"],
        ["Strategiska satsningar i år", ""],
    ],
)
def test_a_class_with_projects_is_the_heading_of_a_part(cells: list[str]) -> None:
    assert is_section(cells, first=0)


@pytest.mark.parametrize(
    "cells",
    [
        ["Strategiska satsningar i år", "Lön"],
        ["Strategiska projekt", "Lön"],
        # In another column it may be the name of a project whose id is forgotten.
        ["", "Strategiska satsningar i år"],
        ["Projekt"],
        ["S01", "Strategiska projekt"],
    ],
)
def test_what_has_more_in_its_row_or_stands_in_another_column_is_a_project(cells: list[str]) -> None:
    assert not is_section(cells, first=0)
