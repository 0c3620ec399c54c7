"""The door: one machine only without login, and the way back after a login."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prioritering.web.frame.network_room import ROOM
from prioritering.web.loopback import own_names
from prioritering.web.server.doorkeeper import CALLBACK, LOGIN, NEXT, NO_PROVIDER, Doorkeeper
from prioritering.web.server.forwarded import FORWARDED
from tests.login_settings import login_table

HERE, ELSEWHERE = ("127.0.0.1", 50_000), ("192.168.1.20", 50_000)


async def _inside(scope: Scope, receive: Receive, send: Send) -> None:
    """Stand in for Streamlit: the page for all paths, a redirect to / after a login."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    back = scope["path"] == CALLBACK
    headers = [(b"location", b"/")] if back else [(b"content-type", b"text/html")]
    await send({"type": "http.response.start", "status": 302 if back else 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"insidan"})


def visit(path: str, client: tuple[str, int] | None = HERE, app: ASGIApp = _inside, **more: Any) -> list[Message]:
    headers = {"host": "127.0.0.1:8501", **more.pop("headers", {})}
    scope = {
        "type": more.pop("type", "http"),
        "method": "GET",
        "path": path,
        "query_string": more.pop("query", b""),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": client,
        "server": more.pop("server", ("127.0.0.1", 8501)),
        "http_version": more.pop("http_version", "1.1"),
    }
    sent: list[Message] = []

    async def play() -> None:
        async def receive() -> Message:
            return {"type": "websocket.connect"}

        async def send(message: Message) -> None:
            sent.append(message)

        await Doorkeeper(app)(scope, receive, send)

    asyncio.run(play())
    return sent


def header(sent: list[Message], name: str) -> str:
    found = [value.decode() for key, value in sent[0]["headers"] if key.decode() == name]
    return found[0] if found else ""


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    table: dict[str, Any] = {}
    monkeypatch.setattr(st, "secrets", table)
    yield table


@pytest.mark.usefixtures("secrets")
def test_without_login_only_this_machine_is_let_in() -> None:
    assert visit("/prioritera")[0]["status"] == 200
    for client in (ELSEWHERE, None, ("::ffff:192.168.1.20", 1)):
        refused = visit("/prioritera", client)
        assert refused[0]["status"] == 403
        assert "svarar bara på den dator" in refused[1]["body"].decode()
    assert visit("/_stcore/stream", ELSEWHERE, type="websocket")[0] == {"type": "websocket.close", "code": 1008}


@pytest.mark.usefixtures("secrets")
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.5:8501", "", "localhost.evil"])
def test_a_foreign_name_that_points_here_is_refused(host: str) -> None:
    assert visit("/prioritera", headers={"host": host})[0]["status"] == 403


@pytest.mark.usefixtures("secrets")
@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1", "[::1]:8501", "127.0.0.2:80"])
def test_this_machines_own_names_are_let_in(host: str) -> None:
    assert visit("/prioritera", headers={"host": host})[0]["status"] == 200


def status_for(host: str, client: tuple[str, int] | None = ELSEWHERE, **headers: str) -> int:
    """What a visitor meets who calls this machine, at its network address, by some name."""
    sent = visit("/poangsatt", client, server=("192.168.1.5", 8501), headers={"host": host, **headers})
    return int(sent[0]["status"])


def test_the_local_network_is_let_in_by_this_machines_own_names_and_no_others(secrets: dict[str, Any]) -> None:
    own = next(iter(own_names()))
    assert status_for("192.168.1.5:8501") == 403
    secrets["atkomst"] = {"natverk": True}
    for host in ("192.168.1.5:8501", "192.168.1.5", f"{own}:8501", own.upper(), "localhost:8501"):
        assert status_for(host) == 200, host
    for host in ("evil.example", "192.168.1.6", "192.168.1.5.evil.example", "", f"{own}.evil.example"):
        # From this machine too: a foreign page can have its browser call here by a name of its own.
        assert {status_for(host), status_for(host, HERE)} == {403}, host
    secrets["atkomst"] = {"natverk": True, "adresser": ["Prio.Kommunen.se"]}
    assert status_for("prio.kommunen.se:8501") == 200
    assert status_for("annan.kommunen.se") == 403


@pytest.mark.usefixtures("secrets")
def test_the_room_that_mote_has_opened_lets_others_in_until_it_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ROOM, "listening", "http://192.168.1.5:8501")
    assert status_for("192.168.1.5:8501") == 200
    monkeypatch.setattr(ROOM, "listening", "")
    assert status_for("192.168.1.5:8501") == 403


@pytest.mark.parametrize("login", [False, True])
@pytest.mark.parametrize(
    "name",
    [
        *FORWARDED,
        *(f"x-forwarded-{what}" for what in ("host", "server", "scheme", "ssl", "prefix", "proto", "port", "by")),
        *("x-original-host", "cf-connecting-ip", "cf-ray", "x-envoy-external-address", "x-azure-clientip"),
        *(
            "x_forwarded_for",
            "x_real_ip",
            "x-rewrite-url",
            "client-ip",
            "x-remote-ip",
            "x-appengine-user-ip",
            "x-amzn-trace-id",
            "tailscale-user",
        ),
    ],
)
@pytest.mark.usefixtures("secrets")
def test_what_an_unstated_proxy_says_is_refused_aloud(
    name: str, login: bool, secrets: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    if login:
        secrets["auth"] = login_table("https://prio.example")
    for client in (HERE, ELSEWHERE):
        refused = visit("/prioritera", client, headers={name: "203.0.113.9"})
        assert (refused[0]["status"], "FORWARDED_ALLOW_IPS" in refused[1]["body"].decode()) == (400, True)
    assert len(caplog.records) == 2


@pytest.mark.usefixtures("secrets")
def test_a_request_as_old_as_a_proxy_makes_is_let_in_from_a_stated_one_and_to_whoever_watches(
    monkeypatch: pytest.MonkeyPatch, secrets: dict[str, Any]
) -> None:
    assert visit("/prioritera", http_version="1.0")[0]["status"] == 400
    assert visit("/halsa", http_version="1.0")[0]["status"] == 200
    secrets["auth"] = login_table("https://prio.example")
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "127.0.0.1")
    said = {"x-forwarded-for": "203.0.113.9", "via": "1.0 proxy"}
    assert visit("/prioritera", ("203.0.113.9", 0), http_version="1.0", headers=said)[0]["status"] == 200


# Uvicorn has put the visitor's address in place of the proxy's, with port 0, where it trusts the proxy.
@pytest.mark.parametrize(
    ("client", "said", "status"),
    [
        (("203.0.113.9", 0), "203.0.113.9", 200),
        (("203.0.113.9", 0), "198.51.100.1, 203.0.113.9", 200),
        (("203.0.113.9", 4711), "203.0.113.9:4711", 200),
        (("fd00::9", 0), "[fd00::9]:4711", 200),
        (("198.51.100.7", 40_000), "203.0.113.9", 400),
        (HERE, "203.0.113.9", 400),
    ],
)
def test_the_word_of_a_stated_proxy_is_taken_and_nobody_elses(
    client: tuple[str, int], said: str, status: int, secrets: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets["auth"] = login_table("https://prio.example")
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "127.0.0.1")
    assert visit("/prioritera", client, headers={"x-forwarded-for": said})[0]["status"] == status


@pytest.mark.usefixtures("secrets")
def test_behind_a_proxy_nobody_is_at_this_machine_whatever_the_proxy_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "127.0.0.1")
    assert visit("/prioritera", HERE)[0]["status"] == 403
    assert visit("/prioritera", HERE, headers={"x-forwarded-for": "127.0.0.1"})[0]["status"] == 403


def test_a_faulty_setting_shuts_the_door_and_says_why(secrets: dict[str, Any]) -> None:
    secrets["atkomst"] = {"roller": {"kung": ["x"]}}
    refused = visit("/prioritera")
    assert refused[0]["status"] == 500
    assert "[atkomst] i secrets.toml" in refused[1]["body"].decode()


def test_with_login_the_asked_address_is_kept_until_the_login_is_done(secrets: dict[str, Any]) -> None:
    secrets["auth"] = login_table("https://prio.example")
    shown = visit("/prioritera", query=b"vikter=effekttyp.60&ram=3432")
    cookie = header(shown, "set-cookie")
    assert cookie.startswith(f"{NEXT}=")
    assert "HttpOnly" in cookie
    back = visit(CALLBACK, headers={"cookie": cookie.split(";")[0]})
    assert header(back, "location") == "/prioritera?vikter=effekttyp.60&ram=3432"
    assert "Max-Age=0" in header(back, "set-cookie")


@pytest.mark.parametrize("stored", ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nx: y"])
def test_after_the_login_nobody_is_sent_elsewhere(stored: str, secrets: dict[str, Any]) -> None:
    secrets["auth"] = login_table("https://prio.example")
    from urllib.parse import quote

    back = visit(CALLBACK, headers={"cookie": f"{NEXT}={quote(stored, safe='')}"})
    assert header(back, "location") == "/"


@pytest.mark.parametrize("path", ["/direkt/strom", "/media/abc.csv"])
def test_with_login_nobody_reaches_what_holds_data(path: str, secrets: dict[str, Any]) -> None:
    secrets["auth"] = login_table("https://prio.example")
    assert visit(path, ELSEWHERE)[0]["status"] == 401


@pytest.mark.parametrize(("length", "kept"), [(2999, True), (3000, False)])
def test_an_address_too_long_for_a_cookie_is_not_kept(length: int, kept: bool, secrets: dict[str, Any]) -> None:
    secrets["auth"] = login_table("https://prio.example")
    cookie = header(visit("/prioritera", query=b"x" * (length - len("/prioritera?"))), "set-cookie")
    assert bool(cookie) is kept


def test_only_a_page_that_is_shown_is_remembered_for_the_login(secrets: dict[str, Any]) -> None:
    secrets["auth"] = login_table("https://prio.example")
    cookie = header(visit("/prioritera"), "set-cookie")
    assert cookie == f"{NEXT}=%2Fprioritera; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"
    assert header(visit(CALLBACK), "set-cookie") == ""
    # What a browser asks for by itself, after the page, would else lead the login to an address where nothing is.
    for elsewhere in ("/apple-touch-icon.png", "/robots.txt", "/prioritera/x", "/_stcore/health"):
        assert header(visit(elsewhere), "set-cookie") == "", elsewhere


@pytest.mark.parametrize(
    ("path", "status", "shown"), [(LOGIN, 400, 503), (LOGIN, 401, 401), (LOGIN, 302, 302), ("/annat", 400, 400)]
)
def test_a_login_without_a_provider_says_so_in_words(
    path: str, status: int, shown: int, secrets: dict[str, Any]
) -> None:
    secrets["auth"] = login_table("https://prio.example")

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": [(b"location", b"/")]})
        await send({"type": "http.response.body", "body": b"Bad request"})

    begun, body = visit(path, app=app)
    assert begun["status"] == shown
    assert body["body"].decode() == (NO_PROVIDER if shown == 503 else "Bad request")
