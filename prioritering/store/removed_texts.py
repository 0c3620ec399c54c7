"""Takes away a text that someone has written, in a meeting or beside the plan: then it is gone, also as of earlier."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import NamedTuple

import duckdb

from prioritering.errors import Conflict, StoreError
from prioritering.meeting.rounds import Event, Happening
from prioritering.plan.plan_key import PlanKey
from prioritering.store.connection import Store
from prioritering.store.frozen_links import take_reason_out
from prioritering.store.meeting_rows import meeting_in, record_event
from prioritering.store.meetings import now
from prioritering.store.sealed import remove_revealed
from prioritering.store.statements import statement

LOG = logging.getLogger("prioritering.store")
REMOVED = "texten är borttagen"


class WrittenText(NamedTuple):
    """A reason as it is shown: in which round and on which project."""

    round: int
    project_id: str
    text: str


def remove_text(store: Store, meeting_id: str, written: WrittenText, by: str) -> None:
    """Let a shown reason be REMOVED wherever it stood, with all that its writer wrote before it on the project.

    What is computed is as it was. Conflict when the text is not there any more. Copies of the database keep it.
    """
    with store.round_lock.alone(), store.write() as cursor:
        meeting = meeting_in(cursor, meeting_id)
        values = {"meeting_id": meeting_id, "removed": REMOVED, **written._asdict()}
        if not cursor.execute(statement("write/remove_text"), values).fetchall():
            raise Conflict("texten finns inte längre där; läs in sidan igen")
        store.will_rewrite()
        subjects = (written.project_id,)
        event = Event(kind=Happening.TEXT_REMOVED, at=now(), round=written.round, subjects=subjects)
        record_event(cursor, meeting_id, event, by)
        _note(cursor, meeting.plan_key, by)
    store.forget_kept()
    # Boxes that a server which was killed had no time to take away would keep it.
    remove_revealed(store, meeting)
    _rewrite(store)


def remove_reason(store: Store, plan_key: PlanKey, text: str, by: str) -> None:
    """Let the reason of entries beside a plan be REMOVED wherever it stood; what they say is as it was.

    So too in documents that have been frozen.

    Conflict when the reason is not there any more. Copies of the database keep it.
    """
    with store.write() as cursor:
        values = {"plan_key": str(plan_key), "removed": REMOVED, "text": text}
        if not (found := cursor.execute(statement("write/remove_reason"), values).fetchall()):
            raise Conflict("skälet finns inte längre där; läs in sidan igen")
        cursor.execute(statement("write/remove_left_reason"), values)
        take_reason_out(cursor, plan_key, text, REMOVED)
        _note(cursor, plan_key, by)
        store.will_rewrite()
    # A new entry would tell that something was changed, and nothing that is computed from is.
    LOG.warning("The reason of entries %s of %s was taken away by %s", [number for (number,) in found], plan_key, by)
    store.forget_kept()
    _rewrite(store)


def _note(cursor: duckdb.DuckDBPyConnection, plan_key: PlanKey, by: str) -> None:
    """Let every other reader of the database know that what it has kept is to be forgotten."""
    values = {"plan_key": str(plan_key), "removed_at": now(), "removed_by": by}
    cursor.execute(statement("write/note_removed_text"), values)


def _rewrite(store: Store) -> None:
    # Its bytes stand in the file and its log until then. It is taken away already: a full disk is no reason to refuse.
    with suppress(StoreError):
        store.rewrite()
