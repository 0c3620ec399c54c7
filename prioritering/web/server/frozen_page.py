"""Draws a frozen page as one plain HTML page out of its document alone: no script, and nothing is computed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from markupsafe import Markup

from prioritering.usecases.frozen_links import FrozenLink
from prioritering.usecases.frozen_today import Today
from prioritering.view.document import PictureDocument
from prioritering.view.frozen_words import frozen_on, opens_through, rests_upon, weights_told
from prioritering.view.stored_document import StoredDocument
from prioritering.view.study_document import (
    PLACES_PAGE,
    PORTFOLIO_PAGE,
    RULES_PAGE,
    SENSITIVITY_PAGE,
    SETTLING_PAGE,
    STANDINGS_PAGE,
    StudyDocument,
    study_shown,
)
from prioritering.web.base import base_path
from prioritering.web.frame.frozen_address import FROZEN_PATH
from prioritering.web.frame.templates import as_made, as_part, render
from prioritering.web.frame.theme import stylesheet
from prioritering.web.parts.board_rows import document_caption, document_rows
from prioritering.web.parts.budget_effect import cards, effect
from prioritering.web.parts.unscored import document_unscored

_STYLES = (
    "frame/theme.css",
    "components/board.css",
    "pages/prioritera/page.css",
    "pages/robusthet/page.css",
    "server/fryst.css",
)
_TEMPLATES = {
    STANDINGS_PAGE: "pages/robusthet/lage.html",
    PORTFOLIO_PAGE: "pages/robusthet/portfolj.html",
    SETTLING_PAGE: "pages/robusthet/kravs_och_nasta.html",
    RULES_PAGE: "pages/robusthet/regler.html",
    PLACES_PAGE: "server/fryst_avsnitt.html",
    SENSITIVITY_PAGE: "server/fryst_avsnitt.html",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What whoever reads is shown: the link and its document, and today's answer beside it for who may read the plan.

    Without `today` it is read without login: the document has no reasons then, and no role is told.
    """

    link: FrozenLink
    document: StoredDocument
    today: Today | None = None


def frozen_page(reading: Reading) -> str:
    """Return the whole page."""
    link, document, today = reading.link, reading.document, reading.today
    parts = (document.plan_name, document.period, document.municipality)
    return render(
        "server/fryst.html",
        style=_style(),
        title=link.title,
        subtitle=" · ".join(part for part in parts if part),
        frozen_on=frozen_on(link.made_at),
        role=link.role if today else "",
        ends=opens_through(link.ends_on),
        body=_body(document),
        today=today.sentence if today else "",
        today_url=f"{base_path()}/{_page_of(document)}?{urlencode(today.address)}" if today and today.address else "",
        json_url=f"{base_path()}{FROZEN_PATH}{link.name}/json",
        plan=document.plan_name,
        rests_upon=rests_upon(document.basis),
        weights=weights_told(document.criteria, document.weights),
    )


def _page_of(document: StoredDocument) -> str:
    return "prioritera" if isinstance(document, PictureDocument) else "robusthet"


def _body(document: StoredDocument) -> Markup:
    return _board(document) if isinstance(document, PictureDocument) else _study(document)


def _study(document: StudyDocument) -> Markup:
    shown = study_shown(document)
    return as_part(
        "server/fryst_studie.html",
        document=document,
        cards=as_part(
            "pages/robusthet/kort.html", counts=document.counts, frame=document.frame, notes=document.notes_on_study
        ),
        part=as_part(_TEMPLATES[document.kind], **shown),
    )


def _board(document: PictureDocument) -> Markup:
    rows = document_rows(document, still=True)
    names = {row.id: row.name for row in (*document.rows, *document.gated)}
    why = ((row["key"], as_made(row["why"])) for row in rows if row["why"])
    criteria = [{"name": name} for _, name in document.criteria]
    return as_part(
        "server/fryst_tavla.html",
        document=document,
        cards=as_made(cards(document.summary)),
        effect=as_made(effect(document.summary)),
        unscored=as_made(document_unscored(document)),
        caption=document_caption(document),
        rows=[{"kind": row["kind"], "html": as_made(row["html"])} for row in rows],
        legend=as_part("parts/tavla_forklaring.html", criteria=criteria),
        explained=[{"id": key, "name": names[key], "why": html} for key, html in why],
    )


@cache
def _style() -> Markup:
    # Our own files; nothing that anybody has written is in them.
    return as_made("\n".join(stylesheet(name) for name in _STYLES))
