"""Two pictures side by side: how each project is shown in both, also its class, the sums, and a sentence on top.

The two may be pictures as they are computed, or documents that were stored: what is compared is what they show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from prioritering import swedish
from prioritering.view.cost_sums import AT_LEAST
from prioritering.view.difference import (
    IN_ORDER,
    NO_PLACE,
    DifferenceRow,
    PictureDifference,
    ShownProject,
    SumRow,
    Titles,
)
from prioritering.view.difference_words import difference_sentence
from prioritering.view.document import PictureDocument
from prioritering.view.gated_rows import gated_rows
from prioritering.view.picture import Picture
from prioritering.view.row import UNSCORED, BoardRow, rows_of
from prioritering.view.summary import Summary, summary_of
from prioritering.view.unscored_rows import Unscored, unscored_rows

NO_TIER = "ej angiven"
_AT_MOST = "≤ "
KNOWN_COSTS = "Kända kostnader"


class Shown(NamedTuple):
    """What one of the two shows: its rows from first to last, those without points, and what stands around them."""

    rows: tuple[BoardRow, ...]
    unscored: tuple[Unscored, ...]
    summary: Summary


def shown_in(picture: Picture) -> Shown:
    """Return what a picture shows, without the reasons of its rows."""
    rows = rows_of(picture, picture.board.listed(), explained=())
    return Shown((*rows, *gated_rows(picture, explained=())), unscored_rows(picture), summary_of(picture))


def shown_in_document(document: PictureDocument) -> Shown:
    """Return what a stored picture shows."""
    return Shown((*document.rows, *document.gated), document.unscored, document.summary)


def picture_difference(first: Shown, second: Shown, titles: Titles) -> PictureDifference:
    """Return what differs between two pictures, with every project in the order of the second, then those gone."""
    one, other = shown_projects(first), shown_projects(second)
    ids = [*other, *(key for key in one if key not in other)]
    gone = ("", ShownProject())
    rows = tuple(_difference_row(key, one.get(key, gone), other.get(key, gone)) for key in ids)
    sums = tuple(SumRow(*row) for row in _sums(first.summary, second.summary))
    return PictureDifference(titles, difference_sentence(rows, sums, titles), rows, sums)


def _difference_row(key: str, first: tuple[str, ShownProject], second: tuple[str, ShownProject]) -> DifferenceRow:
    names = first[0], second[0]
    return DifferenceRow(
        key, second[0] or first[0], first[1], second[1], names if all(names) and names[0] != names[1] else ("", "")
    )


def shown_projects(shown: Shown) -> dict[str, tuple[str, ShownProject]]:
    """Return the name of each project by its id, and how it is shown.

    Without its running sum: that one changes for all who stand below a project whose cost does.
    """
    # In the order that they stand in, which within a place is the group's where it has said one.
    sharing: defaultdict[int, list[str]] = defaultdict(list)
    for row in shown.rows:
        if row.agreed and row.place:
            sharing[row.place].append(row.id)
    turns = {key: f"{n} av {len(ids)}{IN_ORDER}" for ids in sharing.values() for n, key in enumerate(ids, 1)}
    found = {row.id: (row.name, _of_row(row, turns.get(row.id, ""))) for row in shown.rows}
    return found | {row.id: (row.name, _of_unscored(row)) for row in shown.unscored}


def _of_row(row: BoardRow, turn: str) -> ShownProject:
    # Documents in an older format call what is inside by another word; it is shown as it was written.
    state = ", ".join(filter(None, (row.state[2], row.lock_mark)))
    return ShownProject(str(row.place or NO_PLACE), row.points, row.cost, state, _tier(row), row.because, turn)


def _of_unscored(row: Unscored) -> ShownProject:
    return ShownProject(cost=row.cost, state=row.state[2] if row.state else UNSCORED, tier=_tier(row))


def _tier(row: BoardRow | Unscored) -> str:
    # Older documents do not say what the plan calls its classes.
    return row.tier_name or swedish.upper_first(row.tier) or NO_TIER


def _sums(first: Summary, second: Summary) -> Iterator[tuple[str, str, str]]:
    if not (first.left_words and second.left_words):
        # Of an older document, that does not say for whom: what both have is the sum.
        first, second = (replace(side, left_words="") for side in (first, second))
    for told, again in zip(figures_of(first), figures_of(second), strict=True):
        yield told[0], told[1], again[1]
    one, other = _of_tiers(first), _of_tiers(second)
    for name in dict.fromkeys((*other, *one)):
        yield f"Ryms eller är med (låst) av {name}", one.get(name, NO_PLACE), other.get(name, NO_PLACE)


def _of_tiers(summary: Summary) -> dict[str, str]:
    return {row.name: f"{row.count}, {row.sum}{swedish.NBSP}tkr" for row in summary.tiers}


def figures_of(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield each figure of the whole in words, by what it is called: frame, counts, used, left, costs."""
    held, left = summary.used_kr, summary.left_kr
    # In documents of the first format the unknown ones counted as nothing.
    uncertain = summary.at_most or summary.conditional
    yield "Ram", "ingen" if summary.frame_kr is None else swedish.tkr(summary.frame_kr)
    reached = summary.sure if summary.chosen is None else summary.chosen
    yield "Ryms", f"{swedish.number(reached)} av {swedish.number(_counted(summary))}"
    yield "Oklart", swedish.plural(summary.open, "projekt", "projekt")
    yield "Med (låst)", swedish.plural(summary.locked, "projekt", "projekt")
    yield "Använt av ramen", NO_PLACE if held is None else f"{AT_LEAST if uncertain else ''}{swedish.tkr(held)}"
    whom = f" {summary.left_words}" if summary.open and summary.left_words else ""
    yield "Kvar av ramen", NO_PLACE if left is None else f"{_AT_MOST if uncertain else ''}{swedish.tkr(left)}{whom}"
    yield KNOWN_COSTS, summary.known
    yield "Okända kostnader", swedish.plural(summary.unknown, "projekt", "projekt")
    yield "Underlag saknas", swedish.plural(summary.unscored, "projekt", "projekt")


def _counted(summary: Summary) -> int:
    return summary.total if summary.free is None else summary.free
