"""What the part Bästa portföljen shows of other frames: what each would give, in words and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prioritering import swedish
from prioritering.analysis.demands import Demands
from prioritering.analysis.frontier import Curve
from prioritering.analysis.portfolio import Pool
from prioritering.money.amounts import in_tkr
from prioritering.usecases import study
from prioritering.usecases.portfolio_figures import next_step
from prioritering.view import portfolio_words
from prioritering.view.picture import Picture
from prioritering.view.portfolio_words import Terms
from prioritering.view.study_pieces import Chart, ChartLine, ShownTable

BEST_LINE, VALUE_LINE = "Bästa portföljen per ram", "Mest poäng per krona först"


def frontier_shown(
    picture: Picture, chosen_from: Pool, demands: Demands, points: Sequence[tuple[int, float]]
) -> dict[str, Any]:
    """Return the section on other frames; `points` are the frames in kronor where the points rise, with the most."""
    frame = picture.frame.kronor or 0
    names = [item.name for item in picture.board.candidates]
    priced = zip(names, chosen_from.ids, chosen_from.costs, strict=True)
    held = tuple(name for name, key, cost in priced if key in demands.must and cost is None)
    text = portfolio_words.most_within_frame(frame, *next_step(points, frame), Terms(locked_unknown=held))
    text = text if demands.plain else f"Utan kraven: {text[:1].lower()}{text[1:]}"
    extra = [] if demands.plain else ["Här gäller låsen men inte de övriga kraven."]
    assumed = (picture.board.assumed & [cost is not None for cost in chosen_from.costs]).any()
    caption = f"Mest poäng per ram, av projekten med känd {'eller antagen ' if assumed else ''}kostnad"
    if held:
        caption += " och det låsta, vars okända kostnad inte är med i ramen"
    rows = tuple((swedish.tkr(value), swedish.number(reached, 1)) for value, reached in points)
    table = ShownTable(caption, ("Ram", "Poäng"), rows)
    chart = _chart(frame, points, study.value_curve(chosen_from, demands))
    return {"title": "Vad en annan ram skulle ge", "texts": [text, *extra], "table": table, "chart": chart}


def _chart(frame: int, points: Sequence[tuple[int, float]], curve: Curve) -> Chart:
    """Return as steps the most points per frame, and the points by money spent when the most per krona go first."""
    by_value = zip(curve.cost, curve.points, strict=True)
    best = tuple((float(in_tkr(value)), reached) for value, reached in points)
    dearest = tuple((float(in_tkr(cost)), reached) for cost, reached in by_value)
    widest = max([float(in_tkr(frame)), *(x for x, _ in (*best, *dearest))])
    lines = (ChartLine(BEST_LINE, best, steps=True), ChartLine(VALUE_LINE, dearest, steps=True, told=False))
    return Chart("Ram, tkr", (0.0, widest), float(in_tkr(frame)), f"ram {swedish.tkr(frame)}", "Poäng", lines)
