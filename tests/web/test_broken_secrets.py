"""A secrets.toml that cannot be used shuts the door: nobody is let in because a login could not be seen."""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPResponse
from pathlib import Path

import pytest
import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError
from streamlit.runtime.secrets import Secrets

from prioritering.errors import BadArgument
from prioritering.web.frame import secrets_file
from prioritering.web.frame.secrets_file import login_settings, tell_all_faults
from tests.login_settings import SECRET, login_table, login_toml
from tests.web.served import UVICORN, served
from tests.web.test_limits import SOCKET, Wire

PATHS = ("/oversikt", "/direkt/strom?plan=vso-2021", "/media/x.csv", "/fryst/x", "/auth/login")
LOGIN = login_toml("http://127.0.0.1:8501")
UNREADABLE = "secrets.toml går inte att läsa, så ingen släpps in"
BROKEN = {
    "ett namn som behöver citattecken": ((LOGIN + 'läsare = ["hemlig grupp"]\n').encode(), f"{UNREADABLE} (rad 7)"),
    "inte TOML": (b"hemlig", UNREADABLE),
    "sparad som ANSI": (LOGIN.encode("latin-1"), f"{UNREADABLE} (den är inte sparad som UTF-8)"),
    "ingen tabell": (LOGIN.replace("[auth]", "[[auth]]").encode(), f"{UNREADABLE} (auth ska vara en tabell)"),
    # Docker makes one where what it is told to mount is not there.
    "en mapp": (None, f"{UNREADABLE} (Is a directory)"),
    "utan hemlighet": (LOGIN.replace("cookie_secret", "x").encode(), "cookie_secret saknas, eller är ingen text"),
    "tom hemlighet": (LOGIN.replace(SECRET, "").encode(), "cookie_secret saknas, eller är ingen text"),
    "guidens text": (LOGIN.replace(SECRET, "en lång slumpad text").encode(), "cookie_secret ska vara slumpad"),
    "utan klient": (LOGIN.replace("client_", "x_").encode(), "client_id, client_secret saknas"),
    "stort A": (LOGIN.replace("[auth]", "[Auth]").encode(), f"{UNREADABLE} ([Auth] ska heta [auth])"),
    "åtkomst med å": (
        f"{LOGIN}['åtkomst']\nalla = 'medlem'\n".encode(),
        f"{UNREADABLE} ([åtkomst] ska heta [atkomst])",
    ),
    "ett annat namn": (
        LOGIN.replace("[auth]", "[inloggning]").encode(),
        f"{UNREADABLE} (inloggningen ska stå under [auth])",
    ),
    "utan tabell": (LOGIN.replace("[auth]", "").encode(), f"{UNREADABLE} (inloggningen ska stå under [auth])"),
    "utan https": (LOGIN.replace("http://127", "127").encode(), "redirect_uri ska vara hela adressen"),
    "en roll som inte finns": (f"{LOGIN}[atkomst]\nalla = 'hemlig'\n".encode(), "alla går inte att använda"),
}
NO_ADDRESS = ("prio.se/oauth2callback", "ftp://prio.se/oauth2callback", "https:///oauth2callback", "https://prio.se",
    "https://prio.se/callback", "https://prio.se/prio/oauth2callback", "https://prio.se/oauth2callback/",
    "https://prio.se/oauth2callback?a=b", "https://prio.se:{port}/oauth2callback", "https://prio.se:99999/oauth2callback",
)  # fmt: skip
MISNAMED = {
    "[AUTH]\n": "[AUTH] ska heta [auth]",
    "[auht]\n": "[auht] ska heta [auth]",
    "[oauth]\n": "[oauth] ska heta [auth]",
    "[Atkomst]\n": "[Atkomst] ska heta [atkomst]",
    "[atkomts.roller]\n": "[atkomts] ska heta [atkomst]",
    "alla = 'medlem'\n": "alla ska stå under [atkomst]",
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_file_that_cannot_be_used_lets_nobody_in_and_the_reason_is_told_without_what_stands_in_it(
    broken: str, tmp_path: Path
) -> None:
    content, reason = BROKEN[broken]
    file = tmp_path / ".streamlit" / "secrets.toml"
    file.parent.mkdir()
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    assert let_in(tmp_path, reason) == []


def let_in(folder: Path, reason: str, **environment: str) -> list[str]:
    """Start the server in a folder; return what it lets in, or shuts without a reason or with what is secret."""
    with served(folder, UVICORN, **environment) as server:
        assert server.ask("/halsa").status == 200
        # Whoever starts it is told before anybody asks.
        log = (folder / "server.log").read_text(encoding="utf-8")
        assert '"Nobody is let in: ' in log
        assert reason in log
        found = [path for path in PATHS if not _is_shut(server.ask(path), reason)]
        with closing(Wire(server, SOCKET)) as wire:
            found += [] if wire.status() == 500 else ["socket"]
    assert "Traceback" not in (folder / "server.log").read_text(encoding="utf-8")
    return found


def _is_shut(answer: HTTPResponse, reason: str) -> bool:
    told = answer.read().decode()
    return answer.status == 500 and reason[1:] in told and "hemlig " not in told


def test_a_link_to_a_file_that_is_gone_lets_nobody_in(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").symlink_to(tmp_path / "inte monterad.toml")
    assert let_in(tmp_path, f"{UNREADABLE} (en länk som inte leder till någon fil)") == []


def test_a_folder_that_is_a_link_to_nothing_lets_nobody_in(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").symlink_to(tmp_path / "inte monterad")
    assert let_in(tmp_path, f"{UNREADABLE} (en länk som inte leder till någon fil)") == []


def test_a_file_that_is_pointed_out_and_is_not_there_lets_nobody_in(tmp_path: Path) -> None:
    missing = str(tmp_path / "inte-har.toml")
    reason = f"{UNREADABLE} (STREAMLIT_SECRETS_FILES, eller secrets.files, leder inte till den)"
    assert let_in(tmp_path, reason, STREAMLIT_SECRETS_FILES=missing) == []


def test_what_another_program_keeps_in_the_file_shuts_no_door(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    others = "nyckel = 'x'\n[connections.sql]\nurl = 'x'\n[google]\nclient_id = 'x'\nredirect_uri = 'x'\n"
    (tmp_path / ".streamlit" / "secrets.toml").write_text(others, encoding="utf-8")
    with served(tmp_path, UVICORN) as server:
        assert server.ask("/oversikt").status == 200


@pytest.mark.parametrize("address", NO_ADDRESS)
def test_an_address_that_no_login_comes_back_to_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "secrets", {"auth": {**login_table("https://prio.se"), "redirect_uri": address}})
    with pytest.raises(BadArgument, match=r"redirect_uri ska vara hela adressen .* slutar på /oauth2callback"):
        login_settings()


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (TypeError("auth ska vara en tabell"), f"{UNREADABLE} (auth ska vara en tabell)"),
        (ValueError("Invalid value (at line 7, column 3) hemlig"), f"{UNREADABLE} (rad 7)"),
        (TypeError("fel at line 7"), f"{UNREADABLE} (rad 7)"),
        # What stands in the file is nobody's to see.
        (ValueError("hemlig"), UNREADABLE),
        (PermissionError(13, "Permission denied", "secrets.toml"), f"{UNREADABLE} (Permission denied)"),
        (UnicodeDecodeError("utf-8", b"hemlig", 0, 1, "hemlig"), f"{UNREADABLE} (den är inte sparad som UTF-8)"),
        (None, UNREADABLE),
    ],
)
def test_what_is_wrong_is_told_without_what_stands_in_the_file(
    cause: BaseException | None, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def get(self, name: str, default: object) -> object:
            raise StreamlitSecretNotFoundError("fel", error_id="failed-parsing-secrets-file") from cause

    monkeypatch.setattr(st, "secrets", Broken())
    with pytest.raises(BadArgument) as caught:
        login_settings()
    assert str(caught.value) == told


def test_below_a_path_the_address_of_the_login_has_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets_file, "base_path", lambda: "/prio")
    monkeypatch.setattr(st, "secrets", {"auth": login_table("https://kommunen.se/prio")})
    assert login_settings()
    monkeypatch.setattr(st, "secrets", {"auth": login_table("https://kommunen.se")})
    with pytest.raises(BadArgument, match="slutar på /prio/oauth2callback"):
        login_settings()


@pytest.mark.parametrize("text", ["nyckel = 'x'\n", "port = 5\n", "nycklar = [1]\n", "[connections.sql]\nurl = 'x'\n"])
def test_what_is_another_programs_is_let_through_whatever_it_is(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text) is True


@pytest.mark.parametrize("text", MISNAMED)
def test_a_table_that_is_misspelt_is_told_by_its_name(text: str, tmp_path: Path) -> None:
    with pytest.raises(StreamlitSecretNotFoundError) as told:
        read(tmp_path, text)
    assert str(told.value.__cause__) == MISNAMED[text]


def read(folder: Path, text: str) -> bool:
    """Let Streamlit read a file with a text as our server has it do; return whether it found the file."""
    file = folder / "secrets.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Secrets, "_parse_file_path", Secrets._parse_file_path)
        tell_all_faults()
        return Secrets()._parse_file_path(str(file))[1]
