"""The outermost wall: Streamlit's page is exchanged however it comes, and half an answer passes for no whole one."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from prioritering.web.frame.who import DEVICE
from prioritering.web.server.house import OPENER_POLICY, SECURITY_HEADERS, STREAMLIT_FILES, House
from prioritering.web.server.index_page import read_index_page
from tests.login_settings import login_table

PAGE = read_index_page(STREAMLIT_FILES)


class Answers:
    """An application that answers with some pieces of HTML, and then fails if it is told to."""

    def __init__(self, *pieces: bytes, fails: bool = False) -> None:
        self.pieces = pieces
        self.fails = fails

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.pieces:
            length = str(sum(map(len, self.pieces))).encode()
            headers = [(b"content-type", b"text/html"), (b"content-length", length), (b"etag", b"x")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
        for number, piece in enumerate(self.pieces, 1):
            more = self.fails or number < len(self.pieces)
            await send({"type": "http.response.body", "body": piece, "more_body": more})
        if self.fails:
            raise RuntimeError("mitt i")


def client(*pieces: bytes, fails: bool = False) -> TestClient:
    return TestClient(House(Answers(*pieces, fails=fails)))


@pytest.mark.parametrize("cuts", [(), (1,), (100, 2000)])
@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_streamlits_page_is_exchanged_for_the_swedish_one_in_however_many_pieces_it_comes(
    cuts: tuple[int, ...], accepted: str
) -> None:
    original = PAGE.original
    ends = [0, *(at % len(original) for at in cuts), len(original)]
    pieces = [original[first:last] for first, last in pairwise(ends)]
    answer = client(*pieces).get("/prioritera", headers={"accept-encoding": accepted})
    assert answer.content == PAGE.body
    assert answer.headers.get("content-encoding") == ("gzip" if accepted == "gzip" else None)
    assert "etag" not in answer.headers
    assert answer.headers["content-security-policy"] == PAGE.policy


def test_another_page_of_the_same_length_is_left_as_it_is() -> None:
    other = b"x" * len(PAGE.original)
    answer = client(other[:10], other[10:]).get("/prioritera")
    assert (answer.content, answer.headers["etag"], answer.headers["x-frame-options"]) == (other, "x", "DENY")


@pytest.mark.parametrize(
    ("kind", "length", "is_page"),
    [
        ("text/html; charset=utf-8", len(PAGE.original), True),
        ("text/html", len(PAGE.original) + 1, False),
        ("text/plain", len(PAGE.original), False),
    ],
)
def test_only_an_answer_of_html_as_long_as_the_page_is_held_back(kind: str, length: int, is_page: bool) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def begins(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", kind.encode()), (b"content-length", str(length).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    scope = {"type": "http", "method": "GET", "path": "/prioritera", "query_string": b"", "headers": []}
    asyncio.run(House(begins)(scope, receive, send))
    assert bool(sent) is not is_page


def test_what_fails_before_anything_is_said_is_told_in_swedish() -> None:
    answer = client(fails=True).get("/prioritera")
    assert (answer.status_code, answer.text) == (500, "Något gick fel på servern. Försök igen.")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_fails_half_way_breaks_the_connection_and_passes_for_nothing_else() -> None:
    with pytest.raises(RuntimeError, match="mitt i"):
        client(b"<p>halv", fails=True).get("/prioritera")


async def hanging_up(scope: Scope, receive: Receive, send: Send) -> None:
    """A page that takes a connection and ends it as usual."""
    del scope
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": 1000})


def test_a_connection_that_another_site_opens_is_refused_with_why() -> None:
    with (
        pytest.raises(WebSocketDisconnect) as ended,
        TestClient(House(hanging_up)).websocket_connect("/", headers={"origin": "http://testserver"}) as connection,
    ):
        connection.receive_text()
    assert ended.value.code == 1000
    with (
        pytest.raises(WebSocketDenialResponse) as refused,
        TestClient(House(hanging_up)).websocket_connect("/", headers={"origin": "http://annan.example"}),
    ):
        pass
    assert (refused.value.status_code, "annan webbplats" in refused.value.text) == (403, True)


def test_another_site_that_the_server_allows_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = {"server.corsAllowedOrigins": ["http://annan.example"]}
    monkeypatch.setattr(st, "get_option", allowed.get)
    with (
        pytest.raises(WebSocketDisconnect) as ended,
        TestClient(House(hanging_up)).websocket_connect("/", headers={"origin": "http://annan.example"}) as connection,
    ):
        connection.receive_text()
    assert ended.value.code == 1000


class Seen:
    """An application that notes what reached it."""

    def __init__(self) -> None:
        self.scopes: list[Scope] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scopes.append(scope)
        await PlainTextResponse("ja")(scope, receive, send)


@pytest.mark.parametrize(
    ("path", "compressed"), [("/prioritera", False), ("/media/a.csv", True), ("/statisk/a.js", True)]
)
def test_only_the_ask_for_compression_is_taken_off_what_may_be_a_page(path: str, compressed: bool) -> None:
    seen = Seen()
    sent = {"accept": "text/html", "accept-encoding": "gzip", "cookie": "a=1", "x-annat": "b"}
    TestClient(House(seen)).get(path, headers=sent)
    [scope] = seen.scopes
    found = {name.decode(): value.decode() for name, value in scope["headers"]}
    assert {name: found.get(name) for name in sent} == sent | {"accept-encoding": "gzip" if compressed else None}


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check", "/_stcore/upload_file/a/b"]
)
def test_what_streamlit_leaves_open_and_nobody_needs_is_not_there(path: str) -> None:
    seen = Seen()
    answer = TestClient(House(seen)).get(path)
    assert (answer.status_code, answer.text, seen.scopes) == (404, "Sidan finns inte.", [])


@pytest.mark.parametrize(
    ("asked", "location"), [("/", "/oversikt"), ("/?plan=prov&ram=1", "/oversikt?plan=prov&ram=1")]
)
def test_the_root_leads_to_the_first_page_with_its_address(asked: str, location: str) -> None:
    seen = Seen()
    client_ = TestClient(House(seen), follow_redirects=False)
    answer = client_.get(asked)
    assert (answer.status_code, answer.headers["location"], seen.scopes) == (307, location, [])
    assert client_.post("/").text == "ja"


def test_every_answer_has_the_strict_headers() -> None:
    answer = TestClient(House(Seen())).get("/prioritera")
    assert {name: answer.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert answer.headers["content-security-policy"] == PAGE.policy


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("/prio/direkt/mina", "/direkt/mina"),
        ("/prio/statisk/a.js", "/statisk/a.js"),
        ("/prio/media/a.csv", "/prio/media/a.csv"),
        ("/direkt/mina", "/direkt/mina"),
    ],
)
def test_below_a_base_path_only_our_own_addresses_are_taken_as_from_the_root(
    asked: str, seen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": "/prio/"}.get)
    inside = Seen()
    TestClient(House(inside)).get(asked)
    assert [(scope["path"], scope["raw_path"]) for scope in inside.scopes] == [(seen, seen.encode())]


# Cookies

LEFT_OPEN = ["login=1; Path=/; HttpOnly", "prioritering_nasta=%2F; Path=/; SameSite=Lax"]


class WithCookies(Seen):
    """An application that sets cookies as Streamlit does, without Secure, and one that has it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = PlainTextResponse("ja")
        for cookie in (*LEFT_OPEN, "egen=1; Path=/; secure"):
            answer.headers.append("set-cookie", cookie)
        await answer(scope, receive, send)


@pytest.mark.parametrize(("scheme", "added"), [("https", "; Secure"), ("http", "")])
def test_behind_tls_no_cookie_is_ever_sent_in_the_open_whoever_sets_it(scheme: str, added: str) -> None:
    answer = TestClient(House(WithCookies()), base_url=f"{scheme}://prio.example").get("/auth/login")
    expected = [*(cookie + added for cookie in LEFT_OPEN), "egen=1; Path=/; secure"]
    assert answer.headers.get_list("set-cookie") == expected


# The device


def paged(host: str) -> TestClient:
    return TestClient(House(Answers(PAGE.original)), base_url="http://127.0.0.1", client=(host, 5000))


def test_without_login_a_device_that_may_change_gets_a_cookie_of_its_own_once_that_no_script_can_read() -> None:
    first, second = (paged("127.0.0.1").get("/prioritera").headers["set-cookie"] for _ in range(2))
    assert first.startswith(f"{DEVICE}=")
    assert "httponly" in first.lower()
    assert "samesite=strict" in first.lower()
    assert first.split(";")[0] != second.split(";")[0]
    assert "set-cookie" not in paged("127.0.0.1").get("/prioritera", headers={"cookie": f"{DEVICE}=x"}).headers


def test_behind_tls_the_devices_cookie_is_never_sent_in_the_open() -> None:
    for scheme, secure in (("http", False), ("https", True)):
        visitor = TestClient(
            House(Answers(PAGE.original)), base_url=f"{scheme}://127.0.0.1", client=("127.0.0.1", 5000)
        )
        assert visitor.get("/prioritera").headers["set-cookie"].lower().count("; secure") == secure


def test_a_device_that_may_not_change_gets_none_and_nobody_does_with_login(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "set-cookie" not in paged("10.0.0.7").get("/prioritera").headers
    monkeypatch.setattr(st, "secrets", {"auth": login_table("http://prov.example")})
    assert "set-cookie" not in paged("127.0.0.1").get("/prioritera").headers


@pytest.mark.parametrize(
    ("base", "opened_by_none"),
    [
        ("https://prio.example", True),
        ("http://127.0.0.1", True),
        ("http://localhost", True),
        ("http://10.1.2.3", False),
    ],
)
def test_a_page_is_kept_from_who_opened_it_wherever_browsers_heed_that(base: str, opened_by_none: bool) -> None:
    answer = TestClient(House(Seen()), base_url=base).get("/prioritera")
    assert {name for name in OPENER_POLICY if answer.headers.get(name) == OPENER_POLICY[name]} == (
        set(OPENER_POLICY) if opened_by_none else set()
    )


def test_a_last_piece_that_does_not_say_that_it_is_the_last_ends_the_page_all_the_same() -> None:
    async def plain(scope: Scope, receive: Receive, send: Send) -> None:
        length = str(len(PAGE.original)).encode()
        headers = [(b"content-type", b"text/html"), (b"content-length", length)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": PAGE.original})

    assert TestClient(House(plain)).get("/prioritera", headers={"accept-encoding": "identity"}).content == PAGE.body


def test_who_is_gone_in_the_middle_of_what_was_sent_gets_no_answer_and_fills_no_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def reads(scope: Scope, receive: Receive, send: Send) -> None:
        await Request(scope, receive).body()

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def unsent(message: Message) -> None:
        raise AssertionError(message)

    scope = {"type": "http", "method": "POST", "path": "/direkt/anslut", "query_string": b"", "headers": []}
    asyncio.run(House(reads)(scope, gone, unsent))
    assert caplog.records == []
