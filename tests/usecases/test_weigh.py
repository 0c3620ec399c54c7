"""The ways to set weights end in the same form: what a view keeps, whose default is equal weights."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from prioritering.errors import BadArgument
from prioritering.store.connection import Store
from prioritering.usecases.picture import picture_of
from prioritering.usecases.weigh import by_places, by_ready_made, by_slider, by_swing, ready_made
from prioritering.view.view import View
from tests.usecases.builders import filled

IDS = ("effekttyp", "omfattning", "tidsperspektiv")


def test_a_slider_moves_its_own_weight_and_the_others_share_the_rest_in_their_proportions() -> None:
    assert by_slider(IDS, (50, 30, 20), 0, 0) == (("effekttyp", 0.0), ("omfattning", 60.0), ("tidsperspektiv", 40.0))


@given(some.integers(0, 100), some.integers(0, 2), some.sampled_from([(34, 33, 33), (100, 0, 0), (50, 30, 20)]))
def test_whatever_slider_is_moved_the_weights_are_a_hundred_percent(
    value: int, moved: int, percents: tuple[int, ...]
) -> None:
    found = dict(by_slider(IDS, percents, moved, value))
    assert sum(found.values()) == pytest.approx(100)
    assert found[IDS[moved]] == value


def test_equal_weights_are_the_default_and_leave_the_address() -> None:
    assert by_swing(IDS, (100, 100, 100)) == ()
    assert by_places(IDS, (1, 1, 1)) == ()


def test_places_and_swing_give_weights_in_percent_to_a_hundredth() -> None:
    assert by_places(IDS, (1, 2, 3)) == (("effekttyp", 61.11), ("omfattning", 27.78), ("tidsperspektiv", 11.11))
    assert by_swing(IDS, (100, 50, 50)) == (("effekttyp", 50.0), ("omfattning", 25.0), ("tidsperspektiv", 25.0))


def test_what_cannot_be_weights_is_refused() -> None:
    with pytest.raises(BadArgument):
        by_swing(IDS, (0, 0, 0))
    with pytest.raises(BadArgument):
        by_places(IDS, (0, 1, 2))


def test_every_ready_made_weighting_is_told_as_the_one_in_use_when_it_is(store: Store) -> None:
    filled(store)
    names, _ = ready_made(picture_of(store, View()))
    assert names
    for name in names:
        shown = picture_of(store, View(weights=by_ready_made(IDS, name)))
        assert ready_made(shown)[1] == name


def test_weights_of_nobodys_making_are_no_ready_made_weighting(store: Store) -> None:
    filled(store)
    own = picture_of(store, View(weights=(("effekttyp", 71.0), ("omfattning", 17.0), ("tidsperspektiv", 12.0))))
    assert ready_made(own)[1] is None
