"""The app as a municipality runs it: uvicorn with a login, below a path, behind the nginx example with TLS."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from tests.databases import copied
from tests.folders import VSO
from tests.login_settings import SECRET, login_toml
from tests.web.nginx import NAME, PATIENCE_SECONDS, PROGRAM, Proxy, free_port, proxied
from tests.web.served import UVICORN, served

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="nginx finns inte på maskinen (apt-get install nginx)"),
    pytest.mark.xdist_group("nginx"),
]
ENVIRONMENT = {
    "STREAMLIT_SERVER_BASE_URL_PATH": "prio",
    "PRIORITERING_LOGG": "json",
    "FORWARDED_ALLOW_IPS": "127.0.0.1",
}
SECRETS = (
    login_toml(f"https://{NAME}/prio")
    + """
[atkomst]
alla = "läsare"
"""
)


@pytest.fixture(scope="module")
def folder(with_plans: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("nginx")
    copied(with_plans, made / "prov.duckdb")
    (made / ".streamlit").mkdir()
    (made / ".streamlit" / "secrets.toml").write_text(SECRETS, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def proxy(folder: Path) -> Iterator[Proxy]:
    # The path and the proxy are said by the environment, as in the unit of the guide.
    with (
        served(folder, UVICORN, **ENVIRONMENT) as app,
        proxied(folder, app.port) as running,
    ):
        yield running


def login() -> str:
    """Return the cookie of a reader who has logged in."""
    said = {"origin": f"https://{NAME}", "is_logged_in": True, "iss": "i", "sub": "s", "iat": time.time()}
    value = create_signed_value(SECRET, USER_COOKIE_NAME, json.dumps(said)).decode("latin-1")
    return f"{USER_COOKIE_NAME}={value}"


def test_the_page_its_files_and_the_monitor_are_below_the_path_with_hsts_said_once(proxy: Proxy) -> None:
    for path in ("/prio/oversikt", "/prio/statisk/sprak.js", "/prio/halsa", "/prio/version", "/prio/_stcore/health"):
        answer = proxy.ask(path)
        assert answer.status == 200, path
        assert answer.headers.get_all("strict-transport-security") == ["max-age=31536000"]
    assert b'src="/prio/statisk/sprak.js"' in proxy.ask("/prio/metod").read()
    assert json.loads(proxy.ask("/prio/halsa").read())["redo"] is True
    assert proxy.ask("/prio").headers["location"] == "/prio/oversikt"


def test_without_tls_the_browser_is_sent_to_the_named_host_with_tls_whatever_it_calls_it(proxy: Proxy) -> None:
    with socket.create_connection(("127.0.0.1", proxy.plain), PATIENCE_SECONDS) as wire:
        wire.sendall(b"GET /prio/metod?plan=x HTTP/1.1\r\nHost: ond.example\r\nConnection: close\r\n\r\n")
        said = wire.recv(4096).decode()
    assert said.startswith("HTTP/1.1 308")
    assert f"Location: https://{NAME}/prio/metod?plan=x\r\n" in said


def test_every_cookie_is_kept_to_tls(proxy: Proxy) -> None:
    cookies = proxy.ask("/prio/oversikt").headers.get_all("set-cookie") or []
    cookies += proxy.ask("/prio/_stcore/health").headers.get_all("set-cookie") or []
    cookies += proxy.ask("/prio/auth/logout").headers.get_all("set-cookie") or []
    names = {cookie.split("=")[0] for cookie in cookies}
    assert {"prioritering_nasta", "_streamlit_xsrf", USER_COOKIE_NAME} <= names
    assert [cookie for cookie in cookies if not re.search(r"; secure\b", cookie, re.I)] == []


def handshake(proxy: Proxy, origin: str) -> str:
    lines = [
        "GET /prio/_stcore/stream HTTP/1.1",
        f"Host: {NAME}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Protocol: streamlit",
        f"Origin: {origin}",
    ]
    with proxy.wire() as wire:
        wire.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        return wire.recv(4096).split(b"\r\n")[0].decode()


def test_the_websocket_goes_through_and_that_of_another_site_does_not(proxy: Proxy) -> None:
    assert "101" in handshake(proxy, f"https://{NAME}")
    assert "403" in handshake(proxy, "https://ond.example")


def test_a_stream_of_events_comes_through_as_it_is_sent(proxy: Proxy) -> None:
    stream = proxy.ask(f"/prio/direkt/strom?plan={VSO.plan}", cookie=login())
    assert stream.headers["content-type"].startswith("text/event-stream")
    # The stream has no end: what is held back until a buffer is full would never come.
    first = [stream.readline() for _ in range(3)]
    assert first[0] == b"event: start\n"


FORGED = {
    "x_forwarded_for": "127.0.0.1",
    "x_forwarded_proto": "http",
    "x_forwarded_host": "127.0.0.1",
    "x_forwarded_port": "80",
    "x_real_ip": "127.0.0.1",
    "forwarded": "for=127.0.0.1;host=127.0.0.1",
}
CLOSED = (
    *("_stcore/metrics", "_stcore/agent/openapi.json", "_stcore/agent/mcp", "_stcore/script-health-check"),
    "_stcore/upload_file/a/b",
)
FOR_THE_LOGGED_IN = ("direkt/strom?plan=vso-2021", "direkt/mina?mote=x", "media/x.csv", "component/x")
WAYS = (
    "/prio/{}",
    "//prio/{}",
    "/prio//{}",
    "/prio/./{}",
    "/prio/oversikt/../{}",
    "/prio/%2e/{}",
    "/prio/x/%2e%2e/{}",
    "/prio%2f{}",
    "/prio/prio/{}",
    "/{}",
    "/prio/statisk/../{}",
    "/prio/oversikt/..;/{}",
)


def spellings(path: str) -> list[str]:
    return [path, path.replace("_", "%5f"), path.replace("/", "//"), path.replace("/", "%2f"), path.upper()]


@pytest.mark.parametrize("closed", [*CLOSED, *FOR_THE_LOGGED_IN])
def test_what_is_closed_is_closed_however_it_is_spelt_and_whoever_one_says_one_is(closed: str, proxy: Proxy) -> None:
    paths = [way.format(spelt) for way in WAYS for spelt in spellings(closed)]
    asked = [*((path, {}) for path in paths), (f"/prio/{closed}", FORGED)]
    assert [(path, status) for path, status in proxy.statuses(asked) if status not in (307, 400, 401, 404)] == []


def test_nobody_is_taken_for_the_machine_itself_by_a_forged_host(proxy: Proxy) -> None:
    for host in ("127.0.0.1", "localhost", "[::1]"):
        assert proxy.ask("/prio/direkt/strom?plan=vso-2021", host=host, x_forwarded_for="127.0.0.1").status == 401


def test_the_log_is_whole_and_tells_of_nobody(proxy: Proxy, folder: Path) -> None:
    proxy.ask("/prio/metod?kod=H3ML1G", cookie="a=H3ML1G", x_forwarded_for="192.168.77.88").read()
    lines = [json.loads(line) for line in (folder / "server.log").read_text(encoding="utf-8").splitlines()]
    assert all({"time", "level", "event"} <= line.keys() for line in lines)
    started = [line["event"] for line in lines if line["logger"] == "uvicorn.error"]
    assert started[1:3] == ["Waiting for application startup.", "Application startup complete."]
    asked = [line for line in lines if line["event"] == "request" and line["path"] == "/metod"]
    assert asked[-1]["status"] == 200
    # uvicorn tells where it listens; no other address stands anywhere.
    text = json.dumps([line for line in lines if not line["event"].startswith("Uvicorn running on")])
    assert not re.search(r"H3ML1G|192\.168|127\.0\.0\.1|kod=|plan=|hemlig", text)
    assert not (folder / "fel.log").read_text(encoding="utf-8")


def test_while_the_app_is_down_the_visitor_is_told_so_in_swedish(tmp_path: Path) -> None:
    with proxied(tmp_path, free_port()) as proxy:
        answer = proxy.ask("/oversikt")
        assert (answer.status, answer.headers["retry-after"]) == (503, "30")
        assert answer.read().decode() == "Prioritering är inte igång just nu. Försök igen om en stund.\n"
        assert answer.headers.get_all("strict-transport-security") == ["max-age=31536000"]


class Behind(BaseHTTPRequestHandler):
    """Stands in for the app: tells what reaches it, and sends half an answer and the rest when the half has come."""

    seen: ClassVar[list[dict[str, str]]] = []
    first_has_come: ClassVar[threading.Event] = threading.Event()

    def do_GET(self) -> None:
        self.seen.append({name.lower(): value for name, value in self.headers.items()})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"forsta\n")
        came = self.first_has_come.wait(5)
        self.wfile.write(b"andra\n" if came else b"holls inne\n")

    def log_message(self, *ignored: object) -> None:
        pass


def test_who_asks_is_said_by_nginx_alone_and_an_answer_goes_on_as_it_comes(tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with proxied(tmp_path, server.server_port) as proxy:
            answer = proxy.ask("/x", source="127.0.0.5", **FORGED)
            assert answer.readline() == b"forsta\n"
            Behind.first_has_come.set()
            assert answer.read() == b"andra\n"
    finally:
        server.shutdown()
        server.server_close()
    [seen] = Behind.seen
    about = {name: value for name, value in seen.items() if "forward" in name or name in ("host", "x-real-ip")}
    assert about == {"host": NAME, "x-forwarded-for": "127.0.0.5", "x-forwarded-proto": "https"}
