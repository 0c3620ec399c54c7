"""What every page needs: the database, which plan it is about, and the one permission question."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import streamlit as st

from prioritering.errors import BadPlan, StoreError, shorten
from prioritering.gateway.opening import serve_commands
from prioritering.plan.object_plan import ObjectPlan
from prioritering.settings import database_path
from prioritering.usecases import plan_facts
from prioritering.usecases.opening import Started, Store, open_store, take_in
from prioritering.usecases.picture import plan_shown
from prioritering.usecases.plan_facts import PlanInfo
from prioritering.view.view import DEFAULT_PLAN
from prioritering.web.frame import who
from prioritering.web.frame.templates import render

LOG = logging.getLogger("prioritering.web")
PARAMETER = "plan"
_WIDGET = "_planval"


# Once for the process, whatever the session: the file lets itself be opened once.
@st.cache_resource(show_spinner=False)
def _opened() -> tuple[Store, Started]:
    opened = open_store(database_path())
    try:
        # The way in last: no command is let into a database that is not filled, or whose start has failed.
        started = take_in(opened)
        serve_commands(opened, database_path())
    except BaseException:
        # Else the file stays held by a start that failed, and the next visitor's start fails too, for ever.
        opened.close()
        raise
    for folder, error in started.problems.items():
        LOG.warning("Plan folder left out: %s: %s", folder, error)
    return opened, started


def store() -> Store:
    """Return the process's database, opened and filled with the plan folders at the first call.

    Raises StoreError when it cannot be used, for example when another process holds it.
    """
    return _opened()[0]


def faulty_plans() -> dict[str, BadPlan]:
    """Return the plan folders that could not be read at start, with all their problems."""
    return _opened()[1].problems


def plans_by_id() -> dict[str, PlanInfo]:
    """Return the plans there are by id, in the order they are offered."""
    found = {info.plan_id: info for info in plan_facts.plans(store())}
    if not found:
        raise next(
            iter(faulty_plans().values()), StoreError("Det finns ingen plan att visa. Lägg en planmapp i data/.")
        )
    return found


def plan_id() -> str:
    """Return the id of the plan that the page is about: the one in the address, else the first."""
    known = plans_by_id()
    return next(
        (str(found) for found in (st.query_params.get(PARAMETER), DEFAULT_PLAN) if found in known), next(iter(known))
    )


def current_plan() -> ObjectPlan:
    """Return the plan that the page is about, newest version."""
    return plan_shown(store(), plan_id())


def require(permission: str) -> None:
    """Ask whether the user may do what the page needs; every page asks at its top. NotAllowed when not."""
    who.require_here(permission)


def choose_plan() -> None:
    """Draw the choice of plan in the sidebar and keep the address in step with it."""
    known = plans_by_id()
    asked = st.query_params.get(PARAMETER)
    current = plan_id()
    # At each run, since the address decides: the browser's back button changes it without asking the widget.
    st.session_state[_WIDGET] = current
    _write_address(current)
    st.sidebar.html(render("frame/marke.html", plan=known[current]))
    st.sidebar.selectbox(
        "Plan", list(known), key=_WIDGET, format_func=lambda plan: _label(known, plan), on_change=_plan_chosen
    )
    if asked is not None and asked not in known:
        st.warning(f"Adressen anger planen ”{shorten(asked)}”, som inte finns. Här visas {known[current].name}.")


def _label(known: Mapping[str, PlanInfo], plan: str) -> str:
    """Return what a plan is called in the list; two of the same name are told apart by their id.

    The list knows its choices by what they are called, so that two alike would be one.
    """
    name = known[plan].name
    alike = sum(info.name == name for info in known.values()) > 1
    return f"{name} ({plan})" if alike else name


def _write_address(plan: str) -> None:
    """Name the plan in the address unless it is the one that an address without a plan means."""
    if plan == DEFAULT_PLAN:
        st.query_params.pop(PARAMETER, None)
    elif st.query_params.get(PARAMETER) != plan:
        st.query_params[PARAMETER] = plan


def _plan_chosen() -> None:
    _write_address(st.session_state[_WIDGET])
