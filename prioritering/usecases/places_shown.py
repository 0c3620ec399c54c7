"""What the part Platser shows: how often each project has each place, in words and as a table."""

from __future__ import annotations

from typing import Any

from prioritering.analysis.acceptability import PlaceCounts
from prioritering.analysis.inclusion import Outcome
from prioritering.arrays import Array
from prioritering.usecases.expected_places import expected_place_words
from prioritering.usecases.study import Robust
from prioritering.view.reasons import name_and_answers, projects_of
from prioritering.view.share_words import share_words
from prioritering.view.standing_words import most_often_first

MAP_ROWS = 30
MAP_DARKEST = 60
"""How dark what always happens is drawn, in percent: never so dark that the figure cannot be read on it."""
_TITLE = "Hur ofta varje projekt får varje plats"
SHARED_PLACES = "Lika poäng delar den bästa platsen (1, 2, 2, 4), så en plats kan delas av flera."


def map_rows(given: Robust, places: PlaceCounts) -> tuple[list[int], Array]:
    """Return the projects that are shown, as indexes from the first place down, and the share of each on each place."""
    order = [int(i) for i in places.in_turn(given.picture.board.position)[:MAP_ROWS]]
    # What is locked in without points takes no place.
    return order, places.acceptability[order][:, : min(given.picture.scored.ranked_count, MAP_ROWS)]


def places_shown(given: Robust, outcome: Outcome, places: PlaceCounts) -> dict[str, Any]:
    """Return what the part shows, as one section."""
    order, shown = map_rows(given, places)
    text = (
        f"{most_often_first(given.picture, outcome)} En mörk ruta långt åt vänster "
        "är ett projekt som nästan alltid hamnar högt; en utspridd rad är ett vars plats beror på vikter och nivåer."
    )
    expected = expected_place_words(given.picture.board, places)
    rows = [
        [
            name_and_answers(given.picture, i),
            expected[i],
            *(share_words(float(x), outcome.count) for x in row),
        ]
        for i, row in zip(order, shown, strict=True)
    ]
    header = ["Projekt", "Väntad", *(str(place + 1) for place in range(shown.shape[1]))]
    # The name and the expected place are not squares of the map.
    dark = [[0, 0, *(round(float(x) * MAP_DARKEST) for x in row)] for row in shown]
    caption = "Andel av fallen på varje plats, och väntad plats"
    projects = projects_of(given.picture, order)
    table = {"caption": caption, "header": header, "rows": rows, "dark": dark, "projects": projects}
    return {"sections": [{"title": _TITLE, "texts": [text, SHARED_PLACES], "table": table}]}
