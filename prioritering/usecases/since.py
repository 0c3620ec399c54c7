"""What has changed since a picture was shown: told by name and number, and the two pictures side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from prioritering.immutable import Immutable
from prioritering.plan.plan_key import PlanKey
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.store.plans import object_plan
from prioritering.store.revealed_answers import RevealedAnswers
from prioritering.usecases.copied_link import asks_answers, asks_entries
from prioritering.usecases.counted_answers import answers_shown
from prioritering.usecases.gather import NOW, AsOf, Moment, gather, moment
from prioritering.usecases.history import history_of
from prioritering.usecases.picture import picture_of
from prioritering.usecases.renewal import renewal, version_shown
from prioritering.usecases.study import ReportProgress, no_progress
from prioritering.usecases.study_now import KIND_OF_PART, study_kept
from prioritering.usecases.which_plan import plan_of
from prioritering.view.difference import THEN_AND_NOW, PictureDifference
from prioritering.view.history_words import Told
from prioritering.view.picture import frame_of
from prioritering.view.renewal_words import other_files
from prioritering.view.side_by_side import picture_difference, shown_in
from prioritering.view.since_words import SOMETHING, FrameChange, answers_since, entries_since, plan_since, rounds_since
from prioritering.view.study_side_by_side import StudyDifference, study_difference
from prioritering.view.view import View


def changed_since(
    store: Store, view: View, as_of: AsOf, answers: bool = False, entries: bool = False
) -> tuple[str, ...]:
    """Return what a view is read from that has changed since earlier numbers, as sentences; never none.

    `answers` says that the page shows the group's answers, whatever its view counts with, and `entries` the same of
    what the group has laid beside the plan.
    """
    key = plan_of(store, view)
    then, now = moment(store, key, as_of), moment(store, key)
    said = [*_plan(store, view, then, now)]
    if answers or entries or asks_entries(view):
        said += entries_since(_entries(store, key, then))
    if answers or asks_answers(view):
        said += _meetings(store, view, then)
    return tuple(said) or (SOMETHING,)


def difference_since(store: Store, view: View, as_of: AsOf) -> PictureDifference:
    """Return a view's picture as of earlier numbers beside the one that it gives now."""
    first, second = (shown_in(picture_of(store, view, at)) for at in (as_of, NOW))
    return picture_difference(first, second, THEN_AND_NOW)


def study_difference_since(
    store: Store, view: View, as_of: AsOf, told: ReportProgress = no_progress
) -> StudyDifference:
    """Return the part of Robusthet that a view is of as of earlier numbers beside what it gives now.

    BadArgument or Infeasible when one of the two has no such answer.
    """
    kind = KIND_OF_PART[view.part]
    then = study_kept(store, picture_of(store, view, as_of), kind, told)
    # Känslighet is of one project: of the same now, also where none was chosen.
    same = view.model_copy(update={"project": then.basis.view["projekt"]})
    now = study_kept(store, picture_of(store, same), kind, told)
    return study_difference(then, now, THEN_AND_NOW)


def day_of_basis(store: Store, view: View, as_of: AsOf) -> date:
    """Return the day when what a view is read from as of earlier numbers had become what it was."""
    key = plan_of(store, view)
    then = moment(store, key, as_of)
    made = [version_shown(store, key, then.plan_version).imported_at]
    if asks_entries(view):
        made += [told.made_at for told in history_of(store, key, then)[:1]]
    if asks_answers(view):
        rounds = (one for item in meetings.meetings_of(store, key, then.event) for one in item.rounds)
        made += [one.revealed_at for one in rounds if one.revealed_at is not None]
    return max(made).astimezone().date()


def _plan(store: Store, view: View, then: Moment, now: Moment) -> Iterator[str]:
    versions = then.plan_version, now.plan_version
    if versions[0] != versions[1]:
        found = renewal(store, plan_of(store, view), *versions)
        if found is not None:
            other = other_files(found.files, found.judged_by)
            yield plan_since(versions, found.changes, other, _frame(store, view, versions))


def _frame(store: Store, view: View, versions: tuple[int, int]) -> FrameChange | None:
    before, after = (frame_of(object_plan(store, plan_of(store, view), one), view, []) for one in versions)
    if before.kronor == after.kronor:
        return None
    return FrameChange(before.kronor, after.kronor, after.cell.label if after.cell else "")


def _entries(store: Store, key: PlanKey, then: Moment) -> list[Told]:
    return [told for told in history_of(store, key) if told.entry_id > then.entry]


def _meetings(store: Store, view: View, then: Moment) -> Iterator[str]:
    key = plan_of(store, view)
    known_then = {item.id: item for item in meetings.meetings_of(store, key, then.event)}
    told = set()
    for item in meetings.meetings_of(store, key):
        known = known_then[item.id].rounds if item.id in known_then else ()
        if said := rounds_since(item, [one.number for one in known if one.is_revealed]):
            told.add(item.id)
            yield said
    shown = gather(store, view).shown
    if shown is not None and shown.meeting_id not in told and shown.event > then.event:
        meeting = meetings.get_meeting(store, shown.meeting_id)
        # The number goes up with a newcomer too, and when the round or the meeting ends.
        numbers = meetings.visible_number(store, meeting.id, then.event), shown.event
        before, now = (_what_is_said(answers_shown(store, meeting, number)) for number in numbers)
        if before != now:
            yield answers_since(meeting)


def _what_is_said(answers: RevealedAnswers) -> list[Immutable]:
    """Return what has been answered; a newcomer in a role gives the one who had it another label."""
    sheets = [sheet.model_copy(update={"role": ""}) for sheet in answers.sheets]
    return [*sheets, *(order.model_copy(update={"role": ""}) for order in answers.orders)]
