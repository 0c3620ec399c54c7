"""A server that is started with what would take walls down does not start, and says why in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient, WebSocketDenialResponse

from prioritering.web.server.house import House
from tests.web.served import UVICORN, served

REFUSED: dict[str, tuple[tuple[str, ...], dict[str, str], str]] = {
    "a path of uvicorn's own": (("--root-path", "/prio"), {}, "STREAMLIT_SERVER_BASE_URL_PATH"),
    "the same by its variable": ((), {"UVICORN_ROOT_PATH": "/prio"}, "STREAMLIT_SERVER_BASE_URL_PATH"),
    "every proxy": ((), {"FORWARDED_ALLOW_IPS": "10.0.0.1, *"}, "är *: då får vem som helst säga vem som frågar"),
    "every address": ((), {"FORWARDED_ALLOW_IPS": "0.0.0.0/0"}, "är 0.0.0.0/0: då får vem som helst"),
    "every proxy by a flag": (
        ("--forwarded-allow-ips", "*"),
        {"FORWARDED_ALLOW_IPS": "127.0.0.1"},
        "är *: då får vem som helst säga vem som frågar",
    ),
}


@pytest.mark.parametrize("choice", REFUSED)
def test_a_choice_that_would_take_walls_down_ends_the_start_with_the_reason(choice: str, tmp_path: Path) -> None:
    flags, environment, reason = REFUSED[choice]
    with (
        pytest.raises(RuntimeError, match="Servern kom inte igång") as told,
        served(tmp_path, UVICORN, *flags, **environment),
    ):
        pass
    assert reason in str(told.value)
    assert "Traceback" not in str(told.value)
    assert not (tmp_path / "prov.duckdb").exists()


def test_a_network_of_proxies_may_be_stated(tmp_path: Path) -> None:
    with served(tmp_path, UVICORN, FORWARDED_ALLOW_IPS="10.0.0.0/8,127.0.0.1") as server:
        assert server.ask("/halsa").status == 200


def test_a_server_that_puts_a_path_of_its_own_before_every_address_answers_nobody() -> None:
    wrong = TestClient(House(PlainTextResponse("hemligt")), root_path="/x")
    for path in ("/x/_stcore/metrics", "/oversikt"):
        answer = wrong.get(path)
        assert (answer.status_code, "--root-path" in answer.text, "hemligt" in answer.text) == (500, True, False)
    with pytest.raises(WebSocketDenialResponse) as refused, wrong.websocket_connect("/x/_stcore/stream"):
        pass
    assert refused.value.status_code == 500
