"""The login's addresses, which anyone may ask: what is broken, huge, slow or made up ends there, and is no fault."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from prioritering.web import limits
from tests.login_settings import SECRET, login_toml
from tests.web.served import Served, served
from tests.web.test_limits import SHORT, Wire, opened

SECRETS = (
    login_toml("http://127.0.0.1:8501")
    + """
[atkomst]
alla = "läsare"
"""
)
ADDRESSES = ("/auth/login", "/auth/logout", "/oauth2callback")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("inloggning")
    (made / ".streamlit").mkdir()
    (made / ".streamlit" / "secrets.toml").write_text(SECRETS, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Served]:
    with served(folder, SHORT) as running:
        yield running


def asked(method: str, path: str, body: str = "", length: int | None = None, *headers: str) -> str:
    lines = (
        f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body) if length is None else length}"
    )  # fmt: skip
    return "\r\n".join([*lines, *headers, "", body])


ATTACKS = {
    "a broken body": asked("POST", "{}", '{"a":', None, "Content-Type: application/json"),
    "a broken form": asked("POST", "{}", "a=%FF&b" * 999, None, "Content-Type: application/x-www-form-urlencoded"),
    "half a file": asked("POST", "{}", "--x\r\nfel", None, "Content-Type: multipart/form-data; boundary=x"),
    "a huge body": asked("POST", "{}", "x", 10**9),
    "a body longer than any number": asked("POST", "{}", "x", 10**30),
    "a slow body": asked("POST", "{}", "x", 100),
    "a slow body where none belongs": asked("GET", "{}", "x", 100),
    "what nobody sends": asked("GET", "{}?code=%FF&state=%00&provider=%00..%2F&error=x%0A&error_description=%3Cb%3E"),
    "cookies of nobody": asked(
        "GET", "{}?state=a&code=b", "", None,
        f"Cookie: _streamlit_user={'x' * 4000}; _streamlit_session=eyJ4IjoxfQ.aa.bb; =; prioritering_nasta=%%%",
    ),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("path", ADDRESSES)
def test_nothing_that_is_sent_to_the_login_is_a_fault_or_lets_anyone_in(
    path: str, attack: str, server: Served, folder: Path
) -> None:
    with closing(Wire(server, ATTACKS[attack].replace("{}", path, 1))) as wire:
        head = wire.head()
    # Sent back, refused, too large, or no HTTP at all.
    assert int(head.split()[1]) in (302, 400, 405, 413)
    assert "_streamlit_user=ey" not in head
    log = (folder / "server.log").read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert "A request failed" not in log


def test_whoever_logs_in_is_told_in_swedish_when_the_provider_cannot_be_reached(server: Served) -> None:
    asks = jwt.encode({"alg": "HS256"}, {"provider": "default", "exp": time.time() + 60}, OctKey.import_key(SECRET))
    answer = server.ask(f"/auth/login?provider={asks}")
    assert (answer.status, answer.read().decode()) == (
        503,
        "Inloggningstjänsten går inte att nå. Försök igen om en stund.",
    )


def test_a_crowd_that_holds_half_sent_logins_open_is_bounded_and_the_login_goes_on(server: Served) -> None:
    with ExitStack() as stack:
        held = [wire for path in ADDRESSES for wire in opened(stack, server, asked("POST", path, "x", 100), 60)]
        assert {wire.status() for wire in held} <= {405, 408, 429}
        with closing(Wire(server, asked("GET", "/auth/login"))) as wire:
            assert wire.status() == 302
        assert server.ask("/halsa").status == 200


def test_a_login_that_comes_a_letter_at_a_time_is_given_up(server: Served) -> None:
    with closing(Wire(server, f"GET /auth/login?x={'y' * 100}")) as wire:
        assert wire.until_closed() == b""


def test_an_address_longer_than_any_is_refused_before_it_is_read(server: Served) -> None:
    with closing(Wire(server, asked("GET", f"/oauth2callback?code={'x' * (2 * limits.BODY_BYTES)}"))) as wire:
        assert wire.status() in (302, 400, 431)
    assert server.ask("/halsa").status == 200


@pytest.mark.parametrize("path", ["/auth/login", "/oauth2callback"])
def test_whoever_asks_for_the_login_again_and_again_is_told_to_wait_and_others_are_not(
    path: str, server: Served
) -> None:
    # Each path from an address of its own, since they share its turns.
    # Each from an address of its own: they share its turns.
    asked_of = asked("GET", path, "", None, "Connection: close")
    answers = []
    # As fast as it can, so that fewer come back than are taken.
    while 429 not in answers:
        with closing(Wire(server, asked_of, f"127.0.0.{len(path)}")) as wire:
            head = wire.head()
        answers.append(int(head.split()[1]))
        assert len(answers) < 20 * limits.LOGINS.at_once
    assert f"retry-after: {limits.AGAIN_SECONDS}" in head.lower()
    # A room behind one address, each of its members twice.
    assert len(answers) >= limits.LOGINS.at_once // 2
    with closing(Wire(server, asked_of)) as wire:
        assert wire.status() == 302
