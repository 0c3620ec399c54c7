"""`start --rummet` as it is run: this machine leads, also at its network address, and another machine is a member."""

from __future__ import annotations

import asyncio
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from prioritering.web.frame.network_room import LEADER
from prioritering.web.loopback import network_address
from tests.browser.socket_client import open_session
from tests.databases import copied
from tests.web.served import ROOT, UVICORN, served

OPENS = "Öppna mötet och runda 1"
START = ("prioritering", "start", "--rummet", "--port")
# What another machine does: ask for an address and print the status.
ASK = """
import sys, urllib.error, urllib.request
for url in sys.argv[1:]:
    try:
        print(urllib.request.urlopen(url, timeout=20).status)
    except urllib.error.HTTPError as error:
        print(error.code)
"""


class Stays(urllib.request.HTTPRedirectHandler):
    """Goes nowhere by itself."""

    def redirect_request(self, *args: object, **named: object) -> None:
        """Leave the answer as it is."""


def status(url: str, **headers: str) -> int:
    try:
        answer = urllib.request.build_opener(Stays).open(urllib.request.Request(url, headers=headers), timeout=20)
        return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def drawn(url: str, page: str, **cookies: str) -> str:
    """Return all that a session of its own is sent for a page."""

    async def play() -> str:
        session = await open_session(url, page, cookies=cookies)
        await session.socket.close()
        return session.text()

    return asyncio.run(play())


@contextmanager
def another_machine() -> Iterator[list[str]]:
    """Give the beginning of a command that is run in a network of its own, with a way to this machine only."""
    name, there = f"prov{os.getpid()}", ["ip", "netns", "exec", f"prov{os.getpid()}"]
    ours, theirs = f"pa{os.getpid()}"[:15], f"pb{os.getpid()}"[:15]
    steps = [
        ["ip", "netns", "add", name],
        ["ip", "link", "add", ours, "type", "veth", "peer", "name", theirs],
        ["ip", "link", "set", theirs, "netns", name],
        ["ip", "addr", "add", "10.199.7.1/24", "dev", ours],
        ["ip", "link", "set", ours, "up"],
        [*there, "ip", "addr", "add", "10.199.7.2/24", "dev", theirs],
        [*there, "ip", "link", "set", theirs, "up"],
        [*there, "ip", "route", "add", "default", "via", "10.199.7.1"],
    ]
    if sys.platform != "linux" or shutil.which("ip") is None or os.geteuid() != 0:
        pytest.skip("ett nät till görs med ip netns, som kräver Linux och root (apt-get install iproute2)")
    try:
        for step in steps:
            done = subprocess.run(step, capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.skip(f"ett nät till gick inte att göra här: {done.stderr.strip()}")
        yield there
    finally:
        subprocess.run(["ip", "link", "del", ours], capture_output=True, check=False)
        subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)


def told_link(folder: Path) -> str:
    """Wait for the leader's link, which stands beside the database where the server has no terminal."""
    file, until = folder / "prov.duckdb.ledarlank", time.monotonic() + 120
    while time.monotonic() < until:
        if file.exists() and (found := file.read_text(encoding="utf-8").strip()):
            return found
        time.sleep(0.05)
    raise AssertionError((folder / "server.log").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the room of this file runs."""
    return tmp_path_factory.mktemp("rummet")


@pytest.fixture(scope="module")
def room(with_plans: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """The room's own address, and the leader's link as the terminal shows it."""
    if not network_address():
        pytest.skip("datorn är inte ansluten till något nät")
    copied(with_plans, folder / "prov.duckdb")
    with served(folder, START, PYTHONPATH=str(ROOT)) as server:
        yield f"http://{network_address()}:{server.port}", told_link(folder)


def test_this_machine_leads_at_its_own_address_with_the_key_and_at_127_without(room: tuple[str, str]) -> None:
    base, link = room
    assert OPENS in drawn(base.replace(network_address(), "127.0.0.1"), "mote")
    key = link.partition("nyckel=")[2]
    assert OPENS not in drawn(base, "mote", **{LEADER: key})
    assert status(link) == 303
    assert OPENS in drawn(base, "mote", **{LEADER: key})
    assert OPENS not in drawn(base, "mote")


def test_the_start_is_told_in_swedish_with_where_it_answers(room: tuple[str, str], folder: Path) -> None:
    base, _ = room
    told = (folder / "server.log").read_text(encoding="utf-8").splitlines()
    assert told[0] == f"Prioritering startar på {base.replace(network_address(), '127.0.0.1')}/ (Ctrl-C stoppar)."
    assert f"Rummet är öppet: {base}/" in told
    # Streamlit's own, in English.
    assert not any(word in line for line in told for word in ("You can now view", "URL:"))


def test_a_foreign_name_and_a_forwarded_request_are_refused(room: tuple[str, str]) -> None:
    base, _ = room
    for url in (base, base.replace(network_address(), "127.0.0.1")):
        assert status(f"{url}/oversikt") == 200
        assert status(f"{url}/oversikt", Host="evil.example") == 403
        assert status(f"{url}/oversikt", **{"X-Forwarded-For": "127.0.0.1"}) == 400


def test_another_machine_comes_in_as_a_member_and_its_key_opens_nothing(room: tuple[str, str]) -> None:
    base, link = room
    with another_machine() as there:
        command = [*there, sys.executable, "-c", ASK, f"{base}/poangsatt", f"{base}/direkt/mina?mote=x", link]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    # 400: it may ask for its own answers, and there is no such meeting.
    assert said == ["200", "400", "403"]


CLOSING = ("uvicorn", "tests.web.closing_room:app", "--app-dir", str(ROOT), "--port")


def followed(base: str) -> http.client.HTTPResponse:
    """Return an open stream of the plan, which has shown its first numbers."""
    address = urlsplit(base)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=30)
    connection.request("GET", "/direkt/strom?plan=vso-2021")
    found = connection.getresponse()
    while not (line := found.readline()).startswith(b"event: stand"):
        assert line
    return found


@pytest.mark.parametrize("how", ["the leader closes it", "the server is stopped"])
def test_a_room_that_ends_ends_its_streams_and_no_fault_is_logged(with_plans: Path, tmp_path: Path, how: str) -> None:
    if not network_address():
        pytest.skip("datorn är inte ansluten till något nät")
    copied(with_plans, tmp_path / "prov.duckdb")
    with served(tmp_path, CLOSING, PRIORITERING_RUMMET="1", PYTHONPATH=str(ROOT)) as server:
        told_link(tmp_path)
        base, home = (f"http://{host}:{server.port}" for host in (network_address(), "127.0.0.1"))
        streams, at_home = [followed(base) for _ in range(3)], followed(home)
        if how == "the leader closes it":
            (tmp_path / "stang").touch()
            assert all(stream.read().endswith(b"event: ute\ndata: true\n\n") for stream in streams)
            while listens_at(network_address(), server.port):
                assert server.process.poll() is None
            followed(home).close()
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(60)
        # Whole to their end: one that is cut off would be told as a fault.
        assert all(stream.read() is not None for stream in streams)
        # The machine's own has gone on.
        assert b"event: ute" not in at_home.read()
    log = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert "Finished server process" in log
    assert not [line for line in log.splitlines() if "Traceback" in line or '"level": "error"' in line]


def listens_at(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0


def test_a_room_of_uvicorns_is_led_at_the_port_that_it_was_given_and_its_key_stands_in_no_log(
    with_plans: Path, tmp_path: Path
) -> None:
    if not network_address():
        pytest.skip("datorn är inte ansluten till något nät")
    copied(with_plans, tmp_path / "prov.duckdb")
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text("[atkomst]\nnatverk = true\n", encoding="utf-8")
    with served(tmp_path, UVICORN, "--host", "0.0.0.0") as server:
        link = told_link(tmp_path)
        assert link.startswith(f"http://{network_address()}:{server.port}/direkt/led?nyckel=")
        assert status(link) == 303
    assert link.partition("nyckel=")[2] not in (tmp_path / "server.log").read_text(encoding="utf-8")
