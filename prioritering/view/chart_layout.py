"""A chart of a document laid out to be drawn without a script: all in percent of an area, from its upper left."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prioritering import swedish
from prioritering.view.study_pieces import Chart, ChartLine, ShownTable

_TICKS, _FINEST = 5, 1e-6
_ROUND = (1, 2, 2.5, 5, 10)


class Tick(NamedTuple):
    """A figure on an axis, and where."""

    at: float
    word: str


class LaidLine(NamedTuple):
    """A line as the path of an SVG whose area is 100 by 100."""

    name: str
    path: str


class LaidBar(NamedTuple):
    """A bar: where it begins, and how wide it is; nothing wide where both ends are the same."""

    name: str
    at: float
    width: float


class LaidChart(NamedTuple):
    """All of a chart, ready to be drawn."""

    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    lines: tuple[LaidLine, ...]
    bars: tuple[LaidBar, ...]
    marked: float


def laid_out(chart: Chart) -> LaidChart:
    """Return a chart laid out; y begins at nothing and ends at the first round figure above all lines."""
    start, end = chart.x_ends
    across = _Scale(start, end if end - start > _FINEST else start + 1)
    x_ticks = tuple(Tick(across.at(value), swedish.short(value)) for value in _round_figures(start, across.end))
    highest = max((y for line in chart.lines for _, y in line.points), default=0.0)
    figures = _round_figures(0.0, highest if highest > _FINEST else 1.0, above=True)
    up = _Scale(figures[-1], 0.0)
    y_ticks = tuple(Tick(up.at(value), swedish.short(value)) for value in figures) if chart.lines else ()
    lines = tuple(LaidLine(line.name, _path(line, across, up)) for line in chart.lines)
    bars = tuple(
        LaidBar(bar.name, across.at(bar.start), round(across.at(bar.end) - across.at(bar.start), 2))
        for bar in chart.bars
    )
    return LaidChart(x_ticks, y_ticks, lines, bars, across.at(chart.marked))


def untold(chart: Chart | None) -> Iterator[ShownTable]:
    """Yield the figures of each line of a chart that do not stand in the table beside it."""
    for line in () if chart is None else chart.lines:
        if chart is not None and not line.told:
            rows = tuple((swedish.all_decimals(x), swedish.number(y, 1)) for x, y in line.points)
            yield ShownTable(line.name, (chart.x_name, chart.y_name), rows)


class _Scale(NamedTuple):
    """Where figures stand between the two ends of an axis, in percent."""

    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a figure stands, within the area."""
        return round(min(max(0.0, 100 * (value - self.start) / (self.end - self.start)), 100.0), 2)


def _round_figures(start: float, end: float, above: bool = False) -> Sequence[float]:
    """Return a few round figures within the ends, or with the first one `above` the end."""
    rough = (end - start) / _TICKS
    size = 10.0 ** math.floor(math.log10(rough))
    # Places and points are counted in whole ones.
    whole = [times for times in _ROUND if size < 1 or (size * times).is_integer()]
    step = next(size * times for times in whole if size * times >= rough * 0.999)
    first, last = math.ceil(start / step), math.ceil(end / step - 1e-9) if above else math.floor(end / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def _path(line: ChartLine, across: _Scale, up: _Scale) -> str:
    moves: list[str] = []
    for x, y in line.points:
        at, height = across.at(x), up.at(y)
        next_move = f"H{at:g}V{height:g}" if line.steps else f"L{at:g} {height:g}"
        moves.append(next_move if moves else f"M{at:g} {height:g}")
    return "".join(moves)
