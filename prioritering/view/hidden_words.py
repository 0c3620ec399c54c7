"""What is said of the rows that a filter hides: how many, and by which filter."""

from __future__ import annotations

from collections.abc import Collection

from prioritering import swedish
from prioritering.view.document import PictureDocument
from prioritering.view.picture import Picture
from prioritering.view.row_filters import filter_words
from prioritering.view.view import View, from_address


def hidden_in(picture: Picture, named: bool = False) -> str:
    """Return how many of a board's rows the view's filters hide; empty when none are.

    The filters are `named` where nobody can see them set.
    """
    by = f"filtret{_filters(picture.view) if named else ''}"
    return _words([item.id for item in (*picture.scored.candidates, *picture.scored.gated)], hidden_ids(picture), by)


def hidden_ids(picture: Picture) -> frozenset[str]:
    """Return the ids of a board's rows that the view's filters hide."""
    items = (*picture.scored.candidates, *picture.scored.gated)
    return frozenset(item.id for item in items if not picture.shown(item))


def hidden_in_document(document: PictureDocument) -> str:
    """Return the same of a stored picture, and by which filters: nobody can see them set there."""
    view, _ = from_address({name: text for name, text in document.basis.view.items() if text})
    rows = [row.id for row in (*document.rows, *document.gated)]
    return _words(rows, document.hidden, f"filtret{_filters(view)}")


def filters_without_effect(view: View, done: str = "visas") -> str:
    """Return that a view's filters hide nothing where every project is part of the answer; empty without any.

    `done` is what is done with them all there.
    """
    filters = _filters(view)
    return f"Filtret{filters} döljer rader på Prioritera. Här {done} alla projekt." if filters else ""


def hidden_without_points(picture: Picture) -> str:
    """Return how many of the projects that stand beside the board the view's filters hide; empty when none are."""
    return _without_points(sum(not picture.shown(item) for item in picture.scored.unscored), "filtret")


def hidden_without_points_in_document(document: PictureDocument) -> str:
    """Return the same of a stored picture, and by which filters."""
    view, _ = from_address({name: text for name, text in document.basis.view.items() if text})
    hidden = len({row.id for row in document.unscored} & set(document.hidden))
    return _without_points(hidden, f"filtret{_filters(view)}")


def _without_points(count: int, by: str) -> str:
    return f"{swedish.number(count)} projekt som saknar underlag döljs av {by}." if count else ""


def _words(rows: Collection[str], hidden: Collection[str], by: str) -> str:
    # What has no points stands beside the board, and is in no place or sum.
    count = len(set(rows) & set(hidden))
    if not count:
        return ""
    return f"{swedish.number(count)} projekt döljs av {by} men räknas; plats och summor gäller alla."


def _filters(view: View) -> str:
    told = filter_words(view)
    return f" ({told})" if told else ""
