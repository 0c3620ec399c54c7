"""The room: who sits at the machine keeps the buttons by the key, and whoever comes from elsewhere is a member."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.testclient import TestClient

from prioritering.errors import BadArgument
from prioritering.permissions import NEIGHBOUR, NOBODY, THIS_MACHINE, User
from prioritering.web.frame import network_room, reached, who
from prioritering.web.frame.network_room import LEADER, NetworkRoom
from prioritering.web.server import leader_route, listens, room_listener
from prioritering.web.server.code_pace import PACE
from prioritering.web.server.house import House
from prioritering.web.server.leader_link_told import forget_leader_link
from prioritering.web.server.listens import Listens
from prioritering.web.server.room_listener import RoomListener
from tests.login_settings import login_table

HERE, OTHER = "192.168.1.5", "192.168.1.20"


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[NetworkRoom]:
    fresh = NetworkRoom()
    fresh.listening = f"http://{HERE}:8501"
    for module in (network_room, who, leader_route, reached, room_listener):
        monkeypatch.setattr(module, "ROOM", fresh)
    monkeypatch.setattr(st, "secrets", {})
    PACE.forget()
    yield fresh
    PACE.forget()


def user(client: str, **cookies: str) -> User:
    header = "; ".join(f"{name}={value}" for name, value in cookies.items()).encode()
    scope: dict[str, Any] = {"type": "http", "client": (client, 50_000), "headers": [(b"cookie", header)]}
    return who.request_user(HTTPConnection(scope))


def browser(client: str, scheme: str = "http") -> TestClient:
    app = House(Starlette(routes=leader_route.leader_routes()))
    return TestClient(app, base_url=f"{scheme}://{HERE}:8501", client=(client, 50_000), follow_redirects=False)


def taken(client: str, key: str) -> int:
    with browser(client) as visitor:
        # The test's client says the name it calls as its server's address, as uvicorn says the address.
        return visitor.get("/direkt/led", params={"nyckel": key}).status_code


def test_with_the_key_the_leader_keeps_the_buttons_through_the_machines_own_address(room: NetworkRoom) -> None:
    assert user(HERE, **{LEADER: room.key}) == NEIGHBOUR
    with browser(HERE) as visitor:
        answer = visitor.get(reached.leader_link(""))
    assert (answer.status_code, answer.headers["location"]) == (303, "/mote")
    with browser(HERE) as visitor:
        again = visitor.get(reached.leader_link("", {"plan": "a&b", "mote": "x"}))
    assert again.headers["location"] == "/mote?plan=a%26b&mote=x"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{LEADER}={room.key};")
    assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower()
    assert "secure" not in cookie.lower()
    with browser(HERE, "https") as visitor:
        assert visitor.get(reached.leader_link("")).headers["set-cookie"].lower().count("; secure") == 1
    assert user(HERE, **{LEADER: room.key}) == THIS_MACHINE
    # The key alone does nothing on another machine, nor the machine without it.
    assert user(OTHER, **{LEADER: room.key}) == NEIGHBOUR
    assert user(HERE, **{LEADER: "gissad"}) == user(HERE) == NEIGHBOUR
    assert user("127.0.0.1") == THIS_MACHINE


def test_another_machine_and_a_wrong_key_are_refused(room: NetworkRoom) -> None:
    assert taken(OTHER, room.key) == 403
    assert taken(HERE, "") == taken(HERE, room.key[:-1]) == taken(HERE, "å") == 403
    assert user(HERE, **{LEADER: room.key}) == NEIGHBOUR


def test_whoever_guesses_keys_is_slowed_down_and_then_told_to_wait(
    room: NetworkRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def waits(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(leader_route.asyncio, "sleep", waits)
    statuses = [taken(HERE, "fel") for _ in range(30)]
    assert statuses[:10] == [403] * 10
    assert statuses[-1] == 429
    assert max(waited) > 1
    assert room.leads(room.key, HERE) is False


def test_a_closed_room_takes_no_key_and_lets_nobody_in(room: NetworkRoom) -> None:
    assert taken(HERE, room.key) == 303
    room.listening = ""
    assert taken(HERE, room.key) == 403
    assert user(HERE, **{LEADER: room.key}) == user(OTHER) == NOBODY
    assert user("127.0.0.1") == THIS_MACHINE


def test_a_key_is_new_with_each_start(room: NetworkRoom) -> None:
    assert len({room.key, NetworkRoom().key, NetworkRoom().key}) == 3
    assert len(room.key) >= 32


def test_behind_a_proxy_the_machines_own_address_is_nobodys(room: NetworkRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "127.0.0.1")
    assert user("127.0.0.1") == NEIGHBOUR
    room.listening = ""
    assert user("127.0.0.1") == NOBODY


def test_others_are_led_to_the_address_that_they_can_reach(room: NetworkRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reached.base_for_others("http://127.0.0.1:8501/mote") == f"http://{HERE}:8501"
    assert reached.base_for_others("https://prio.example/mote") == "https://prio.example"
    room.listening = ""
    assert reached.base_for_others("http://127.0.0.1:8501/mote") == "http://127.0.0.1:8501"
    # Opened by the settings and not by Möte.
    monkeypatch.setattr(st, "secrets", {"atkomst": {"natverk": True}})
    monkeypatch.setattr(reached, "network_address", lambda: HERE)
    assert reached.base_for_others("http://127.0.0.1:8501/mote") == f"http://{HERE}:8501"


def at_start(host: str, monkeypatch: pytest.MonkeyPatch, in_terminal: bool = True) -> None:
    """Start a server that listens at a host, on a machine whose network address is HERE."""
    monkeypatch.setattr(listens, "network_address", lambda: HERE)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: in_terminal)
    listener = RoomListener()
    listener._started = Listens(host, 8501)
    listener.open_at_start()


@pytest.mark.parametrize(
    ("secrets", "told"),
    [
        ({}, False),
        ({"atkomst": {"natverk": True}}, True),
        # With login the person decides, whatever else is set.
        ({"atkomst": {"natverk": True}, "auth": login_table(f"http://{HERE}")}, False),
    ],
)
def test_the_terminal_tells_the_leaders_link_wherever_others_are_let_in(
    room: NetworkRoom,
    secrets: dict[str, Any],
    told: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    room.listening = ""
    monkeypatch.setattr(st, "secrets", secrets)
    at_start("0.0.0.0", monkeypatch)
    assert (f"http://{HERE}:8501/direkt/led?nyckel={room.key}" in capsys.readouterr().out) is told


def test_where_no_terminal_is_the_leaders_link_stands_in_a_file_of_the_users_own_and_the_log_says_where(
    room: NetworkRoom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    room.listening = ""
    monkeypatch.setenv("PRIORITERING_RUMMET", "1")
    monkeypatch.setenv("PRIORITERING_DB", str(tmp_path / "prov.duckdb"))
    file = tmp_path / "prov.duckdb.ledarlank"
    # What somebody else has put there does not keep its rights.
    file.write_text("annat", encoding="utf-8")
    file.chmod(0o666)
    with caplog.at_level("INFO"):
        at_start("0.0.0.0", monkeypatch, in_terminal=False)
    assert file.read_text(encoding="utf-8") == f"http://{HERE}:8501/direkt/led?nyckel={room.key}\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert str(file) in caplog.text
    assert room.key not in caplog.text + capsys.readouterr().out
    forget_leader_link()
    forget_leader_link()
    assert not file.exists()


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "127.0.0.1", "localhost", "10.1.2.3", "fd00::9"])
def test_a_server_with_an_address_of_its_own_is_the_room_there_and_the_leader_is_told_where_it_answers(
    host: str, room: NetworkRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listens, "network_address", lambda: HERE)
    found = Listens(host, 8600)
    here, anywhere = host in ("127.0.0.1", "localhost"), host in ("", "0.0.0.0", "::")
    expected = f"http://{HERE}:8600" if anywhere else f"http://{'[fd00::9]' if ':' in host else host}:8600"
    assert found.by_others == ("" if here else expected)
    # 127.0.0.1 does not answer for a server that listens at one address alone.
    assert found.at_home == ("http://127.0.0.1:8600" if here or anywhere else "")
    room.listening = ""
    listener = RoomListener()
    listener._started = found
    if not here:
        assert listener.open(80) == room.listening == expected


def test_a_room_on_a_machine_in_no_network_is_told_and_the_server_goes_on(
    room: NetworkRoom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    room.listening = ""
    monkeypatch.setenv("PRIORITERING_RUMMET", "1")
    monkeypatch.setattr(room_listener, "network_address", lambda: "")
    RoomListener().open_at_start()
    assert "Rummet kunde inte öppnas: Datorn är inte ansluten till något nät." in capsys.readouterr().out


def test_a_room_that_is_asked_for_where_there_is_no_network_is_refused(
    room: NetworkRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_listener, "network_address", lambda: "")
    listener = RoomListener()

    async def attached() -> None:
        listener.attach(Starlette())
        with pytest.raises(BadArgument, match="inte ansluten till något nät"):
            listener.open(8600)

    asyncio.run(attached())


def test_settings_that_cannot_be_used_open_no_room_and_stop_no_server(
    room: NetworkRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    room.listening = ""
    monkeypatch.setattr(st, "secrets", {"atkomst": {"natverk": "kanske"}})
    at_start("0.0.0.0", monkeypatch)
    assert "Nobody is let in: [atkomst] i secrets.toml: natverk" in caplog.text
    assert (room.listening, room.key in caplog.text) == ("", False)
