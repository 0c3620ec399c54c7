"""The door: one machine only without login, and the way back after a login."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from starlette.types import Message, Receive, Scope, Send

from prioritering.web.server.doorkeeper import CALLBACK, NEXT, Doorkeeper

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


def visit(path: str, client: tuple[str, int] | None = HERE, **more: Any) -> list[Message]:
    headers = {"host": "127.0.0.1:8501", **more.pop("headers", {})}
    scope = {
        "type": more.pop("type", "http"),
        "method": "GET",
        "path": path,
        "query_string": more.pop("query", b""),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": client,
    }
    sent: list[Message] = []

    async def play() -> None:
        async def receive() -> Message:
            return {"type": "websocket.connect"}

        async def send(message: Message) -> None:
            sent.append(message)

        await Doorkeeper(_inside)(scope, receive, send)

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


def test_the_local_network_is_let_in_when_the_settings_say_so(secrets: dict[str, Any]) -> None:
    secrets["atkomst"] = {"natverk": True}
    assert visit("/poangsatt", ELSEWHERE, headers={"host": "192.168.1.5:8501"})[0]["status"] == 200


def test_a_faulty_setting_shuts_the_door_and_says_why(secrets: dict[str, Any]) -> None:
    secrets["atkomst"] = {"roller": {"kung": ["x"]}}
    refused = visit("/prioritera")
    assert refused[0]["status"] == 500
    assert "[atkomst] i secrets.toml" in refused[1]["body"].decode()


def test_with_login_the_asked_address_is_kept_until_the_login_is_done(secrets: dict[str, Any]) -> None:
    secrets["auth"] = {"redirect_uri": "https://prio.example/oauth2callback", "cookie_secret": "x"}
    shown = visit("/prioritera", query=b"vikter=effekttyp.60&ram=3432")
    cookie = header(shown, "set-cookie")
    assert cookie.startswith(f"{NEXT}=")
    assert "HttpOnly" in cookie
    back = visit(CALLBACK, headers={"cookie": cookie.split(";")[0]})
    assert header(back, "location") == "/prioritera?vikter=effekttyp.60&ram=3432"
    assert "Max-Age=0" in header(back, "set-cookie")


@pytest.mark.parametrize("stored", ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nx: y"])
def test_after_the_login_nobody_is_sent_elsewhere(stored: str, secrets: dict[str, Any]) -> None:
    secrets["auth"] = {"redirect_uri": "https://prio.example/oauth2callback", "cookie_secret": "x"}
    from urllib.parse import quote

    back = visit(CALLBACK, headers={"cookie": f"{NEXT}={quote(stored, safe='')}"})
    assert header(back, "location") == "/"


@pytest.mark.parametrize("path", ["/direkt/strom", "/media/abc.csv", "/_stcore/upload_file/a/b"])
def test_with_login_nobody_reaches_what_holds_data(path: str, secrets: dict[str, Any]) -> None:
    secrets["auth"] = {"redirect_uri": "https://prio.example/oauth2callback", "cookie_secret": "x"}
    assert visit(path, ELSEWHERE)[0]["status"] == 401


@pytest.mark.parametrize(("length", "kept"), [(2999, True), (3000, False)])
def test_an_address_too_long_for_a_cookie_is_not_kept(length: int, kept: bool, secrets: dict[str, Any]) -> None:
    secrets["auth"] = {"redirect_uri": "https://prio.example/oauth2callback", "cookie_secret": "x"}
    cookie = header(visit("/prioritera", query=b"x" * (length - len("/prioritera?"))), "set-cookie")
    assert bool(cookie) is kept


def test_only_a_page_that_is_shown_is_remembered_for_the_login(secrets: dict[str, Any]) -> None:
    secrets["auth"] = {"redirect_uri": "https://prio.example/oauth2callback", "cookie_secret": "x"}
    cookie = header(visit("/prioritera"), "set-cookie")
    assert cookie == f"{NEXT}=%2Fprioritera; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"
    assert header(visit(CALLBACK), "set-cookie") == ""
