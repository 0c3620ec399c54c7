"""Draws a frozen page as one plain HTML page out of its document alone: no script, and nothing is computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from prioritering.usecases.frozen_links import FrozenLink
from prioritering.usecases.frozen_today import Today
from prioritering.view.chart_layout import laid_out
from prioritering.view.curve_tables import curve_tables
from prioritering.view.document import PictureDocument
from prioritering.view.frozen_words import frozen_on, opens_through, rests_upon, weights_told
from prioritering.view.laid_values import laid_values
from prioritering.view.stored_document import StoredDocument
from prioritering.view.study_document import (
    PLACES_PAGE,
    PORTFOLIO_PAGE,
    RULES_PAGE,
    SENSITIVITY_PAGE,
    SETTLING_PAGE,
    STANDINGS_PAGE,
    PlacesDocument,
    PortfolioDocument,
    SensitivityDocument,
    StudyDocument,
    study_shown,
)
from prioritering.view.study_pieces import Section, ShownTable
from prioritering.web.base import base_path
from prioritering.web.frame.frozen_address import FROZEN_PATH
from prioritering.web.frame.templates import as_made, as_part, render
from prioritering.web.frame.theme import stylesheet
from prioritering.web.loopback import only_here
from prioritering.web.parts.board_rows import document_caption, document_rows
from prioritering.web.parts.budget_effect import cards, effect
from prioritering.web.parts.qr import qr_drawing
from prioritering.web.parts.unscored import document_unscored

_STYLES = (
    "frame/theme.css",
    "components/board.css",
    "pages/prioritera/page.css",
    "pages/robusthet/page.css",
    "server/fryst.css",
)
MOST_COLUMNS = 11
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

    Without `today` it is read without login: the document has no reasons then, and no role is told. `address` is the
    link's own, which stands on paper.
    """

    link: FrozenLink
    document: StoredDocument
    today: Today | None = None
    address: str = ""


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
        address=reading.address,
        # A code that leads the phone to itself is worse than none.
        code="" if only_here(reading.address) else as_made(qr_drawing(reading.address)),
    )


def _page_of(document: StoredDocument) -> str:
    return "prioritera" if isinstance(document, PictureDocument) else "robusthet"


def _body(document: StoredDocument) -> Markup:
    return _board(document) if isinstance(document, PictureDocument) else _study(document)


def _study(document: StudyDocument) -> Markup:
    shown = study_shown(document)
    if isinstance(document, PlacesDocument | SensitivityDocument):
        shown["sections"] = [_section(section) for section in document.sections]
    return as_part(
        "server/fryst_studie.html",
        document=document,
        cards=as_part(
            "pages/robusthet/kort.html", counts=document.counts, frame=document.frame, notes=document.notes_on_study
        ),
        part=as_part(_TEMPLATES[document.kind], **shown),
        folded=_folded(document),
    )


def _folded(document: StudyDocument) -> dict[str, Any] | None:
    """Return what other frames would give, with its figures as tables; None where it was not frozen."""
    section = document.frontier if isinstance(document, PortfolioDocument) else None
    if section is None:
        return None
    tables = list(curve_tables(section.table, section.chart))
    return {"title": section.title, "texts": section.texts, "chart": _chart(section), "tables": tables}


def _section(section: Section) -> dict[str, Any]:
    """Return a section with its table in parts that are no wider than a paper that stands."""
    tables = [] if section.table is None else list(_within_width(section.table))
    return {"title": section.title, "texts": section.texts, "chart": _chart(section), "tables": tables}


def _chart(section: Section) -> Markup:
    if section.chart is None:
        return Markup()
    alt = " ".join((f"{section.title}.", *section.texts))
    return as_part("server/fryst_graf.html", chart=section.chart, laid=laid_out(section.chart), alt=alt)


def _within_width(table: ShownTable) -> Iterator[dict[str, Any]]:
    nothing = (0,) * len(table.header)
    dark = table.dark or (nothing,) * len(table.rows)
    # As many in each part: a last one of a single column is hard to read.
    figures = len(table.header) - 1
    most = ceil(figures / ceil(figures / MOST_COLUMNS))
    for start in range(1, len(table.header), most):
        part = slice(start, start + most)
        rows = [((cells[0], *cells[part]), (0, *shades[part])) for cells, shades in zip(table.rows, dark, strict=True)]
        yield {"caption": table.caption, "header": (table.header[0], *table.header[part]), "rows": rows}


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
        laid=laid_values(row for row in (*document.rows, *document.gated) if row.id not in document.hidden),
        explained=[{"id": key, "name": names[key], "why": html} for key, html in why],
    )


@cache
def _style() -> Markup:
    # Our own files; nothing that anybody has written is in them.
    return as_made("\n".join(stylesheet(name) for name in _STYLES))
