"""The route that a moving hand asks: the same board as the page and the stream draw, for those who may see it."""

from __future__ import annotations

import json

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from prioritering.store.connection import Store
from prioritering.web.parts.board_live import DRAWING
from prioritering.web.server.doorkeeper import Doorkeeper
from prioritering.web.server.stream import rendered
from prioritering.web.server.weigh_route import WEIGH, weigh_routes
from tests.web.devices import URL, turn_login_on

WEIGHTS = {"effekttyp": 50, "omfattning": 30, "tidsperspektiv": 20}
WRITTEN = "effekttyp.50~omfattning.30~tidsperspektiv.20"
ASKED = f"{WEIGH}?plan=vso-2021&ram=2000&regel=hoppa"


@pytest.fixture
def hand(route_store: Store) -> TestClient:
    app = Starlette(routes=weigh_routes(), middleware=[Middleware(Doorkeeper)])
    return TestClient(app, base_url=URL, client=("127.0.0.1", 50_000))


def test_the_answer_is_what_the_stream_draws_for_a_view_with_those_weights(hand: TestClient) -> None:
    found = hand.post(ASKED, json={"vikter": WEIGHTS})
    view = {"plan": "vso-2021", "ram": "2000", "regel": "hoppa", "vikter": WRITTEN}
    assert found.json() == json.loads(rendered(DRAWING, tuple(sorted(view.items())), ()))
    assert found.headers["cache-control"] == "no-store"


def test_without_weights_the_view_is_drawn_as_its_address_says(hand: TestClient) -> None:
    as_it_is = hand.post(f"{ASKED}&vikter={WRITTEN}", json={"vikter": None})
    assert as_it_is.json() == hand.post(ASKED, json={"vikter": WEIGHTS}).json()
    assert as_it_is.json()["rows"] != hand.post(ASKED, json={}).json()["rows"]


def test_reasons_that_stand_open_stay_open_while_the_hand_moves(hand: TestClient) -> None:
    closed, opened = (hand.post(ASKED, json={"vikter": WEIGHTS, "oppna": rows}).json() for rows in ([], ["S01"]))
    assert not any(row.get("why") for row in closed["rows"])
    assert [row["key"] for row in opened["rows"] if row.get("why")] == ["S01"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"vikter": {"effekttyp": 50}}, "Vikterna ska vara hela procent"),
        # A hundred in all, but not one for each of the plan's criteria.
        ({"vikter": {"effekttyp": 60, "omfattning": 40}}, "Vikterna ska vara hela procent, en för varje kriterium"),
        ({"vikter": {**WEIGHTS, "nytta": 0}}, "Vikterna ska vara hela procent, en för varje kriterium"),
        ({"vikter": {"effekttyp": 100.5}}, "Vikter är inte ett heltal"),
        ({"vikter": [1, 2]}, "Vikter är inte en tabell"),
        ({"oppna": "S01"}, "Oppna är inte en lista"),
        ([], "JSON-objekt"),
    ],
)
def test_a_body_that_is_no_weights_is_refused_in_words(body: object, words: str, hand: TestClient) -> None:
    found = hand.post(ASKED, json=body)
    assert found.status_code == 400
    assert words in found.json()["fel"]


def test_a_plan_that_is_not_there_is_refused_and_so_is_another_sites_page(hand: TestClient) -> None:
    assert hand.post(f"{WEIGH}?plan=finns-inte", json={}).status_code in (400, 404)
    assert hand.post(ASKED, json={}, headers={"origin": "https://annan.example"}).status_code == 403


def test_with_login_nobody_sees_the_board_without_one(hand: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    turn_login_on(monkeypatch)
    assert hand.post(ASKED, json={"vikter": WEIGHTS}).status_code == 401


def test_the_plans_default_view_is_that_of_the_page(hand: TestClient) -> None:
    drawn = hand.post(f"{WEIGH}?plan=vso-2021", json={}).json()
    assert "Ramen 3 547 tkr" in drawn["finding"].replace("\u00a0", " ")
