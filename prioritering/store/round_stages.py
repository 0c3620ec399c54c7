"""How far each member has come in a blind round, noted when it changes: all that others may know before the reveal."""

from __future__ import annotations

from collections.abc import Mapping

from prioritering.meeting.meeting import Stage
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_counts, meeting_now
from prioritering.store.statements import statement


def stages_noted(store: Store, meeting_id: str, round_number: int) -> Mapping[str, Stage]:
    """Return how far each has come in a round, by member; without those who have only joined all along."""
    key = ("stages noted", meeting_id, round_number, meeting_counts(store, meeting_id))
    given = {"meeting_id": meeting_id, "round": round_number}
    return store.kept.once(key, lambda: _stages(store.tuples(statement("read/stages_noted"), given)))


def stages_told(store: Store, meeting_id: str, round_number: int, event: int) -> Mapping[str, Stage]:
    """Return how far each had come in a round by an event number, by member; without those never noted with one."""
    given = {"meeting_id": meeting_id, "round": round_number, "event": event}
    return _stages(store.tuples(statement("read/stages_told"), given))


def note_step(store: Store, meeting_id: str, round_number: int, member_id: str, stage: Stage) -> None:
    """Note how far a member has come, if it is another stage than before."""
    # Almost every save makes nobody come further, and need not ask the database.
    if stages_noted(store, meeting_id, round_number).get(member_id, Stage.JOINED) is stage:
        return
    given = {
        "meeting_id": meeting_id,
        "round": round_number,
        "member_id": member_id,
        "stage": stage.value,
        "said_after": meeting_now(store, meeting_id).event,
    }
    if store.tuples(statement("write/insert_round_stage"), given):
        store.note_write()


def _stages(rows: list[tuple[str, str]]) -> dict[str, Stage]:
    return {member_id: Stage(stage) for member_id, stage in rows}
