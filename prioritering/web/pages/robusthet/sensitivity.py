"""The part Känslighet of the page Robusthet: one project's tornado, one weight at a time, and the whole order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from prioritering.analysis.sensitivity import Scan
from prioritering.scoring.weights import whole_percents
from prioritering.usecases import weight_study
from prioritering.usecases.sensitivity_shown import HangsOn, OneWeight, choosable, sensitivity_shown
from prioritering.usecases.study import Robust
from prioritering.view.picture import Picture
from prioritering.web.frame import address
from prioritering.web.frame.as_written import escape, in_list
from prioritering.web.frame.templates import render
from prioritering.web.frame.whole_choice import whole_choice
from prioritering.web.pages.robusthet.charts import show, tornado_chart, weight_chart
from prioritering.web.parts.studies import once


def draw_sensitivity(given: Robust) -> dict[str, Any] | None:
    """Draw how the whole order and one chosen project depend on each weight and each open level.

    Returns what can be shown of that project, every weight of it; None while it is computed.
    """
    picture = given.picture
    found = _scans(picture)
    if found is None:
        return None
    shown = sensitivity_shown(picture, found)
    _heading(shown.order)
    _table(shown.order)
    _project(picture, shown.project)
    _tornado(picture, shown.project, shown.hangs_on)
    _weight(picture, shown.project, found, shown.weights)
    return shown.shown


def sensitivity_of_page(given: Robust) -> dict[str, Any] | None:
    """Return what the part can show of the project that is chosen; None while it is computed."""
    found = _scans(given.picture)
    return None if found is None else sensitivity_shown(given.picture, found).shown


def _scans(picture: Picture) -> tuple[Scan, ...] | None:
    label = "Prövar varje vikt från 0 till 100\u00a0%"
    return once(picture, "vikter", label, lambda told: weight_study.weight_scans(picture, told))


def _heading(section: dict[str, Any]) -> None:
    st.html(render("pages/robusthet/rubrik.html", title=section["title"], texts=section["texts"]))


def _table(section: dict[str, Any]) -> None:
    st.html(render("pages/robusthet/tabell.html", summary="Visa som tabell", **section["table"]))


def _project(picture: Picture, chosen: int) -> None:
    items = picture.board.candidates
    ids = [items[i].id for i in choosable(picture)]
    names = {item.id: item.name for item in items}
    held = address.hold("kansligt_projekt", items[chosen].id)
    box = whole_choice("projekt", names[held])
    box.selectbox("Projekt", ids, ids.index(held), in_list(names), key="kansligt_projekt", on_change=_project_chosen)


def _project_chosen() -> None:
    address.change(project=st.session_state["kansligt_projekt"])


def _tornado(picture: Picture, index: int, found: HangsOn) -> None:
    _heading(found.section)
    if not found.bars:
        return
    board = picture.board
    low, high = [bar.low_place for bar in found.bars], [bar.high_place for bar in found.bars]
    now = int(board.ranking.place[index])
    chart = tornado_chart(found.labels, low, high, now, len(board.candidates))
    show(chart, "tornado", found.section["texts"][0])
    _table(found.section)


def _weight(picture: Picture, index: int, found: Sequence[Scan], weights: Sequence[OneWeight]) -> None:
    names = [criterion.name for criterion in picture.model.criteria]
    chosen = st.segmented_control(
        "Vikt",
        range(len(names)),
        default=0,
        key="kanslig_vikt",
        format_func=lambda number: escape(names[number]),
        on_change=_weight_chosen,
        required=True,
    )
    given, (section, drawn) = found[int(chosen or 0)], weights[int(chosen or 0)]
    _heading(section)
    labels = [picture.board.candidates[i].name for i in drawn]
    now = whole_percents(picture.weights)[given.criterion]
    figure = weight_chart(labels, given.points[:, drawn], drawn.index(index), now, names[given.criterion])
    show(figure, "vikt", f"Poäng när vikten går från 0 till 100\u00a0%. {section['texts'][0]}")
    _table(section)


def _weight_chosen() -> None:
    # A browser may say that none is chosen, though it lets nobody choose that: the first is then shown, and marked.
    if st.session_state["kanslig_vikt"] is None:
        st.session_state["kanslig_vikt"] = 0
