"""Meetings that tests of the store begin with."""

from pathlib import Path

from prioritering.meeting.meeting import Answer, Kind, Meeting, Member, Naming, Progress, setup_from
from prioritering.store import ballots, meetings
from prioritering.store.ballot_boxes import BOXES_SUFFIX
from prioritering.store.connection import Store
from tests.folders import VSO
from tests.meeting.builders import TWO, WORDS
from tests.store import meeting_steps

HIGH, LOW = (Answer(kind=Kind.LEVEL, value=WORDS[i]) for i in (3, 1))
SECRET = "hemligt skäl som ingen får läsa"
ROLES = ("Objektägare", "Objektledare", "Linjechef")


def begun(store: Store, naming: Naming = Naming.BY_ROLE) -> tuple[Meeting, list[Member]]:
    meeting = meetings.open_meeting(store, VSO, TWO, setup_from(ROLES, naming), "Objektledare")
    people = [meetings.join(store, meeting.code, role)[0] for role in ROLES]
    return meeting_steps.open_round(store, meeting.id, ["p", "q"], "Objektledare"), people


def progress(store: Store, meeting: Meeting, project_ids: list[str]) -> tuple[Progress, ...]:
    return ballots.progress(store, meeting, meetings.members(store, meeting.id), project_ids)


def said(store: Store, meeting: Meeting, owner: Member) -> None:
    """The first member answers, has a conflict of interest on the other project, and gives a reason."""
    voter = ballots.Voter(meeting.id, owner, 1)
    ballots.save_answer(store, voter, "p", "a", HIGH)
    ballots.save_reason(store, voter, "p", SECRET)
    ballots.save_conflict(store, voter, "q", on=True)


def boxes(path: Path) -> list[Path]:
    """The files that the blind answers of a database lie in."""
    return sorted(file for file in Path(f"{path}{BOXES_SUFFIX}").rglob("*") if file.is_file())


def box(path: Path, meeting: Meeting, member: Member) -> Path:
    """The file that a member's blind answers in the first round lie in."""
    return Path(f"{path}{BOXES_SUFFIX}") / f"{meeting.id}-1" / member.id


def answered(store: Store, meeting: Meeting, member: Member, answer: Answer = HIGH) -> None:
    """A member answers one question, and others are told how far that member has come."""
    ballots.save_answer(store, ballots.Voter(meeting.id, member, 1), "p", "a", answer)
    ballots.note_stage(store, ballots.Voter(meeting.id, member, 1), meeting, ["p", "q"])


def give_a_reason(store: Store, voter: ballots.Voter) -> None:
    """A save that makes nobody come further."""
    ballots.save_reason(store, voter, "p", "därför")
