"""Ballots in the database: append-only, blind until the reveal, never lost once acknowledged.

Only two functions give out answers: `own_sheets` to the member who asks, and `revealed_sheets` for rounds that are
revealed. Saves do not wait for each other, but a reveal waits for those under way, so that every answer is either
before it or after it on all screens.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from prioritering.criteria.model import NumberScale
from prioritering.errors import BadArgument, Conflict
from prioritering.frozen import Frozen
from prioritering.meeting.meeting import (
    Answer,
    AnswerSheet,
    CriteriaOrder,
    Kind,
    Meeting,
    Member,
    Naming,
    Progress,
    checked_answer,
    checked_places,
    checked_reason,
)
from prioritering.meeting.rounds import check_can_answer, check_is_asked, seats
from prioritering.store.connection import Store
from prioritering.store.meetings import get_meeting, members, now
from prioritering.store.statements import statement

_ANSWER, _CONFLICT, _REASON, _PLACE = "svar", "jäv", "skäl", "plats"


class Saved(Frozen):
    """The acknowledgement of a save: when the server had it on disk."""

    at: datetime


class Voter(NamedTuple):
    """Who answers, and in which meeting and round."""

    meeting_id: str
    member: Member
    round: int


def save_answer(store: Store, voter: Voter, project_id: str, criterion_id: str, answer: Answer) -> Saved:
    """Save an answer and return when it was kept.

    Raises BadArgument when it does not fit the scale, Conflict when the round no longer takes answers.
    """
    meeting = _facts(store, voter)
    try:
        criterion = meeting.model.criterion(criterion_id)
    except KeyError:
        raise BadArgument("kriteriet finns inte i det här mötet") from None
    check_is_asked(meeting, voter.round, project_id, criterion_id)
    fitting = checked_answer(criterion, answer)
    number = isinstance(criterion.scale, NumberScale) and fitting.value is not None
    row: dict[str, Any] = {"slot": _ANSWER, "kind": fitting.kind.value, "criterion_ids": [criterion_id]}
    if number:
        row["numbers"] = [float(fitting.value or 0)]
    elif fitting.value is not None:
        row["level_name"] = str(fitting.value)
    return _save(store, voter, project_id, row)


def save_conflict(store: Store, voter: Voter, project_id: str, on: bool) -> Saved:
    """Save that the member has, or does not have, a conflict of interest on a project."""
    return _save(store, voter, project_id, {"slot": _CONFLICT, "kind": "jäv" if on else "inte jäv"})


def save_reason(store: Store, voter: Voter, project_id: str, text: str) -> Saved:
    """Save a short reason for the answers on a project; BadArgument, and nothing saved, when it is too long."""
    return _save(store, voter, project_id, {"slot": _REASON, "kind": _REASON, "reason": checked_reason(text)})


def save_order(store: Store, voter: Voter, places: Mapping[str, int]) -> Saved:
    """Save the member's order of the criteria, all places in one statement. BadArgument when one is missing."""
    fitting = checked_places(_facts(store, voter).model, places)
    row = {
        "slot": _PLACE,
        "kind": _PLACE,
        "criterion_ids": list(fitting),
        "numbers": [float(place) for place in fitting.values()],
    }
    return _save(store, voter, None, row)


def _save(store: Store, voter: Voter, project_id: str | None, row: Mapping[str, Any]) -> Saved:
    meeting = _facts(store, voter)
    if project_id is not None:
        check_is_asked(meeting, voter.round, project_id)
    at = now()
    values = {
        "meeting_id": voter.meeting_id,
        "round": voter.round,
        "member_id": voter.member.id,
        "role": voter.member.role,
        "project_id": project_id or "",
        "criterion_ids": [""],
        "numbers": [None],
        "level_name": None,
        "reason": "",
        "made_at": at,
    }
    if not _insert(store, {**values, **row}):
        # Asked only now, for the words of the refusal: asked before, the round could close between question and save.
        check_can_answer(get_meeting(store, voter.meeting_id), voter.round, project_id)
        raise Conflict(f"runda {voter.round} är stängd, så svaret sparades inte")
    return Saved(at=at)


def _insert(store: Store, values: dict[str, Any]) -> bool:
    """Insert and return whether the round took it.

    Blind answers come side by side, since nobody sees in which order. Answers in the open come one at a time, so that
    whoever reads up to an event number reads the same ever after.
    """
    # Blind, as almost every save is. No write lock: rows that are only added do not clash, and a whole room
    # answers at the same time. No row back means that the round is revealed or closed.
    with store.gate.passing():
        if store.tuples(statement("write/insert_ballots"), {**values, "revealed": False}):
            store.note_write()
            return True
    # The gate before the lock, as wherever both are taken: the other way round two threads could wait for each other.
    with store.gate.closed(), store.write() as cursor:
        return bool(cursor.execute(statement("write/insert_ballots"), {**values, "revealed": True}).fetchall())


def _facts(store: Store, voter: Voter) -> Meeting:
    """Return the meeting with at least the voter's round; which projects a round asks about never changes."""
    key = ("meeting", voter.meeting_id)
    # Each save would else read the meeting anew. Whether the round is open is asked in the insert itself.
    known: Meeting | None = store.kept.get(key)
    if known is None or len(known.rounds) < voter.round:
        known = get_meeting(store, voter.meeting_id)
        store.kept.put(key, known)
    return known


def own_sheets(store: Store, meeting_id: str, member: Member, event: int | None = None) -> tuple[AnswerSheet, ...]:
    """Return the member's own answers in all rounds. Call it only for the member who has proved who they are.

    With `event`, as they were visible at that event number: only those of rounds that were revealed by then.
    """
    return _sheets(_own(store, meeting_id, member, event))


def own_order(store: Store, meeting_id: str, member: Member, event: int | None = None) -> CriteriaOrder | None:
    """Return the member's own newest order of the criteria, if any (as of event number `event` as for `own_sheets`)."""
    return next(iter(_orders(_own(store, meeting_id, member, event))), None)


def _own(store: Store, meeting_id: str, member: Member, event: int | None) -> Sequence[Mapping[str, Any]]:
    given = {"meeting_id": meeting_id, "member_id": member.id, "event": event}
    return store.rows(statement("read/own_ballots"), given)


def revealed_sheets(
    store: Store, meeting: Meeting, as_revealed: bool = False, event: int | None = None
) -> tuple[AnswerSheet, ...]:
    """Return everyone's answers in the revealed rounds; those of a round that is not revealed are never included.

    With `as_revealed`, answers as they stood at each reveal, before changes in the open; with `event`, everything as
    it was visible at that event number (see `meetings.visible_number`). A successor in a role
    stands for the whole seat on the projects they have answered. In an anonymous meeting ids are made up and
    roles empty.
    """
    given = {"meeting_id": meeting.id, "as_revealed": as_revealed, "event": event}
    sheets = _sheets(store.rows(statement("read/revealed_ballots"), given))
    there = members(store, meeting.id, event)
    newest: dict[tuple[int, str, str], AnswerSheet] = {}
    seat, joined = seats(there), {item.id: place for place, item in enumerate(there)}
    # By when they joined, so that what a successor has answered takes the place of what the seat said before.
    for sheet in sorted(sheets, key=lambda item: joined[item.member_id]):
        newest[sheet.round, sheet.project_id, seat[sheet.member_id]] = sheet.model_copy(
            update={"member_id": seat[sheet.member_id]}
        )
    return _named(meeting, newest.values(), there)


def revealed_orders(store: Store, meeting: Meeting, event: int | None = None) -> tuple[CriteriaOrder, ...]:
    """Return the members' orders of the criteria in the revealed rounds, one a seat, newest (by `event` when given)."""
    given = {"meeting_id": meeting.id, "as_revealed": False, "event": event}
    rows = store.rows(statement("read/revealed_ballots"), given)
    seat = seats(members(store, meeting.id, event))
    newest = {seat[order.member_id]: order for order in _orders(rows)}
    anonymous = meeting.naming is Naming.ANONYMOUS
    hidden = {"member_id": "", "role": ""}
    found = tuple(order.model_copy(update=hidden) if anonymous else order for order in newest.values())
    # Sorted by what they say: the order in which they were saved could tell who is who.
    return tuple(sorted(found, key=lambda order: sorted(order.places.items()))) if anonymous else found


def progress(
    store: Store, meeting: Meeting, project_ids: Collection[str], event: int | None = None
) -> tuple[Progress, ...]:
    """Return how far each member has come in the newest round: who is done, never what they have answered.

    `project_ids` are those still in the plan. Former members who saved nothing are left out. With `event`, of a
    meeting as it stood then, how far they had come by that number.
    """
    current = meeting.round
    there = members(store, meeting.id, event)
    if current is None:
        return tuple(Progress(member=item, done=0, total=0) for item in there if item.left_at is None)
    asked = [key for key in current.project_ids if key in project_ids]
    wanted = {key: set(current.asked(key, meeting.model)) for key in asked}
    given = {"meeting_id": meeting.id, "round": current.number, "event": event}
    rows = store.tuples(statement("read/answered_counts"), given)
    done: dict[str, int] = {}
    for member_id, project_id, answered, conflict in rows:
        if project_id in wanted and (conflict or wanted[project_id] <= set(answered or ())):
            done[member_id] = done.get(member_id, 0) + 1
    # Who has left is still told of if something was done, unless somebody else now has the seat.
    followed = {item.replaces for item in there}
    return tuple(
        Progress(member=item, done=done.get(item.id, 0), total=len(asked))
        for item in there
        if item.left_at is None or (done.get(item.id) and item.id not in followed)
    )


def _sheets(rows: Sequence[Mapping[str, Any]]) -> tuple[AnswerSheet, ...]:
    """Gather rows, oldest first, into sheets; rows on the order of the criteria are left out.

    An answer from before a conflict of interest was said has been replaced by it, also when it was taken back.
    """
    gathered: dict[tuple[int, str, str], dict[str, Any]] = {}
    for row in rows:
        if row["slot"] == _PLACE:
            continue
        key = (row["round"], row["member_id"], row["project_id"])
        sheet = gathered.setdefault(key, {"role": row["role"], "answers": {}, "changed_after_reveal": False})
        sheet["changed_after_reveal"] |= bool(row["after_reveal"])
        conflict_entry = row["conflict_entry"]
        sheet["conflict_was_said"] = conflict_entry is not None
        if row["slot"] == _ANSWER:
            if conflict_entry is not None and row["entry_id"] < conflict_entry:
                continue
            value = row["level_name"] if row["number"] is None else row["number"]
            sheet["answers"][row["criterion_id"]] = Answer(kind=Kind(row["kind"]), value=value)
        elif row["slot"] == _CONFLICT:
            sheet["conflict"] = row["kind"] == "jäv"
        elif row["slot"] == _REASON:
            sheet["reason"] = row["reason"]
    return tuple(
        AnswerSheet(round=number, member_id=member_id, project_id=project_id, **sheet)
        for (number, member_id, project_id), sheet in gathered.items()
    )


def _orders(rows: Sequence[Mapping[str, Any]]) -> tuple[CriteriaOrder, ...]:
    """Gather rows, oldest first, into each member's newest order."""
    gathered: dict[str, CriteriaOrder] = {}
    for row in rows:
        if row["slot"] == _PLACE:
            before = gathered.get(row["member_id"])
            places = {**(before.places if before else {}), row["criterion_id"]: int(row["number"])}
            gathered[row["member_id"]] = CriteriaOrder(member_id=row["member_id"], role=row["role"], places=places)
    return tuple(gathered.values())


def _named(meeting: Meeting, sheets: Iterable[AnswerSheet], there: Sequence[Member]) -> tuple[AnswerSheet, ...]:
    """Return the sheets in an order that says nothing, with members named as the meeting chose beforehand."""
    if meeting.naming is Naming.BY_ROLE:
        labels = role_labels(there)
        named = [sheet.model_copy(update={"role": labels[sheet.member_id]}) for sheet in sheets]
        return tuple(sorted(named, key=lambda sheet: (sheet.round, sheet.project_id, sheet.role)))
    hidden = [sheet.model_copy(update={"member_id": _made_up(meeting, sheet), "role": ""}) for sheet in sheets]
    return tuple(sorted(hidden, key=lambda sheet: (sheet.round, sheet.project_id, sheet.member_id)))


def _made_up(meeting: Meeting, sheet: AnswerSheet) -> str:
    """Member ids are random and never leave the server, so the hash of one cannot be traced back."""
    return hashlib.sha256(f"{meeting.id}/{meeting.code}/{sheet.member_id}".encode()).hexdigest()[:12]


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
