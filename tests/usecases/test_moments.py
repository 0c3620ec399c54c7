"""Whatever moment a change comes at, the next look shows it: nothing read before it is kept as what is newest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import pytest

from prioritering.meeting.meeting import Answer, Kind, Meeting
from prioritering.scoring.changes import CostAssumption
from prioritering.store import ballots, entry_log, meetings
from prioritering.store.connection import Store
from prioritering.usecases.group_result import group_result
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of, to_json
from prioritering.view.view import View
from tests.usecases.builders import filled, signed

MOST_READS = 60
GROUP = View(plan="vso-2021", source="median")


class Interrupted(Store):
    """A real store where something else is written just before one of the reads."""

    reads = 0
    at: int | None = None
    meanwhile: Callable[[], object] | None = None

    def cursor(self) -> duckdb.DuckDBPyConnection:
        self.reads += 1
        if self.at == self.reads and self.meanwhile is not None:
            self.at = None
            self.meanwhile()
        return super().cursor()


def second_round(store: Store) -> Meeting:
    """Leave a meeting with one round shown and a blind one where someone has changed their mind."""
    meeting = filled(store)
    meetings.open_round(store, meeting.id, ["S02"], "objektledare")
    voter = ballots.Voter(meeting.id, meetings.members(store, meeting.id)[0], 2)
    ballots.save_answer(store, voter, "S02", "omfattning", Answer(kind=Kind.LEVEL, value="Låg"))
    return meeting


def result_of(store: Store, meeting: Meeting) -> object:
    found = group_result(store, meeting.id, GROUP)
    return found.current, found.meeting.round, found.cells, found.progress


def board_of(store: Store, meeting: Meeting) -> object:
    del meeting
    return to_json(document_of(picture_of(store, GROUP)))


def reveal(store: Store, meeting: Meeting) -> None:
    meetings.reveal(store, meeting.id, "objektledare")


def assume(store: Store, meeting: Meeting) -> None:
    del meeting
    entry = CostAssumption.model_validate(signed(project_id="S07", low=100_000, high=200_000))
    entry_log.keep_entry(store, "vso-2021", entry)


def someone_joins(store: Store, meeting: Meeting) -> None:
    meetings.record(store, meeting.id, meetings.Happening.ROLE_SHARED, "objektledare", "Objektledare")
    meetings.join(store, meeting.code, "Objektledare")


@pytest.mark.parametrize("happens", [reveal, assume, someone_joins])
@pytest.mark.parametrize("look", [result_of, board_of])
def test_a_change_in_the_middle_of_a_look_is_seen_by_the_next(
    look: Callable[[Store, Meeting], Any], happens: Callable[[Store, Meeting], None]
) -> None:
    for moment in range(1, MOST_READS):
        store = Interrupted.open(":memory:")
        meeting = second_round(store)
        store.reads, store.at, store.meanwhile = 0, moment, lambda s=store, m=meeting: happens(s, m)
        look(store, meeting)
        if store.at is not None:
            break  # every read of the look has been tried
        seen = look(store, meeting)
        store.kept, store.kept_large = type(store.kept)(), type(store.kept_large)()
        assert seen == look(store, meeting), f"före läsning {moment}"
        store.close()
    assert 1 < moment < MOST_READS - 1
