"""Answers that were given in an earlier version of the plan: whether they still are about the same project."""

from __future__ import annotations

from prioritering.direction import isolated
from prioritering.errors import NowAnother
from prioritering.meeting.meeting import RoundState
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.store.plan_past import plan_past
from prioritering.usecases.gather import moment
from prioritering.usecases.meeting_room import MeetingRoom, room


def check_is_same(store: Store, meeting_id: str, asked: tuple[int, str], version: int | None) -> None:
    """Raise NowAnother when what a project was in a version of the plan may be another by now.

    It is that of a round, by the id that the round asks with: `asked` is the two. What can not be saved whatever
    it is about is left to the save to refuse, and what says no version is taken as said now.
    """
    number, project_id = asked
    if version is None or version == moment(store, meetings.plan_key_of(store, meeting_id)).plan_version:
        return
    here = room(store, meeting_id)
    current = here.meeting.round
    if current is None or current.number != number or current.state is RoundState.CLOSED:
        return
    now = here.asked().get(project_id)
    before = _other_name(store, here, project_id, version) if now else ""
    if now and before:
        raise NowAnother(
            f"projektet hette ”{isolated(before)}” när det här sades, men heter ”{isolated(now.name)}” i planens nya "
            "version, så det sparades inte; svara på nytt"
        )


def _other_name(store: Store, here: MeetingRoom, project_id: str, version: int) -> str:
    """Return what a project was called in a version, where that may have been another project than it is now."""
    now = here.renamed.get(project_id, project_id)
    past = plan_past(store, here.plan.key, here.plan.version, {project_id, now}, here.at.entry)
    before = past.name_then(project_id, version)
    return before if past.may_be_another(now, before, version) else ""
