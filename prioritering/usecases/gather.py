"""Gathers the basis of an answer from the store: the plan, what the group has laid beside it, and its shown answers.

Everything is read as of the numbers asked for, newest where nothing is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from prioritering.meeting.meeting import Meeting
from prioritering.meeting.results import Centre
from prioritering.scoring.changes import Changes
from prioritering.store import entry_log, meetings
from prioritering.store.ballots import revealed_sheets
from prioritering.store.connection import Store
from prioritering.store.plans import content_hash, object_plan, plan_model, plan_version
from prioritering.view.basis import PLAN, Basis, GroupAnswers
from prioritering.view.view import View


@dataclass(frozen=True, slots=True)
class AsOf:
    """The numbers to read at: a plan's version, the group's entry, a meeting's event; None is the newest."""

    plan_version: int | None = None
    entry: int | None = None
    event: int | None = None


NOW = AsOf()


def gather(store: Store, view: View, as_of: AsOf = NOW) -> Basis:
    """Return everything that a view of a plan is computed from; BadArgument when there is no such plan or version."""
    # Asked once for all that follows: two versions must not be mixed when a new one comes in between.
    version = as_of.plan_version or plan_version(store, view.plan)
    return Basis(
        view=view,
        plan=object_plan(store, view.plan, version),
        model=plan_model(store, view.plan, version),
        changes=changes_of(store, view.plan, as_of.entry),
        group=_group(store, view, as_of.event),
        content_hash=content_hash(store, view.plan, version),
    )


def changes_of(store: Store, plan_id: str, entry: int | None = None) -> Changes:
    """Return what the group has laid beside a plan, as of an entry's number (newest when None)."""
    number = entry_log.version(store, plan_id, entry)
    return store.kept.once(("changes", plan_id, number), lambda: entry_log.current(store, plan_id, number))


def _group(store: Store, view: View, event: int | None) -> GroupAnswers | None:
    if view.source == PLAN:
        return None
    meeting = shown_meeting(store, view, event)
    if meeting is None:
        return None
    # A blind save leaves this number alone, so what is kept by it lasts while a round goes on.
    number = meetings.visible_number(store, meeting.id) if event is None else event
    sheets = store.kept.once(("sheets", meeting.id, number), lambda: revealed_sheets(store, meeting, event=number))
    return GroupAnswers(meeting.id, number, Centre(view.source), sheets)


def shown_meeting(store: Store, view: View, event: int | None = None) -> Meeting | None:
    """Return the meeting whose answers a view means: its own if something is shown there, else the newest such.

    As of `event`, only what had been revealed by then counts as shown.
    """
    shown = shown_meetings(store, view.plan)
    found = next((item for item in shown if item.id == view.meeting), next(iter(shown), None))
    if found is None or event is None:
        return found
    then = meetings.get_meeting(store, found.id, event)
    return then if any(item.is_revealed for item in then.rounds) else None


def shown_meetings(store: Store, plan_id: str) -> tuple[Meeting, ...]:
    """Return a plan's meetings with at least one revealed round, newest first."""
    numbers = meetings.plan_live_version(store, plan_id)
    return store.kept.once(
        ("shown meetings", plan_id, numbers),
        lambda: tuple(m for m in meetings.meetings_of(store, plan_id) if any(r.is_revealed for r in m.rounds)),
    )
