"""A study of a picture is of the picture's own moment, whatever has been said since."""

import pytest

from prioritering.meeting.meeting import Answer, Kind, Meeting
from prioritering.store import ballots, meetings
from prioritering.store.connection import Store
from prioritering.usecases.gather import AsOf
from prioritering.usecases.members import voices_of
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of
from prioritering.view.picture import Picture
from prioritering.view.view import View
from tests.usecases.builders import as_of_basis, filled


def change_a_mind(store: Store, meeting: Meeting) -> None:
    member = meetings.members(store, meeting.id)[0]
    voter = ballots.Voter(meeting.id, member, 1)
    ballots.save_answer(store, voter, "S01", "effekttyp", Answer(kind=Kind.LEVEL, value="Ingen effekt"))


def spoken(shown: Picture) -> object:
    found = voices_of(shown)
    return None if found is None else found.tolist()


@pytest.mark.parametrize("source", ["planen", "median", "medel"])
def test_the_members_voices_are_those_that_were_shown_when_the_picture_was_made(store: Store, source: str) -> None:
    meeting = filled(store)
    view = View(source=source, meeting=meeting.id)
    before = picture_of(store, view)
    voices = spoken(before)
    assert voices is not None
    change_a_mind(store, meeting)
    assert spoken(before) == voices
    assert spoken(picture_of(store, view, as_of_basis(before.basis))) == voices
    assert spoken(picture_of(store, view)) != voices


def test_before_anything_is_shown_nobody_has_a_voice(store: Store) -> None:
    filled(store)
    assert voices_of(picture_of(store, View(), AsOf(event=0))) is None


def test_answers_that_the_picture_does_not_count_with_change_neither_it_nor_its_fingerprint(store: Store) -> None:
    meeting = filled(store)
    before = picture_of(store, View())
    change_a_mind(store, meeting)
    after = picture_of(store, View())
    assert after.basis.numbers == before.basis.numbers
    assert document_of(after) == document_of(before)
