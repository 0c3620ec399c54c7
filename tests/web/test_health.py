"""What a monitor is told: ready or not, the version and how many plans, to whoever may reach the server."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from anyio import to_thread
from starlette.applications import Starlette
from starlette.testclient import TestClient

from prioritering.store.connection import Store
from prioritering.view.basis import RULES
from prioritering.web.frame import context
from prioritering.web.server import app
from prioritering.web.server.app import our_routes
from prioritering.web.server.doorkeeper import Doorkeeper
from prioritering.web.server.health import READY
from tests.folders import DATA
from tests.login_settings import login_table

VERSION = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "version"
]
LOGIN = {"auth": login_table("https://prio.example")}


@pytest.fixture
def ready() -> Iterator[None]:
    READY.set()
    yield
    READY.clear()


def asked(path: str, host: str = "127.0.0.1") -> Any:
    client = TestClient(Doorkeeper(Starlette(routes=our_routes())), base_url="http://127.0.0.1", client=(host, 5000))
    return client.get(path)


@pytest.mark.usefixtures("ready", "route_store")
def test_a_server_that_can_be_used_says_so_with_its_version_and_how_many_plans() -> None:
    answer = asked("/halsa")
    plans = len(list(DATA.glob("*/plan.toml")))
    assert (answer.status_code, answer.json()) == (200, {"redo": True, "version": VERSION, "planer": plans})
    assert answer.headers["cache-control"] == "no-store"


def test_before_the_plans_are_taken_in_the_server_is_not_ready_and_opens_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(context, "_opened", lambda: pytest.fail("the monitor opened the database"))
    answer = asked("/halsa")
    assert (answer.status_code, answer.json()) == (503, {"redo": False, "version": VERSION, "planer": None})


@pytest.mark.usefixtures("ready")
def test_a_database_that_cannot_be_asked_any_more_makes_the_server_not_ready(
    route_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    assert asked("/halsa").status_code == 200
    route_store.close()
    answer = asked("/halsa")
    assert (answer.status_code, answer.json()["redo"]) == (503, False)
    # The reason names a file: in the log, not in the answer.
    assert route_store.path in caplog.text
    assert route_store.path not in answer.text


@pytest.mark.usefixtures("route_store")
def test_the_version_is_the_packages_with_the_rules_that_it_computes_by() -> None:
    assert asked("/version").json() == {"version": VERSION, "regelversion": RULES}


@pytest.mark.usefixtures("own_loggers", "route_store")
def test_the_server_is_ready_from_its_start_until_it_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    # It is for good, and this process goes on.
    monkeypatch.setattr(app, "stop_long_work", lambda: None)
    told = []

    async def live() -> None:
        async with app.lifespan(None):
            told.append(await to_thread.run_sync(asked, "/halsa"))

    asyncio.run(live())
    told.append(asked("/halsa"))
    assert [answer.status_code for answer in told] == [200, 503]


@pytest.mark.usefixtures("ready", "route_store")
@pytest.mark.parametrize("path", ["/halsa", "/version"])
def test_both_are_open_without_a_login_and_hold_nothing_of_the_plans(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "127.0.0.1")
    # As the guide begins: behind a proxy, and no login yet.
    assert asked(path).status_code == 200
    refused = asked("/direkt/strom")
    assert refused.status_code == 403 and "bakom en proxy (FORWARDED_ALLOW_IPS) krävs den" in refused.text
    monkeypatch.setattr(st, "secrets", LOGIN)
    answer = asked(path, host="10.0.0.9")
    assert answer.status_code == 200
    assert set(answer.json()) <= {"redo", "version", "planer", "regelversion"}
    assert all(isinstance(value, bool | int | str) for value in answer.json().values())
    assert asked("/direkt/strom", host="10.0.0.9").status_code == 401
