"""Gathers the basis of an answer from the store: the plan, what the group has laid beside it, and its shown answers.

Everything is read as of the numbers asked for, newest where nothing is asked; the newest are asked for once, so that
all of an answer is of one moment.
"""

from __future__ import annotations

from dataclasses import dataclass

from prioritering.criteria.model import Model
from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Meeting
from prioritering.meeting.results import Centre
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.remarks import MAYBE_KRONOR
from prioritering.scoring.asked import Question
from prioritering.scoring.effective import model_in_use
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.store.facts import question_rows
from prioritering.store.numbers import newest_event, newest_numbers
from prioritering.store.plans import content_hash, object_plan, plan_model, plan_version
from prioritering.usecases.counted_answers import CountedAnswers, counting_answers
from prioritering.usecases.laid_beside import LaidBeside, laid_beside
from prioritering.usecases.which_plan import plan_of
from prioritering.view.basis import PLAN, Basis, GroupAnswers, ShownAnswers
from prioritering.view.view import View


@dataclass(frozen=True, slots=True)
class AsOf:
    """The numbers to read at: a plan's version, the group's entry, a meeting's event; None is the newest.

    `meeting` is the meeting that the event is of. None asks which one was shown by then.
    """

    plan_version: int | None = None
    entry: int | None = None
    event: int | None = None
    meeting: str | None = None


NOW = AsOf()


@dataclass(frozen=True, slots=True)
class Moment(AsOf):
    """`AsOf` with every number known."""

    plan_version: int
    entry: int
    event: int


def moment(store: Store, plan_key: PlanKey, as_of: AsOf = NOW) -> Moment:
    """Return `as_of` with the newest number wherever it asks for that, all of one look, and none that is to come.

    What changes after it is in none of what is read at these numbers. BadArgument when there is no such plan.
    """
    newest = newest_numbers(store, plan_key)
    version = as_of.plan_version
    if version is None:
        # Asked by name, since that says which plans there are when this is none of them.
        version = newest.plan_version or plan_version(store, plan_key)
    return Moment(
        plan_version=version,
        entry=newest.entry if as_of.entry is None else min(as_of.entry, newest.entry),
        event=newest.event if as_of.event is None else min(as_of.event, newest.event),
        meeting=as_of.meeting,
    )


def gather(store: Store, view: View, as_of: AsOf = NOW) -> Basis:
    """Return everything that a view of a plan is computed from; BadArgument when there is no such plan or version."""
    key = plan_of(store, view)
    view = view.model_copy(update={"plan": key.plan})
    at = moment(store, key, as_of)
    version = at.plan_version
    # First, since it is what says that there is no such version.
    plan = object_plan(store, key, version)
    shown, found = _shown(store, view, at)
    beside, group = laid_beside(store, key, version, at.entry), None
    if shown is not None and view.source != PLAN:
        group = GroupAnswers(
            shown.meeting_id,
            shown.event,
            Centre(view.source),
            shown.sheets,
            beside.changes.agreed_in(shown.meeting_id),
        )
    model = plan_model(store, key, version)
    return Basis(
        view=view,
        plan=plan,
        model=model,
        changes=beside.changes,
        asked=_meaningful(beside, model_in_use(model, beside.changes)),
        group=group,
        content_hash=content_hash(store, key, version),
        shown=shown,
        held=found.held if found else (),
        criteria_then=beside.criteria_then,
        maybe_kronor=frozenset(
            row.subject for row in question_rows(store, MAYBE_KRONOR, key, version, at.entry) if not row.column_name
        ),
    )


def _meaningful(beside: LaidBeside, model: Model) -> tuple[Question, ...]:
    """Return the questions without those of levels that no longer mean anything and so are not counted either way."""
    lost = {id(one) for one in beside.changes.said_levels if not model.takes(one.criterion_id, one.low, one.high)}
    return tuple(one for one in beside.asked if id(one.entry) not in lost)


def _shown(store: Store, view: View, as_of: AsOf) -> tuple[ShownAnswers | None, CountedAnswers | None]:
    meeting = shown_meeting(store, view, as_of)
    if meeting is None:
        return None, None
    # A blind save leaves this number alone, so what is kept by it lasts while a round goes on. A number that is still
    # to come is read as the newest: what is kept by it would else be another thing when it has come.
    number = meetings.visible_number(store, meeting.id, as_of.event)
    found = answers_that_count(store, meeting, number, as_of)
    return ShownAnswers(meeting.id, number, found.sheets), found


def answers_that_count(store: Store, meeting: Meeting, visible_number: int, as_of: AsOf) -> CountedAnswers:
    """Return what counts of a meeting's shown answers beside the plan's version and the group's entry of `as_of`."""
    return counting_answers(store, meeting, visible_number, as_of.plan_version, as_of.entry)


def shown_meeting(store: Store, view: View, as_of: AsOf = NOW) -> Meeting | None:
    """Return the meeting whose answers a view means: its own if something is shown there, else the newest such.

    As of an event, only what had been revealed by then counts as shown; a meeting that `as_of` names goes before the
    view's. BadArgument when that is no meeting of the plan's.
    """
    key = plan_of(store, view)
    if as_of.meeting is not None:
        named = meetings.get_meeting(store, as_of.meeting, as_of.event)
        if named.plan_key != key:
            raise BadArgument("Mötet hör till en annan plan.")
        return named if _is_shown(named) else None
    shown = shown_meetings(store, key, as_of.event)
    return next((item for item in shown if item.id == view.meeting), next(iter(shown), None))


def shown_meetings(store: Store, plan_key: PlanKey, event: int | None = None) -> tuple[Meeting, ...]:
    """Return a plan's meetings with at least one revealed round (by event number `event` when given), newest first.

    All meetings of a database are numbered by one sequence, so that "by then" means the same for each of them.
    """
    # Read up to this number and no further: an event that comes in between belongs to the next.
    number = newest_event(store, plan_key, event)
    return store.kept.once(
        ("shown meetings", plan_key, number),
        lambda: tuple(item for item in meetings.meetings_of(store, plan_key, number) if _is_shown(item)),
    )


def _is_shown(meeting: Meeting) -> bool:
    return any(item.is_revealed for item in meeting.rounds)
