"""The page Objektplan: what does the plan say, where does it say it, and what is missing or does not add up?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from prioritering.permissions import Permission
from prioritering.plan.remarks import Remark
from prioritering.usecases.last_period import since_last_period
from prioritering.usecases.picture import picture_of
from prioritering.usecases.plan_facts import PlanFacts, Rows, plan_facts, shown_remarks
from prioritering.usecases.renewal import renewal
from prioritering.view.own_columns import ChosenProjects, chosen_projects
from prioritering.web.frame import address, as_then, context
from prioritering.web.frame.as_written import escape
from prioritering.web.frame.foot import redraw_with_foot
from prioritering.web.frame.navigation import page_link
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import apply_stylesheet, page_head
from prioritering.web.frame.view_part import view_part
from prioritering.web.pages.objektplan import matrices, new_period, other_facts, search, shown_cells
from prioritering.web.pages.objektplan.renewed import renewed_part
from prioritering.web.parts import live_panel
from prioritering.web.parts.board_component import copy_link
from prioritering.web.parts.overtaken import can_answer, overtaken_words

_PART = "objektplan"
SECTIONS = (
    ("projekt", "Projekt"),
    ("mal", "Mål"),
    ("budget", "Budget"),
    ("arsarbeten", "Årsarbeten"),
    ("drift", "Tal i texten"),
    ("styrande", "Styrande dokument"),
    ("avvikelser", "Avvikelser"),
    ("organisation", "Forum och roller"),
    ("andrat", "Ändrat i planen"),
    ("forra", "Ändrat sedan förra planen"),
    ("dokument", "Dokumentet"),
    ("ovrigt", "Övriga uppgifter i tabeller"),
    ("iakttagelser", "Iakttagelser"),
)
_CONCERNS = {
    "projekt": ("projekt", "kostnad", "aktiviteter"),
    "mal": ("mal",),
    "budget": ("budget", "nycklar"),
    "organisation": ("forum", "roller"),
}


def draw_page() -> None:
    """Draw the page for the plan in the address."""
    address.open_view("objektplan")
    apply_stylesheet("pages/objektplan/page.css")
    _live()


@view_part(key=_PART)
def _live() -> None:
    view = address.current_view()
    live_panel.follow("folj-planen", address.plan_parameters(), _others_changed)
    at = as_then.as_of()
    source = plan_facts(context.store(), context.plan_key(), at.plan_version, at.entry)
    plan = source.plan
    shown = shown_remarks(context.store(), plan.key, plan.version, source.entry)
    subtitle = " · ".join(part for part in (plan.name, plan.period, plan.municipality) if part)
    page_head("Objektplan", subtitle, matrices.plan_sentence(plan, source.table("budget_sum")))
    with st.container(horizontal=True, vertical_alignment="center", key="objektplan-huvud"):
        new_period.draw_button(plan)
        copy_link("kopiera")
    # A plan without a file has no such section, rather than an empty one.
    found = chosen_projects(plan, view)
    parts = {key: part for key, part in _parts(source, shown, found) if part}
    for notice in (*address.notices(), *found.notices):
        st.info(escape(notice))
    titles = [(key, title) for key, title in SECTIONS if key in parts]
    st.html(render("pages/objektplan/inledning.html", sections=titles, remarks=len(shown)))
    drawn = [(key, title, _drawn(key, title, shown, parts[key])) for key, title in titles]
    if asked := search.asked_here():
        search.draw_hits(asked, drawn)
    for key, _, html in drawn:
        if key == "projekt":
            other_facts.draw_choice(plan, found)
        st.html(html)
    if context.may(Permission.CHANGE) and not as_then.is_then():
        _lead_to_answers(source, parts)


def _lead_to_answers(source: PlanFacts, parts: Mapping[str, dict[str, Any]]) -> None:
    """Draw the ways to where what the sections ask is answered: nothing is answered here."""
    if source.questions():
        page_link("fyll_i", "Svara på frågorna om kostnader på Fyll i")
    changed = [parts[key] for key in ("andrat", "forra") if key in parts]
    if any(part["waiting"] for part in changed):
        page_link("oversikt", "Svara på Översikt om det är samma projekt")
    if "andrat" in parts and can_answer(picture_of(source.store, address.current_view(), as_then.as_of())):
        page_link("prioritera", "Svara under Antaganden på Prioritera")


def _others_changed() -> None:
    """Someone has changed the plan or what lies beside it."""
    redraw_with_foot(_PART)


def _drawn(key: str, title: str, shown: Iterable[Remark], part: dict[str, Any]) -> str:
    values = {"id": key, "title": title, "remarks": _concerning(shown, key), **part}
    return render(f"pages/objektplan/{key}.html", **values)


def _parts(source: PlanFacts, shown: Iterable[Remark], found: ChosenProjects) -> Iterable[tuple[str, dict[str, Any]]]:
    yield "projekt", _projects(source, found)
    yield "mal", _goals(source)
    yield "budget", _budget(source)
    yield "arsarbeten", _staff(source)
    yield "drift", _present(figures=source.table("figure"), totals=source.table("part_total"))
    yield "styrande", _present(documents=source.table("governing_document"))
    yield "avvikelser", _present(deviations=source.table("deviation"), causes=source.table("cause"))
    yield "organisation", _organisation(source)
    yield "andrat", _renewed(source)
    yield "forra", _since_last_period(source)
    yield "dokument", _document(source)
    yield "ovrigt", _present(cells=tuple(sorted(source.table("other_cell"), key=lambda row: str(row["source"]))))
    yield "iakttagelser", {"all": tuple(shown), "places": shown_cells.places_text}


def _renewed(source: PlanFacts) -> dict[str, Any]:
    plan = source.plan
    found = renewal(source.store, plan.key, newer=plan.version)
    if found is None:
        return {}
    picture = picture_of(source.store, address.current_view(), as_then.as_of())
    return renewed_part(found, overtaken_words(picture), len(plan.projects))


def _since_last_period(source: PlanFacts) -> dict[str, Any]:
    found = since_last_period(source.store, source.plan.key, source.plan.version)
    return {} if found is None else renewed_part(found, (), len(source.plan.projects))


def _document(source: PlanFacts) -> dict[str, Any]:
    found = _present(
        facts=source.table("document_fact"), definitions=source.table("definition"), passages=source.table("plan_text")
    )
    return {**found, "fact_place": shown_cells.fact_place} if found else {}


def _present(**relations: Rows) -> dict[str, Any]:
    if not any(relations.values()):
        return {}
    return {**relations, "cell": shown_cells.status_cell, "place": shown_cells.place_text}


def _concerning(shown: Iterable[Remark], section: str) -> tuple[Remark, ...]:
    concerns = _CONCERNS.get(section, (section,))
    return tuple(remark for remark in shown if remark.concerns in concerns)


def _projects(source: PlanFacts, found: ChosenProjects) -> dict[str, Any]:
    model = source.model
    # A class that the plan describes has no place in a choice among its projects.
    described = [] if found.words else [row["tier"] for row in source.table("definition") if row["tier"]]
    plan = source.plan
    known = shown_cells.Known(
        source.questions(),
        plan.names,
        {item.tier: plan.tier_title(item.tier) for item in plan.own_tiers},
        source.asked_amounts(),
        source.answers(),
    )
    groups = shown_cells.project_groups(found.projects, model, source.table("goal_link"), described, known)
    texts: dict[str, list[dict[str, Any]]] = {}
    for row in source.table("project_text"):
        texts.setdefault(row["project_id"], []).append(row)
    has = {
        "goals": any(line.goals for group in groups for line in group.lines),
        "perspective": any(line.perspective for group in groups for line in group.lines),
    }
    choice = {"words": found.words, "count": len(found.projects), "of": len(plan.projects)} if found.words else None
    return {
        "groups": groups,
        "criteria": model.judged,
        "texts": texts,
        "has": has,
        "place": shown_cells.place_text,
        "choice": choice,
    }


def _goals(source: PlanFacts) -> dict[str, Any]:
    goals, long_term = source.table("goal"), source.table("long_term_goal")
    if not goals and not long_term:
        return {}
    names = source.plan.names
    linked = {row["project_id"] for row in source.table("goal_link")}
    without = [
        project for project in source.plan.projects if project.tier == "strategiskt" and project.id not in linked
    ]
    return {
        "goals": goals,
        "activities": source.table("goal_activity"),
        "coverage": _answers(source.table("goal_coverage")),
        "without": without if goals else [],
        "long_term": long_term,
        "names": names,
        "cell": shown_cells.status_cell,
        "place": shown_cells.place_text,
    }


def _answers(coverage: Rows) -> list[dict[str, Any]]:
    """Return each activity once, with the ids of all projects that answer to it."""
    grouped: dict[str, dict[str, Any]] = {}
    for row in coverage:
        answered = grouped.setdefault(row["activity_id"], {**row, "projects": []})
        if row["project_id"]:
            answered["projects"].append(row["project_id"])
    return list(grouped.values())


def _budget(source: PlanFacts) -> dict[str, Any]:
    rows = source.table("budget_cell")
    if not rows:
        return {}
    unit = matrices.amount_unit(rows)
    caption = "Budget per huvudaktivitet"
    drawn = (
        matrices.forecast_matrix(rows, unit),
        matrices.bearer_matrix(rows, source.table("budget_share"), unit),
        matrices.activity_matrix(rows, "amount_kr", caption, unit),
    )
    return {
        "matrices": [matrix for matrix in drawn if matrix] or [matrices.plain_matrix(rows, unit)],
        "sentence": matrices.budget_sentence(source.table("budget_sum"), unit),
        "reasons": source.table("difference_reason"),
        "keys": source.table("allocation_key"),
        "cell": shown_cells.status_cell,
        "place": shown_cells.place_text,
    }


def _staff(source: PlanFacts) -> dict[str, Any]:
    rows = source.table("fte_cell")
    matrix = matrices.activity_matrix(rows, "fte", "Personalresurser", "årsarbeten")
    if not matrix:
        return {}
    sums = {row["budget_class"]: row["fte"] for row in source.table("fte_sum") if row["part"] is None}
    return {"matrix": matrix, "sums": sums}


def _organisation(source: PlanFacts) -> dict[str, Any]:
    cells: dict[str, dict[str, dict[str, Any]]] = {}
    for row in source.table("forum_cell"):
        cells.setdefault(row["forum_id"], {})[row["field"]] = row
    if not cells:
        return {}
    also: dict[str, list[str]] = {}
    for row in source.table("alias"):
        also.setdefault(row["canonical"], []).append(row["spelling"])
    return {**_present(forums=source.table("forum"), roles=source.table("role")), "cells": cells, "also": also}
