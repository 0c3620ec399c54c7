"""The ways to set weights end in the same form: what a view keeps, whose default is equal weights."""

import pytest

from prioritering.errors import BadArgument
from prioritering.store.connection import Store
from prioritering.usecases.picture import picture_of
from prioritering.usecases.weigh import by_hand, by_places, by_ready_made, by_swing, ready_made
from prioritering.view.view import View
from tests.usecases.builders import filled

IDS = ("effekttyp", "omfattning", "tidsperspektiv")


def test_what_a_hand_has_set_is_kept_as_it_stands_and_by_the_order_of_the_criteria() -> None:
    found = by_hand(IDS, {"tidsperspektiv": 40, "effekttyp": 0, "omfattning": 60})
    assert found == (("effekttyp", 0.0), ("omfattning", 60.0), ("tidsperspektiv", 40.0))


@pytest.mark.parametrize(
    "percents",
    [
        {"effekttyp": 50, "omfattning": 50},
        {"effekttyp": 50, "omfattning": 50, "tidsperspektiv": 1},
        {"effekttyp": 101, "omfattning": -1, "tidsperspektiv": 0},
        {"effekttyp": 50, "omfattning": 50, "tidsperspektiv": 0, "pris": 0},
        {},
    ],
)
def test_a_hand_sets_every_weight_and_a_hundred_percent_in_all(percents: dict[str, int]) -> None:
    with pytest.raises(BadArgument, match="tillsammans 100"):
        by_hand(IDS, percents)


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
