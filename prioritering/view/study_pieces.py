"""The pieces that the documents of Robusthet are made of: rows and sections in words, as its templates draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import AllowInfNan

Figure = Annotated[float, AllowInfNan(False)]
"""A number that can be drawn."""


@dataclass(frozen=True, slots=True)
class FindOutRow:
    """Something to find out: how many projects it moves out of the grey zone on average, and how many stay there.

    `id` is that of the project that it is of, and of the criterion; "" where it is of none, and in older documents.
    """

    name: str
    kind: str
    settled: str
    after: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class NextShown:
    """What to find out first; `rows` is empty where there is nothing."""

    lead: str
    rows: tuple[FindOutRow, ...]
    caption: str


@dataclass(frozen=True, slots=True)
class NeededRow:
    """A project, its state on the board as shape and word, and what would change it.

    `exact` gives in full the limits that the sentence rounds ("" where it rounds none, and in older documents). `id` is
    "" in older documents.
    """

    name: str
    few: str
    sentence: str
    shape: str
    word: str
    exact: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class NeededShown:
    """What it takes for each project to get in, or to fall out."""

    lead: str
    rows: tuple[NeededRow, ...]
    caption: str
    more: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What a rule picks with the same points, costs and frame, and how that differs from the ranked list."""

    name: str
    sentence: str
    chosen: str
    note: str
    points: str
    cost: str
    differs: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table in words; the first cell of each row names it.

    `dark` says how dark each cell is drawn, 0 to 60 percent, where the chart beside it has darker squares; else empty.
    `projects` is the id and the name of each row's project; empty where rows are of none, and in older documents.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    dark: tuple[tuple[int, ...], ...] = ()
    projects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line of a chart, as (x, y) from left to right; `steps` says that it rises at each point, not between them.

    `told` says that its figures stand in the table beside the chart.
    """

    name: str
    points: tuple[tuple[Figure, Figure], ...]
    steps: bool = False
    told: bool = True


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar of a chart, from one x to another."""

    name: str
    start: Figure
    end: Figure


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of lines or of bars as its figures: what its axes are called and where they begin and end.

    `marked` is the x of now, with its word; `y_name` is empty where there are bars.
    """

    x_name: str
    x_ends: tuple[Figure, Figure]
    marked: Figure
    marked_word: str
    y_name: str = ""
    lines: tuple[ChartLine, ...] = ()
    bars: tuple[ChartBar, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its sentences, and the figures of its chart as a table; None where there is nothing to draw.

    `chart` is the same figures to be drawn; None in documents from before, and where the table itself is the picture.
    """

    title: str
    texts: tuple[str, ...]
    table: ShownTable | None
    chart: Chart | None = None
