"""The charts of the page Robusthet, as plotly figures; each is drawn with a text and a table beside it."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from prioritering import swedish
from prioritering.arrays import Array
from prioritering.direction import isolated
from prioritering.view.study_pieces import Chart, ChartLine
from prioritering.web.frame.theme import colour

LINES = ("c1", "c2", "c3", "c4", "c5", "c6")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
NAME_LENGTH = 38
LINE_LENGTH = 21
MOST_LINES = 6
LINE_HEIGHT = 16


def show(figure: go.Figure, key: str, alt: str) -> None:
    """Draw a figure in Swedish, without tool bar, with a text for those who do not see it."""
    figure.update_layout(
        separators=swedish.DECIMAL_SIGN + swedish.NBSP,
        margin={"l": 10, "r": 10, "t": 30, "b": 40},
        dragmode=False,
        hovermode="closest",
    )
    # A finger that scrolls the page on a phone must not zoom the chart.
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True)
    st.plotly_chart(figure, key=key, alt=alt, config={"displayModeBar": False})


def wrapped(name: str) -> str:
    """Return a name on short lines, so that a chart keeps its room on a phone; cut only where no title is that long."""
    lines = textwrap.wrap(name, LINE_LENGTH, max_lines=MOST_LINES, placeholder="…")
    return "<br>".join(map(chart_text, lines))


def whole_name(name: str) -> str:
    """Return all of a name, on lines that have room in a phone's width beside the line that it is the name of."""
    return "<br>".join(map(chart_text, textwrap.wrap(name, NAME_LENGTH)))


def short_name(name: str) -> str:
    """Return a name that fits in the title of an axis."""
    return chart_text(name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip()}…")


def _lines(names: Sequence[str]) -> list[int]:
    return [name.count("<br>") + 1 for name in names]


def chart_text(text: str) -> str:
    """Return a text in which a chart finds no markup, no formula and no field of its own to fill in."""
    return html.escape(isolated(text)).replace("%{", "%\u2060{").replace("$", "&#36;")


def place_map(names: Sequence[str], shares: Array) -> go.Figure:
    """Return rank acceptability as a heat map: a project a row, a place a column, darker the more often."""
    places = [str(place + 1) for place in range(shares.shape[1])]
    text = [[swedish.number(100 * x) if x >= 0.005 else "" for x in row] for row in shares]
    figure = go.Figure(
        go.Heatmap(
            z=shares * 100,
            x=places,
            y=list(range(len(names))),
            customdata=[
                [f"{whole_name(name)}<br>plats {place}: {swedish.percent(x, 1)}" for place, x in enumerate(row, 1)]
                for name, row in zip(names, shares.tolist(), strict=True)
            ],
            text=text if shares.shape[1] <= 15 else None,
            texttemplate="%{text}" if shares.shape[1] <= 15 else None,
            # Never so dark that the ink of the figures cannot be read on it.
            colorscale=[[0, colour("c2", 0.06)], [1, colour("c2", 0.6)]],
            textfont={"color": colour("ink")},
            zmin=0,
            zmax=100,
            xgap=2,
            ygap=2,
            hovertemplate="%{customdata}<extra></extra>",
            showscale=False,
        )
    )
    ticks = [wrapped(name) for name in names]
    figure.update_layout(height=100 + max([3, *_lines(ticks)]) * LINE_HEIGHT * len(names))
    # The grid would go through the figures.
    figure.update_xaxes(title="Plats (% av fallen)", type="category", side="top", showgrid=False)
    # Rows are numbers, named by their ticks: two projects may have the same name.
    rows = list(range(len(names)))
    figure.update_yaxes(
        autorange="reversed", automargin=True, tickvals=rows, ticktext=ticks, showgrid=False, zeroline=False
    )
    return figure


def frontier_chart(given: Chart) -> go.Figure:
    """Return the most points per frame and the value-for-money curve, as steps: what comes next takes all it costs."""
    best, by_value = given.lines
    figure = go.Figure()
    figure.add_scatter(**_steps(best, "ram "), mode="lines", line={"shape": "hv", "color": colour("c1"), "width": 3})
    figure.add_scatter(
        **_steps(by_value),
        mode="lines+markers",
        line={"shape": "hv", "color": colour("c3"), "dash": "dot", "width": 2},
    )
    figure.add_vline(x=given.marked, line={"color": colour("water"), "width": 2, "dash": "dash"})
    figure.add_annotation(
        x=given.marked, y=1.02, yref="paper", text=given.marked_word, showarrow=False, yanchor="bottom"
    )
    figure.update_layout(height=360, legend={"orientation": "h", "y": -0.25})
    figure.update_xaxes(title=given.x_name, rangemode="tozero", tickformat=",.0f")
    figure.update_yaxes(title=given.y_name, rangemode="tozero")
    return figure


def _steps(line: ChartLine, before: str = "") -> dict[str, Any]:
    """Return a line of points by tkr, with what is read at each."""
    told = [
        f"{before}{swedish.with_unit(swedish.all_decimals(x), 'tkr')}: {swedish.number(y, 1)} poäng"
        for x, y in line.points
    ]
    return {
        "x": [x for x, _ in line.points],
        "y": [y for _, y in line.points],
        "name": line.name,
        "customdata": told,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def tornado_chart(labels: Sequence[str], low: Sequence[int], high: Sequence[int], now: int, worst: int) -> go.Figure:
    """Return a tornado of places: each bar from the best to the worst place that one thing leads to."""
    figure = go.Figure()
    starts = [min(a, b) for a, b in zip(low, high, strict=True)]
    widths = [abs(a - b) for a, b in zip(low, high, strict=True)]
    figure.add_bar(
        x=[max(width, 0.06) for width in widths],
        base=starts,
        y=[chart_text(label) for label in labels],
        orientation="h",
        marker={"color": colour("c2")},
        customdata=list(zip(low, high, strict=True)),
        hovertemplate="%{y}: plats %{customdata[0]} vid lägsta, %{customdata[1]} vid högsta<extra></extra>",
        showlegend=False,
    )
    figure.add_vline(x=now, line={"color": colour("water"), "width": 2, "dash": "dash"})
    figure.add_annotation(x=now, y=1.02, yref="paper", text=f"nu: plats {now}", showarrow=False, yanchor="bottom")
    figure.update_layout(height=110 + 38 * len(labels), bargap=0.35)
    figure.update_xaxes(title="Plats (1 är först)", range=[0.5, max(worst, 2) + 0.5], dtick=1 if worst <= 6 else None)
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def weight_chart(names: Sequence[str], points: Array, marked: int, now: int, label: str) -> go.Figure:
    """Return points over one weight 0–100 for some projects (101 × projects), the marked one drawn strongest.

    `now` is the weight as it is written everywhere, in whole percent.
    """
    figure = go.Figure()
    for column, name in enumerate(names):
        strong = column == marked
        line = colour(LINES[column % len(LINES)])
        figure.add_scatter(
            x=list(range(101)),
            y=np.round(points[:, column], 2).tolist(),
            mode="lines",
            name=whole_name(name),
            line={"color": line, "width": 4 if strong else 2, "dash": DASHES[column % len(DASHES)]},
            customdata=[
                f"{swedish.percent(x / 100)}: {swedish.number(float(y))} poäng" for x, y in enumerate(points[:, column])
            ],
            hovertemplate="%{customdata}<extra>%{fullData.name}</extra>",
        )
    figure.add_vline(x=now, line={"color": colour("water"), "width": 2, "dash": "dash"})
    figure.add_annotation(
        x=now, y=1.02, yref="paper", text=f"nu {swedish.percent(now / 100)}", showarrow=False, yanchor="bottom"
    )
    # What a name takes beyond its first line is added below: the lines keep the height that they have.
    more = "".join(map(whole_name, names)).count("<br>")
    # Nor is a name scrolled away, though on a phone they may need more than the half that a legend is else given.
    legend = {"orientation": "h", "y": -0.25, "maxheight": 1}
    figure.update_layout(height=420 + more * LINE_HEIGHT, legend=legend)
    figure.update_xaxes(title=f"Vikt på {short_name(label.lower())}, %", range=[0, 100])
    figure.update_yaxes(title="Poäng", range=[0, 102])
    return figure
