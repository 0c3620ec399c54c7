"""What a meeting agreed on stands when it has ended, until it is opened again or the plan says otherwise."""

from __future__ import annotations

import pytest

from prioritering.errors import Conflict
from prioritering.meeting.rounds import Happening
from prioritering.scoring.changes import AgreedLevel
from prioritering.store.connection import Store
from prioritering.usecases import meeting_room
from prioritering.usecases.agreed_levels import agree, no_longer_agreed
from prioritering.usecases.group_result import group_result
from prioritering.usecases.history import can_be_undone, history_of, undo_latest
from prioritering.usecases.picture import picture_of
from prioritering.usecases.same_project import take_back_entry
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


def test_beside_the_plan_too_it_is_let_go_of_only_when_the_meeting_is_opened_again(store: Store) -> None:
    meeting_id, entry = ended(store)
    with pytest.raises(Conflict, match="Öppna det igen"):
        take_back_entry(beside(store), "agreed", entry.target, BY)
    assert level(picture_of(store, MEDIAN)) == "Låg"
    meeting_room.reopen(store, meeting_id, "objektledare")
    take_back_entry(beside(store), "agreed", entry.target, BY)
    assert level(picture_of(store, MEDIAN)) == "Hög"


def test_only_what_would_not_be_refused_is_offered_to_be_undone(store: Store) -> None:
    meeting_id, _ = ended(store)
    newest = history_of(store, VSO)[0].entry_id
    assert not can_be_undone(store, VSO, (newest,))
    meeting_room.reopen(store, meeting_id, "objektledare")
    assert can_be_undone(store, VSO, (newest,))
