"""A study of a picture is of the picture's own moment, whatever has been said since."""

from dataclasses import replace

import pytest

from prioritering.meeting.meeting import Answer, Kind, Meeting
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.connection import Store
from prioritering.usecases import study
from prioritering.usecases.gather import AsOf
from prioritering.usecases.members import voices_of
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of
from prioritering.view.picture import Picture
from prioritering.view.view import View
from tests.folders import DATA, printed_model
from tests.usecases.builders import as_of_basis, filled
from tests.view.builders import picture


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


@pytest.mark.parametrize(("apart", "places"), [(4e-7, (1, 1, 2)), (2e-6, (1, 2, 3))])
def test_weights_that_only_arithmetic_tells_apart_share_a_place_in_the_order(
    apart: float, places: tuple[int, ...]
) -> None:
    shown = picture(
        read_plan(DATA / "vso-2021", printed_model()).plan, View(weight_info="ordning", frame="3547"), printed_model()
    )
    board = replace(shown.board, choices=replace(shown.board.choices, weights=(0.4, 0.4 - apart, 0.2 + apart)))
    assert study.weight_info(replace(shown, board=board)).order == places


def test_a_weight_may_be_as_far_off_as_is_said_but_never_below_nothing_or_above_all() -> None:
    weights = (("effekttyp", 96.0), ("omfattning", 4.0), ("tidsperspektiv", 0.0))
    view = View(weight_info="spann", weight_spread=10, weights=weights, frame="3547")
    shown = picture(read_plan(DATA / "vso-2021", printed_model()).plan, view, printed_model())
    info = study.weight_info(shown)
    assert info.low == pytest.approx((0.86, 0, 0))
    assert info.high == pytest.approx((1, 0.14, 0.1))
