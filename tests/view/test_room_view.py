"""The room's view: which screen follows it, what a change there becomes, and that a meeting keeps it to the digit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.money.line_rule import Rule
from prioritering.scoring.ranking import Order
from prioritering.view.room_view import (
    RoomParameters,
    Screen,
    in_room,
    is_untouched,
    out_of_room,
    own_view_sentence,
    placed,
    read,
    room_parameters,
    written,
)
from prioritering.view.view import View

VIEWS = st.builds(
    View,
    weights=st.just(())
    | st.lists(st.floats(0.001, 1000), min_size=2, max_size=2).map(
        lambda w: (("effekttyp", w[0]), ("omfattning", w[1]))
    ),
    frame=st.sampled_from(["", "ingen", "2000", "3547", "vu"]),
    rule=st.sampled_from(Rule),
    order=st.sampled_from(Order),
    source=st.sampled_from(["planen", "median", "medel"]),
    meeting=st.sampled_from(["", "m1"]),
    must=st.sampled_from([(), ("S01",), ("S01", "S02")]),
    other=st.sampled_from(["", "ansvarig:A=B"]),
    part=st.sampled_from(["laget", "kravs"]),
    start=st.integers(0, 200),
)
AT_FIRST = room_parameters(View())


def with_frame(tkr: int) -> RoomParameters:
    return room_parameters(View(frame=str(tkr)))


@given(VIEWS, VIEWS)
def test_a_screen_that_follows_shows_the_rooms_choices_and_stays_where_it_looks(room: View, here: View) -> None:
    kept = read(written(room_parameters(room)))
    shown = in_room(here, kept)
    assert room_parameters(shown) == kept == room_parameters(room)
    assert (shown.part, shown.start, shown.plan) == (here.part, here.start, here.plan)


@given(VIEWS, VIEWS)
def test_out_of_the_room_nothing_is_left_of_a_view_that_the_room_does_not_give_back(room: View, here: View) -> None:
    parameters = room_parameters(room)
    assert in_room(out_of_room(here), parameters) == in_room(here, parameters)


@given(VIEWS, VIEWS, st.booleans())
def test_whoever_follows_and_changes_nothing_is_given_the_rooms_view(before: View, now: View, leads: bool) -> None:
    followed, room = room_parameters(before), room_parameters(now)
    assert placed(Screen("m", followed), "m", room, followed, leads) == Screen("m", room)


@given(VIEWS, VIEWS, VIEWS)
def test_a_leaders_change_alone_is_laid_on_what_the_room_has_become(before: View, now: View, here: View) -> None:
    followed, room, shown = room_parameters(before), room_parameters(now), room_parameters(here)
    found = placed(Screen("m", followed), "m", room, shown, leads=True).followed
    assert found is not None
    for name in room:
        expected = shown[name] if shown[name] != followed[name] and shown not in (room, followed) else room[name]
        assert found[name] == expected


def test_a_screen_that_was_asleep_does_not_bring_back_what_the_room_has_left() -> None:
    asleep, room = with_frame(2000), with_frame(3547)
    shown = room_parameters(View(frame="2000", rule=Rule.SKIP))
    found = placed(Screen("m", asleep), "m", room, shown, leads=True).followed
    assert found == room_parameters(View(frame="3547", rule=Rule.SKIP))


def test_a_member_who_changes_something_has_a_view_of_their_own_until_it_is_the_rooms_again() -> None:
    room, own = with_frame(3547), with_frame(2000)
    tried = placed(Screen("m", room), "m", room, own, leads=False)
    assert tried == Screen("m", None)
    assert placed(tried, "m", with_frame(5000), own, leads=False) == Screen("m", None)
    assert placed(tried, "m", own, own, leads=False) == Screen("m", own)


def test_a_leader_who_tries_alone_changes_nothing_for_the_room() -> None:
    alone = Screen("m", None, alone=True)
    assert placed(alone, "m", with_frame(3547), with_frame(2000), leads=True) == alone
    assert placed(alone, "m", with_frame(3547), with_frame(3547), leads=True) == alone


@pytest.mark.parametrize("leads", [True, False])
def test_a_link_with_choices_of_its_own_is_opened_as_it_is_and_one_without_follows(leads: bool) -> None:
    room = with_frame(3547)
    assert placed(None, "m", room, AT_FIRST, leads) == Screen("m", room)
    assert placed(None, "m", room, with_frame(2000), leads) == Screen("m", None)
    assert placed(Screen("an older meeting", room), "m", room, with_frame(2000), leads) == Screen("m", None)


def test_a_meeting_in_an_address_is_no_choice_before_its_answers_are_used() -> None:
    assert is_untouched(room_parameters(View(meeting="m1"), "m1"))
    assert not is_untouched(room_parameters(View(meeting="m1", source="median"), "m1"))
    assert room_parameters(View(source="median"), "m1") == room_parameters(View(source="median", meeting="m1"), "m1")


def test_what_is_not_the_rooms_is_said_once_and_in_words() -> None:
    room = room_parameters(View())
    assert own_view_sentence(with_frame(2000), room) == "Egen vy: ramen skiljer sig från rummets."
    several = room_parameters(View(frame="2000", must=("S01",), not_now=("S02",), rule=Rule.SKIP))
    assert own_view_sentence(several, room) == ("Egen vy: ramen, regeln och låsen som provas skiljer sig från rummets.")


def test_what_a_later_version_of_the_program_has_written_is_left_out_and_what_is_missing_is_the_default() -> None:
    assert read(("ram=2000", "nytt=ja")) == with_frame(2000)
