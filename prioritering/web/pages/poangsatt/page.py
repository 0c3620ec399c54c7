"""The page Poängsätt: join with a code and a role, then one's own ballot. Nobody else's answers pass here."""

from __future__ import annotations

import time
from typing import Any

import streamlit as st

from prioritering.criteria.model import Criterion, NumberScale
from prioritering.direction import all_isolated
from prioritering.errors import BadArgument, NotAllowed
from prioritering.meeting.meeting import MAX_REASON, Meeting
from prioritering.scoring.effective import level_choices
from prioritering.usecases import meeting_room
from prioritering.usecases.meeting_room import MeetingRoom, chosen_meeting, member, room
from prioritering.usecases.plan_facts import plan_facts
from prioritering.view.value_words import is_undefined
from prioritering.web.base import base_path
from prioritering.web.components.component import component
from prioritering.web.frame import context, who
from prioritering.web.frame.theme import page_head
from prioritering.web.pages.poangsatt import words
from prioritering.web.pages.poangsatt.blank_state import CODE, TITLE, draw_blank_state, draw_way_in
from prioritering.web.pages.poangsatt.take_seat import draw_take_seat
from prioritering.web.parts.way_back import meeting_address, tell_of_another_plan, to_own_meeting
from prioritering.web.server.code_pace import PACE


def draw_page() -> None:
    """Draw the ballot of whoever has joined, else the way in."""
    store = context.store()
    to_own_meeting()
    if draw_take_seat():
        return
    code = str(st.query_params.get(CODE, ""))
    found, fault = _meeting(code)
    # The cookies are those that the page's connection was opened with, so joining reloads the page (join.js).
    member_here = (
        None
        if found is None
        else member(store, found.id, who.credential(found.id, st.context.cookies, who.page_user()))
    )
    if not code:
        tell_of_another_plan(str(st.query_params.get("mote", "")), "poangsatt", instead=member_here is not None)
    if found is None or (member_here is None and not code):
        draw_blank_state(fault)
        return
    here = room(store, found.id)
    page_head(TITLE, context.name_of_plan(here.plan, period=True))
    if member_here is None:
        draw_way_in(here, code)
        return
    component("ballot")(key=f"rost-{found.id}", data=_ballot_data(here), on_plan_change=_nothing)


def _nothing() -> None:
    """Do nothing more: that the ballot has told of a new version is itself a new run of the page, which draws it."""


def _meeting(code: str) -> tuple[Meeting | None, str]:
    """Return the meeting that a code leads to, else the address's or the plan's newest; or why the code does not."""
    store = context.store()
    if not code:
        return chosen_meeting(store, context.plan_key(), str(st.query_params.get("mote", ""))), ""
    visitor = st.context.ip_address or ""
    try:
        time.sleep(PACE.wait_seconds(visitor))
        return meeting_room.by_code(store, code), ""
    except BadArgument as error:
        PACE.note_miss(visitor)
        return None, str(error)
    except NotAllowed as error:
        return None, str(error)


def _ballot_data(here: MeetingRoom) -> dict[str, Any]:
    """Return what the ballot draws: projects as the plan has them, and the criteria. No answers of anyone."""
    model = here.meeting.model
    texts: dict[str, list[str]] = {}
    for row in plan_facts(context.store(), here.plan.key, here.plan.version).table("project_text"):
        texts.setdefault(row["project_id"], []).append(row["statement"])
    return {
        "api": f"{base_path()}/direkt",
        "meeting": here.meeting.id,
        "planversion": here.plan.version,
        "result": meeting_address("mote", here.meeting.id, here.meeting.plan_key),
        "longest": MAX_REASON,
        "plan_answers": here.meeting.plan_answers.value,
        "criteria": [_criterion(criterion) for criterion in model.criteria],
        "projects": {
            key: all_isolated(
                {
                    "name": item.name,
                    "facts": words.project_facts(item, here.plan.tier_title(item.tier)),
                    "note": item.project.note,
                    "texts": texts.get(key, []),
                    "other": words.other_facts(item),
                    "says": {criterion.id: words.says(item, criterion) for criterion in model.criteria},
                }
            )
            for key, item in {**here.projects, **here.asked()}.items()
        },
    }


def _criterion(criterion: Criterion) -> dict[str, Any]:
    scale = criterion.scale
    names = level_choices(criterion)
    descriptions = {} if isinstance(scale, NumberScale) else {level.name: level.description for level in scale.levels}
    shown = {
        "name": criterion.name,
        "label": words.field_label(criterion),
        # A number has no levels to choose among: the ballot then draws a field.
        "levels": [
            {"shown": name, "description": "" if is_undefined(descriptions[name]) else descriptions[name]}
            for name in names
        ],
        "undefined": words.undefined_words(criterion),
        "step": words.step(criterion),
        "unit": criterion.measure,
        "highest": scale.highest if isinstance(scale, NumberScale) else None,
    }
    isolated: dict[str, Any] = all_isolated(shown)
    # What is sent is a level's own name, as the plan writes it.
    levels = [{"name": name, **level} for name, level in zip(names, isolated["levels"], strict=True)]
    return {"id": criterion.id, **isolated, "levels": levels}
