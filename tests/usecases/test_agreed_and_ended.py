"""What a meeting agreed on stands when it has ended, until it is opened again or the plan says otherwise."""

from __future__ import annotations

import pytest

from prioritering.errors import Conflict
from prioritering.meeting.rounds import Happening
from prioritering.scoring.changes import AgreedLevel
from prioritering.store.connection import Store
from prioritering.usecases import meeting_room
from prioritering.usecases.agreed_levels import agree, no_longer_agreed
from prioritering.usecases.change_plan import take_back
from prioritering.usecases.group_result import group_result
from prioritering.usecases.history import history_of, undo_latest
from prioritering.usecases.picture import picture_of
from tests.folders import VSO
from tests.usecases.builders import filled
from tests.usecases.test_agreed_levels import BY, CELL, MEDIAN, beside, level


def ended(store: Store) -> tuple[str, AgreedLevel]:
    """The id of a meeting that has ended, and what it had agreed on."""
    meeting = filled(store)
    agree(beside(store), meeting.id, CELL, "Låg", BY)
    (entry,) = group_result(store, meeting.id, MEDIAN).agreed
    meeting_room.record(store, meeting.id, Happening.MEETING_CLOSED, "objektledare")
    return meeting.id, entry


def test_what_an_ended_meeting_agreed_on_is_neither_taken_back_nor_undone_until_it_is_opened_again(
    store: Store,
) -> None:
    meeting_id, entry = ended(store)
    newest = history_of(store, VSO)[0].entry_id
    for change in (
        lambda: no_longer_agreed(beside(store), entry, BY),
        lambda: undo_latest(beside(store), newest),
    ):
        with pytest.raises(Conflict, match="Öppna det igen"):
            change()
    assert level(picture_of(store, MEDIAN)) == "Låg"
    meeting_room.reopen(store, meeting_id, "objektledare")
    undo_latest(beside(store), newest)
    assert level(picture_of(store, MEDIAN)) == "Hög"


def test_what_an_ended_meeting_agreed_on_is_let_go_of_by_name_where_the_plan_says_otherwise_and_that_is_undone(
    store: Store,
) -> None:
    _, entry = ended(store)
    take_back(beside(store), "agreed", entry.target, BY)
    assert level(picture_of(store, MEDIAN)) == "Hög"
    undo_latest(beside(store), history_of(store, VSO)[0].entry_id)
    assert level(picture_of(store, MEDIAN)) == "Låg"
