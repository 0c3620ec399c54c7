"""How a meeting moves: opened, blind round, reveal, second round on the disputed, closed.

Everything that happens is an event; where the meeting stands is what the events say, in their order. The `check_…`
functions hold the rules of what may come next and raise `Conflict` with a sentence for the user.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from prioritering.criteria.model import Model
from prioritering.errors import BadArgument, Conflict
from prioritering.immutable import Immutable
from prioritering.meeting.meeting import Meeting, Member, PlanAnswers, Round, RoundState


class Happening(StrEnum):
    """The kinds of event in a meeting."""

    ROUND_OPENED = "runda öppnad"
    CRITERIA_ASKED = "runda frågar om"
    REVEALED = "runda visad"
    ROUND_CLOSED = "runda stängd"
    MEETING_CLOSED = "möte stängt"
    MEETING_REOPENED = "möte öppnat igen"
    JOINING_OPENED = "anslutning öppnad"
    JOINING_CLOSED = "anslutning stängd"
    ROLE_SHARED = "roll får delas"
    ROLE_ADDED = "roll tillagd"
    SEAT_OFFERED = "plats erbjuden"
    SEAT_TAKEN = "plats flyttad"
    MEMBER_LEFT = "medlem lämnar"
    PLAN_ANSWERS = "planens svar visas"
    ROOM_VIEW = "rummets vy"
    TEXT_REMOVED = "text borttagen"


class Event(Immutable):
    """One thing that has happened. `subjects` are project ids, a role, a member id or choices, as the kind asks for.

    Of `CRITERIA_ASKED` they are a project's id and then the criteria that the round asks about on it; of `REVEALED` the
    round's key and then the ids of the members whose answers were lost; of a seat, the member's id and then the hash of
    the code, or those of the new device's token and of the person (or empty).
    """

    kind: Happening
    at: datetime
    round: int | None = None
    subjects: tuple[str, ...] = ()


def after(meeting: Meeting, events: Sequence[Event]) -> Meeting:
    """Return the meeting as it stands after the events, in the order they were recorded.

    The order is the server's; no device's clock takes part.
    """
    for event in _standing(events):
        meeting = _step(meeting, event)
    return meeting


def _standing(events: Sequence[Event]) -> list[Event]:
    """Leave out each ending that was taken back: the meeting then goes on where it was, its blind round with it."""
    standing: list[Event] = []
    for event in events:
        if event.kind is Happening.MEETING_REOPENED:
            standing = [item for item in standing if item.kind is not Happening.MEETING_CLOSED]
        else:
            standing.append(event)
    return standing


def _step(meeting: Meeting, event: Event) -> Meeting:
    match event.kind:
        case Happening.ROUND_OPENED:
            opened = Round(number=len(meeting.rounds) + 1, project_ids=event.subjects, opened_at=event.at)
            # A new round closes the one before, so that nobody answers two rounds at once.
            return meeting.model_copy(update={"rounds": (*_closed_rounds(meeting, event.at), opened)})
        case Happening.CRITERIA_ASKED:
            return _asking(meeting, event)
        case Happening.REVEALED:
            # The first of the subjects is the key.
            return _with_round(meeting, event.round, "revealed_at", event.at, shown_without=event.subjects[1:])
        case Happening.ROUND_CLOSED:
            return _with_round(meeting, event.round, "closed_at", event.at)
        case Happening.MEETING_CLOSED:
            rounds = _closed_rounds(meeting, event.at)
            return meeting.model_copy(update={"rounds": rounds, "closed_at": event.at, "joining_open": False})
        case Happening.JOINING_OPENED | Happening.JOINING_CLOSED:
            return meeting.model_copy(update={"joining_open": event.kind is Happening.JOINING_OPENED})
        case Happening.ROLE_SHARED:
            return meeting.model_copy(update={"shared_roles": (*meeting.shared_roles, *event.subjects)})
        case Happening.ROLE_ADDED:
            return meeting.model_copy(update={"roles": (*meeting.roles, *event.subjects)})
        case Happening.PLAN_ANSWERS:
            return meeting.model_copy(update={"plan_answers": PlanAnswers(event.subjects[0])})
        case Happening.ROOM_VIEW:
            return meeting.model_copy(update={"room_view": event.subjects})
        # Nothing of the meeting itself: a member is marked by `present`, an ending is taken back by `_standing`.
        case Happening.MEMBER_LEFT | Happening.MEETING_REOPENED | Happening.SEAT_OFFERED | Happening.SEAT_TAKEN:
            return meeting
        # The text stands in an answer, and no longer there.
        case Happening.TEXT_REMOVED:
            return meeting


def _asking(meeting: Meeting, event: Event) -> Meeting:
    project_id, *criteria = event.subjects
    rounds = tuple(
        item.model_copy(update={"criteria_asked": {**item.criteria_asked, project_id: tuple(criteria)}})
        if item.number == event.round
        else item
        for item in meeting.rounds
    )
    return meeting.model_copy(update={"rounds": rounds})


def _with_round(meeting: Meeting, number: int | None, field: str, at: datetime, **besides: object) -> Meeting:
    rounds = tuple(
        # Only the first time counts: two who press at once leave one reveal.
        item.model_copy(update={field: at, **besides})
        if item.number == number and getattr(item, field) is None
        else item
        for item in meeting.rounds
    )
    return meeting.model_copy(update={"rounds": rounds})


def _closed_rounds(meeting: Meeting, at: datetime) -> tuple[Round, ...]:
    return tuple(
        item if item.closed_at is not None else item.model_copy(update={"closed_at": at}) for item in meeting.rounds
    )


def present(members: Sequence[Member], events: Sequence[Event]) -> tuple[Member, ...]:
    """Return the members with the time each left, if the leader has let the role go, or moved to another device."""
    left = {event.subjects[0]: event.at for event in events if event.kind is Happening.MEMBER_LEFT}
    moved = {event.subjects[0]: event.at for event in events if event.kind is Happening.SEAT_TAKEN}
    return tuple(
        item.model_copy(update={"left_at": left.get(item.id), "moved_at": moved.get(item.id)})
        if item.id in left or item.id in moved
        else item
        for item in members
    )


def seats(members: Sequence[Member]) -> dict[str, str]:
    """Return each member's seat: the id of the first member in a chain of successors in the same role.

    Who takes over a role that was let go starts over, without seeing the former member's answers; the seat keeps
    the two from being counted twice.
    """
    before = {item.id: item.replaces for item in members}
    found = {}
    for member_id in before:
        first = member_id
        while (earlier := before.get(first)) is not None:
            first = earlier
        found[member_id] = first
    return found


def role_labels(there: Sequence[Member]) -> dict[str, str]:
    """Return a label for each member: the role, numbered when several seats share it."""
    seat = seats(there)
    by_role: dict[str, list[str]] = {}
    for item in there:
        if seat[item.id] == item.id:
            by_role.setdefault(item.role, []).append(item.id)
    labels = {
        member_id: role if len(ids) == 1 else f"{role} ({place})"
        for role, ids in by_role.items()
        for place, member_id in enumerate(ids, start=1)
    }
    return {item.id: labels[seat[item.id]] for item in there}


def vacant_seat(members: Sequence[Member], role: str) -> str | None:
    """Return the member whose place a newcomer in the role takes over, if one has left and nobody followed."""
    followed = {item.replaces for item in members}
    return next((x.id for x in members if x.role == role and x.left_at is not None and x.id not in followed), None)


def check_open(meeting: Meeting) -> None:
    """Raise Conflict when the meeting has ended."""
    if meeting.closed_at is not None:
        raise Conflict("mötet är avslutat")


def check_can_join(meeting: Meeting, members: Sequence[Member], role: str) -> None:
    """Raise unless the role may be taken now: once only, unless the leader has allowed more."""
    check_open(meeting)
    if not meeting.joining_open:
        raise Conflict("mötet tar inte emot fler just nu; säg till mötesledaren")
    if role not in meeting.roles:
        raise BadArgument("rollen finns inte i det här mötet")
    taken = any(item.role == role and item.left_at is None for item in members)
    if taken and role not in meeting.shared_roles:
        raise Conflict(
            f"rollen {role} är redan tagen. Var det du, i en annan webbläsare? Be då mötesledaren släppa rollen, "
            "eller tillåta att den delas"
        )


def check_can_open_round(meeting: Meeting, project_ids: Collection[str]) -> None:
    """Raise unless a new round may begin: after the reveal of the one before, on at least one project."""
    check_open(meeting)
    newest = meeting.round
    if newest is not None and newest.state is RoundState.BLIND:
        raise Conflict(f"runda {newest.number} pågår och är inte visad än")
    if not project_ids:
        raise BadArgument("välj minst ett projekt att bedöma")


def check_criteria(model: Model, asked: Mapping[str, Collection[str]]) -> None:
    """Raise BadArgument unless at least one of the model's criteria is asked about on each project."""
    if any(not asked[key] or set(asked[key]) - set(model.ids) for key in asked):
        raise BadArgument("välj minst ett av mötets kriterier för varje projekt")


def check_is_meant(number: int, meant: int) -> None:
    """Raise Conflict when a step is taken on another round than the one it was asked about.

    What stands on a screen may be old: another leader, or the same on another screen, may have gone on.
    """
    if number != meant:
        raise Conflict(f"mötet har gått vidare till runda {number} under tiden, så inget är ändrat i den")


def check_can_reveal(meeting: Meeting) -> Round:
    """Return the round to reveal; Conflict when there is none or it is already shown."""
    check_open(meeting)
    newest = meeting.active_round
    if newest is None:
        raise Conflict("ingen runda pågår")
    if newest.is_revealed:
        raise Conflict(f"runda {newest.number} är redan visad")
    return newest


def check_someone_takes_part(there: Sequence[Member]) -> None:
    """Raise Conflict unless anyone is in the meeting now: a round that nobody can answer is opened by mistake."""
    if all(item.left_at is not None for item in there):
        raise Conflict("ingen är med i mötet, så ingen kan svara. Låt först någon gå med")


def check_someone_has_joined(there: Sequence[Member]) -> None:
    """Raise Conflict unless anyone has joined: a round that nobody can have answered is shown by mistake."""
    if not there:
        raise Conflict("ingen har gått med i mötet, så det finns inga svar att visa")


def check_can_reopen(meeting: Meeting) -> None:
    """Raise Conflict unless the meeting has been ended."""
    if meeting.closed_at is None:
        raise Conflict("mötet är redan öppet")


def check_can_close_round(meeting: Meeting) -> Round:
    """Return the round to close; Conflict when none is open."""
    check_open(meeting)
    newest = meeting.active_round
    if newest is None:
        raise Conflict("ingen runda pågår")
    return newest


def check_can_answer(meeting: Meeting, round_number: int, project_id: str | None) -> Round:
    """Return the round when it takes answers on the project now; else raise Conflict that says what happened.

    A `project_id` of None is an answer on the round as a whole (the order of the criteria).
    """
    if meeting.closed_at is not None:
        raise Conflict("mötet är avslutat, så det sparades inte")
    newest = meeting.active_round
    if newest is None or newest.number != round_number:
        raise Conflict(f"runda {round_number} är stängd, så det sparades inte")
    if project_id is not None:
        check_is_asked(meeting, round_number, project_id)
    return newest


def check_is_asked(meeting: Meeting, round_number: int, project_id: str, criterion_id: str | None = None) -> None:
    """Raise Conflict unless the round asks about the project, and on the criterion when one is given."""
    asked = next((item for item in meeting.rounds if item.number == round_number), None)
    if asked is None or project_id not in asked.project_ids:
        raise Conflict("projektet är inte med i den här rundan, så det sparades inte")
    if criterion_id is not None and criterion_id not in asked.asked(project_id, meeting.model):
        name = meeting.model.criterion(criterion_id).name
        raise Conflict(f"den här rundan frågar inte om {name} på projektet, så svaret sparades inte")
