"""The rows of the projector's lists: the ranking from the top, and what the frame reaches around its line."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from prioritering.money.line_rule import Lock
from prioritering.usecases.meeting_picture import MeetingPicture
from prioritering.view import line_words, sentences
from prioritering.view.gate_words import gate_notes
from prioritering.view.gated_rows import gated_rows
from prioritering.view.lines import places_among
from prioritering.view.picture import Picture
from prioritering.view.row import AGREED, BoardRow, rows_of
from prioritering.view.rule_words import rule_words
from prioritering.view.unknown_words import of_the_board
from prioritering.web.pages.projektor.window import Window, around_the_line, from_the_top

# As many as are read from the far end of a room.
ROWS, GATED_ROWS = 10, 3


def listed(picture: Picture, order: list[int]) -> dict[str, Any]:
    """Return the first rows of the ranking, with what a gate keeps out after them."""
    return {
        **_window(picture, order, from_the_top(len(order), ROWS), 0),
        "gated": _gated(picture),
        "gates": gate_notes(picture.scored),
    }


def frame(shown: MeetingPicture) -> dict[str, Any]:
    """Return the step Ram: the rows around the line, with the words that say what decides."""
    picture = shown.picture
    board = picture.board
    finding = sentences.headline(picture)
    if not board.candidates:
        return {"finding": finding, "kind": "tomt"}
    indexes = [i for i in board.listed() if board.lock[i] != Lock.NOT_NOW]
    return {
        "finding": finding,
        "kind": "ram",
        **_with_lines(picture, indexes),
        "gated": _gated(picture),
        "gates": gate_notes(picture.scored),
        "note": sentences.which_decide(picture),
        # A short list leaves room for it; under a long one it would fall below the picture's edge.
        "rule": rule_words(picture) if len(indexes) < ROWS else "",
        "counts": of_the_board(picture),
    }


def _with_lines(picture: Picture, indexes: list[int]) -> dict[str, Any]:
    """Return the rows around the lines, each with the lines before it, and the lines after the last of all rows."""
    places = places_among(picture.board, indexes)
    window = from_the_top(len(indexes), ROWS)
    if places is not None:
        cut = picture.board.cut_tie()
        tied = len(cut) if set(indexes[places[0] : places[0] + 1]) & set(cut) else 0
        window = around_the_line(len(indexes), ROWS, *places, tied)
    drawn = _window(picture, indexes, window, 0 if places is None else places[0])
    end = []
    for place, line in _lines(picture, places):
        if window.start <= place < window.stop:
            row = drawn["rows"][place - window.start]
            row["lines"] = (*row["lines"], line)
        elif place == len(indexes):
            end.append(line)
    return {**drawn, "end": end}


def _lines(picture: Picture, places: tuple[int, int | None] | None) -> list[tuple[int, tuple[str, str]]]:
    """Return the lines as style and words, each with how many rows of the whole list stand before it."""
    if places is None:
        return []
    first, second = places
    lines = [(first, ("", line_words.line_text(picture)))]
    return lines if second is None else [*lines, (second, ("s-second", line_words.second_line_text(picture)))]


def _window(picture: Picture, indexes: list[int], window: Window, line: int) -> dict[str, Any]:
    """Return the rows of a window, and how many it leaves out before and after; the first `line` rows are above."""
    inside = rows_of(picture, indexes[window.start : window.stop], explained=())
    rows = [
        {**_drawn(row), "away": window.away(place), "above": place < line}
        for place, row in enumerate(inside, window.start)
    ]
    # Rows below each other that hang on the same are told so once: a line of words in each would push others out.
    for before, row in reversed(list(pairwise(rows))):
        if row["because"] == before["because"]:
            row["because"] = ""
    return {"rows": rows, "before": window.start, "more": len(indexes) - window.stop}


def _gated(picture: Picture) -> list[dict[str, Any]]:
    """Return the rows that a gate keeps out; a few of them, since `gate_notes` names them all."""
    return [_drawn(row) for row in gated_rows(picture, explained=())[:GATED_ROWS]]


def _drawn(row: BoardRow) -> dict[str, Any]:
    return {
        "place": row.place or "–",
        "tied": row.tied > 1,
        "agreed": AGREED if row.agreed else "",
        "name": row.name,
        "points": row.points or "–",
        "few": " · ".join(filter(None, ("" if row.points else row.answers, row.few, row.gates, row.depends))),
        "low": round(row.points_low, 1),
        "more": round(row.points_high - row.points_low, 1),
        "cost": row.cost,
        "cost_mark": row.cost_mark,
        "unknown": row.cost_low_kr is None,
        "state": row.state,
        "because": row.because,
        "lock_mark": row.lock_mark,
        "on_level": row.on_level,
        "per_million": row.per_million,
        "lines": (),
    }
