"""The projector's step Säkert: what is safe, in the grey zone and outside, out of the study that Robusthet shows."""

from __future__ import annotations

from typing import Any

import numpy as np

from prioritering import swedish
from prioritering.analysis.inclusion import Outcome, Standing
from prioritering.errors import BadArgument
from prioritering.usecases.study import Robust, robust
from prioritering.view.picture import Picture
from prioritering.view.share_words import share_words
from prioritering.web.parts.robust_words import STANDINGS, headline, notes, weights_words
from prioritering.web.parts.studies import shares_of

# As many in each list as are read from the far end of a room.
MOST = 9
LIMITS = {
    Standing.SAFE: "ryms i minst 99 % av fallen",
    Standing.GREY: "beror på det som är osäkert",
    Standing.OUTSIDE: "ryms i högst 1 % av fallen",
}


def safety_content(picture: Picture) -> dict[str, Any] | None:
    """Return what the step shows; None while it is computed, which is then drawn with a way to stop it."""
    try:
        given = robust(picture)
    except BadArgument as error:
        text = str(error).rstrip(".")
        return {"finding": f"{text[:1].upper()}{text[1:]}.", "kind": "tomt"}
    outcome = shares_of(given)
    if outcome is None:
        return None
    if outcome.inside is None:
        return {"finding": headline(given, outcome), "kind": "tomt"}
    return {
        "finding": headline(given, outcome),
        "kind": "sakert",
        "groups": [_group(picture, outcome, item) for item in Standing],
        "basis": _basis(given, outcome),
        "notes": notes(given),
    }


def _group(picture: Picture, outcome: Outcome, standing: Standing) -> dict[str, Any]:
    inside = np.zeros(0) if outcome.inside is None else outcome.inside
    places = np.zeros(len(inside)) if outcome.places is None else outcome.places.expected_place
    # In the order of Robusthet's own list: most often inside first, then by expected place.
    order = [int(i) for i in np.lexsort((places, -inside)) if Standing.of(float(inside[i])) is standing]
    rows = [
        (picture.board.candidates[i].project.name, share_words(float(inside[i]), outcome.count)) for i in order[:MOST]
    ]
    return {
        "kind": standing.value,
        "word": STANDINGS[standing],
        "limit": LIMITS[standing],
        "rows": rows,
        "more": len(order) - len(rows),
    }


def _basis(given: Robust, outcome: Outcome) -> str:
    draws = given.study.draws
    return f"{swedish.number(outcome.count)} dragna fall. Vikter: {weights_words(given.picture, draws.info.kind)}."
