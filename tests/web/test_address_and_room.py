"""The view that an address gives, and how a screen stands to a room, asked directly without a page around them."""

from __future__ import annotations

import time

import pytest
from streamlit.testing.v1 import AppTest

from prioritering.meeting.meeting import Setup
from prioritering.meeting.rounds import Happening
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.usecases.meeting_room import open_meeting
from prioritering.usecases.room_view import lead_room
from prioritering.view.room_view import Screen, room_parameters
from prioritering.view.view import View
from tests.folders import VSO
from tests.login_settings import login_table


def _page() -> None:
    import streamlit as st

    from prioritering.web.frame import address, room

    state = st.session_state
    state["frame"] = address.open_view(state.get("page", "prioritera")).frame
    if "keeps_up" in state:
        state["shown"] = room.keep_up().frame
        state["place"] = room.place_here()
        return
    state["read"] = (address.was_read(), address.was_read())
    if "tried" in state:
        address.change(frame=state["tried"])
        address.publish()


def opened(**asked: str) -> AppTest:
    app = AppTest.from_function(_page)
    # A reader, who leads no meeting.
    app.secrets["auth"] = login_table("http://prov.example")
    app.user.update({"is_logged_in": True, "sub": "anna", "iss": "prov", "iat": time.time(), "roles": []})
    app.query_params["plan"] = "vso-2021"
    for name, text in asked.items():
        app.query_params[name] = text
    return app


def follower(**asked: str) -> AppTest:
    app = opened(**asked)
    app.session_state["keeps_up"] = True
    return app


def told(app: AppTest, *keys: str) -> tuple[object, ...]:
    app.run()
    assert not app.exception
    return tuple(app.session_state[key] for key in keys)


@pytest.mark.usefixtures("route_store")
def test_an_address_is_read_once_when_it_is_opened_or_edited_and_not_when_a_widget_wrote_it() -> None:
    app = opened(ram="2000")
    assert told(app, "frame", "read") == ("2000", (True, False))
    assert told(app, "frame", "read") == ("2000", (False, False))
    app.query_params["ram"] = "3000"
    assert told(app, "frame", "read") == ("3000", (True, False))
    app.session_state["tried"] = "4000"
    app.run()
    assert app.query_params["ram"] == "4000"
    assert told(app, "frame", "read") == ("4000", (False, False))


@pytest.mark.usefixtures("route_store")
def test_the_link_to_another_page_was_drawn_before_the_last_change_so_the_sessions_view_stands() -> None:
    app = opened(ram="2000")
    app.run()
    app.session_state["page"] = "robusthet"
    app.query_params["ram"] = "900"
    assert told(app, "frame", "read") == ("2000", (False, False))
    assert app.query_params["ram"] == "2000"


@pytest.fixture
def led(route_store: Store) -> str:
    """An open meeting whose room shows the frame 2 000; returns its id."""
    meeting = open_meeting(route_store, VSO, Setup(roles=("Linjechef",)), ["S01"], "objektledare")
    show(route_store, meeting.id, "2000")
    return meeting.id


def show(store: Store, meeting_id: str, frame: str) -> None:
    lead_room(store, meeting_id, room_parameters(View(frame=frame), meeting_id), "objektledare")


def test_a_screen_without_choices_of_its_own_follows_the_room_and_keeps_doing_so(led: str, route_store: Store) -> None:
    app = follower()
    shown, (place, mine, rooms) = told(app, "shown", "place")  # type: ignore[misc]
    assert (shown, place, mine["ram"]) == ("2000", Screen(led, rooms), "2000")
    assert app.query_params["rummet"] == led
    show(route_store, led, "3000")
    assert told(app, "shown") == ("3000",)


def test_an_address_that_followed_the_room_follows_it_when_it_is_opened_again_and_another_does_not(led: str) -> None:
    for asked, shown in (({"rummet": led}, "2000"), ({}, "900"), ({"rummet": "annat"}, "900")):
        app = follower(ram="900", **asked)
        assert told(app, "shown") == (shown,)
        assert (app.session_state["place"][0].followed is None) is (shown == "900")
        assert app.session_state["place"][2]["ram"] == "2000"


def test_without_a_meeting_that_is_open_or_a_place_in_it_there_is_none(led: str, route_store: Store) -> None:
    app = follower()
    app.run()
    meetings.record(route_store, led, Happening.MEETING_CLOSED, "objektledare")
    assert told(app, "place") == (None,)
    assert told(follower(), "place") == (None,)
