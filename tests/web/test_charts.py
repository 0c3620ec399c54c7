"""What the charts of Robusthet say in words and figures, and how they are drawn."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from prioritering import swedish
from prioritering.money.amounts import nearest_krona
from prioritering.view.study_pieces import Chart, ChartLine
from prioritering.web.frame.theme import colour, stylesheet
from prioritering.web.pages.robusthet import charts
from prioritering.web.pages.robusthet.charts import (
    frontier_chart,
    place_map,
    short_name,
    tornado_chart,
    weight_chart,
    wrapped,
)

NBSP = "\u00a0"
LONGEST = "Behovsanpassade tillsyner och arbetssätt inom särskilt boende"
Line = tuple[tuple[float, float], ...]
NOW_LINE = {"color": colour("water"), "width": 2, "dash": "dash"}


def drawn(figure: go.Figure) -> Any:
    """The figure as the browser gets it."""
    return figure.to_plotly_json()


def now_line(figure: go.Figure) -> tuple[float, str, float]:
    """Where the line of now stands, what is written above it, and where; it goes from the bottom to the top."""
    [line], [note] = drawn(figure)["layout"]["shapes"], drawn(figure)["layout"]["annotations"]
    assert (line["x0"], line["y0"], line["y1"], line["yref"]) == (line["x1"], 0, 1, "y domain")
    assert line["line"] == NOW_LINE
    assert (note["showarrow"], note["yref"], note["y"], note["yanchor"]) == (False, "paper", 1.02, "bottom")
    assert note["x"] == line["x0"]
    return line["x0"], note["text"], note["y"]


def frontier(best: Line, by_value: Line, frame: float) -> Chart:
    lines = (ChartLine("Bästa portföljen per ram", best), ChartLine("Mest poäng per krona först", by_value))
    return Chart("Ram, tkr", (0.0, 1000.0), frame, f"ram {swedish.tkr(nearest_krona(frame))}", "Poäng", lines)


def test_a_chart_has_the_colours_of_the_stylesheet_in_the_theme_that_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    first = re.search(r"--water: light-dark\((#\w+), (#\w+)\)", stylesheet())
    assert first
    for theme, shown in (("light", first[1]), ("dark", first[2])):
        monkeypatch.setattr(st, "context", SimpleNamespace(theme=SimpleNamespace(type=theme)))
        figure = frontier_chart(frontier(((0.0, 0.0),), (), 1.0))
        assert drawn(figure)["layout"]["shapes"][0]["line"]["color"] == shown


def test_the_charts_have_no_colours_of_their_own() -> None:
    source = Path(charts.__file__).read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", source) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("x" * 38, "x" * 38),
        ("x" * 39, "x" * 37 + "…"),
        ("x" * 36 + " åäö", "x" * 36 + "…"),
        ("<b>&", "&lt;b&gt;&amp;"),
    ],
)
def test_a_name_in_the_title_of_an_axis_is_cut_past_thirty_eight_characters_and_never_markup(
    name: str, shown: str
) -> None:
    assert short_name(name) == shown


def test_a_name_by_a_row_has_lines_of_twenty_one_characters_and_is_cut_where_no_title_is_that_long() -> None:
    assert wrapped("x" * 21) == "x" * 21
    assert wrapped("a" * 10 + " " + "b" * 11) == "a" * 10 + "<br>" + "b" * 11
    assert wrapped(LONGEST) == "Behovsanpassade<br>tillsyner och<br>arbetssätt inom<br>särskilt boende"
    # A sign that is written as five counts as one.
    long = wrapped(" ".join(["Nytt & bra"] * 15))
    assert long == "<br>".join(["Nytt &amp; bra Nytt &amp; bra"] * 5 + ["Nytt &amp; bra Nytt &amp;…"])


def test_a_row_of_the_map_of_places_has_room_for_all_of_its_name() -> None:
    short, long = (drawn(place_map([name, "B"], np.eye(2)))["layout"]["height"] for name in ("A", LONGEST))
    assert (short, long) == (100 + 2 * 48, 100 + 2 * 64)


def test_all_of_a_name_stands_below_the_chart_over_a_weight_without_taking_its_height() -> None:
    one, two = (weight_chart([name, "B"], np.zeros((101, 2)), 0, 50, "Nytta") for name in ("A", LONGEST))
    said = drawn(two)["data"][0]["name"]
    assert said.replace("<br>", " ") == LONGEST
    assert max(map(len, said.split("<br>"))) <= 38
    assert drawn(two)["layout"]["height"] == drawn(one)["layout"]["height"] + 16


def test_no_line_goes_through_the_figures_of_the_map_of_places() -> None:
    layout = drawn(place_map(["A"], np.eye(1)))["layout"]
    assert (layout["xaxis"]["showgrid"], layout["yaxis"]["showgrid"], layout["yaxis"]["zeroline"]) == (False,) * 3


def test_the_map_of_places_writes_whole_percents_from_a_half_and_leaves_the_rest_empty() -> None:
    figure = place_map(["A", "B"], np.array([[0.9951, 0.0049, 0.0], [0.005, 0.62, 0.375]]))
    assert [list(row) for row in figure.data[0].text] == [["100", "", ""], ["1", "62", "38"]]
    # In more than fifteen columns there is no room for figures.
    for places, written in ((3, "%{text}"), (15, "%{text}"), (16, None)):
        heat = place_map(["A"], np.full((1, places), 1 / places)).data[0]
        assert (heat.text is not None, heat.texttemplate) == (written is not None, written)


def test_the_map_of_places_has_a_column_a_place_and_a_row_a_project_with_the_first_at_the_top() -> None:
    shares = np.array([[0.75, 0.25, 0.0], [0.25, 0.5, 0.25], [0.0, 0.25, 0.75]])
    figure = place_map(["Lika namn", "Lika namn", "C"], shares)
    [heat], layout = figure.data, drawn(figure)["layout"]
    assert list(heat["x"]) == ["1", "2", "3"]
    assert list(heat["y"]) == layout["yaxis"]["tickvals"] == [0, 1, 2]
    assert layout["yaxis"]["ticktext"] == ["Lika namn", "Lika namn", "C"]
    assert (layout["yaxis"]["autorange"], layout["yaxis"]["automargin"]) == ("reversed", True)
    assert np.array_equal(heat["z"], shares * 100)
    assert list(heat["customdata"][1]) == [
        "Lika namn<br>plats 1: 25,0\u00a0%",
        "Lika namn<br>plats 2: 50,0\u00a0%",
        "Lika namn<br>plats 3: 25,0\u00a0%",
    ]
    assert heat["hovertemplate"] == "%{customdata}<extra></extra>"
    assert layout["xaxis"]["title"]["text"] == "Plats (% av fallen)"
    assert (layout["xaxis"]["side"], layout["xaxis"]["type"]) == ("top", "category")
    # Room for three lines of a name in each row.
    assert layout["height"] == 100 + 3 * 48


def test_the_map_of_places_is_darker_the_more_often_on_one_scale_from_never_to_always() -> None:
    heat = drawn(place_map(["A"], np.array([[0.3, 0.7]])))["data"][0]
    assert (heat["zmin"], heat["zmax"], heat["showscale"]) == (0, 100, False)
    assert (heat["xgap"], heat["ygap"]) == (2, 2)
    where, colours = zip(*heat["colorscale"], strict=True)
    assert where == (0, 1)
    assert colours == ("rgba(42,143,133,0.06)", "rgba(42,143,133,0.6)")
    # The figures are read on the darkest of them too.
    assert heat["textfont"]["color"] == colour("ink")


def test_the_frontier_is_drawn_as_steps_in_tkr_beside_the_curve_of_value_for_money() -> None:
    figure = frontier_chart(frontier(((0.0, 0.0), (250.5, 40.0), (1000.0, 90.5)), ((0.0, 0.0), (400.0, 30.0)), 600.0))
    best, ranked = drawn(figure)["data"]
    assert (best["name"], best["x"], best["y"]) == ("Bästa portföljen per ram", [0.0, 250.5, 1000.0], [0.0, 40.0, 90.5])
    assert (ranked["name"], ranked["x"], ranked["y"]) == ("Mest poäng per krona först", [0.0, 400.0], [0.0, 30.0])
    assert best["line"] == {"shape": "hv", "color": colour("c1"), "width": 3}
    assert ranked["line"] == {"shape": "hv", "color": colour("c3"), "dash": "dot", "width": 2}
    assert (best["mode"], ranked["mode"]) == ("lines", "lines+markers")
    # Sums of points with a decimal, and costs with the decimals that they have.
    assert best["customdata"][1:] == [f"ram 250,5{NBSP}tkr: 40,0 poäng", f"ram 1{NBSP}000{NBSP}tkr: 90,5 poäng"]
    assert ranked["customdata"][1] == f"400{NBSP}tkr: 30,0 poäng"
    assert best["hovertemplate"] == ranked["hovertemplate"] == "%{customdata}<extra></extra>"
    assert now_line(figure)[:2] == (600.0, f"ram 600{NBSP}tkr")


def test_the_frontier_starts_from_nothing_on_both_axes_and_has_its_names_below() -> None:
    layout = drawn(frontier_chart(frontier(((0.0, 0.0),), (), 1.0)))["layout"]
    assert (layout["xaxis"]["title"]["text"], layout["yaxis"]["title"]["text"]) == ("Ram, tkr", "Poäng")
    assert (layout["xaxis"]["rangemode"], layout["yaxis"]["rangemode"]) == ("tozero", "tozero")
    assert layout["xaxis"]["tickformat"] == ",.0f"
    assert (layout["height"], layout["legend"]) == (360, {"orientation": "h", "y": -0.25})


def test_a_tornado_goes_from_the_best_to_the_worst_place_and_says_which_end_gave_which() -> None:
    figure = tornado_chart(["Vikt", "Nivå", "Inget"], [3, 1, 2], [1, 5, 2], 2, 5)
    [bars] = drawn(figure)["data"]
    assert (bars["y"], bars["orientation"]) == (["Vikt", "Nivå", "Inget"], "h")
    # What changes nothing is still a thin mark that can be seen and pointed at.
    assert (bars["base"], bars["x"]) == ([1, 1, 2], [2, 4, 0.06])
    assert [tuple(ends) for ends in bars["customdata"]] == [(3, 1), (1, 5), (2, 2)]
    assert (
        bars["hovertemplate"] == "%{y}: plats %{customdata[0]} vid lägsta, %{customdata[1]} vid högsta<extra></extra>"
    )
    assert (bars["marker"]["color"], bars["showlegend"]) == (colour("c2"), False)
    assert now_line(figure)[:2] == (2, "nu: plats 2")


@pytest.mark.parametrize(("worst", "end", "step"), [(1, 2.5, 1), (3, 3.5, 1), (6, 6.5, 1), (7, 7.5, None)])
def test_the_places_of_a_tornado_go_from_first_to_worst_each_with_its_figure_while_a_phone_has_room(
    worst: int, end: float, step: int | None
) -> None:
    layout = drawn(tornado_chart(["A", "B"], [1, 1], [1, 1], 1, worst))["layout"]
    assert (list(layout["xaxis"]["range"]), layout["xaxis"].get("dtick")) == ([0.5, end], step)
    assert layout["xaxis"]["title"]["text"] == "Plats (1 är först)"
    assert (layout["yaxis"]["autorange"], layout["yaxis"]["automargin"]) == ("reversed", True)
    assert (layout["height"], layout["bargap"]) == (110 + 2 * 38, 0.35)


def test_a_chart_over_a_weight_draws_each_project_in_its_own_colour_and_the_marked_one_strongest() -> None:
    names = [f"Projekt {number}" for number in range(7)]
    points = np.linspace(0, 100, 101)[:, None] * (np.arange(7) / 7)
    figure = weight_chart(names, points, 2, 34, "Effektens Omfattning")
    lines = drawn(figure)["data"]
    assert [line["name"] for line in lines] == names
    assert lines[0]["x"] == list(range(101))
    assert lines[3]["y"] == [round(point, 2) for point in points[:, 3].tolist()]
    # What is faded is not told from the ground by whoever needs contrast: 3:1 for a line.
    assert not [line for line in lines if line.get("opacity", 1) < 1]
    assert [line["line"]["width"] for line in lines] == [2, 2, 4, 2, 2, 2, 2]
    looks = [(line["line"]["color"], line["line"]["dash"]) for line in lines]
    assert len(set(looks)) == 6
    assert looks[6] == looks[0] == (colour("c1"), "solid")
    assert {line["mode"] for line in lines} == {"lines"}
    assert lines[1]["customdata"][::50] == ["0\u00a0%: 0 poäng", "50\u00a0%: 7 poäng", "100\u00a0%: 14 poäng"]
    assert lines[1]["hovertemplate"] == "%{customdata}<extra>%{fullData.name}</extra>"
    assert lines[1]["name"] == "Projekt 1"
    assert now_line(figure)[:2] == (34, "nu 34\u00a0%")


def test_a_chart_over_a_weight_has_whole_percents_below_and_all_points_beside() -> None:
    figure = weight_chart(["A"], np.zeros((101, 1)), 0, 100, "Effektens Omfattning")
    assert now_line(figure)[:2] == (100, "nu 100\u00a0%")
    layout = drawn(figure)["layout"]
    assert layout["xaxis"]["title"]["text"] == "Vikt på effektens omfattning, %"
    assert (list(layout["xaxis"]["range"]), list(layout["yaxis"]["range"])) == ([0, 100], [0, 102])
    assert layout["yaxis"]["title"]["text"] == "Poäng"
    # No name in the legend is scrolled away, however many lines they take.
    assert (layout["height"], layout["legend"]) == (420, {"orientation": "h", "y": -0.25, "maxheight": 1})


def test_a_finger_that_scrolls_moves_no_chart_and_figures_are_written_in_swedish() -> None:
    def page() -> None:
        import plotly.graph_objects as go

        from prioritering.web.pages.robusthet.charts import show

        show(go.Figure(go.Bar(x=[1], y=[2])), "prov", "Vad den visar")

    [chart] = AppTest.from_function(page).run().get("plotly_chart")
    layout = json.loads(chart.proto.spec)["layout"]
    assert (layout["xaxis"]["fixedrange"], layout["yaxis"]["fixedrange"], layout["dragmode"]) == (True, True, False)
    assert layout["separators"] == f",{NBSP}"
    assert (chart.proto.alt, json.loads(chart.proto.config)) == ("Vad den visar", {"displayModeBar": False})
