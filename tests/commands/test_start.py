"""`start` says how the server is run; that it runs so is tried in tests/web/test_room_served.py."""

from __future__ import annotations

import socket

import pytest

from prioritering.commands import start
from prioritering.commands.parser import Parser
from prioritering.settings import ROOM_SETTING, started_as_room
from tests.commands.typed import run


def parsed(*arguments: str) -> tuple[list[str], dict[str, str]]:
    parser = Parser()
    start.add_parser(parser.add_subparsers(parser_class=Parser))
    args = parser.parse_args(["start", *arguments])
    return start.command(args), start.surroundings(args)


def test_only_with_the_flag_is_the_room_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ROOM_SETTING, raising=False)
    plain, alone = parsed()
    room, opened = parsed("--rummet", "--port", "9000")
    assert plain[3:7] == ["run", str(start.APP), "--server.port", "8501"]
    assert room[6] == "9000"
    assert (alone.get(ROOM_SETTING), opened[ROOM_SETTING]) == (None, "1")


@pytest.mark.parametrize(("value", "room"), [("1", True), ("ja", True), ("0", False), ("", False), (" ", False)])
def test_the_setting_says_whether_the_room_is_opened(value: str, room: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ROOM_SETTING, value)
    assert started_as_room() is room


@pytest.mark.parametrize("port", ["åtta", "80x", "0", "65536", "99999", "1e3"])
def test_a_port_that_is_none_is_told_and_nothing_is_started(port: str) -> None:
    done = run("start", "--port", port)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--port: ska vara ett heltal från 1 till 65535, inte ”{port}”" in done.stderr


def test_a_port_that_somebody_has_is_told_in_swedish_and_nothing_is_started() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("start", "--port", str(port))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"fel: Porten {port} är upptagen, kanske av Prioritering som redan är igång. Stäng det som använder den, eller "
        "välj en annan med --port.\n"
    )


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("hej hopp", f"{start.ADDRESS_SETTING} är ”hej hopp”, som inte är någon adress"),
        ("192.0.2.1", "Datorn svarar inte på 192.0.2.1"),
    ],
)
def test_an_address_that_the_machine_does_not_have_is_told(
    address: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(start.ADDRESS_SETTING, address)
    done = run("start")
    assert (done.returncode, done.stdout, told in done.stderr) == (2, "", True)
