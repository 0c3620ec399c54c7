"""What every page needs: the database, which plan it is about, and the one permission question."""

from __future__ import annotations

import logging
from functools import partial
from typing import NamedTuple
from urllib.parse import unquote

import streamlit as st

from prioritering.errors import BadArgument, StoreError
from prioritering.gateway.serving import serve_commands
from prioritering.permissions import Permission
from prioritering.plan.object_plan import ObjectPlan
from prioritering.settings import database_path
from prioritering.usecases import logins, plan_facts, plan_names, which_plan
from prioritering.usecases.faulty_plans import FaultyPlan, faulty_called, faulty_plans
from prioritering.usecases.folder_watch import FolderWatch, meetings_waited_for
from prioritering.usecases.meeting_room import by_code
from prioritering.usecases.opening import Started, Store, open_store, take_in
from prioritering.usecases.picture import plan_shown
from prioritering.usecases.plan_facts import PlanInfo
from prioritering.usecases.which_plan import PlanKey
from prioritering.view.copied_link import ROOM_PARAMETER
from prioritering.view.view import PARAMETERS
from prioritering.web.frame import as_then, who
from prioritering.web.frame.ended_logins import ENDED
from prioritering.web.frame.held_address import choose_in_address, say_in_address, went_back
from prioritering.web.frame.made_once import MadeOnce

LOG = logging.getLogger("prioritering.web")
PLAN_PARAMETER, MUNICIPALITY_PARAMETER, _MEETING, _CODE = "plan", "kommun", "mote", "kod"
NO_PLAN: dict[str, None] = {PLAN_PARAMETER: None, MUNICIPALITY_PARAMETER: None}
"""What takes the plan out of an address, which then means one by something else in it."""
LAST_PLAN = "senaste_plan"
"""The cookie that holds the key of the plan that this browser had open last."""


_SHOWN = "_visad_plan"


class AskedPlan(NamedTuple):
    """The plan that an address asks for: settled when `key` is there, else several that fit, or a faulty folder.

    `unknown` says in words which plan the address names that is not there; another is then shown.
    """

    key: PlanKey | None = None
    several: tuple[PlanKey, ...] = ()
    faulty: FaultyPlan | None = None
    unknown: str = ""


@MadeOnce
def _watch() -> FolderWatch:
    return FolderWatch()


# Once for the process, whatever the session: the file lets itself be opened once.
@MadeOnce
def _opened() -> tuple[Store, Started]:
    opened = open_store(database_path())
    # Before the folders are read, so that what changes meanwhile is seen.
    _watch()
    try:
        # The way in last: no command is let into a database that is not filled, or whose start has failed.
        started = take_in(opened)
        serve_commands(opened, database_path(), look_at_folders)
    except BaseException:
        # Else the file stays held by a start that failed, and the next visitor's start fails too, for ever.
        opened.close()
        raise
    ENDED.follow(partial(logins.ended, opened))
    for folder, error in started.problems.items():
        LOG.warning("Plan folder left out: %s: %s", folder, error)
    return opened, started


def store() -> Store:
    """Return the process's database, opened and filled with the plan folders at the first call.

    Raises StoreError when it cannot be used, for example when another process holds it.
    """
    return _opened()[0]


def look_at_folders() -> bool:
    """Take the plan folders in anew where their files have changed since they were read; False while they are saved."""
    return _watch().keep_up(*_opened())


def folders_at_fault() -> tuple[FaultyPlan, ...]:
    """Return the plan folders that could not be read, with all their problems."""
    return faulty_plans(*_opened())


def has_faulty_files(key: PlanKey) -> bool:
    """Return whether a plan is shown as it was read in before, since its files have come to have faults."""
    return any(item.stored == key for item in folders_at_fault())


def waited_for(key: PlanKey | None = None) -> int:
    """Return how many open meetings a plan's changed files wait for (the page's unless one is given); 0 for none."""
    return meetings_waited_for(*_opened(), key or plan_key())


def files_number() -> int:
    """Return a number that only grows, when other files wait or have faults; it begins anew with the server."""
    return _opened()[1].files_told


def plans_by_key() -> dict[PlanKey, PlanInfo]:
    """Return the plans there are by key, in the order they are offered."""
    found = {info.key: info for info in plan_facts.plans(store())}
    if not found:
        none = StoreError("Det finns ingen plan att visa. Lägg en planmapp i data/.")
        raise next((item.error for item in folders_at_fault()), none)
    return found


def asked() -> AskedPlan:
    """Return which plan the address asks for; with no plan in it, the one that it means."""
    query, here = st.query_params, store()
    # A code belongs to one meeting, whatever plan stands beside it: copied along with it, or the only one of its name.
    if (joined := _plan_of_code(str(query.get(_CODE, "")))) is not None:
        return AskedPlan(joined)
    plan, municipality = str(query.get(PLAN_PARAMETER, "")), str(query.get(MUNICIPALITY_PARAMETER, ""))
    # The room that a screen follows is a meeting too.
    meeting = str(query.get(_MEETING, "") or query.get(ROOM_PARAMETER, ""))
    found = which_plan.meant(here, plan, municipality, meeting)
    if len(found) == 1:
        return AskedPlan(found[0])
    if found:
        return _of_several(found)
    if not plan:
        return _unnamed(municipality)
    faulty = faulty_called(folders_at_fault(), plan, municipality)
    if faulty is not None:
        return AskedPlan(faulty=faulty)
    unknown = f"planen ”{plan}”" + (f" i kommunen ”{municipality}”" if municipality else "")
    return AskedPlan(which_plan.first_plan(here, _last_plan()), unknown=unknown)


def _unnamed(municipality: str) -> AskedPlan:
    try:
        if any(name in PARAMETERS for name in st.query_params):
            return AskedPlan(which_plan.unnamed_plan(store(), municipality))
    except BadArgument:
        return AskedPlan(which_plan.first_plan(store(), _last_plan()), unknown=f"en plan i kommunen ”{municipality}”")
    return AskedPlan(which_plan.first_plan(store(), _last_plan()))


def _of_several(found: tuple[PlanKey, ...]) -> AskedPlan:
    """Return the plan that this page shows, where its id has come to fit another too; else the question which is meant.

    An address from before, by the browser's history or opened anew, may mean either.
    """
    shown = st.session_state.get(_SHOWN)
    if shown in found and not went_back():
        return AskedPlan(shown)
    st.session_state.pop(_SHOWN, None)
    return AskedPlan(several=found)


def _plan_of_code(code: str) -> PlanKey | None:
    """Return the plan of the meeting that a code leads to; None without a code, and for one that the page refuses."""
    try:
        return by_code(store(), code).plan_key if code else None
    except BadArgument:
        return None


def _last_plan() -> str:
    return unquote(st.context.cookies.get(LAST_PLAN, ""))


def plan_key() -> PlanKey:
    """Return the key of the plan that the page is about; no page is drawn before that is settled."""
    found = asked().key
    if found is None:
        raise BadArgument("Välj vilken plan som menas.")
    return found


def named(key: PlanKey | None = None) -> dict[str, str]:
    """Return how a view names a plan (the page's unless one is given)."""
    return which_plan.in_address(store(), key or plan_key())


def plan_in_address(key: PlanKey | None = None) -> dict[str, str]:
    """Return the parameters by which an address names a plan: its municipality only where the id alone fits several."""
    return {name: text for name, text in _in_place(key or plan_key()).items() if text is not None}


def _in_place(key: PlanKey) -> dict[str, str | None]:
    called = named(key)
    return {PLAN_PARAMETER: called["plan"] or None, MUNICIPALITY_PARAMETER: called["municipality"] or None}


def say_plan(key: PlanKey) -> None:
    """Let the address name the plan that it means as it is named now."""
    st.session_state[_SHOWN] = key
    say_in_address(_in_place(key))


def open_plan(key: PlanKey) -> None:
    """Choose a plan, which is then the page's, and no longer that of a code; for callbacks of widgets."""
    choose_in_address(**_in_place(key), **{_CODE: None})


def current_plan() -> ObjectPlan:
    """Return the plan that the page is about: its newest version, or the one that was when it is shown as then."""
    return plan_shown(store(), plan_key(), as_then.as_of())


def name_of_plan(plan: ObjectPlan | PlanInfo, period: bool = False) -> str:
    """Return a plan's name, told from those of others, and with its period behind where the page says that too."""
    return plan_names.plan_and_period(store(), plan) if period else plan_names.plan_called(store(), plan)


def may(permission: Permission) -> bool:
    """Return whether the user may do something, so that what would be refused is not offered."""
    return who.page_user().may(permission)


def require(permission: str) -> None:
    """Ask whether the user may do what the page needs; every page asks at its top. NotAllowed when not.

    Conflict for all but reading while the page shows something as it was then: nothing is saved from there.
    """
    who.require_here(permission)
    if Permission(permission) is not Permission.READ:
        as_then.check_now()
