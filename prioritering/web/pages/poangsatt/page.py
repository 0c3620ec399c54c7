"""The page Poängsätt: join with a code and a role, then one's own ballot. Nobody else's answers pass here."""

from __future__ import annotations

from typing import Any

import streamlit as st

from prioritering import swedish
from prioritering.criteria.model import Criterion, NumberScale
from prioritering.errors import BadArgument
from prioritering.meeting.meeting import MAX_REASON, Meeting
from prioritering.scoring.effective import Candidate, level_choices
from prioritering.usecases import meeting_room
from prioritering.usecases.meeting_room import Room, chosen_meeting, member, room
from prioritering.view.value_words import MARK_WORDS, answer_words, cost_words
from prioritering.web.components.component import component
from prioritering.web.frame import context
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import page_head
from prioritering.web.server import who
from prioritering.web.server.base import base_path

CODE = "kod"


def draw_page() -> None:
    """Draw the ballot of whoever has joined, else the way in."""
    store = context.store()
    code = str(st.query_params.get(CODE, ""))
    found, fault = _meeting(code)
    member_here = (
        None
        if found is None
        else member(store, found.id, who.credential(found.id, st.context.cookies, who.page_user()))
    )
    if found is None or (member_here is None and not code):
        page_head("Poängsätt", finding="Gå med i mötet med koden som mötesledaren visar.")
        _ask_code(fault)
        return
    here = room(store, found.id)
    page_head("Poängsätt", f"{here.plan.name}, {here.plan.period}")
    if member_here is None:
        _join(here, code)
        return
    component("ballot")(key=f"rost-{found.id}", data=_ballot_data(here))


def _meeting(code: str) -> tuple[Meeting | None, str]:
    store = context.store()
    if not code:
        return chosen_meeting(store, context.plan_id(), str(st.query_params.get("mote", ""))), ""
    try:
        return meeting_room.by_code(store, code), ""
    except BadArgument as error:
        return None, str(error)


def _ask_code(fault: str) -> None:
    if fault:
        st.warning(f"{fault[:1].upper()}{fault[1:]}.")
    with st.form("kodformulär", border=False):
        typed = st.text_input("Mötets kod", max_chars=20, help="Sex bokstäver och siffror, till exempel ABC 234.")
        if st.form_submit_button("Fortsätt", type="primary") and typed.strip():
            st.query_params[CODE] = "".join(typed.upper().split())
            st.rerun()


def _join(here: Room, code: str) -> None:
    taken = here.taken_roles
    st.html(render("pages/poangsatt/anslut.html", meeting=here.meeting))
    if here.meeting.joining_open:
        roles = [{"name": role, "taken": role in taken} for role in here.meeting.roles]
        component("join")(key="anslut", data={"api": f"{base_path()}/direkt", "code": code, "roles": roles})


def _ballot_data(here: Room) -> dict[str, Any]:
    """Return what the ballot draws: projects as the plan has them, and the criteria. No answers of anyone."""
    model = here.meeting.model
    return {
        "api": f"{base_path()}/direkt",
        "meeting": here.meeting.id,
        "longest": MAX_REASON,
        "criteria": [_criterion(criterion) for criterion in model.criteria],
        "projects": {
            key: {
                "name": item.project.name,
                "facts": _facts(item),
                "note": item.project.note,
                "says": {criterion.id: _says(item, criterion) for criterion in model.criteria},
            }
            for key, item in here.projects.items()
        },
    }


def _criterion(criterion: Criterion) -> dict[str, Any]:
    scale = criterion.scale
    names = level_choices(criterion)
    descriptions = {} if isinstance(scale, NumberScale) else {level.name: level.description for level in scale.levels}
    return {
        "id": criterion.id,
        "name": criterion.name,
        "lowest": scale.lowest_name,
        "highest": scale.highest_name,
        "levels": [{"name": name, "description": descriptions[name]} for name in names],
        "step": f"{criterion.name}: från {scale.lowest_name.lower()} till {scale.highest_name.lower()}",
    }


def _facts(item: Candidate) -> list[tuple[str, str]]:
    project = item.project
    known = project.cost.low is not None
    facts = [
        ("Klass", project.tier.value.capitalize() if project.tier else "ej angiven"),
        ("Kostnad", f"{cost_words(project.cost)}{swedish.NBSP + 'tkr' if known else ''}"),
    ]
    if project.perspective_printed:
        facts.append(("Perspektiv", project.perspective_printed))
    return facts


def _says(item: Candidate, criterion: Criterion) -> str:
    mark = item.project.mark(criterion.id)
    return answer_words(mark) if mark.known else MARK_WORDS.get(mark.status, "ej angivet")
