"""The meeting: which one is meant, who takes part, what is asked about, and everything that moves it on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from prioritering.criteria.model import Model
from prioritering.errors import BadArgument, Conflict
from prioritering.meeting.meeting import Meeting, Member, Progress, Setup
from prioritering.meeting.rounds import Happening, check_someone_has_joined, check_someone_takes_part, role_labels
from prioritering.plan.object_plan import ObjectPlan
from prioritering.plan.plan_key import PlanKey
from prioritering.scoring.effective import Candidate, candidates, model_in_use
from prioritering.scoring.points import is_scored
from prioritering.store import ballots, meetings
from prioritering.store.codes import hashed
from prioritering.store.connection import Store
from prioritering.store.meetings import Credential
from prioritering.store.plan_past import plan_past
from prioritering.store.plans import object_plan, plan_model
from prioritering.usecases.counted_answers import renamed_since
from prioritering.usecases.gather import NOW, AsOf, moment
from prioritering.usecases.laid_beside import laid_beside

GONE = "minst ett av projekten finns inte längre i planen; välj projekten på nytt"

__all__ = [
    "Credential",
    "MeetingRoom",
    "by_code",
    "checksum",
    "chosen_meeting",
    "join",
    "meeting",
    "member",
    "open_meeting",
    "progress",
    "role_taken",
    "room",
]


@dataclass(frozen=True, slots=True)
class MeetingRoom:
    """A meeting with its plan, both of one moment. `projects` holds every project that can be asked about, by id.

    `renamed` are those of the newest round's projects that have another id by now (see `renamed_since`). `members` are
    all who have joined; `labels` name them by role, numbered where several share one. `at` are the numbers that all of
    it was read at.
    """

    meeting: Meeting
    plan: ObjectPlan
    projects: Mapping[str, Candidate]
    members: tuple[Member, ...]
    at: AsOf = field(default=NOW, compare=False)
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """Project names by id."""
        return {key: item.name for key, item in self.projects.items()}

    @property
    def labels(self) -> dict[str, str]:
        """A label for each member, by member id."""
        return role_labels(self.members)

    @property
    def taken_roles(self) -> set[str]:
        """Roles that nobody more can take: held, and not shared."""
        return self._held - set(self.meeting.shared_roles)

    @property
    def vacant_roles(self) -> tuple[str, ...]:
        """Roles that nobody holds now."""
        return tuple(role for role in self.meeting.roles if role not in self._held)

    @property
    def takes_part(self) -> bool:
        """True when anyone is in the meeting now, who could answer a round."""
        return bool(self._held)

    @property
    def _held(self) -> set[str]:
        return {item.role for item in self.members if item.left_at is None}

    def asked(self) -> dict[str, Candidate]:
        """Return the newest round's projects that are still in the plan, in its order, by the ids that it asks with."""
        current = self.meeting.round
        ids = {key: self.renamed.get(key, key) for key in current.project_ids} if current else {}
        return {key: self.projects[now] for key, now in ids.items() if now in self.projects}

    def gone(self) -> tuple[str, ...]:
        """Return the ids of the newest round's projects that have been taken out of the plan since it began."""
        asked = self.asked()
        return tuple(key for key in self.meeting.round.project_ids if key not in asked) if self.meeting.round else ()


def room(store: Store, meeting_id: str, as_of: AsOf = NOW) -> MeetingRoom:
    """Return a meeting and its plan, now or as of earlier numbers; BadArgument when there is no such meeting.

    The meeting is `meeting_id`'s, whichever `as_of` names.
    """
    plan_key = meetings.plan_key_of(store, meeting_id)
    at = moment(store, plan_key, as_of)
    known = meetings.get_meeting(store, meeting_id, at.event)
    changes = laid_beside(store, plan_key, at.plan_version, at.entry).changes
    plan = object_plan(store, plan_key, at.plan_version)
    # With what has been added since the meeting opened, so that it can be asked about in a later round.
    found = candidates(plan, model_in_use(known.model, changes), changes)
    there = meetings.members(store, meeting_id, at.event)
    renamed = renamed_since(store, known, known.round, at.plan_version, changes) if known.round else {}
    return MeetingRoom(known, plan, {item.id: item for item in found}, there, at, renamed)


def names_of_gone(store: Store, here: MeetingRoom) -> dict[str, str]:
    """Return, by id, what the plan last called those of the rounds' projects that are no longer in it."""
    gone = {key for item in here.meeting.rounds for key in item.project_ids} - here.projects.keys()
    if not gone:
        return {}
    past = plan_past(store, here.plan.key, here.plan.version, gone, here.at.entry)
    return {key: past.name(key) for key in sorted(gone)}


def chosen_meeting(store: Store, plan_key: PlanKey, asked: str, as_of: AsOf = NOW) -> Meeting | None:
    """Return the meeting that is asked for, else the plan's newest, else None; now or as of an earlier event.

    A meeting in the address stays there when another plan is chosen, and is then not meant.
    """
    there = meetings_on(store, plan_key, as_of)
    return next((item for item in there if item.id == asked), next(iter(there), None))


def meetings_on(store: Store, plan_key: PlanKey, as_of: AsOf = NOW) -> tuple[Meeting, ...]:
    """Return a plan's meetings, newest first, each as it stands; or those opened by an earlier event."""
    return meetings.meetings_of(store, plan_key, as_of.event)


def by_code(store: Store, code: str) -> Meeting:
    """Return the meeting with a joining code, however it is typed; BadArgument when there is none."""
    return meetings.by_code(store, code)


def meeting(store: Store, meeting_id: str, as_of: AsOf = NOW) -> Meeting:
    """Return a meeting as it stands, or as it stood at an earlier event; BadArgument when there is none."""
    return meetings.get_meeting(store, meeting_id, as_of.event)


def progress(store: Store, here: MeetingRoom) -> tuple[Progress, ...]:
    """Return how far each had come in the room's moment with what it asks and the plan still has: who, never what.

    By the room's own event and not the visible one: how far each has come is told while a round is blind.
    """
    return ballots.progress(store, here.meeting, here.members, here.asked().keys(), here.at.event)


def member(store: Store, meeting_id: str, credential: Credential) -> Member | None:
    """Return the member who shows a credential, or None for someone who has not joined or was let go."""
    return meetings.member_of(store, meeting_id, credential)


def role_taken(store: Store, plan_key: PlanKey, asked: str, credential_for: Callable[[str], Credential]) -> str:
    """Return the role that a device or person holds in an open meeting of the plan; empty for one who is in none.

    The meeting that is asked for goes first, then the newest; `credential_for` gives what is shown for a meeting's id.
    """
    going_on = [item.id for item in meetings.meetings_of(store, plan_key) if item.closed_at is None]
    # One at a time: hardly ever is there more than one.
    here = (member(store, key, credential_for(key)) for key in sorted(going_on, key=lambda key: key != asked))
    return next((item.role for item in here if item is not None), "")


def checksum(secret: str) -> str:
    """Return the form in which a person's identity or a device's token is kept."""
    return hashed(secret)


def join(store: Store, code: str, role: str, shown: Credential) -> tuple[Member, str]:
    """Take a role in the meeting with a code; see `store.meetings.join`.

    Who takes part already stays who they are, with no new token: Conflict when another role is asked for.
    """
    known = meetings.member_of(store, meetings.by_code(store, code).id, shown)
    if known is None:
        return meetings.join(store, code, role, shown.subject)
    if known.role != role:
        raise Conflict(
            f"du är redan med i mötet som {known.role} och kan inte ta en roll till. Ska du byta roll? Be då "
            f"mötesledaren släppa {known.role} först"
        )
    return known, ""


def check_in_plan(here: MeetingRoom, project_id: str) -> None:
    """Raise Conflict when a project has been taken out of the plan while it was scored."""
    current = here.meeting.round
    if current and project_id in current.project_ids and project_id not in here.asked():
        raise Conflict("projektet har tagits bort ur planen, så det sparades inte")


@dataclass(frozen=True, slots=True)
class Opening:
    """What can be chosen when a meeting is opened: all projects by id and name, and those with some basis.

    `proposed` are those that the first round is proposed to be about: all of them where none has any basis.
    """

    plan: ObjectPlan
    names: Mapping[str, str]
    scored: tuple[str, ...]

    @property
    def proposed(self) -> tuple[str, ...]:
        """The ids of the projects proposed for the first round."""
        return self.scored or tuple(self.names)


def opening(store: Store, plan_key: PlanKey, as_of: AsOf = NOW) -> Opening:
    """Return what a new meeting on a plan can be about, now or as of earlier numbers."""
    at = moment(store, plan_key, as_of)
    plan, model = object_plan(store, plan_key, at.plan_version), plan_model(store, plan_key, at.plan_version)
    everything = candidates(plan, model, laid_beside(store, plan_key, at.plan_version, at.entry).changes)
    scored = tuple(item.id for item in everything if is_scored(item, model))
    return Opening(plan, {item.id: item.name for item in everything}, scored)


def open_meeting(store: Store, plan_key: PlanKey, setup: Setup, project_ids: Collection[str], by: str) -> Meeting:
    """Open a meeting with the criteria in use now, and its first round; BadArgument without a project to score."""
    if not project_ids:
        raise BadArgument("välj minst ett projekt att bedöma")
    at = moment(store, plan_key)
    if not set(project_ids) <= opening(store, plan_key, at).names.keys():
        raise BadArgument(GONE)
    changes = laid_beside(store, plan_key, at.plan_version, at.entry).changes
    model: Model = model_in_use(plan_model(store, plan_key, at.plan_version), changes)
    first = setup.model_copy(update={"project_ids": tuple(project_ids)})
    return meetings.open_meeting(store, plan_key, model, first, by)


def open_round(
    store: Store, meeting_id: str, asked: Mapping[str, Collection[str]], by: str, comes_after: int
) -> Meeting:
    """Begin a blind round on some criteria by project; Conflict when the one before is not revealed, or nobody is in.

    BadArgument for a project that the plan does not have. Conflict too when the meeting has gone on from the round that
    it `comes_after`, as in `reveal` and `close_round` from the one that is `meant`.
    """
    here = room(store, meeting_id)
    check_someone_takes_part(here.members)
    if not asked.keys() <= here.projects.keys():
        raise BadArgument(GONE)
    return meetings.open_round(store, meeting_id, asked, by, comes_after)


def reveal(store: Store, meeting_id: str, by: str, meant: int, without: Collection[str] = ()) -> Meeting:
    """Show the round's answers to everyone; Conflict when there is no blind round, or nobody has joined.

    Conflict too when the answers of other members are lost than of those that it is to be `without`.
    """
    check_someone_has_joined(meetings.members(store, meeting_id))
    return meetings.reveal(store, meeting_id, by, meant, without)


def close_round(store: Store, meeting_id: str, by: str, meant: int) -> Meeting:
    """End a round; Conflict when none is open."""
    return meetings.close_round(store, meeting_id, by, meant)


def reopen(store: Store, meeting_id: str, by: str) -> Meeting:
    """Open an ended meeting again, with its round as it was; Conflict when it is open."""
    return meetings.reopen(store, meeting_id, by)


def record(store: Store, meeting_id: str, kind: Happening, by: str, *subjects: str) -> Meeting:
    """Record what no round depends on (joining, roles, the meeting's end); Conflict when the meeting is closed."""
    return meetings.record(store, meeting_id, kind, by, *subjects)
