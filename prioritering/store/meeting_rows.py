"""The rows of a meeting: its events and who has joined, as they stand or as of an earlier number."""

from __future__ import annotations

import json
from typing import NamedTuple

import duckdb

from prioritering.criteria.model import Model
from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Meeting, Member, Naming
from prioritering.meeting.rounds import Event, Happening, after, present
from prioritering.plan.plan_key import PlanKey
from prioritering.store.connection import Store
from prioritering.store.statements import statement


class MeetingCounts(NamedTuple):
    """Numbers that only grow: of events, of members who have joined, and of answers and steps that all may know of."""

    events: int
    members: int
    shown: int


class MeetingNow(NamedTuple):
    """A meeting and everyone who has joined it, as they stand; `event` numbers the newest thing behind them."""

    meeting: Meeting
    members: tuple[Member, ...]
    event: int


def meeting_counts(store: Store, meeting_id: str) -> MeetingCounts:
    """Return how many events, members and visible answers a meeting has had, to tell whether a screen is up to date."""
    return MeetingCounts(*store.newest(statement("read/meeting_counts"), {"meeting_id": meeting_id}))


def meeting_ids(store: Store, plan_key: PlanKey, event: int | None = None) -> tuple[str, ...]:
    """Return the ids of a plan's meetings, newest first; with `event` of those opened by then."""
    asked = {"plan_key": str(plan_key), "event": event}
    key = (meeting_ids, *asked.values())
    rows = store.until_written(key, lambda: store.tuples(statement("read/meeting_list"), asked))
    return tuple(meeting_id for meeting_id, _ in rows)


def meeting_now(store: Store, meeting_id: str) -> MeetingNow:
    """Return a meeting as it stands, read anew once it has another event or member: answers leave it as it is."""
    events, members, _ = meeting_counts(store, meeting_id)
    return store.kept.once(("meeting_now", meeting_id, events, members), lambda: _meeting_now(store, meeting_id))


def open_meetings(store: Store, plan_key: PlanKey) -> int:
    """Return how many meetings on a plan go on."""
    return sum(meeting_now(store, one).meeting.closed_at is None for one in meeting_ids(store, plan_key))


def _meeting_now(store: Store, meeting_id: str) -> MeetingNow:
    with store.cursor() as cursor:
        # One transaction: what comes meanwhile must be in neither the number nor the rows.
        cursor.begin()
        (event,) = cursor.execute(statement("read/meeting_newest_event"), {"meeting_id": meeting_id}).fetchall()[0]
        found = MeetingNow(meeting_in(cursor, meeting_id), members_in(cursor, meeting_id), event)
        cursor.commit()
    return found


def meeting_in(cursor: duckdb.DuckDBPyConnection, meeting_id: str, event: int | None = None) -> Meeting:
    """Return a meeting from its rows, up to event number `event` when given; BadArgument when there is none."""
    found = cursor.execute(statement("read/meeting"), {"meeting_id": meeting_id}).fetchone()
    if found is None:
        raise BadArgument("mötet finns inte")
    known_id, plan_key, code, naming, roles, model, opened_at = found
    meeting = Meeting(
        id=known_id,
        plan_key=PlanKey.parse(plan_key),
        code=code,
        naming=Naming(naming),
        roles=tuple(json.loads(roles)),
        model=Model.model_validate_json(model),
        opened_at=opened_at,
    )
    return after(meeting, events_in(cursor, meeting_id, event))


def members_in(cursor: duckdb.DuckDBPyConnection, meeting_id: str, event: int | None = None) -> tuple[Member, ...]:
    """Return everyone who had joined by event number `event`, or who has joined when it is None, in that order."""
    rows = cursor.execute(statement("read/members"), {"meeting_id": meeting_id, "event": event}).fetchall()
    joined = [Member(id=a, role=role, joined_at=at, replaces=before) for a, role, at, before in rows]
    return present(joined, events_in(cursor, meeting_id, event))


def events_in(cursor: duckdb.DuckDBPyConnection, meeting_id: str, event: int | None = None) -> list[Event]:
    """Return what has happened in a meeting, in order; up to event number `event` when given."""
    rows = cursor.execute(statement("read/meeting_events"), {"meeting_id": meeting_id, "event": event}).fetchall()
    return [
        Event(kind=Happening(kind), at=at, round=number, subjects=tuple(json.loads(subjects)))
        for kind, at, number, subjects in rows
    ]


def record_event(cursor: duckdb.DuckDBPyConnection, meeting_id: str, event: Event, by: str) -> None:
    """Add what has happened to a meeting's events, inside the transaction of the cursor; `by` is the role that did."""
    values = {
        "meeting_id": meeting_id,
        "kind": event.kind.value,
        "round": event.round,
        "subjects": json.dumps(event.subjects),
        "role": by,
        "made_at": event.at,
    }
    cursor.execute(statement("write/insert_meeting_event"), values)
