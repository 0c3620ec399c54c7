"""With login, each of our routes asks for its own permission, and only this app's own login counts."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from prioritering.permissions import Role
from prioritering.store.bootstrap import Started
from prioritering.store.connection import Store
from prioritering.web.frame import context
from prioritering.web.server import meeting_routes
from tests.web.devices import HOME, person, turn_login_on

VOTING = {("POST", "/direkt/anslut"), ("POST", "/direkt/plats"), ("POST", "/direkt/svar"), ("GET", "/direkt/mina")}
READING = {("GET", "/direkt/strom")}


@pytest.fixture(autouse=True)
def login(monkeypatch: pytest.MonkeyPatch) -> None:
    turn_login_on(monkeypatch)


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    opened = Store.open(":memory:")
    monkeypatch.setattr(context, "_opened", lambda: (opened, Started()))
    yield
    opened.close()


def status(client: TestClient, route: tuple[str, str]) -> int:
    """Return the status of an empty call: 400 when it was let in, since it then says nothing that can be used."""
    method, path = route
    return client.request(method, path, json={} if method == "POST" else None).status_code


def test_every_route_is_among_those_tried_here() -> None:
    routes = [route for route in meeting_routes.routes() if isinstance(route, Route)]
    assert {
        (method, route.path) for route in routes for method in (route.methods or set()) - {"HEAD"}
    } == VOTING | READING


@pytest.mark.parametrize("route", sorted(VOTING | READING))
def test_nobody_comes_in_without_a_login_or_without_a_role(route: tuple[str, str]) -> None:
    assert status(person(), route) == 401
    assert status(person("en okänd grupp"), route) == 401


@pytest.mark.parametrize("route", sorted(VOTING))
def test_a_reader_may_not_vote(route: tuple[str, str]) -> None:
    answer = person(Role.READER).request(route[0], route[1], json={})
    assert answer.status_code == 403
    assert "rätten att bedöma" in answer.json()["fel"]


@pytest.mark.parametrize("route", sorted(VOTING | READING))
def test_a_member_is_let_in_everywhere(route: tuple[str, str]) -> None:
    assert status(person(Role.MEMBER), route) == 400


@pytest.mark.parametrize("route", sorted(READING))
def test_a_reader_may_follow(route: tuple[str, str]) -> None:
    assert status(person(Role.READER), route) == 400


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "https://annan.example"},
        {"origin": f"{HOME}.evil.example"},
        {"origin": "http://prio.example"},
        {"origin": None},
        {"is_logged_in": False},
        {"iat": 0},
    ],
)
def test_a_login_of_another_address_or_one_that_is_over_counts_for_nothing(change: dict[str, Any]) -> None:
    assert status(person(Role.ADMINISTRATOR, **change), ("GET", "/direkt/strom")) == 401


def test_a_cookie_that_is_not_signed_here_counts_for_nothing() -> None:
    client = person()
    claims = json.dumps({"origin": HOME, "is_logged_in": True, "sub": "s", "iat": time.time(), "groups": [Role.OWNER]})
    client.cookies.set(USER_COOKIE_NAME, create_signed_value("gissad", USER_COOKIE_NAME, claims).decode("latin-1"))
    assert status(client, ("GET", "/direkt/strom")) == 401
