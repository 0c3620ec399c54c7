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
import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import duckdb
from cryptography.fernet import Fernet, InvalidToken

from prioritering.criteria.model import Criterion, NumberScale
from prioritering.errors import BadArgument, StoreError
from prioritering.meeting.meeting import MAX_REASON, Meeting
from prioritering.store.box_content import ROW, Seal
from prioritering.store.box_versions import BoxPlace
from prioritering.store.connection import Store
from prioritering.store.lost_answers import (
    check_can_be_read,
    check_is_known,
    hidden_rounds,
    is_lost,
    lost_members,
    member_is_lost,
)
from prioritering.store.meeting_rows import meeting_now
from prioritering.store.statements import statement

LOG = logging.getLogger("prioritering.store")
# The longest of an answer besides its texts: its slot, kind, number, time and the event it was said after.
ANSWER_BYTES = 160
# The letters that take most are written as \u0001.
REASON_BYTES = 6 * MAX_REASON
# What a part says of itself besides.
PART_BYTES = 160
_LAID = ("member_id", "role", *ROW)


def insert_sealed(store: Store, values: Mapping[str, Any]) -> bool:
    """Seal a save and see it on disk; return whether the round is blind and took it. False when the round is lost.

    A member whose earlier answers are lost begins again with it.
    """
    meeting_id, number = values["meeting_id"], values["round"]
    key, now = store.keys.find(meeting_id, number), meeting_now(store, meeting_id)
    # As it stands: each event is counted while the lock of the round is held alone.
    current = now.meeting.active_round
    if key is None or current is None or current.number != number or current.is_revealed:
        return False
    if is_lost(store, meeting_id, number):
        return False
    if not store.boxes.has(meeting_id, number):
        # A round from before there were boxes, in which nobody had said anything.
        store.boxes.make(meeting_id, number)
    place = BoxPlace(meeting_id, number, values["member_id"])
    seal = _seal_of(store, key, now.meeting, number)
    # Before the boxes are laid out: who had one, and has none, must not get an empty one.
    lost = member_is_lost(store, key, place)
    # That member's too: a file that is made by itself would tell who was the first.
    store.boxes.lay_out(seal, (BoxPlace(meeting_id, number, item.id) for item in now.members))
    cells = zip(values["criterion_ids"], values["numbers"], strict=True)
    common = {**values, "made_at": values["made_at"].isoformat(), "said_after": now.event}
    rows = [{**common, "criterion_id": criterion_id, "number": given} for criterion_id, given in cells]
    store.boxes.add(seal, place, [{name: row[name] for name in ROW} for row in rows], lost)
    return True


def lay_out_boxes(store: Store, meeting_id: str, member_ids: Collection[str] | None = None) -> None:
    """Give these members, else all, a box in the blind round that goes on: the first who saves need not wait for it.

    What cannot be made now is made by the first save.
    """
    now = meeting_now(store, meeting_id)
    for member_id in (item.id for item in now.members) if member_ids is None else member_ids:
        # One at a time, so that a reveal or a save need not wait for all of them.
        with suppress(StoreError), store.round_lock.shared():
            _lay_out(store, meeting_id, member_id)


def _lay_out(store: Store, meeting_id: str, member_id: str) -> None:
    meeting = meeting_now(store, meeting_id).meeting
    current = meeting.active_round
    if current is None or current.is_revealed or not store.boxes.has(meeting_id, current.number):
        return
    key = store.keys.find(meeting_id, current.number)
    if key is not None and not is_lost(store, meeting_id, current.number):
        seal = _seal_of(store, key, meeting, current.number)
        store.boxes.lay_out(seal, [BoxPlace(meeting_id, current.number, member_id)])


def _seal_of(store: Store, key: Fernet, meeting: Meeting, number: int) -> Seal:
    # What a round asks never changes, and reckoning it takes longer than a save.
    size = store.kept.once(("part bytes", meeting.id, number), lambda: part_bytes(meeting, number))
    return Seal(key, size, ("", *meeting.rounds[number - 1].project_ids))


def part_bytes(meeting: Meeting, number: int) -> int:
    """Return how much the largest part of a box needs: all that a round asks of a project, each text at its longest.

    Or the order of the criteria, which is about no project.
    """
    asked, model = meeting.rounds[number - 1], meeting.model
    level = {criterion.id: _longest_level(criterion) for criterion in model.criteria}
    places = sum(ANSWER_BYTES + _size(key) for key in model.ids)
    return PART_BYTES + max(
        places,
        *(
            # Jäv, that it was taken back, and a reason.
            4 * _size(project_id)
            + 3 * ANSWER_BYTES
            + REASON_BYTES
            + sum(ANSWER_BYTES + _size(project_id) + _size(key) + level[key] for key in asked.asked(project_id, model))
            for project_id in asked.project_ids
        ),
    )


def _longest_level(criterion: Criterion) -> int:
    scale = criterion.scale
    return 0 if isinstance(scale, NumberScale) else max(_size(level.name) for level in scale.levels)


def _size(text: str) -> int:
    return len(json.dumps(text, ensure_ascii=False).encode())


def opened(
    store: Store, meeting_id: str, round_number: int, member_ids: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """Return the saves of a blind round, each member's oldest first, for that member and the server; none if lost.

    Of these members, else of all; never more than the newest on each thing.
    """
    # First: a database that cannot be read is no loss of what lies beside it.
    meeting_now(store, meeting_id)
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
    role = {item.id: item.role for item in meeting_now(store, meeting_id).members}
    rows = store.boxes.read(key, meeting_id, round_number, role.keys() if member_ids is None else member_ids)
    return [{**row, "role": role[row["member_id"]], "round": round_number, "after_reveal": False} for row in rows]


def saves_in_boxes(store: Store, meeting_id: str, member_id: str) -> int:
    """Return how many times a member has saved in rounds that are not revealed. Never to be told to anyone else."""
    return sum(_saves(store, BoxPlace(meeting_id, number, member_id)) for number in hidden_rounds(store, meeting_id))


def _saves(store: Store, place: BoxPlace) -> int:
    key = store.keys.find(place.meeting_id, place.round)
    try:
        return store.boxes.saves(key, place) if key is not None else 0
    except StoreError:
        # One round that cannot be read for now must not hide what is saved in the next.
        return 0


def open_all(
    store: Store, cursor: duckdb.DuckDBPyConnection, meeting_id: str, round_number: int, without: Collection[str] = ()
) -> tuple[str, ...]:
    """Lay a round's answers in the open, inside the transaction of its reveal; return what its event is to keep.

    It is the key, and then the ids of the members whose answers are lost. Conflict when the round is lost, or when
    another member's answers are than those that the reveal is to be `without`.
    """
    check_can_be_read(store, meeting_id, round_number)
    lost = lost_members(store, meeting_id, round_number)
    check_is_known(store, meeting_id, lost, without)
    # In the order they were said. Of one member's that come at the same moment the order is kept.
    rows = sorted(_read(store, meeting_id, round_number), key=lambda row: str(row["made_at"]))
    columns = {name: [row[name] for row in rows] for name in _LAID}
    cursor.execute(statement("write/open_sealed"), {"meeting_id": meeting_id, "round": round_number, **columns})
    return store.keys.text(meeting_id, round_number), *lost


def remove_revealed(store: Store, meeting: Meeting) -> None:
    """Take away the boxes of a meeting's revealed rounds: all that they held stands in the database."""
    for item in meeting.rounds:
        if item.is_revealed:
            store.boxes.remove(meeting.id, item.number)


def note_while_blind(store: Store) -> None:
    """While a blind round goes on, let the database know how far the count beside it has come (`Store.note_count`).

    To be done by the clock, however much is answered: what is written tells nothing of that.
    """
    if any(_is_blind(store, *item) for item in store.boxes.rounds()):
        store.note_count()


def _is_blind(store: Store, meeting_id: str, number: int) -> bool:
    # A folder may be of a meeting that an older copy of the database does not know.
    with suppress(BadArgument, StoreError):
        current = meeting_now(store, meeting_id).meeting.active_round
        return current is not None and current.number == number and not current.is_revealed
    return False


def put_in_boxes(store: Store) -> None:
    """Put the blind answers of a database from before there were boxes in them; take away boxes that are not needed.

    Keys or boxes that cannot be read stop nobody who can do without them: they are told of in the log, and what could
    not be done is left for the next start.
    """
    revealed = {*store.tuples(statement("read/revealed_rounds"))}
    with _beside_told():
        # What this database does not know of is left: it may be an older copy, and a newer one may come back.
        for meeting_id, number in {*store.boxes.rounds()} & revealed:
            store.boxes.remove(meeting_id, number)
    moved = 0
    for meeting_id, number, sealed in store.tuples(statement("read/blind_rounds")):
        with _beside_told():
            moved += _moved(store, {"meeting_id": meeting_id, "round": number}, bool(sealed))
    if moved:
        # What has been taken away stands in the log until then.
        store.tuples("checkpoint")


@contextmanager
def _beside_told() -> Iterator[None]:
    """Tell in the log of what lies beside the database and cannot be used; what the database itself says is raised."""
    fault = ""
    try:
        yield
    except StoreError as error:
        if isinstance(error.__cause__, duckdb.Error):
            raise
        fault = str(error)
    if fault:
        LOG.error("Hidden rounds cannot be seen to, and the server goes on without: %s", fault)


def _moved(store: Store, given: Mapping[str, Any], sealed: bool) -> bool:
    open_rows = store.rows(statement("read/blind_in_the_open"), given)
    # One with sealed answers and no key has lost it, and a new one would hide that.
    if open_rows and not sealed:
        store.keys.make(given["meeting_id"], given["round"])
    key = store.keys.find(given["meeting_id"], given["round"])
    if key is None or not (open_rows or sealed):
        return False
    _move(store, key, given, open_rows)
    return True


def _move(store: Store, key: Fernet, given: Mapping[str, Any], open_rows: list[dict[str, Any]]) -> None:
    meeting_id, number = given["meeting_id"], given["round"]
    sealed = dict(_unsealed(key, store.tuples(statement("read/sealed"), given)))
    # Some held nothing, so that their number should tell less.
    found = [*open_rows, *({**row, "entry_id": entry} for entry, row in sealed.items() if row is not None)]
    seal = _seal_of(store, key, meeting_now(store, meeting_id).meeting, number)
    if not store.boxes.has(meeting_id, number):
        store.boxes.make(meeting_id, number)
    for member_id in dict.fromkeys(row["member_id"] for row in found):
        own = sorted((row for row in found if row["member_id"] == member_id), key=lambda row: row["entry_id"])
        kept = [{**row, "made_at": _written(row["made_at"]), "said_after": row["entry_id"]} for row in own]
        rows = [{name: row[name] for name in ROW} for row in kept]
        store.boxes.add(seal, BoxPlace(meeting_id, number, member_id), rows)
    # There will be fewer in the database, and that is no loss.
    store.tally.begin_anew(store.count_saved()._replace(svar=0))
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
