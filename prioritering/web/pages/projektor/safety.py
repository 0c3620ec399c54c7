"""The projector's step Säkert: what is safe, in the grey zone and outside, out of the study that Robusthet shows."""

from __future__ import annotations

from typing import Any

import numpy as np

from prioritering import swedish
from prioritering.analysis.inclusion import Outcome, Standing
from prioritering.errors import BadArgument
from prioritering.usecases.robust_words import robust_headline
from prioritering.usecases.study import Robust, robust
from prioritering.view.gate_words import GATE_CODE, NOT_MET
from prioritering.view.picture import Picture
from prioritering.view.reasons import name_and_answers
from prioritering.view.share_words import weights_words
from prioritering.view.standing_words import STANDINGS, inside_words, listed_standings, standings
from prioritering.view.study_notes import study_notes, two_answers
from prioritering.web.parts.studies import shares_of

# As many in each list as are read from the far end of a room.
MOST = 9
LIMITS = {
    Standing.MUST: "räknas för sig, vad det än ger",
    Standing.SAFE: "ryms i minst 99\u00a0% av fallen",
    Standing.GREY: "beror på det som är osäkert",
    Standing.OUTSIDE: "ryms i högst 1\u00a0% av fallen",
    Standing.NOT_NOW: "räknas för sig",
}


def safety_content(picture: Picture) -> dict[str, Any] | None:
    """Return what the step shows; None while it is computed, which is then drawn with a way to stop it."""
    try:
        given = robust(picture)
    except BadArgument as error:
        return {"finding": swedish.as_sentence(str(error)), "kind": "tomt"}
    outcome = shares_of(given)
    if outcome is None:
        return None
    if outcome.inside is None:
        return {"finding": robust_headline(given, outcome), "kind": "tomt"}
    notes = study_notes(picture)
    return {
        "finding": robust_headline(given, outcome),
        "kind": "sakert",
        "columns": _columns(_groups(picture, outcome)),
        "basis": _basis(given, outcome),
        "notes": [text for text in notes if text != two_answers()],
        "aside": next((text for text in notes if text == two_answers()), ""),
    }


def _columns(groups: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the lists as they stand beside each other: those that are counted by themselves under one another.

    They have few projects, and each in a column of its own would push the others down below the edge of the screen.
    """
    counted = {Standing.SAFE, Standing.GREY, Standing.OUTSIDE}
    beside = [[group] for group in groups if group["kind"] in counted]
    aside = [group for group in groups if group["kind"] not in counted]
    if not aside:
        return beside
    return [aside, *beside] if aside[0]["kind"] == Standing.MUST else [*beside, aside]


def _groups(picture: Picture, outcome: Outcome) -> list[dict[str, Any]]:
    found = standings(picture.board, outcome)
    groups = [_group(picture, outcome, found, item) for item in listed_standings(found)]
    names = [(item.name, "–") for item in picture.scored.gated]
    if names:
        limit = "har ingen plats och tar inget av ramen"
        more = len(names[MOST:])
        groups.append({"kind": GATE_CODE, "word": NOT_MET, "limit": limit, "rows": names[:MOST], "more": more})
    return groups


def _group(picture: Picture, outcome: Outcome, found: tuple[Standing, ...], standing: Standing) -> dict[str, Any]:
    inside = np.zeros(0) if outcome.inside is None else outcome.inside
    order = [i for i in outcome.by_share(picture.board.position) if found[i] is standing]
    rows = [
        (name_and_answers(picture, i), inside_words(float(inside[i]), standing, outcome.count)) for i in order[:MOST]
    ]
    return {
        "kind": standing.value,
        "word": STANDINGS[standing],
        "limit": LIMITS[standing],
        "rows": rows,
        "more": len(order) - len(rows),
    }


def _basis(given: Robust, outcome: Outcome) -> str:
    picture = given.picture
    weights = weights_words(given.study.draws.info, picture.view, picture.model)
    return f"{swedish.number(outcome.count)} slumpade fall. Vikter: {weights}."
