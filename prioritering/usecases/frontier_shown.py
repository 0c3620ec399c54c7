"""What the part Bästa portföljen shows of other frames: what each would give, in words and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prioritering import swedish
from prioritering.analysis.demands import Demands
from prioritering.analysis.portfolio import Pool
from prioritering.usecases.portfolio_figures import next_step
from prioritering.view import portfolio_words
from prioritering.view.picture import Picture
from prioritering.view.portfolio_words import Terms


def frontier_shown(
    picture: Picture, chosen_from: Pool, demands: Demands, points: Sequence[tuple[int, float]]
) -> dict[str, Any]:
    """Return the section on other frames; `points` are the frames in kronor where the points rise, with the most."""
    frame = picture.frame.kronor or 0
    names = [item.name for item in picture.board.candidates]
    priced = zip(names, chosen_from.ids, chosen_from.costs, strict=True)
    held = tuple(name for name, key, cost in priced if key in demands.must and cost is None)
    text = portfolio_words.frame_words(frame, *next_step(points, frame), Terms(locked_unknown=held))
    text = text if demands.plain else f"Utan kraven: {text[:1].lower()}{text[1:]}"
    extra = [] if demands.plain else ["Här gäller låsen men inte de övriga kraven."]
    caption = "Mest poäng per ram, av projekten med känd kostnad"
    if held:
        caption += " och det låsta, vars okända kostnad inte är med i ramen"
    rows = [[swedish.tkr(value), swedish.number(reached, 1)] for value, reached in points]
    table = {"caption": caption, "header": ["Ram", "Poäng"], "rows": rows}
    return {"title": "Vad en annan ram skulle ge", "texts": [text, *extra], "table": table}
