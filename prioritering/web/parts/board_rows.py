"""Draws the rows of the board as escaped HTML, each with a key so that rows can glide; nothing is computed here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from prioritering.view import sentences
from prioritering.view.document import PictureDocument
from prioritering.view.picture import Picture
from prioritering.view.row import Row, rows_of
from prioritering.web.frame.templates import render

# What is drawn and sent at each move of a slider; a board of thousands of rows would not keep up.
WINDOW = 100
_LANES = {"med": "Måste med – tas först, utanför rangordningen", "inte": "Inte nu"}


@dataclass(frozen=True, slots=True)
class BoardRows:
    """What the board shows: rows from first to last in the window, and how many there are in all."""

    rows: tuple[dict[str, str], ...]
    start: int
    total: int
    hidden: int


@dataclass(frozen=True, slots=True)
class _Line:
    """The line: its words, the id of the first row below it, and whether it stands after the last row instead."""

    text: str
    note: str
    below: str
    last: bool


def board_rows(picture: Picture, opened: Collection[str] = ()) -> BoardRows:
    """Return the window of rows that the view asks for; places and sums are always those of the whole list.

    `opened` holds the ids of projects whose reasons are shown.
    """
    everything = picture.board.listed()
    view = picture.view
    filtered = bool(view.tiers or view.perspectives)
    shown = [i for i in everything if picture.shown(picture.board.candidates[i])] if filtered else everything
    start = min(view.start, max(0, (len(shown) - 1) // WINDOW * WINDOW))
    window = shown[start : start + WINDOW]
    drawn = _drawn(rows_of(picture, window, opened), _line(picture, shown, window))
    return BoardRows(tuple(drawn), start, len(shown), len(everything) - len(shown))


def document_rows(document: PictureDocument) -> tuple[dict[str, str], ...]:
    """Return all rows of a stored picture, drawn as the board draws them; filters hide rows as they did then."""
    rows = [row for row in document.rows if row.id not in document.hidden]
    line = None
    if document.summary.frame_kr is not None:
        shown = {row.id for row in rows}
        # The first row below may itself be hidden by a filter: the line then stands before the next that is shown.
        after = iter([row.id for row in document.rows])
        below = next((key for key in after if key == document.below), "")
        below = below if below in shown or not below else next((key for key in after if key in shown), "")
        line = _Line(document.summary.line, document.summary.tie, below, last=not below and bool(rows))
    return tuple(_drawn(rows, line))


def caption(rows: BoardRows, ordered_by: str) -> str:
    """Return what the table says of itself: the order, the window and what a filter hides."""
    text = f"Projekten ordnade efter {ordered_by}, tvärs över klasserna."
    if rows.total > WINDOW:
        text += f" Rad {rows.start + 1}–{min(rows.total, rows.start + WINDOW)} av {rows.total}; summorna gäller alla."
    if rows.hidden:
        text += f" {rows.hidden} projekt döljs av filtret men räknas; plats och summor gäller alla."
    return text


def _line(picture: Picture, shown: Sequence[int], window: Sequence[int]) -> _Line | None:
    """Return the line as this window shows it; None without a frame or when it belongs in another window."""
    board = picture.board
    if board.line is None:
        return None
    below = board.below_line()
    first = next((i for i in shown if below[i]), None)
    last = first is None and bool(window) and window[-1] == shown[-1]
    if (first is not None and first not in window) or (first is None and not last):
        return None
    below_id = "" if first is None else board.candidates[first].id
    return _Line(sentences.line_text(picture), sentences.tie_note(board), below_id, last)


def _drawn(rows: Iterable[Row], line: _Line | None) -> list[dict[str, str]]:
    """Draw rows, with the line and the headings of the lanes between them where they belong."""
    drawn: list[dict[str, str]] = []
    lane = "fri"
    for row in rows:
        if line is not None and row.id == line.below:
            drawn.append(_line_row(line))
        if row.lane not in (lane, "fri"):
            text = _LANES[row.lane]
            html = render("parts/tavla_bana.html", text=text)
            drawn.append({"key": f"bana-{text}", "kind": "lane", "html": html, "why": ""})
        lane = row.lane
        drawn.append(_row(row))
    if line is not None and line.last:
        drawn.append(_line_row(line))
    return drawn


def _line_row(line: _Line) -> dict[str, str]:
    html = render("parts/tavla_linje.html", text=line.text, note=line.note)
    return {"key": "linje", "kind": "line", "html": html, "why": ""}


def _row(row: Row) -> dict[str, str]:
    kind = "row" if row.state[0] == "none" else "in" if row.chosen else "out"
    why = render("parts/tavla_varfor.html", row=row, why=row.reasons) if row.reasons is not None else ""
    return {"key": row.id, "kind": kind, "html": render("parts/tavla_rad.html", row=row), "why": why}
