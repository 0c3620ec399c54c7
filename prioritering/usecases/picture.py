"""Reads what a view needs through the database, once per change, and computes the picture from it."""

from __future__ import annotations

from functools import lru_cache

from prioritering.criteria.model import Model
from prioritering.meeting.group import group_basis
from prioritering.plan.object_plan import ObjectPlan
from prioritering.scoring.board import ScoredProjects, scored_projects
from prioritering.scoring.changes import Changes
from prioritering.scoring.effective import candidates
from prioritering.store import entry_log
from prioritering.store.ballots import revealed_sheets
from prioritering.store.meetings import get_meeting
from prioritering.store.plans import object_plan, plan_model, plan_version
from prioritering.usecases.group_source import NOTHING_SHOWN, PLAN, GroupSource, group_source
from prioritering.view.picture import Picture, in_force, model_of, ranked
from prioritering.view.view import View
from prioritering.web.frame.context import store


def current_picture(view: View) -> Picture:
    """Return the picture that a view gives of the plan as it is in the database now."""
    plan_number, change_number = _versions(view.plan, store().writes)
    plan, _ = load_plan(view.plan, plan_number)
    changes = load_changes(view.plan, change_number)
    group = group_source(view)
    given, notices = _basis(view.plan, plan.version, changes.version, _model_part(view), group)
    if group is None and view.source != PLAN:
        notices = (*notices, NOTHING_SHOWN)
    return ranked(plan, changes, view, given, notices)


@lru_cache(maxsize=64)
def _versions(plan_id: str, writes: int) -> tuple[int, int]:
    """Return the newest version of a plan and of its changes; asked of the database once after each write.

    One process owns the embedded database, so nothing changes without it: a slider costs no query.
    """
    del writes
    return plan_version(store(), plan_id), entry_log.version(store(), plan_id)


@lru_cache(maxsize=64)
def load_plan(plan_id: str, version: int) -> tuple[ObjectPlan, Model]:
    """Return one version of a plan and the criteria of its own; versions never change, so they can be kept."""
    return object_plan(store(), plan_id, version), plan_model(store(), plan_id, version)


@lru_cache(maxsize=64)
def load_changes(plan_id: str, version: int) -> Changes:
    """Return what the group has laid beside a plan; `version` is that of the newest entry."""
    del version
    return entry_log.current(store(), plan_id)


def _model_part(view: View) -> View:
    """Return the part of a view that shapes criteria and levels, as a key to keep arrays by."""
    return View(plan=view.plan, spacing=view.spacing, values=view.values, assumptions=view.assumptions)


@lru_cache(maxsize=64)
def _basis(
    plan_id: str, plan_version: int, change_version: int, part: View, group: GroupSource | None
) -> tuple[ScoredProjects, tuple[str, ...]]:
    plan, standard = load_plan(plan_id, plan_version)
    used = in_force(load_changes(plan_id, change_version), part)
    notices: list[str] = []
    model = model_of(standard, used, part, notices)
    everything = candidates(plan, model, used)
    if group is None:
        return scored_projects(everything, model), tuple(notices)
    sheets = revealed_sheets(store(), get_meeting(store(), group.meeting_id))
    return group_basis(everything, sheets, model, group.how), tuple(notices)
