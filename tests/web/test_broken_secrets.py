"""A secrets.toml that cannot be used shuts the door: nobody is let in because a login could not be seen."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.login_settings import SECRET, login_toml
from tests.web.served import UVICORN, served
from tests.web.test_limits import SOCKET, Wire

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
    "en roll som inte finns": (f"{LOGIN}[atkomst]\nalla = 'hemlig'\n".encode(), "alla går inte att använda"),
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
    with served(tmp_path, UVICORN) as server:
        assert server.ask("/halsa").status == 200
        # Whoever starts it is told before anybody asks.
        log = (tmp_path / "server.log").read_text(encoding="utf-8")
        assert '"Nobody is let in: ' in log
        assert reason in log
        for path in ("/oversikt", "/direkt/strom?plan=vso-2021", "/media/x.csv", "/fryst/x", "/auth/login"):
            answer = server.ask(path)
            told = answer.read().decode()
            assert answer.status == 500
            assert reason[1:] in told
            assert "hemlig " not in told
        with closing(Wire(server, SOCKET)) as wire:
            assert wire.status() == 500
    assert "Traceback" not in (tmp_path / "server.log").read_text(encoding="utf-8")
