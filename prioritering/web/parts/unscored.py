"""The projects that are not ranked, drawn from a picture or from its document alike."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering.plan.object_plan import Tier
from prioritering.view.board_words import NO_TIERS, Classed, has_tiers
from prioritering.view.document import PictureDocument
from prioritering.view.hidden_words import hidden_without_points, hidden_without_points_in_document
from prioritering.view.picture import Picture
from prioritering.view.unscored_rows import Unscored, unscored_rows, why_unscored
from prioritering.web.frame.templates import render


def unscored_of(picture: Picture) -> tuple[tuple[Unscored, ...], str]:
    """Return the projects without underlag that the filters show, and the panel that lists them."""
    shown = {item.id for item in picture.scored.unscored if picture.shown(item)}
    rows = tuple(row for row in unscored_rows(picture) if row.id in shown)
    why = _why(picture.basis.source, rows, hidden_without_points(picture))
    return rows, _panel(rows, picture.everything, why, can_add=True)


def document_unscored(document: PictureDocument) -> str:
    """Return the same panel of a stored picture, where nothing can be added."""
    rows = [row for row in document.unscored if row.id not in document.hidden]
    why = _why(document.basis.source, rows, hidden_without_points_in_document(document))
    return _panel(rows, document.everything, why, can_add=False)


def _why(source: str, rows: Sequence[Unscored], hidden: str) -> str:
    # Where the filters hide them all, those are all there is to tell of.
    return hidden if hidden and not rows else f"{why_unscored(source, len(rows))} {hidden}".rstrip()


def _panel(rows: Sequence[Unscored], everything: Sequence[Classed], why: str, can_add: bool) -> str:
    classed, desirable = has_tiers(everything), any(item.tier == Tier.DESIRABLE for item in everything)
    if rows and not classed:
        why += f" {NO_TIERS}"
    said = {"why": why, "classed": classed, "no_desirable": not desirable, "can_add": can_add}
    return render("parts/underlag_saknas.html", rows=rows, **said)
