"""Answers of a blind round, sealed: nobody can tell what was said, who said it or how much, until the reveal.

They lie in boxes beside the database (`ballot_boxes`), under the round's key (`round_keys`), and are read here for
their own member and for the server.

A reveal lays them in the open in the transaction that records it, and the event keeps the key. Whenever the server is
killed the round is then either not revealed, with box and key where they were, or revealed, with every answer in the
database alone; the boxes are taken away only after that. The key is kept, in the event and in its file, for a copy of
the database and its boxes from before the reveal: with any later copy of either they can be opened.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import Any

import duckdb
from cryptography.fernet import Fernet, InvalidToken

from prioritering.errors import Conflict, StoreError
from prioritering.meeting.meeting import Meeting
from prioritering.store.ballot_boxes import BoxPlace
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_now
from prioritering.store.statements import statement

# The longest of an answer, and of a reason in the letters that take most.
ANSWER_BYTES, REASON_BYTES = 320, 2_560
TIMES = 2
# Of a round on some three hundred projects: written over at each save, a larger one would be slow.
MOST_BYTES = 2_097_152
_ROW = ("role", "project_id", "criterion_id", "slot", "kind", "level_name", "number", "reason", "made_at", "said_after")
_LAID = ("member_id", *_ROW)
NO_KEY = (
    "nyckeln till runda {} finns inte här, så dess svar kan varken sparas eller visas; "
    "mötesledaren kan stänga rundan och öppna en ny"
)
NO_BOXES = (
    "de dolda svaren i runda {} finns inte här eller går inte att läsa, så rundan kan varken svaras på eller visas; "
    "mötesledaren kan stänga rundan och öppna en ny"
)


def insert_sealed(store: Store, values: Mapping[str, Any]) -> bool:
    """Seal a save and see it on disk; return whether the round is blind and took it. False when the round is lost."""
    meeting_id, number = values["meeting_id"], values["round"]
    key = store.keys.find(meeting_id, number)
    if key is None or not store.tuples(statement("read/takes_blind"), {"meeting_id": meeting_id, "round": number}):
        return False
    now = meeting_now(store, meeting_id)
    if not store.boxes.has(meeting_id, number):
        if _was_answered(store, meeting_id, number):
            return False
        # A round from before there were boxes, in which nobody had said anything.
        store.boxes.make(meeting_id, number)
    least = box_bytes(now.meeting, number)
    store.boxes.lay_out(key, (BoxPlace(meeting_id, number, item.id) for item in now.members), least)
    cells = zip(values["criterion_ids"], values["numbers"], strict=True)
    common = {**values, "made_at": values["made_at"].isoformat(), "said_after": now.event}
    rows = [{**common, "criterion_id": criterion_id, "number": given} for criterion_id, given in cells]
    kept = [{name: row[name] for name in _ROW} for row in rows]
    store.boxes.add(key, BoxPlace(meeting_id, number, values["member_id"]), kept, least)
    return True


def box_bytes(meeting: Meeting, number: int) -> int:
    """Return how much each box of a round fills at first, which only what the round asks decides."""
    asked = meeting.rounds[number - 1]
    cells = sum(len(asked.asked(project_id, meeting.model)) for project_id in asked.project_ids)
    places = len(meeting.model.ids)
    everything = (cells + places) * ANSWER_BYTES + len(asked.project_ids) * (REASON_BYTES + ANSWER_BYTES)
    return min(TIMES * everything, MOST_BYTES)


def opened(
    store: Store, meeting_id: str, round_number: int, member_ids: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """Return the saves of a blind round, each member's oldest first, for that member and the server; none if lost.

    Of these members, else of all.
    """
    try:
        return _read(store, meeting_id, round_number, member_ids)
    except StoreError:
        # One that cannot be read is told of as lost (see `lost_rounds`), and must not stop what can be done without it.
        return []


def _read(
    store: Store, meeting_id: str, round_number: int, member_ids: Collection[str] | None = None
) -> list[dict[str, Any]]:
    key = store.keys.find(meeting_id, round_number)
    if key is None:
        return []
    if member_ids is None:
        member_ids = [item.id for item in meeting_now(store, meeting_id).members]
    rows = store.boxes.read(key, meeting_id, round_number, member_ids)
    return [{**row, "round": round_number, "after_reveal": False} for row in rows]


def open_all(store: Store, cursor: duckdb.DuckDBPyConnection, meeting_id: str, round_number: int) -> str:
    """Lay a round's answers in the open, inside the transaction of its reveal; return the key for its event to keep.

    Conflict when the round is lost.
    """
    check_can_be_read(store, meeting_id, round_number)
    # In the order they were said. Of one member's that come at the same moment the order is kept.
    rows = sorted(_read(store, meeting_id, round_number), key=lambda row: str(row["made_at"]))
    columns = {name: [row[name] for row in rows] for name in _LAID}
    cursor.execute(statement("write/open_sealed"), {"meeting_id": meeting_id, "round": round_number, **columns})
    return store.keys.text(meeting_id, round_number)


def remove_revealed(store: Store, meeting: Meeting) -> None:
    """Take away the boxes of a meeting's revealed rounds: all that they held stands in the database."""
    for item in meeting.rounds:
        if item.is_revealed:
            store.boxes.remove(meeting.id, item.number)


def check_can_be_read(store: Store, meeting_id: str, round_number: int) -> None:
    """Raise Conflict when a round is lost, so that its answers can be neither saved nor shown."""
    if round_number in lost_rounds(store, meeting_id):
        has_key = store.keys.find(meeting_id, round_number) is not None
        raise Conflict((NO_BOXES if has_key else NO_KEY).format(round_number))


def lost_rounds(store: Store, meeting_id: str) -> tuple[int, ...]:
    """Return the numbers of a meeting's rounds that are closed for good: not revealed, and key or boxes not here."""
    lost = {number for number in hidden_rounds(store, meeting_id) if _is_lost(store, meeting_id, number)}
    # Asked again: one that is revealed meanwhile has its boxes taken away.
    return tuple(number for number in hidden_rounds(store, meeting_id) if number in lost) if lost else ()


def _is_lost(store: Store, meeting_id: str, number: int) -> bool:
    if store.keys.find(meeting_id, number) is None:
        return True
    if not store.boxes.has(meeting_id, number):
        return _was_answered(store, meeting_id, number)
    try:
        _read(store, meeting_id, number)
    except StoreError:
        return True
    return False


def _was_answered(store: Store, meeting_id: str, number: int) -> bool:
    return bool(store.tuples(statement("read/was_answered"), {"meeting_id": meeting_id, "round": number}))


def hidden_rounds(store: Store, meeting_id: str) -> tuple[int, ...]:
    """Return the numbers of a meeting's rounds that have not been revealed, oldest first; also those closed so."""
    return tuple(item.number for item in meeting_now(store, meeting_id).meeting.rounds if not item.is_revealed)


def put_in_boxes(store: Store) -> None:
    """Put the blind answers of a database from before there were boxes in them; take away boxes that are not needed."""
    # What this database does not know of is left: it may be an older copy, and a newer one may come back.
    for meeting_id, number in {*store.boxes.rounds()} & {*store.tuples(statement("read/revealed_rounds"))}:
        store.boxes.remove(meeting_id, number)
    changed = False
    for meeting_id, number, sealed in store.tuples(statement("read/blind_rounds")):
        given = {"meeting_id": meeting_id, "round": number}
        open_rows = store.rows(statement("read/blind_in_the_open"), given)
        # One with sealed answers and no key has lost it, and a new one would hide that.
        if open_rows and not sealed:
            store.keys.make(meeting_id, number)
        key = store.keys.find(meeting_id, number)
        if key is not None and (open_rows or sealed):
            _move(store, key, given, open_rows)
            changed = True
    if changed:
        # What has been taken away stands in the log until then.
        store.tuples("checkpoint")


def _move(store: Store, key: Fernet, given: Mapping[str, Any], open_rows: list[dict[str, Any]]) -> None:
    meeting_id, number = given["meeting_id"], given["round"]
    sealed = dict(_unsealed(key, store.tuples(statement("read/sealed"), given)))
    # Some held nothing, so that their number should tell less.
    found = [*open_rows, *({**row, "entry_id": entry} for entry, row in sealed.items() if row is not None)]
    least = box_bytes(meeting_now(store, meeting_id).meeting, number)
    if not store.boxes.has(meeting_id, number):
        store.boxes.make(meeting_id, number)
    for member_id in dict.fromkeys(row["member_id"] for row in found):
        own = sorted((row for row in found if row["member_id"] == member_id), key=lambda row: row["entry_id"])
        kept = [{**row, "made_at": _written(row["made_at"]), "said_after": row["entry_id"]} for row in own]
        rows = [{name: row[name] for name in _ROW} for row in kept]
        store.boxes.add(key, BoxPlace(meeting_id, number, member_id), rows, least)
    # There will be fewer in the database, and that is no loss.
    store.tally.forget()
    with store.write() as cursor:
        cursor.execute(statement("write/delete_open_ballots"), {"entry_ids": [row["entry_id"] for row in open_rows]})
        cursor.execute(statement("write/delete_sealed"), {"entry_ids": list(sealed)})


def _unsealed(key: Fernet, rows: list[tuple[int, str]]) -> Iterator[tuple[int, dict[str, Any] | None]]:
    for entry, sealed in rows:
        # One that is sealed with another key stays where it is: that key may come back.
        with suppress(InvalidToken):
            yield entry, json.loads(key.decrypt(sealed.encode()))


def _written(when: Any) -> str:
    return when if isinstance(when, str) else str(when.isoformat())
