"""The projects that are not ranked, drawn from a picture or from its document alike."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering.plan.object_plan import Tier
from prioritering.view.document import PictureDocument
from prioritering.view.picture import Picture
from prioritering.view.unscored_rows import Unscored, unscored_rows, why_unscored
from prioritering.web.frame.templates import render


def unscored_of(picture: Picture) -> tuple[tuple[Unscored, ...], str]:
    """Return the projects without underlag that the filters show, and the panel that lists them."""
    shown = {item.id for item in picture.scored.unscored if picture.shown(item)}
    rows = tuple(row for row in unscored_rows(picture) if row.id in shown)
    return rows, _panel(rows, {item.tier or "" for item in picture.everything}, picture.basis.source, can_add=True)


def document_unscored(document: PictureDocument) -> str:
    """Return the same panel of a stored picture, where nothing can be added."""
    rows = [row for row in document.unscored if row.id not in document.hidden]
    tiers = {row.tier for row in (*document.rows, *document.gated)}
    return _panel(rows, tiers | {row.tier for row in document.unscored}, document.basis.source, can_add=False)


def _panel(rows: Sequence[Unscored], tiers: set[str], source: str, can_add: bool) -> str:
    why = why_unscored(source, len(rows))
    said = {"why": why, "no_desirable": Tier.DESIRABLE not in tiers, "can_add": can_add}
    return render("parts/underlag_saknas.html", rows=rows, **said)
