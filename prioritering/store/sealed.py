"""Answers of a blind round, sealed: from the file nobody can tell what was said, who said it or how much.

Each is sealed with the round's key and fills as much as any other. Some that hold nothing are saved among them, so that
their number tells nothing either: who has a conflict of interest would else save once where others save three times.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

import duckdb
from cryptography.fernet import Fernet, InvalidToken

from prioritering.errors import Conflict
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_now
from prioritering.store.statements import statement

# Room for the longest reason in the letters that take most.
SEALED_BYTES = 2_560
MOST_EMPTY = 2
_ROW = ("member_id", "role", "project_id", "criterion_id", "slot", "kind", "level_name", "number", "reason", "made_at")
NO_KEY = (
    "nyckeln till runda {} finns inte här, så dess svar kan varken sparas eller visas; "
    "mötesledaren kan stänga rundan och öppna en ny"
)


def insert_sealed(store: Store, values: Mapping[str, Any], saves: int = 1) -> bool:
    """Seal a save and insert it; return whether the round is blind and took it. False without the round's key.

    It fills as much as `saves` of answers, each with what is empty among it: a conflict of interest as much as answers
    to all that is asked about the project.
    """
    box = store.keys.find(values["meeting_id"], values["round"])
    if box is None:
        return False
    cells = zip(values["criterion_ids"], values["numbers"], strict=True)
    rows = [{**values, "criterion_id": key, "number": number} for key, number in cells]
    empty = saves - 1 + sum(secrets.randbelow(MOST_EMPTY + 1) for _ in range(saves))
    sealed = [_seal(box, row) for row in rows] + [_seal(box, None) for _ in range(empty)]
    given = {"meeting_id": values["meeting_id"], "round": values["round"], "sealed": sealed}
    return bool(store.tuples(statement("write/insert_sealed"), given))


def opened(store: Store, meeting_id: str, round_number: int) -> list[dict[str, Any]]:
    """Return the saves of a blind round, oldest first, for their own member and the server; none without its key.

    Each is opened once and remembered: opening takes longer than reading.
    """
    box = store.keys.find(meeting_id, round_number)
    if box is None:
        return []
    given = {"meeting_id": meeting_id, "round": round_number}
    ids = [entry for (entry,) in store.tuples(statement("read/sealed_ids"), given)]
    known: dict[int, dict[str, Any] | None] = store.kept.once(("opened", meeting_id, round_number), _Opened)
    # All that are not yet known, and not those after the newest known: they come side by side, in any order.
    if new := [entry for entry in ids if entry not in known]:
        for entry, sealed in store.tuples(statement("read/sealed"), {"entry_ids": new}):
            known[entry] = _unseal(box, sealed)
    rows = ((entry, known[entry]) for entry in ids)
    return [
        {**row, "entry_id": entry, "round": round_number, "after_reveal": False}
        for entry, row in rows
        if row is not None
    ]


class _Opened(dict[int, dict[str, Any] | None]):
    """What has been opened of a round, by number; None is one that held nothing."""


def open_all(store: Store, cursor: duckdb.DuckDBPyConnection, meeting_id: str, round_number: int) -> None:
    """Lay a round's answers in the open, inside the transaction of its reveal. Conflict without the round's key."""
    check_has_key(store, meeting_id, round_number)
    rows = opened(store, meeting_id, round_number)
    columns = {key: [row[key] for row in rows] for key in ("entry_id", *_ROW)}
    cursor.execute(statement("write/open_sealed"), {"meeting_id": meeting_id, "round": round_number, **columns})


def check_has_key(store: Store, meeting_id: str, round_number: int) -> None:
    """Raise Conflict when a round is not revealed and its key is not here, so that nobody can read its answers."""
    if round_number in lost_rounds(store, meeting_id):
        raise Conflict(NO_KEY.format(round_number))


def lost_rounds(store: Store, meeting_id: str) -> tuple[int, ...]:
    """Return the numbers of a meeting's rounds that are closed for good: not revealed, and their key is not here."""
    without = {number for number in hidden_rounds(store, meeting_id) if store.keys.find(meeting_id, number) is None}
    # Asked again: one that is revealed meanwhile throws its key away.
    return tuple(number for number in hidden_rounds(store, meeting_id) if number in without) if without else ()


def hidden_rounds(store: Store, meeting_id: str) -> tuple[int, ...]:
    """Return the numbers of a meeting's rounds that have not been revealed, oldest first; also those closed so."""
    return tuple(item.number for item in meeting_now(store, meeting_id).meeting.rounds if not item.is_revealed)


def seal_what_is_open(store: Store) -> None:
    """Seal the answers of rounds that are not revealed in a database from before such were sealed."""
    changed = False
    for meeting_id, number, sealed in store.tuples(statement("read/blind_rounds")):
        given = {"meeting_id": meeting_id, "round": number}
        rows = store.rows(statement("read/blind_in_the_open"), given)
        # One with sealed answers and no key has lost it, and a new one would hide that.
        if not sealed:
            store.keys.make(meeting_id, number)
        box = store.keys.find(meeting_id, number)
        if rows and box is not None:
            ids = [row.pop("entry_id") for row in rows]
            with store.write() as cursor:
                values = {**given, "entry_ids": ids, "sealed": [_seal(box, row) for row in rows]}
                cursor.execute(statement("write/seal_ballot"), values)
                cursor.execute(statement("write/delete_open_ballots"), {"entry_ids": ids})
            changed = True
    if changed:
        # What has been taken away stands in the log until then.
        store.tuples("checkpoint")


def _seal(box: Fernet, row: Mapping[str, Any] | None) -> str:
    content = None if row is None else {key: row[key] for key in _ROW} | {"made_at": row["made_at"].isoformat()}
    # Spaces after it are nothing to a reader of JSON.
    return box.encrypt(json.dumps(content, ensure_ascii=False).encode().ljust(SEALED_BYTES)).decode()


def _unseal(box: Fernet, sealed: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] | None = json.loads(box.decrypt(sealed.encode()))
    except InvalidToken:
        # Sealed with another key: nobody can read it.
        return None
    return found
