"""A login that has been ended is ended everywhere: copied cookies, open streams, and whatever lies in the browser."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from prioritering.errors import StoreError
from prioritering.meeting.meeting import Meeting
from prioritering.permissions import NOBODY, THIS_MACHINE, Role, login_mark
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.usecases import logins
from prioritering.web.frame.ended_logins import ENDED, EndedLogins
from prioritering.web.frame.who import COOKIE
from prioritering.web.server import logout, stream_route
from tests.web.devices import body, person, turn_login_on

TRIED = "/direkt/mina?mote=x"


@pytest.fixture(autouse=True)
def login(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    turn_login_on(monkeypatch)
    yield
    ENDED.follow(frozenset)


@pytest.fixture(autouse=True)
def followed(route_store: Store) -> None:
    ENDED.follow(lambda: logins.ended(route_store))


def log_out(client: TestClient, **headers: str) -> int:
    # 404 is what comes of it here, where Streamlit's own route is not: it was let through.
    return client.get("/auth/logout", headers=headers, follow_redirects=False).status_code


def test_after_logging_out_a_copy_of_the_cookie_is_worth_nothing_and_other_logins_go_on() -> None:
    began = time.time()
    here, copy, phone = (person(Role.MEMBER, iat=began + more) for more in (0, 0, 1))
    assert {client.get(TRIED).status_code for client in (here, copy, phone)} == {400}
    assert log_out(here) == 404
    assert [client.get(TRIED).status_code for client in (here, copy, phone)] == [401, 401, 400]


def test_it_is_ended_after_a_restart_too_until_it_would_have_run_out(route_store: Store) -> None:
    client = person(Role.MEMBER)
    log_out(client)
    ENDED.follow(lambda: logins.ended(route_store))
    assert client.get(TRIED).status_code == 401
    marks = logins.ended(route_store)
    assert len(marks) == 1
    logins.end_login(route_store, "gammal", time.time() - 1)
    assert logins.ended(route_store) == marks
    logins.end_login(route_store, "ny", time.time() + 60)
    assert route_store.tuples("select count(*) from ended_login") == [(2,)]


def test_nothing_of_the_person_stands_in_what_is_kept(route_store: Store) -> None:
    log_out(person(Role.MEMBER, sub="anna.andersson"))
    kept = str(route_store.tuples("select * from ended_login"))
    assert "anna" not in kept and "prov" not in kept


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_log_anyone_out(site: str) -> None:
    client = person(Role.MEMBER)
    assert log_out(client, **{"sec-fetch-site": site}) == 403
    assert client.get(TRIED).status_code == 400


def test_a_logout_that_cannot_be_kept_says_so_and_takes_no_cookie_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreError("disken är full")

    monkeypatch.setattr(logout, "end_login", full)
    answer = person(Role.MEMBER).get("/auth/logout")
    assert (answer.status_code, "set-cookie" in answer.headers) == (503, False)


def test_what_is_known_stays_ended_while_the_database_does_not_answer() -> None:
    ended = EndedLogins()

    def broken() -> frozenset[str]:
        raise StoreError("upptagen")

    ended.follow(broken)
    ended.note("a")
    assert ended.has("a")
    assert not ended.has("b")


def test_a_mark_tells_every_login_of_a_person_from_the_next() -> None:
    claims = {"iss": "i", "sub": "s", "iat": 1}
    assert login_mark(claims) == login_mark({**claims, "groups": ["x"], "is_logged_in": True})
    others = [{**claims, name: 2} for name in ("iss", "sub", "iat", "sid", "jti", "nonce", "at_hash")]
    assert len({login_mark(claims), *map(login_mark, others)}) == 8


def test_with_login_the_cookie_of_whoever_used_the_browser_before_opens_nobodys_answers(
    route_store: Store, meeting: Meeting
) -> None:
    _, token = meetings.join(route_store, meeting.code, "Objektägare", None)
    bo = person(Role.MEMBER, sub="bo")
    bo.cookies.set(COOKIE + meeting.id, token)
    assert bo.get(f"/direkt/mina?mote={meeting.id}").status_code == 403
    assert bo.post("/direkt/svar", json=body(meeting)).status_code == 403
    # The person is enough, and is given no cookie that another could find.
    joined = bo.post("/direkt/anslut", json={"kod": meeting.code, "roll": "Objektledare"})
    assert (joined.status_code, "set-cookie" in joined.headers) == (200, False)
    assert bo.post("/direkt/svar", json=body(meeting)).status_code == 200


@pytest.mark.parametrize("ends", [True, False])
def test_an_open_stream_ends_when_whoever_follows_is_logged_out_and_says_so(
    ends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream_route, "STILL_IN_SECONDS", 0.01)
    users = iter([THIS_MACHINE] * 3 + [NOBODY if ends else THIS_MACHINE] * 1000)
    monkeypatch.setattr(stream_route, "request_user", lambda _: next(users))
    closed: list[str] = []

    async def events() -> AsyncGenerator[bytes, None]:
        try:
            yield b"ett"
            await asyncio.sleep(0.05 if not ends else 60)
            yield b"tva"
        finally:
            closed.append("ja")

    async def play() -> list[bytes]:
        request = Request({"type": "http", "headers": []})
        return [event async for event in stream_route._while_in(request, events(), lambda: True)]

    found = asyncio.run(asyncio.wait_for(play(), 30))
    assert (found[0], closed) == (b"ett", ["ja"])
    assert (found[1] == b"tva") is not ends
    assert (b"event: ute" in found[-1]) is ends
