"""The places under every spacing of the levels are those of the boards that the spacings give."""

from collections.abc import Iterator

import pytest

from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.picture import picture_of, places_by_spacing
from prioritering.view.view import SPACINGS, View
from tests.folders import DATA

# What the group has set itself turns the levels of two criteria nearly round.
OWN = (("omfattning", (0.0, 1.0, 2.0, 3.0, 100.0)), ("tidsperspektiv", (0.0, 98.0, 99.0, 100.0)))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    opened = Store.open(":memory:")
    import_plan(opened, read_plan(DATA / "vso-2021"))
    yield opened
    opened.close()


def places(store: Store, view: View) -> dict[str, int]:
    board = picture_of(store, view).board
    return {item.project.name: int(place) for item, place in zip(board.candidates, board.ranking.place, strict=True)}


@pytest.mark.parametrize("spacing", SPACINGS)
def test_values_that_the_group_has_set_count_under_the_spacing_that_is_shown_alone(store: Store, spacing: str) -> None:
    view = View(spacing=spacing, values=OWN)
    found = places_by_spacing(picture_of(store, view), 100)
    shown = places(store, view)
    assert shown != places(store, View(spacing=spacing))
    expected = {name: shown if name == spacing else places(store, View(spacing=name)) for name in SPACINGS}
    assert {row.name: row.places for row in found} == {
        name: tuple(expected[each][name] for each in SPACINGS) for name in shown
    }
    assert [row.places[SPACINGS.index(spacing)] for row in found] == sorted(shown.values())
    assert len(places_by_spacing(picture_of(store, view), 3)) == 3
