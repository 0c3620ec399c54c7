"""The figures of a curve as tables that can be read: of very many rows those nearest to what is marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from prioritering import swedish
from prioritering.view.chart_layout import untold
from prioritering.view.study_pieces import Chart, ShownTable

CURVE_ROWS = 60


class DrawnTable(NamedTuple):
    """A table as it is drawn, and what is said of the rows that are left out of it; empty when none are."""

    table: ShownTable
    more: str = ""


def curve_tables(table: ShownTable | None, chart: Chart | None) -> Iterator[DrawnTable]:
    """Yield the table beside a chart, and the figures of each line that do not stand in it. The document has all."""
    lines = () if chart is None else chart.lines
    told = [line.points for line in lines if line.told]
    if table is not None:
        # One row for each point of the line that it tells of; another table has no order along the chart.
        along = told[0] if len(told) == 1 and len(told[0]) == len(table.rows) else ()
        yield _bounded(table, [x for x, _ in along], chart)
    for one, line in zip(untold(chart), (line for line in lines if not line.told), strict=True):
        yield _bounded(one, [x for x, _ in line.points], chart)


def _bounded(table: ShownTable, along: Sequence[float], chart: Chart | None) -> DrawnTable:
    left = len(table.rows) - CURVE_ROWS
    if left <= 0 or not along or chart is None:
        return DrawnTable(table)
    start = min(max(0, bisect_left(along, chart.marked) - CURVE_ROWS // 2), left)
    nearest = replace(table, rows=table.rows[start : start + CURVE_ROWS])
    return DrawnTable(
        nearest,
        f"Här står de {CURVE_ROWS} rader som är närmast {chart.marked_word}, och {swedish.number(left)} till står i "
        "dokumentet (JSON).",
    )
