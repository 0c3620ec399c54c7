"""Streamlit's scripts and styles are sent compressed to who asks for that, and everything else is let through."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from prioritering.web.server.compressed_files import CompressedFiles

SCRIPT = "console.log('hej');\n" * 100


async def through(request: Request) -> PlainTextResponse:
    return PlainTextResponse("vidare")


async def greet(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hej")
    await socket.close()


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    files = tmp_path / "static" / "js"
    files.mkdir(parents=True)
    (files / "a.js").write_text(SCRIPT, encoding="utf-8")
    (files / "a.png").write_bytes(b"bild")
    paths = ("/static/js/a.js", "/static/js/a.png", "/static/js/b.js")
    routes = [Route(path, through, methods=["GET", "HEAD", "POST"]) for path in paths]
    return TestClient(CompressedFiles(Starlette(routes=[*routes, WebSocketRoute("/static/js/a.js", greet)]), tmp_path))


def test_a_script_is_sent_compressed_each_time_it_is_asked_for(client: TestClient) -> None:
    for _ in range(2):
        answer = client.get("/static/js/a.js")
        assert (answer.text, answer.headers["content-encoding"]) == (SCRIPT, "gzip")
        assert int(answer.headers["content-length"]) < len(SCRIPT) / 5
        assert answer.headers["vary"] == "Accept-Encoding"
        # Kept for a year of 365 days: a file of Streamlit's never changes under its name.
        assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    ("method", "path", "accepted"),
    [
        ("GET", "/static/js/a.js", "identity"),
        ("POST", "/static/js/a.js", "gzip"),
        ("GET", "/static/js/a.png", "gzip"),
        ("GET", "/static/js/b.js", "gzip"),
    ],
)
def test_anything_else_is_let_through(client: TestClient, method: str, path: str, accepted: str) -> None:
    answer = client.request(method, path, headers={"accept-encoding": accepted})
    assert (answer.text, "content-encoding" in answer.headers) == ("vidare", False)


def test_a_websocket_is_let_through_whatever_its_path(client: TestClient) -> None:
    with client.websocket_connect("/static/js/a.js") as socket:
        assert socket.receive_text() == "hej"
