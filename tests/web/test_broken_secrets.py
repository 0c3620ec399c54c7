"""A secrets.toml that cannot be read shuts the door: nobody is let in because a login could not be seen."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.web.served import UVICORN, served
from tests.web.test_limits import SOCKET, Wire
from tests.web.test_login_attacked import SECRETS

BROKEN = {
    "ett namn som behöver citattecken": (SECRETS + '[atkomst.roller]\nläsare = ["hemlig grupp"]\n').encode(),
    "inte TOML": b"hemlig",
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_file_that_cannot_be_read_lets_nobody_in_and_the_reason_is_told_without_what_stands_in_it(
    broken: str, tmp_path: Path
) -> None:
    file = tmp_path / ".streamlit" / "secrets.toml"
    file.parent.mkdir()
    file.write_bytes(BROKEN[broken])
    with served(tmp_path, UVICORN) as server:
        assert server.ask("/halsa").status == 200
        for path in ("/oversikt", "/direkt/strom?plan=vso-2021", "/media/x.csv", "/fryst/x"):
            answer = server.ask(path)
            told = answer.read().decode()
            assert answer.status == 500
            assert "ecrets.toml går inte att läsa" in told
            assert "hemlig" not in told
        with closing(Wire(server, SOCKET)) as wire:
            assert wire.status() == 500
