"""Takes away a text that someone has written in a meeting: then it is gone, also as of earlier numbers."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from prioritering.errors import Conflict, StoreError
from prioritering.meeting.rounds import Event, Happening
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_in, record_event
from prioritering.store.meetings import now
from prioritering.store.sealed import remove_revealed
from prioritering.store.statements import statement

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
            raise Conflict("texten finns inte längre där; ladda om sidan")
        store.will_rewrite()
        subjects = (written.project_id,)
        event = Event(kind=Happening.TEXT_REMOVED, at=now(), round=written.round, subjects=subjects)
        record_event(cursor, meeting_id, event, by)
    store.kept.forget()
    # Boxes that a server which was killed had no time to take away would keep it.
    remove_revealed(store, meeting)
    # Its bytes stand in the file and its log until then. It is taken away already: a full disk is no reason to refuse.
    with suppress(StoreError):
        store.rewrite()
