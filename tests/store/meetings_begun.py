"""Meetings that tests of the store begin with."""

from prioritering.meeting.meeting import Meeting, Member, Naming, Progress, setup_from
from prioritering.store import ballots, meetings
from prioritering.store.connection import Store
from tests.folders import VSO
from tests.meeting.builders import TWO
from tests.store import meeting_steps

ROLES = ("Objektägare", "Objektledare", "Linjechef")


def begun(store: Store, naming: Naming = Naming.BY_ROLE) -> tuple[Meeting, list[Member]]:
    meeting = meetings.open_meeting(store, VSO, TWO, setup_from(ROLES, naming), "Objektledare")
    people = [meetings.join(store, meeting.code, role)[0] for role in ROLES]
    return meeting_steps.open_round(store, meeting.id, ["p", "q"], "Objektledare"), people


def progress(store: Store, meeting: Meeting, project_ids: list[str]) -> tuple[Progress, ...]:
    return ballots.progress(store, meeting, meetings.members(store, meeting.id), project_ids)
