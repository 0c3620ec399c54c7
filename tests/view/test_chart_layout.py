"""A chart of a document is drawn from its figures alone: where they stand, whatever they are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.view.chart_layout import laid_out, untold
from prioritering.view.study_pieces import Chart, ChartBar, ChartLine

STEPS = ChartLine("Bästa", ((500.0, 75.0), (1000.0, 150.0), (2000.0, 200.0)), steps=True)
CURVE = ChartLine("Per krona", ((0.0, 0.0), (2000.0, 200.0)), told=False)
LINES = Chart("Ram, tkr", (0.0, 2000.0), 1500.0, "ram 1 500 tkr", "Poäng", (STEPS, CURVE))
figures = st.floats(0, 1e9)


def test_steps_rise_at_each_frame_and_a_curve_goes_straight_between_its_points() -> None:
    laid = laid_out(LINES)
    assert [line.path for line in laid.lines] == ["M25 62.5H50V25H100V0", "M0 100L100 0"]
    assert laid.marked == 75
    assert [tick.word for tick in laid.y_ticks] == ["0", "50", "100", "150", "200"]
    assert [(tick.at, tick.word.replace("\u00a0", " ")) for tick in laid.x_ticks][::2] == [
        (0, "0"),
        (50, "1 000"),
        (100, "2 000"),
    ]


def test_the_highest_figure_of_the_axis_is_at_or_above_the_highest_of_the_lines() -> None:
    line = ChartLine("A", ((0.0, 0.0), (2.0, 210.0)))
    laid = laid_out(Chart("x", (0.0, 2.0), 1.0, "nu", "y", (line,)))
    assert [tick.word for tick in laid.y_ticks][-2:] == ["200", "250"]
    assert laid.lines[0].path == "M0 100L100 16"


def test_a_bar_goes_from_its_best_place_to_its_worst_and_the_places_are_whole() -> None:
    laid = laid_out(
        Chart("Plats", (0.5, 10.5), 1.0, "nu: plats 1", bars=(ChartBar("A", 1, 3), ChartBar("Inget", 2, 2)))
    )
    assert [(bar.at, bar.width) for bar in laid.bars] == [(5, 20), (15, 0)]
    assert [tick.word for tick in laid.x_ticks] == ["2", "4", "6", "8", "10"]
    assert laid.y_ticks == ()


def test_what_stands_in_no_table_is_told_as_one() -> None:
    (table,) = untold(LINES)
    assert (table.caption, table.header) == ("Per krona", ("Ram, tkr", "Poäng"))
    assert [tuple(cell.replace("\u00a0", " ") for cell in row) for row in table.rows] == [
        ("0", "0,0"),
        ("2 000", "200,0"),
    ]
    assert list(untold(None)) == []


@given(st.lists(st.tuples(figures, figures), max_size=5), figures, figures, st.booleans())
def test_whatever_the_figures_are_everything_stands_within_the_area(
    points: list[tuple[float, float]], end: float, marked: float, steps: bool
) -> None:
    laid = laid_out(Chart("x", (0.0, end), marked, "nu", "y", (ChartLine("A", tuple(sorted(points)), steps),)))
    where = [laid.marked, *(tick.at for tick in (*laid.x_ticks, *laid.y_ticks))]
    assert all(math.isfinite(at) and 0 <= at <= 100 for at in where)
    assert len(laid.x_ticks) <= 7
    assert 2 <= len(laid.y_ticks) <= 8
    assert len(laid.lines[0].path) > 0 or not points


@pytest.mark.parametrize("highest", [0.3, 1.0, 7.0, 99.9, 100.0, 100.1, 366.7, 12_345.0])
def test_the_highest_line_is_not_cut_and_has_most_of_the_height(highest: float) -> None:
    laid = laid_out(Chart("x", (0.0, 1.0), 0.0, "nu", "y", (ChartLine("A", ((0.0, 0.0), (1.0, highest))),)))
    top = float(laid.lines[0].path.rsplit(" ", 1)[1])
    assert 0 <= top <= 50
    assert laid.y_ticks[0].at == 100
