"""The choice of plan in the sidebar, and what stands in the page's place until it is known which plan is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import streamlit as st

from prioritering import swedish
from prioritering.errors import Problem, shorten
from prioritering.usecases.faulty_plans import FaultyPlan
from prioritering.usecases.plan_facts import PlanInfo
from prioritering.usecases.plan_names import plans_told_apart
from prioritering.usecases.which_plan import PlanKey
from prioritering.view.renewal_words import UNREADABLE, when_mended
from prioritering.web.components.component import component
from prioritering.web.frame import context
from prioritering.web.frame.as_written import escape, in_list
from prioritering.web.frame.context import LAST_PLAN, MUNICIPALITY_PARAMETER, PLAN_PARAMETER, AskedPlan
from prioritering.web.frame.held_address import choose_in_address
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import page_head
from prioritering.web.frame.whole_choice import whole_choice

_WIDGET = "_planval"

PlanChoice = PlanKey | str
"""A plan by its key, or a folder that cannot be read by the id that an address calls it."""


def choose_plan() -> AskedPlan:
    """Draw the choice of plan in the sidebar, keep the address in step with it, and return what is asked for."""
    known, faulty, asked = context.plans_by_key(), context.folders_at_fault(), context.asked()
    current: PlanChoice | None = asked.faulty.id if asked.faulty else asked.key
    # At each run, since the address decides: the browser's back button changes it without asking the widget.
    st.session_state[_WIDGET] = current
    plan = known[asked.key] if asked.key else None
    st.sidebar.html(render("frame/marke.html", plan=plan, owner=_owner(asked.key, known)))
    labels = choice_labels(tuple(known.values()), faulty)
    with st.sidebar:
        box = whole_choice("plan", "" if current is None else labels[current])
    box.selectbox(
        "Plan",
        list(labels),
        # A plan that is chosen cannot be cleared, only exchanged.
        index=None if current is None else 0,
        key=_WIDGET,
        format_func=in_list(labels),
        on_change=_plan_chosen,
        placeholder="Välj plan",
    )
    if asked.key:
        context.say_plan(asked.key)
        _remember(asked.key)
        _tell(asked, known)
    return asked


def choice_labels(known: Sequence[PlanInfo], faulty: Sequence[FaultyPlan]) -> dict[PlanChoice, str]:
    """Return what each choice is called: no two alike, since the list knows its choices by what they are called."""
    stored, called = {item.stored for item in faulty}, plans_told_apart(known)
    names: dict[PlanChoice, str] = {}
    for info in known:
        name = called[info.key]
        names[info.key] = f"{name} (nya filer {UNREADABLE})" if info.key in stored else name
    new = [item for item in faulty if item.stored is None]
    return names | {item.id: f"{item.folder}: {UNREADABLE} ({_place(item.error.problems[0])})" for item in new}


def _owner(key: PlanKey | None, known: Mapping[PlanKey, PlanInfo]) -> str:
    """Return whose the plan is, where there are plans of several municipalities."""
    several = len({other.municipality for other in known}) > 1
    return known[key].municipality if key is not None and several else ""


def _place(problem: Problem) -> str:
    row = f", rad {problem.row}" if problem.row is not None else ""
    return f"{problem.file}{row}{f', {problem.column}' if problem.column else ''}"


def _remember(key: PlanKey) -> None:
    data = {"name": LAST_PLAN, "value": quote(str(key), safe="")}
    with st.sidebar:
        component("remember")(key="minns-planen", data=data)


def _tell(asked: AskedPlan, known: Mapping[PlanKey, PlanInfo]) -> None:
    if asked.key is None:
        return
    name = context.name_of_plan(known[asked.key])
    if asked.unknown:
        st.warning(escape(f"Adressen anger {shorten(asked.unknown, 90)}, som inte finns. Här visas {name}."))
    if context.has_faulty_files(asked.key):
        st.warning(f"Planens nya filer {UNREADABLE}, så här visas den som den lästes in förut. Felen står på Översikt.")


def _plan_chosen() -> None:
    chosen: PlanChoice | None = st.session_state[_WIDGET]
    if isinstance(chosen, PlanKey):
        context.open_plan(chosen)
    elif chosen is not None:
        choose_in_address(**{PLAN_PARAMETER: chosen, MUNICIPALITY_PARAMETER: None})


def draw_faulty(found: Sequence[FaultyPlan]) -> None:
    """Draw which folders cannot be read and why, in one box, which is short however many they are."""
    if found:
        folders = [
            {"name": one.folder, "kept": one.stored is not None, "problems": list(map(str, one.error.problems))}
            for one in found
        ]
        many = swedish.upper_first(swedish.count_word(len(found)))
        mended = when_mended([one.meetings for one in found])
        st.html(render("frame/trasig_plan.html", folders=folders, many=many, mended=mended))


def draw_question(asked: AskedPlan) -> None:
    """Draw what stands in a page's place when its plan is not settled: why it cannot be read, or which is meant."""
    if asked.faulty is not None:
        page_head(f"Planen {UNREADABLE}", f"Mappen {asked.faulty.folder}")
        draw_faulty((asked.faulty,))
        return
    known = context.plans_by_key()
    count = swedish.upper_first(swedish.count_word(len(asked.several)))
    plan = asked.several[0].plan
    sentence = f"{count} kommuner har en plan med id ”{plan}”, och länken säger inte vilken som menas."
    page_head("Vilken plan?", finding=sentence)
    query = {name: value for name, value in st.query_params.to_dict().items() if name != MUNICIPALITY_PARAMETER}
    choices = [
        {"info": known[key], "address": {**query, PLAN_PARAMETER: key.plan, MUNICIPALITY_PARAMETER: key.municipality}}
        for key in sorted(asked.several, key=lambda key: swedish.sort_key(known[key].municipality or key.municipality))
    ]
    st.html(render("frame/vilken_plan.html", choices=choices))
