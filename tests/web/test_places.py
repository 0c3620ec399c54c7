"""Who holds the places: a person where one is logged in, else an address, and all together never more than so many."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import ExitStack

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from prioritering.permissions import Role
from prioritering.web import limits
from prioritering.web.limits import Bound, Pace
from prioritering.web.server.places import NoPlace, Places, SharedTurns
from tests.web.devices import HOME, turn_login_on


def scope(address: str, subject: str = "", **headers: str) -> Scope:
    found = {**headers}
    if subject:
        said = {"origin": HOME, "is_logged_in": True, "iss": "i", "sub": subject, "iat": time.time()}
        value = create_signed_value(
            get_cookie_secret(), USER_COOKIE_NAME, json.dumps({**said, "groups": [Role.MEMBER]})
        )
        found["cookie"] = f"{USER_COOKIE_NAME}={value.decode('latin-1')}"
    raw = [(name.replace("_", "-").encode(), text.encode("latin-1")) for name, text in found.items()]
    return {"type": "http", "method": "GET", "path": "/", "client": (address, 1), "scheme": "http", "headers": raw}


def held(places: Places, asking: list[Scope]) -> tuple[int, NoPlace | None]:
    """Return how many of those who ask one after another get a place, and why the next does not."""
    with ExitStack() as stack:
        for count, one in enumerate(asking):
            try:
                stack.enter_context(places.held(one))
            except NoPlace as refused:
                return count, refused
        return len(asking), None


def test_one_address_leaves_places_for_others_and_all_together_are_bounded() -> None:
    places = Places(Bound(person=1, address=3, total=5))
    count, refused = held(places, [scope("10.0.0.1")] * 9)
    assert (count, refused is not None and refused.own) == (3, True)
    count, refused = held(places, [scope(f"10.0.0.{number}") for number in range(9)])
    assert (count, refused is not None and refused.own) == (5, False)


def test_turns_are_shared_by_all_of_one_visitors_and_forgotten_of_whoever_has_been_away_longest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("prioritering.web.server.places._KEPT", 2)
    shared = SharedTurns({"person": Pace(2, 1)})
    anna, berit, cissi = ("person", "anna"), ("person", "berit"), ("person", "cissi")
    # An address has no pace here.
    (first,), (other,) = shared.of([anna, ("adress", "10.0.0.1")]), shared.of([berit])
    assert first is not other
    assert shared.of([anna]) == [first]
    shared.of([cissi])
    assert shared.of([anna]) == [first]
    assert shared.of([berit]) != [other]


def test_each_that_takes_a_place_is_counted_and_nobody_who_got_none() -> None:
    places = Places(Bound(person=1, address=2, total=5))
    held(places, [scope("10.0.0.1")] * 9)
    held(places, [scope("10.0.0.2")])
    assert places.ever == 3


def test_nothing_is_kept_of_those_who_have_left() -> None:
    places = Places(Bound(person=1, address=3, total=5))
    held(places, [scope(f"10.0.0.{number}") for number in range(9)])
    assert not places.taken


def test_one_machine_cannot_take_the_places_of_many_by_the_addresses_of_its_own_network() -> None:
    places = Places(Bound(person=1, address=2, total=9))
    assert held(places, [scope(f"2001:db8:1:2::{number}") for number in range(1, 9)])[0] == 2
    assert held(places, [scope(f"2001:db8:1:{number}::1") for number in range(1, 9)])[0] == 8
    assert held(places, [scope(f"::ffff:10.0.0.{number}") for number in range(1, 9)])[0] == 8


def test_with_login_each_person_has_places_of_their_own_however_many_share_an_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turn_login_on(monkeypatch)
    places = Places(Bound(person=2, address=1, total=30))
    people = [scope("10.0.0.1", f"person {number}") for number in range(8) for _ in range(2)]
    assert held(places, people) == (16, None)
    assert held(places, [scope("10.0.0.1", "en person")] * 5)[0] == 2


def test_who_has_not_logged_in_takes_no_place_from_those_who_have(monkeypatch: pytest.MonkeyPatch) -> None:
    turn_login_on(monkeypatch)
    places = Places(Bound(person=2, address=3, total=12))
    strangers = [scope(f"10.0.0.{number}") for number in range(20)]
    people = [scope("10.0.0.1", f"person {number}") for number in range(8)]
    with ExitStack() as stack:
        for one in strangers[:4]:
            stack.enter_context(places.held(one))
        assert held(places, strangers[4:])[0] == 0
        assert held(places, people) == (8, None)


def test_behind_a_stated_proxy_it_is_the_visitor_who_holds_a_place() -> None:
    places, found = Places(Bound(person=1, address=2, total=30)), list[Scope]()

    async def app(seen: Scope, receive: Receive, send: Send) -> None:
        found.append(seen)

    async def nothing() -> Message:
        raise AssertionError

    async def nowhere(message: Message) -> None:
        raise AssertionError

    proxied = ProxyHeadersMiddleware(app, trusted_hosts="127.0.0.1")
    for number in range(8):
        asked = scope("127.0.0.1", x_forwarded_for=f"10.0.0.{number}")
        asyncio.run(proxied(asked, nothing, nowhere))  # type: ignore[arg-type]
    assert held(places, found) == (8, None)
    assert held(places, [found[0]] * 8)[0] == 2


@pytest.mark.parametrize("bound", [limits.MOST_SOCKETS, limits.MOST_STREAMS, limits.MOST_JOINS, limits.MOST_BODIES])
def test_no_address_and_no_person_may_hold_everything(bound: Bound) -> None:
    assert bound.person < bound.address < bound.total


def test_all_that_may_be_held_is_less_than_the_connections_there_may_be() -> None:
    held_long = limits.MOST_SOCKETS.total + limits.MOST_STREAMS.total + limits.MOST_BODIES.total
    assert held_long < limits.MOST_CONNECTIONS
    assert limits.MOST_CONNECTIONS_OF_ONE < limits.MOST_CONNECTIONS
