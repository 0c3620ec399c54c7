"""A line for each request, and nothing in it by which a person, a code or how far a hidden round is could be told."""

from __future__ import annotations

import logging
from typing import Any

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from prioritering.web.server.access_log import AccessLog
from prioritering.web.server.log import JsonLine
from prioritering.web.server.log_pace import FIELDS, REQUESTS

SECRET = "H3ML1G"


async def answers(request: Request) -> Response:
    if "sprick" in request.headers:
        raise RuntimeError("sprack")
    return PlainTextResponse("ja", int(request.headers.get("svara", "200")), headers={"set-cookie": f"a={SECRET}"})


async def connection(websocket: WebSocket) -> None:
    if "neka" not in websocket.headers:
        await websocket.accept()
    await websocket.close()


@pytest.fixture
def client() -> TestClient:
    everywhere = Route("/{path:path}", answers, methods=["GET", "POST", "PUT"])
    app = Starlette(routes=[WebSocketRoute("/_stcore/stream", connection), everywhere])
    return TestClient(AccessLog(app), client=("192.168.77.88", 5000), raise_server_exceptions=False)


def written(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    found = [item for item in caplog.records if item.name == REQUESTS]
    text = "\n".join(map(JsonLine().format, found))
    assert SECRET not in text
    assert "192.168" not in text
    fields = [dict(getattr(item, FIELDS)) for item in found]
    assert all(isinstance(each.pop("ms"), int) for each in fields)
    return fields


@pytest.fixture(autouse=True)
def everything_is_noted(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left out for what other tests of this process have had written."""
    caplog.set_level(logging.INFO, REQUESTS)
    monkeypatch.setattr(logging.root, "handlers", [caplog.handler])


@pytest.mark.parametrize("base", ["", "/prio"])
@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (f"/poangsatt?kod={SECRET}&plan=x", "/poangsatt"),
        (f"/oauth2callback?code={SECRET}&state={SECRET}", "/oauth2callback"),
        (f"/media/{SECRET}.csv", "/media/…"),
        (f"/_stcore/upload_file/{SECRET}/{SECRET}", "/_stcore/…"),
        (f"/{SECRET}", "…"),
        (f"/mote/{SECRET}/%0a", "…"),
        (f"/direkt/strom?mote={SECRET}", "/direkt/strom"),
    ],
)
def test_a_line_tells_the_page_and_the_answer_and_nothing_of_who_asked(
    base: str,
    asked: str,
    shown: str,
    client: TestClient,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": base.strip("/")}.get)
    # A file that is served without trouble is left out; these are asked for in vain.
    status = 404 if "…" in shown else 200
    client.get(base + asked, headers={"cookie": f"a={SECRET}", "x-forwarded-for": "192.168.1.2", "svara": str(status)})
    assert written(caplog) == [{"method": "GET", "path": shown, "status": status}]


@pytest.mark.parametrize("path", ["/direkt/svar", "/direkt/mina", "/direkt/anslut", "/direkt/plats"])
@pytest.mark.parametrize("status", [200, 400, 403, 409, 429])
def test_what_a_room_answers_leaves_no_line_to_count(
    path: str, status: int, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    client.post(path, headers={"svara": str(status)}, json={"kod": SECRET})
    assert written(caplog) == []


def test_an_answer_that_breaks_is_told_wherever_it_is(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    client.post("/direkt/svar", headers={"svara": "503"})
    client.get("/prioritera", headers={"sprick": "ja"})
    client.get("/static/js/index.js", headers={"svara": "500"})
    assert written(caplog) == [
        {"method": "POST", "path": "/direkt/…", "status": 503},
        {"method": "GET", "path": "/prioritera", "status": 500},
        {"method": "GET", "path": "/static/…", "status": 500},
    ]
    assert {item.levelname for item in caplog.records if item.name == REQUESTS} == {"WARNING"}


@pytest.mark.parametrize("path", ["/static/js/index.js", "/statisk/start.js", "/_stcore/health", "/halsa", "/version"])
def test_what_is_fetched_all_the_time_is_told_only_when_it_fails(
    path: str, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    client.get(path)
    assert written(caplog) == []
    failed = [400, 404, 503]
    for status in failed:
        client.get(path, headers={"svara": str(status)})
    assert [line["status"] for line in written(caplog)] == failed


def test_the_connection_of_a_page_is_told_when_it_ends(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with client.websocket_connect(f"/_stcore/stream?x={SECRET}", headers={"cookie": f"a={SECRET}"}):
        pass
    assert written(caplog) == [{"method": "WEBSOCKET", "path": "/_stcore/stream", "status": 101}]


def test_a_connection_that_is_refused_is_told_as_refused(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(f"/_stcore/stream?x={SECRET}", headers={"neka": "ja"}),
    ):
        pass
    assert written(caplog) == [{"method": "WEBSOCKET", "path": "/_stcore/stream", "status": 403}]
