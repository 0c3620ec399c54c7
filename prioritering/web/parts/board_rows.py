"""Draws the rows of the board as escaped HTML, each with a key so that rows can glide; nothing is computed here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from prioritering import swedish
from prioritering.view import line_words
from prioritering.view.board_words import has_tiers, lane_headings, ordered_words
from prioritering.view.document import PictureDocument
from prioritering.view.gated_rows import gated_rows
from prioritering.view.hidden_words import hidden_in, hidden_in_document
from prioritering.view.laid_values import Laid, laid_in
from prioritering.view.lines import Lines, line_places, places_among
from prioritering.view.picture import Picture
from prioritering.view.row import BoardRow, rows_of
from prioritering.view.tie_words import tie_at_lines
from prioritering.web.frame.templates import render

# What is drawn and sent at each move of a slider; a board of thousands of rows would not keep up.
WINDOW = 100
SECOND = "linje-tva"


@dataclass(frozen=True, slots=True)
class BoardRows:
    """What the board shows: rows from first to last in the window, how many there are in all, and what is hidden.

    `classed` is whether a class is told in each row.
    """

    rows: tuple[dict[str, str], ...]
    start: int
    total: int
    hidden: str
    classed: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A line between rows: its key and style, its words, and the id of the row it stands before, "" for after all."""

    key: str
    text: str
    note: str
    before: str


@dataclass(frozen=True, slots=True)
class _How:
    """How rows are drawn: with classes, with a button for an assumption, and on a page that stands still or not."""

    classed: bool
    can_assume: bool = True
    still: bool = False


def board_rows(picture: Picture, opened: Collection[str] = (), can_assume: bool = True) -> BoardRows:
    """Return the window of rows that the view asks for; places and sums are always those of the whole list.

    `opened` holds the ids of projects whose reasons are shown, with a button for an assumption if one `can_assume`.
    """
    shown, start = _shown_from(picture)
    window = shown[start : start + WINDOW]
    how = _How(has_tiers(picture.everything), can_assume)
    drawn = _drawn(rows_of(picture, window, opened), _lines(picture, shown, window), how)
    if start + WINDOW >= len(shown):
        kept_out = {item.id for item in picture.scored.gated if picture.shown(item)}
        drawn += _drawn([row for row in gated_rows(picture, opened) if row.id in kept_out], (), how)
    return BoardRows(tuple(drawn), start, len(shown), hidden_in(picture), how.classed)


def laid_beside_rows(picture: Picture) -> Laid:
    """Return what the group has laid beside the plan for the rows of the window that the view asks for."""
    shown, start = _shown_from(picture)
    return laid_in(picture, shown[start : start + WINDOW])


def _shown_from(picture: Picture) -> tuple[Sequence[int], int]:
    """Return which rows the filters show, and where among them the window begins."""
    everything, view = picture.board.listed(), picture.view
    filtered = bool(view.tiers or view.perspectives or view.actors)
    shown = [i for i in everything if picture.shown(picture.board.candidates[i])] if filtered else everything
    return shown, min(view.start, max(0, (len(shown) - 1) // WINDOW * WINDOW))


def document_rows(document: PictureDocument, still: bool = False) -> tuple[dict[str, str], ...]:
    """Return all rows of a stored picture, drawn as the board draws them; filters hide rows as they did then.

    On a page that stands `still`, without a script, the reasons are no rows of the table but are led to by a link.
    """
    rows = [row for row in document.rows if row.id not in document.hidden]
    how = _How(has_tiers(document.everything), still=still)
    gated = _drawn([row for row in document.gated if row.id not in document.hidden], (), how)
    if document.summary.frame_kr is None:
        return (*_drawn(rows, (), how), *gated)
    ids, every = [row.id for row in rows], [row.id for row in document.rows]
    first, second = line_places(Lines(document.below, document.after), every, set(ids))
    words = document.summary
    lines = [(first, "linje", words.line, words.tie), (second, SECOND, words.second_line, words.second_tie)]
    placed = [_Line(key, text, note, _at(ids, n)) for n, key, text, note in lines if n is not None]
    return (*_drawn(rows, placed, how), *gated)


def document_caption(document: PictureDocument) -> str:
    """Return what the table of a stored picture says of itself."""
    text = ordered_words(document.summary.ordered_by, has_tiers(document.everything))
    return f"{text} {hidden_in_document(document)}".rstrip()


def _at(ids: Sequence[str], number: int) -> str:
    return ids[number] if number < len(ids) else ""


def caption(rows: BoardRows, ordered_by: str) -> str:
    """Return what the table says of itself: the order, the window and what a filter hides."""
    text = ordered_words(ordered_by, rows.classed)
    if rows.total > WINDOW:
        first, last = swedish.number(rows.start + 1), swedish.number(min(rows.total, rows.start + WINDOW))
        text += f" Rad {first}–{last} av {swedish.number(rows.total)}; summorna gäller alla."
    return f"{text} {rows.hidden}".rstrip()


def _lines(picture: Picture, shown: Sequence[int], window: Sequence[int]) -> list[_Line]:
    """Return the lines as this window shows them; none without a frame or where they belong in another window."""
    board = picture.board
    places = places_among(board, shown)
    if places is None or not window:
        return []
    first, second = places
    tie, second_tie = tie_at_lines(board, picture.reach)
    lines = [(first, "linje", line_words.line_text(picture), tie)]
    if second is not None:
        lines.append((second, SECOND, line_words.second_line_text(picture), second_tie))
    start = shown.index(window[0])
    ends = start + len(window)
    # The line after the last row of all belongs to the last window, any other to the window with the row below it.
    here = [line for line in lines if start <= line[0] < ends or line[0] == ends == len(shown)]
    ids = [board.scored.candidate_ids[i] for i in shown]
    return [_Line(key, text, note, _at(ids, n)) for n, key, text, note in here]


def _drawn(rows: Sequence[BoardRow], lines: Sequence[_Line], how: _How) -> list[dict[str, str]]:
    """Draw rows, with the lines and the headings of the lanes between them where they belong."""
    drawn: list[dict[str, str]] = []
    headings = lane_headings(rows)
    for row in rows:
        drawn += [_line_row(line) for line in lines if line.before == row.id]
        if text := headings.get(row.id):
            html = render("parts/tavla_bana.html", text=text)
            drawn.append({"key": f"bana-{text}", "kind": "lane", "html": html, "why": ""})
        drawn.append(_row(row, how))
    return drawn + [_line_row(line) for line in lines if not line.before and drawn]


def _line_row(line: _Line) -> dict[str, str]:
    html = render("parts/tavla_linje.html", text=line.text, note=line.note)
    return {"key": line.key, "kind": "line" if line.key != SECOND else "line b-second", "html": html, "why": ""}


def _row(row: BoardRow, how: _How) -> dict[str, str]:
    kind = {"none": "row", "must": "in", "later": "out", "gate": "out"}.get(row.state[0], row.state[0])
    if row.chosen is not None and kind == "open":
        kind = "in" if row.chosen else "out"
    why = ""
    if row.reasons is not None:
        template = "parts/tavla_skal.html" if how.still else "parts/tavla_varfor.html"
        why = render(template, row=row, why=row.reasons, can_assume=how.can_assume, still=how.still)
    html = render("parts/tavla_rad.html", row=row, classed=how.classed, still=how.still)
    return {"key": row.id, "kind": kind, "html": html, "why": why}
