"""The meeting as the web needs it: which one the address means, who is asking, and what is asked about.

Used by the pages and by the HTTP routes, so that both see the same and check the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prioritering.errors import BadArgument, Conflict
from prioritering.meeting.meeting import Meeting, Member
from prioritering.permissions import User
from prioritering.plan.object_plan import ObjectPlan
from prioritering.scoring.effective import Candidate, candidates, model_in_use
from prioritering.store import entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.meetings import Credential
from prioritering.store.plans import plan_version
from prioritering.usecases.picture import load_changes, load_plan

COOKIE = "mote_"
NEVER_SHARED = 7 * 24 * 3600
"""Seconds that a device keeps its token: longer than a meeting with its second round, shorter than till the next."""


@dataclass(frozen=True, slots=True)
class Room:
    """A meeting with its plan as it is now. `projects` holds every project that can be asked about, by id."""

    meeting: Meeting
    plan: ObjectPlan
    projects: Mapping[str, Candidate]

    def asked(self) -> tuple[Candidate, ...]:
        """Return the newest round's projects that are still in the plan, in the round's order."""
        current = self.meeting.round
        return tuple(self.projects[key] for key in current.project_ids if key in self.projects) if current else ()

    def gone(self) -> int:
        """Return how many of the newest round's projects have been taken out of the plan since it began."""
        return len(self.meeting.round.project_ids) - len(self.asked()) if self.meeting.round else 0


def room(store: Store, meeting_id: str) -> Room:
    """Return a meeting and its plan; BadArgument when there is no such meeting."""
    meeting = meetings.get_meeting(store, meeting_id)
    plan, _ = load_plan(meeting.plan_id, plan_version(store, meeting.plan_id))
    changes = load_changes(meeting.plan_id, entry_log.version(store, meeting.plan_id))
    found = candidates(plan, model_in_use(meeting.model, changes), changes)
    return Room(meeting, plan, {item.id: item for item in found})


def credential(meeting_id: str, cookies: Mapping[str, str], user: User) -> Credential:
    """Return what the device shows for a meeting: its cookie, or the person when login is on."""
    return Credential(token=cookies.get(COOKIE + meeting_id), subject=user.subject)


def member(store: Store, meeting_id: str, cookies: Mapping[str, str], user: User) -> Member | None:
    """Return the member who asks, or None for someone who has not joined."""
    return meetings.member_of(store, meeting_id, credential(meeting_id, cookies, user))


def check_in_plan(here: Room, project_id: str) -> None:
    """Raise Conflict when a project has been taken out of the plan while it was scored."""
    if project_id not in here.projects:
        raise Conflict("projektet har tagits bort ur planen, så svaret sparades inte")


def chosen_meeting(store: Store, plan_id: str, asked: str) -> Meeting | None:
    """Return the meeting that the address asks for, else the plan's newest, else None."""
    if asked:
        try:
            found = meetings.get_meeting(store, asked)
        except BadArgument:
            found = None
        if found is not None and found.plan_id == plan_id:
            return found
    return next(iter(meetings.meetings_of(store, plan_id)), None)
