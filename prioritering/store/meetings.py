"""Meetings in the database: who takes part, what has happened, and where each meeting stands.

Tokens and login identities are kept as hashes only. All times are the server's.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb

from prioritering.criteria.model import Model
from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Meeting, Member, Setup
from prioritering.meeting.rounds import (
    Event,
    Happening,
    after,
    check_can_close_round,
    check_can_join,
    check_can_open_round,
    check_can_reopen,
    check_can_reveal,
    check_criteria,
    check_is_meant,
    check_open,
    vacant_seat,
)
from prioritering.plan.plan_key import PlanKey
from prioritering.store.codes import as_written, hashed, new_code
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_ids, meeting_in, meeting_now, members_in, record_event
from prioritering.store.sealed import lay_out_boxes, open_all, remove_revealed
from prioritering.store.statements import statement

# A thousand million codes: with ten tries a minute (see web/server/ballot_requests.py) none is found by guessing.
CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Credential:
    """What a device shows: the token it was given when it joined, or the person's identity when login is on."""

    token: str | None = None
    subject: str | None = None

    def hashes(self) -> dict[str, str]:
        """Return what it is kept as. An empty text is no hash, so what a device does not show matches nobody."""
        return {
            "token_hash": hashed(self.token) if self.token else "",
            "subject_hash": hashed(self.subject) if self.subject else "",
        }


AskedAbout = Collection[str] | Mapping[str, Collection[str]]
"""What a round asks about: project ids, or criterion ids by project id."""

_Work = Callable[[duckdb.DuckDBPyConnection, Meeting], tuple[Event, ...]]
"""Checks that something may happen, does what belongs to it in the same transaction, and returns its events."""


def now() -> datetime:
    """Return the server's time; devices' clocks are never used."""
    return datetime.now(UTC)


def open_meeting(store: Store, plan_key: PlanKey, model: Model, setup: Setup, by: str) -> Meeting:
    """Open a meeting on a plan with a new joining code and return it; `by` is the role that opens it.

    Its first round, if it has one, begins in the same transaction: both are kept, or neither.
    """
    meeting_id = secrets.token_hex(6)
    values: dict[str, Any] = {
        "meeting_id": meeting_id,
        "plan_key": str(plan_key),
        "code": new_code(CODE_LENGTH),
        "naming": setup.naming.value,
        "roles": json.dumps(setup.roles),
        "model": model.model_dump_json(),
        "opened_by": by,
        "opened_at": now(),
    }
    chosen = Event(kind=Happening.PLAN_ANSWERS, at=values["opened_at"], subjects=(setup.plan_answers.value,))
    with store.write() as cursor:
        cursor.execute(statement("write/insert_meeting"), values)
        record_event(cursor, meeting_id, chosen, by)
        if setup.project_ids:
            for event in _round_begun(store, meeting_in(cursor, meeting_id), setup.project_ids):
                record_event(cursor, meeting_id, event, by)
    return get_meeting(store, meeting_id)


def get_meeting(store: Store, meeting_id: str, event: int | None = None) -> Meeting:
    """Return the meeting as it stands, or as it stood at event number `event`; BadArgument when there is none."""
    newest = meeting_now(store, meeting_id)
    if event is None or event >= newest.event:
        return newest.meeting
    with store.cursor() as cursor:
        return meeting_in(cursor, meeting_id, event)


def plan_key_of(store: Store, meeting_id: str) -> PlanKey:
    """Return the plan that a meeting is on, which never changes; BadArgument when there is no such meeting."""
    found: PlanKey = store.kept.once(("plan of", meeting_id), lambda: get_meeting(store, meeting_id).plan_key)
    return found


def by_code(store: Store, code: str) -> Meeting:
    """Return the meeting with a joining code, however it is typed; BadArgument when there is none."""
    typed = as_written(code)
    rows = store.tuples(statement("read/meeting_by_code"), {"code": typed}) if len(typed) == CODE_LENGTH else []
    if not rows:
        raise BadArgument("koden finns inte; kontrollera den med mötesledaren")
    return get_meeting(store, rows[0][0])


def meetings_of(store: Store, plan_key: PlanKey, event: int | None = None) -> tuple[Meeting, ...]:
    """Return a plan's meetings, newest first, each as it stands; with `event` those opened by then, as they stood."""
    return tuple(get_meeting(store, meeting_id, event) for meeting_id in meeting_ids(store, plan_key, event))


def visible_number(store: Store, meeting_id: str, event: int | None = None) -> int:
    """Return the event number up to which everything visible of a meeting is known; 0 before the first reveal.

    It grows with all that changes what may be seen of the answers (reveal, close, an answer or a newcomer after a
    reveal), and never with a blind save. It is no later than `event` when that is given.
    """
    return int(store.newest(statement("read/visible_number"), {"meeting_id": meeting_id, "event": event})[0])


def plan_counts(store: Store, plan_key: PlanKey) -> tuple[int, ...]:
    """Return numbers that only grow, for all that screens show of a plan: its versions, entries, meetings, answers.

    A text that is taken away counts as an entry. Answers count when their round is revealed: before that nothing that
    is shown depends on them.
    """
    return tuple(store.newest(statement("read/plan_counts"), {"plan_key": str(plan_key)}))


def members(store: Store, meeting_id: str, event: int | None = None) -> tuple[Member, ...]:
    """Return everyone who has joined (by event number `event` when given), in that order."""
    newest = meeting_now(store, meeting_id)
    if event is None or event >= newest.event:
        return newest.members
    with store.cursor() as cursor:
        return members_in(cursor, meeting_id, event)


def join(store: Store, code: str, role: str, subject: str | None = None) -> tuple[Member, str]:
    """Take a role in the meeting with a code; return the member and the token that proves it on this device.

    A logged-in person (`subject`) who has joined before comes back as the same member. Raises BadArgument on a
    wrong code or role, Conflict when joining is closed or the role is taken.
    """
    meeting_id = by_code(store, code).id
    if subject is not None:
        known = member_of(store, meeting_id, Credential(subject=subject))
        if known is not None:
            # No new token: the login proves who it is on every device.
            return known, ""
    token, member_id = secrets.token_urlsafe(32), secrets.token_hex(8)
    with store.write() as cursor:
        # Read and checked under the write lock: of two who want the last role at once, only one gets it.
        meeting, there = meeting_in(cursor, meeting_id), members_in(cursor, meeting_id)
        check_can_join(meeting, there, role)
        values = {
            "meeting_id": meeting_id,
            "member_id": member_id,
            "role": role,
            "replaces": vacant_seat(there, role),
            "token_hash": hashed(token),
            "subject_hash": hashed(subject) if subject is not None else None,
            "joined_at": now(),
        }
        cursor.execute(statement("write/insert_member"), values)
        joined = Member(id=member_id, role=role, joined_at=values["joined_at"], replaces=values["replaces"])
    store.afterwards(lambda: lay_out_boxes(store, meeting_id, [member_id]))
    return joined, token


def member_of(store: Store, meeting_id: str, credential: Credential) -> Member | None:
    """Return the member a device or person is, or None when unknown or let go."""
    rows = store.tuples(statement("read/member_by_token"), {"meeting_id": meeting_id, **credential.hashes()})
    there = {item.id: item for item in members(store, meeting_id)} if rows else {}
    return next((there[row[0]] for row in rows if there[row[0]].left_at is None), None)


def open_round(store: Store, meeting_id: str, asked: AskedAbout, by: str, comes_after: int) -> Meeting:
    """Begin a blind round on some projects; Conflict when the one before is not revealed.

    `asked` are project ids, or criterion ids by project id where not every criterion is asked about. `comes_after` is
    the number of the round before it: Conflict when the meeting has gone on from that.
    """

    def opening(_: duckdb.DuckDBPyConnection, meeting: Meeting) -> tuple[Event, ...]:
        check_can_open_round(meeting, tuple(asked))
        check_is_meant(len(meeting.rounds), comes_after)
        return _round_begun(store, meeting, asked)

    opened = _happen(store, meeting_id, opening, by)
    # A second's work in a large group, and the leader's page waits for the round alone.
    store.afterwards(lambda: lay_out_boxes(store, meeting_id))
    return opened


def _round_begun(store: Store, meeting: Meeting, asked: AskedAbout) -> tuple[Event, ...]:
    """Make the key of a meeting's next round and its boxes, and return its events."""
    wanted = tuple(dict.fromkeys(asked))
    number, at = len(meeting.rounds) + 1, now()
    if isinstance(asked, Mapping):
        check_criteria(meeting.model, asked)
    # On disk before the round is: a round without them could take no answers.
    store.keys.make(meeting.id, number)
    store.boxes.make(meeting.id, number)
    opened = Event(kind=Happening.ROUND_OPENED, at=at, round=number, subjects=wanted)
    if not isinstance(asked, Mapping):
        return (opened,)
    return (
        opened,
        *(
            Event(kind=Happening.CRITERIA_ASKED, at=at, round=number, subjects=(key, *asked[key]))
            for key in wanted
            if set(asked[key]) != set(meeting.model.ids)
        ),
    )


def reveal(store: Store, meeting_id: str, by: str, meant: int, without: Collection[str] = ()) -> Meeting:
    """Show the round's answers to everyone; Conflict when there is no blind round, or it is lost (`lost_answers`).

    Conflict too when the round is another than `meant`, or when the answers of other members are lost than of those
    (by id) that the leader has chosen to be `without`.
    """

    def showing(cursor: duckdb.DuckDBPyConnection, meeting: Meeting) -> tuple[Event, ...]:
        """Lay the answers in the open, and return the event that shows them."""
        number = check_can_reveal(meeting).number
        check_is_meant(number, meant)
        kept = open_all(store, cursor, meeting_id, number, without)
        return (Event(kind=Happening.REVEALED, at=now(), round=number, subjects=kept),)

    shown = _happen(store, meeting_id, showing, by)
    remove_revealed(store, shown)
    return shown


def close_round(store: Store, meeting_id: str, by: str, meant: int) -> Meeting:
    """End a round; one that was never revealed stays hidden. Conflict when none is open, or another than `meant`."""

    def closing(_: duckdb.DuckDBPyConnection, meeting: Meeting) -> tuple[Event, ...]:
        number = check_can_close_round(meeting).number
        check_is_meant(number, meant)
        return (Event(kind=Happening.ROUND_CLOSED, at=now(), round=number),)

    return _happen(store, meeting_id, closing, by)


def record(store: Store, meeting_id: str, kind: Happening, by: str, *subjects: str) -> Meeting:
    """Record an event that no round depends on: joining, a shared role, a member let go, the room's view, the end.

    Conflict when the meeting is closed.
    """

    event = Event(kind=kind, at=now(), subjects=subjects)

    def recording(_: duckdb.DuckDBPyConnection, meeting: Meeting) -> tuple[Event, ...]:
        check_open(meeting)
        return (event,)

    return _happen(store, meeting_id, recording, by)


def reopen(store: Store, meeting_id: str, by: str) -> Meeting:
    """Open an ended meeting again, with its round as it was; the ending is kept. Conflict when it is open."""

    def reopening(_: duckdb.DuckDBPyConnection, meeting: Meeting) -> tuple[Event, ...]:
        check_can_reopen(meeting)
        return (Event(kind=Happening.MEETING_REOPENED, at=now()),)

    _happen(store, meeting_id, reopening, by)
    # Read anew: what the ending had closed is open again, which the new event alone cannot tell.
    return get_meeting(store, meeting_id)


def _happen(store: Store, meeting_id: str, work: _Work, by: str) -> Meeting:
    """Check and record events in one transaction, so that neither another event nor a save comes between."""
    # The round lock before that of writing, as for ballots; saves under way are let through first.
    with store.round_lock.alone(), store.write() as cursor:
        meeting = meeting_in(cursor, meeting_id)
        events = work(cursor, meeting)
        for event in events:
            record_event(cursor, meeting_id, event, by)
    return after(meeting, events)
