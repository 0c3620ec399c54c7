"""Turns a picture into the rows of the board as escaped HTML, each with a key so that rows can glide."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from prioritering import swedish
from prioritering.criteria.model import Criterion
from prioritering.money.line_rule import Inside, Lock, Rule
from prioritering.scoring.effective import Candidate
from prioritering.scoring.ranking import Order
from prioritering.view import sentences
from prioritering.view.picture import Picture
from prioritering.view.value_words import answer_words, cost_shape, cost_words
from prioritering.web.frame.templates import render
from prioritering.web.parts.board_why import why

WINDOW = 100
_STATE = {Inside.YES: ("in", "●", "Ryms"), Inside.OPEN: ("open", "◐", "Beror på"), Inside.NO: ("out", "○", "Ryms inte")}


@dataclass(frozen=True, slots=True)
class BoardRows:
    """What the board shows: rows from first to last in the window, and how many there are in all."""

    rows: tuple[dict[str, str], ...]
    start: int
    total: int
    hidden: int


def board_rows(picture: Picture, opened: Collection[str] = ()) -> BoardRows:
    """Return the window of rows that the view asks for; places and sums are always those of the whole list.

    `opened` holds the ids of projects whose reasons are shown.
    """
    board = picture.board
    everything = board.listed()
    shown = [i for i in everything if picture.shown(board.candidates[i])] if _filtered(picture) else everything
    start = min(picture.view.start, max(0, (len(shown) - 1) // WINDOW * WINDOW))
    window = shown[start : start + WINDOW]
    rows = _with_line(picture, window, _drawn(picture, window, opened), shown)
    return BoardRows(tuple(rows), start, len(shown), len(everything) - len(shown))


def caption(picture: Picture, rows: BoardRows) -> str:
    """Return what the table says of itself: the order, the window and what a filter hides."""
    per = "poäng per krona" if picture.view.order is Order.PER_KRONA else "poäng"
    text = f"Projekten ordnade efter {per}, tvärs över klasserna."
    if rows.total > WINDOW:
        text += f" Rad {rows.start + 1}–{min(rows.total, rows.start + WINDOW)} av {rows.total}; summorna gäller alla."
    if rows.hidden:
        text += f" {rows.hidden} projekt döljs av filtret men räknas; plats och summor gäller alla."
    return text


def _filtered(picture: Picture) -> bool:
    return bool(picture.view.tiers or picture.view.perspectives)


def _with_line(
    picture: Picture, window: Sequence[int], drawn: list[dict[str, str]], shown: list[int]
) -> list[dict[str, str]]:
    """Put the line, and the headings of the lanes, between the rows where they belong."""
    board, below = picture.board, picture.board.below_line()
    first_below = next((i for i in shown if below[i]), None)
    ends_above = first_below is None and bool(window) and window[-1] == shown[-1]
    rows: list[dict[str, str]] = []
    lane = int(Lock.FREE)
    for index, row in zip(window, drawn, strict=True):
        if board.line is not None and index == first_below:
            rows.append(_line_row(picture))
        lock = int(board.lock[index])
        if lock not in (lane, Lock.FREE):
            rows.append(_lane_row("Måste med – tas först, utanför rangordningen" if lock == Lock.MUST else "Inte nu"))
        lane = lock
        rows.append(row)
    if board.line is not None and ends_above:
        rows.append(_line_row(picture))
    return rows


def _line_row(picture: Picture) -> dict[str, str]:
    text, note = sentences.line_text(picture), sentences.tie_note(picture.board)
    return {"key": "linje", "kind": "line", "html": render("parts/tavla_linje.html", text=text, note=note), "why": ""}


def _lane_row(text: str) -> dict[str, str]:
    return {"key": f"bana-{text}", "kind": "lane", "html": render("parts/tavla_bana.html", text=text), "why": ""}


def _drawn(picture: Picture, window: Sequence[int], opened: Collection[str]) -> list[dict[str, str]]:
    indexes = np.array(window, dtype=np.int64)
    best, worst = picture.board.possible_places(indexes)
    moved = picture.board.moved()
    tied = np.bincount(picture.board.ranking.place) if len(picture.board.candidates) else np.zeros(1, dtype=np.int64)
    return [
        _row(picture, i, (int(best[n]), int(worst[n])), int(moved[i]), int(tied[picture.board.ranking.place[i]]))
        | {"why": why(picture, i, running(picture, i)) if picture.board.candidates[i].id in opened else ""}
        for n, i in enumerate(window)
    ]


def _row(picture: Picture, index: int, possible: tuple[int, int], moved: int, tied: int) -> dict[str, str]:
    board = picture.board
    item = board.candidates[index]
    values = {
        "id": item.id,
        "name": item.project.name,
        "tier": item.project.tier,
        "added": item.project.added,
        "place": int(board.ranking.place[index]),
        "tied": tied,
        "moved": moved,
        "possible": possible,
        "answers": " · ".join(_answer(item, criterion) for criterion in board.scored.model.criteria),
        "assumed": bool(item.assumed_cost or item.assumed_levels),
        "bars": _bars(picture, index),
        "points": swedish.points(board.points.low[index], board.points.high[index]),
        "per_million": _per_million(picture, index),
        "cost": cost_words(item.cost),
        "cost_shape": cost_shape(item.cost),
        "cost_assumed": item.assumed_cost is not None,
        "sum": running(picture, index),
        "state": _state(picture, index),
    }
    inside = board.line is not None and board.line.chosen[index]
    kind = "row" if board.line is None else "in" if inside else "out"
    return {"key": item.id, "kind": kind, "html": render("parts/tavla_rad.html", **values)}


def _bars(picture: Picture, index: int) -> list[dict[str, Any]]:
    points, bars = picture.board.points, []
    for number, criterion in enumerate(picture.model.criteria):
        low, high = float(points.part_low[index, number]), float(points.part_high[index, number])
        bars.append(
            {"name": criterion.name, "color": number % 6 + 1, "low": round(low, 2), "more": round(high - low, 2)}
        )
    return bars


def _answer(item: Candidate, criterion: Criterion) -> str:
    mark = item.mark(criterion.id)
    words = mark.printed or answer_words(mark)
    if mark.known:
        return words
    return f"{criterion.name} {words}"


def _per_million(picture: Picture, index: int) -> str:
    if picture.view.order is not Order.PER_KRONA:
        return ""
    key = float(picture.board.ranking.key[index])
    if np.isnan(key):
        return "poäng per krona går inte att räkna utan kostnad"
    return "kostar inget" if np.isinf(key) else f"{swedish.number(key)} poäng per mnkr"


def running(picture: Picture, index: int) -> str:
    """Return the sum in tkr up to and including a project, with ≥ when an uncertain cost is part of it."""
    line, lock = picture.board.line, picture.board.lock[index]
    if line is None or lock == Lock.NOT_NOW:
        return "–"
    if picture.view.rule is Rule.SKIP and not line.chosen[index]:
        return "–"
    sign = "" if line.sure[index] else sentences.AT_LEAST
    return f"{sign}{swedish.tkr(int(line.running[index]), unit=False)}"


def _state(picture: Picture, index: int) -> tuple[str, str, str]:
    line, lock = picture.board.line, int(picture.board.lock[index])
    if lock == Lock.MUST:
        return ("must", "■", "Måste med")
    if lock == Lock.NOT_NOW:
        return ("later", "□", "Inte nu")
    if line is None:
        return ("none", "", "Ingen ram")
    state, shape, word = _STATE[Inside(int(line.inside[index]))]
    if state != "open":
        return (state, shape, word)
    return (state, shape, "Ryms om" if line.chosen[index] else "Ryms bara om")
