"""Every address that leads nowhere is answered with 404 and a Swedish page, whatever is asked for and however."""

from __future__ import annotations

import gzip

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.testclient import TestClient
from streamlit import config
from streamlit.web.server.starlette.starlette_app import create_streamlit_middleware
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from prioritering.web.server.addresses import shown_path
from prioritering.web.server.app import app_settings
from prioritering.web.server.house import STREAMLIT_FILES
from prioritering.web.server.index_page import read_index_page
from tests.browser.harness import page_addresses

NOWHERE = (
    "/health",
    "/metrics",
    "/openapi.json",
    "/api",
    "/start",
    "/Oversikt",
    "/index.html",
    "/oversikt/inte",
    "/finns/inte/alls",
    "/pages/oversikt.py",
    "/static/finns-inte.js",
    "/statisk/finns-inte.js",
    "/_stcore/finns-inte",
    "/direkt/finns-inte",
    "/å/ä?ö=1",
    "/" + "a" * 3000,
)
BASES = ("", "/prio")


@pytest.fixture(params=BASES, ids=["root", "prio"])
def base(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    kept = st.get_option
    options = {"server.baseUrlPath": request.param.strip("/"), "server.corsAllowedOrigins": []}
    for module in (st, config):
        monkeypatch.setattr(module, "get_option", lambda key: options.get(key, kept(key)))
    return str(request.param)


@pytest.fixture
def client(base: str) -> TestClient:
    """Our own routes and middleware before what Streamlit serves its page with, and packs it with."""
    ours = app_settings()
    routes = [*ours["routes"], *create_streamlit_static_assets_routes(base)]
    middleware = [*ours["middleware"], *create_streamlit_middleware()]
    app = Starlette(routes=routes, middleware=middleware, exception_handlers=ours["exception_handlers"])
    return TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000), follow_redirects=False)


def assert_nothing_there(answer: Response, base: str, status: int = 404) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1>Sidan finns inte</h1>" in answer.text
    assert f'href="{base}/oversikt"' in answer.text
    assert "set-cookie" not in answer.headers
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", NOWHERE)
def test_an_address_that_leads_nowhere_is_answered_404_with_a_swedish_page(
    path: str, base: str, client: TestClient
) -> None:
    assert_nothing_there(client.get(base + path), base)


@pytest.mark.parametrize("headers", [{"range": "bytes=0-20"}, {"range": "bytes=0-0", "if-range": "x"}, {}])
@pytest.mark.parametrize("path", ["/health", "/static/finns-inte.js", "/_stcore/finns-inte"])
@pytest.mark.parametrize("packed", ["gzip", "identity"])
def test_no_way_of_asking_gives_the_page_at_such_an_address(
    path: str, headers: dict[str, str], packed: str, base: str, client: TestClient
) -> None:
    assert_nothing_there(client.get(base + path, headers={**headers, "accept-encoding": packed}), base)
    asked = client.head(base + path, headers={**headers, "accept-encoding": packed})
    assert (asked.status_code, asked.content) == (404, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_no_method_finds_anything_there_and_a_page_and_a_route_say_which_they_take(
    method: str, base: str, client: TestClient
) -> None:
    for path in ("/api", "/xmlrpc.php", "/static/finns-inte.js"):
        assert_nothing_there(client.request(method, base + path), base)
    for path in ("/oversikt", "/halsa", "/direkt/strom"):
        answer = client.request(method, base + path)
        assert (answer.status_code, answer.text) == (405, "Adressen tar inte emot sådana anrop.")


@pytest.mark.parametrize("path", page_addresses())
def test_every_page_is_there_also_by_head_and_in_part(path: str, base: str, client: TestClient) -> None:
    expected = read_index_page(STREAMLIT_FILES, base).body
    assert client.get(f"{base}/{path}?plan=x", headers={"range": "bytes=0-9"}).content == expected
    asked = client.head(f"{base}/{path}", headers={"accept-encoding": "identity"})
    assert (asked.status_code, asked.headers["content-length"]) == (200, str(len(expected)))


def test_streamlits_own_files_are_served_as_they_are(base: str, client: TestClient) -> None:
    script = next((STREAMLIT_FILES / "static/js").glob("index*.js"))
    answer = client.get(f"{base}/static/js/{script.name}", headers={"accept-encoding": "gzip"})
    assert (answer.status_code, answer.content) == (200, script.read_bytes())
    assert len(gzip.compress(answer.content)) < len(answer.content)


def test_an_address_beside_the_base_path_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": "prio"}.get)
    app = Starlette(**{key: value for key, value in app_settings().items() if key in _OF_STARLETTE})
    client = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000))
    assert_nothing_there(client.get("/priority"), "/prio")


_OF_STARLETTE = ("routes", "middleware", "exception_handlers")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", "/"),
        ("/oversikt", "/oversikt"),
        ("/halsa", "/halsa"),
        ("/direkt/strom", "/direkt/strom"),
        ("/direkt/hemligt", "/direkt/…"),
        ("/fryst/hemligt", "/fryst/…"),
        ("/media/hemligt.png", "/media/…"),
        ("/oversikt/hemligt", "…"),
        ("/hemligt", "…"),
    ],
)
def test_the_log_has_of_an_address_only_what_is_nobodys(base: str, path: str, shown: str) -> None:
    assert shown_path(base + path) == shown
