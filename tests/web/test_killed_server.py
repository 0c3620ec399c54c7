"""A server that is killed thirty times in the middle of a stream of saves: all that was acknowledged is there.

So it is in a copy that is made meanwhile, of what was acknowledged before it.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from prioritering.meeting.meeting import Meeting, Naming, setup_from
from prioritering.settings import DATABASE
from prioritering.store import meetings
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.web.frame.who import COOKIE
from tests.folders import VSO
from tests.meeting.builders import TWO
from tests.store import meeting_steps
from tests.store.meetings_begun import ROLES
from tests.web.forking_server import Forks, forks
from tests.web.served import ROOT

PROJECTS = tuple(f"S{number:02}" for number in range(1, 11))
MOST_SAVES = 20
PATIENCE_SECONDS = 120
BLIND, REVEALED, CLOSED = "dold", "visad", "stängd"
LIVES = (*[(1, BLIND)] * 12, *[(1, REVEALED)] * 5, (1, CLOSED), *[(2, BLIND)] * 12)
"""Which round is there, and how it stands, each time that the server is started and killed."""
COPIED = 24
"""In which of its lives the server is asked for a copy: round 1 has been shown, and round 2 is blind."""

Kept = tuple[int, str, str, float | str]


@dataclass
class Device:
    """A member's device: it sends one thing at a time, and the same again until it is told what became of it."""

    meeting_id: str
    member_id: str
    token: str
    acknowledged: list[Kept] = field(default_factory=list)
    refused: list[Kept] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    on_its_way: dict[str, Any] | None = None
    never_told: list[Kept] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    def stream(self, port: int, round_number: int, told: threading.Semaphore) -> None:
        """Save until there is no server any more; `told` counts what it has answered."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        with suppress(OSError, http.client.HTTPException):
            while True:
                if self.on_its_way is None:
                    self.on_its_way = self._next(round_number)
                status = self._post(connection, self.on_its_way)
                self.statuses.add(status)
                (self.acknowledged if status == 200 else self.refused).append(self._kept(self.on_its_way))
                self.on_its_way = None
                told.release()
        if self.on_its_way is not None:
            self.never_told.append(self._kept(self.on_its_way))

    def _next(self, round_number: int) -> dict[str, Any]:
        number = next(self.numbers)
        body = {"mote": self.meeting_id, "runda": round_number, "projekt": PROJECTS[number % len(PROJECTS)]}
        match number % 6:
            case 0 | 1:
                return {**body, "slag": "skäl", "text": f"skäl {number}"}
            case 2 | 3:
                return {**body, "slag": "nivå", "kriterium": "b", "varde": number / 1000}
            case 4:
                # Outside the scale.
                return {**body, "slag": "nivå", "kriterium": "b", "varde": 10.0 + number}
            case _:
                # A round that has not been opened.
                return {**body, "runda": round_number + 1, "slag": "skäl", "text": f"för tidigt {number}"}

    def _post(self, connection: http.client.HTTPConnection, body: dict[str, Any]) -> int:
        headers = {"content-type": "application/json", "cookie": f"{COOKIE}{self.meeting_id}={self.token}"}
        connection.request("POST", "/direkt/svar", json.dumps(body), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def _kept(self, body: dict[str, Any]) -> Kept:
        return body["runda"], self.member_id, body["projekt"], body.get("text") or body["varde"]


def test_what_was_acknowledged_is_there_after_thirty_kills_and_nothing_that_was_refused(tmp_path: Path) -> None:
    assert len(LIVES) == 30
    database, copy = tmp_path / "prov.duckdb", tmp_path / "kopia.duckdb"
    meeting, devices = _begun(database)
    draw, before, in_time = random.Random(15), LIVES[0], set[Kept]()
    with forks(database) as servers:
        for number, life in enumerate(LIVES):
            if life != before:
                _lead(database, meeting, *life)
            before = life
            with _streaming(servers, devices, life[0], saves=draw.randint(1, MOST_SAVES)):
                if number == COPIED:
                    in_time = _acknowledged(devices)
                    _typed(database, "sakerhetskopiera", str(copy))
    restored = tmp_path / "annan" / "prov.duckdb"
    _typed(restored, "aterstall", str(copy), "--ja")
    refused = {item for device in devices for item in device.refused}
    never_told = {item for device in devices for item in device.never_told}
    acknowledged = _acknowledged(devices)
    assert {item[0] for item in acknowledged} == {item[0] for item in in_time} == {1, 2}
    for file, promised in ((database, acknowledged), (restored, in_time)):
        there = _shown(file, meeting)
        assert promised - there == set()
        assert refused & there == set()
        # What was on its way when the server died may be there or not; the device sends it again.
        assert there - acknowledged <= never_told
    assert {status for device in devices for status in device.statuses} == {200, 400, 409}


def _begun(database: Path) -> tuple[Meeting, list[Device]]:
    with closing(Store.open(database)) as store:
        bootstrap(store)
        meeting = meetings.open_meeting(store, VSO, TWO, setup_from(ROLES, Naming.BY_ROLE), "Objektledare")
        joined = [meetings.join(store, meeting.code, role) for role in ROLES]
        meeting_steps.open_round(store, meeting.id, PROJECTS, "Objektledare")
    return meeting, [Device(meeting.id, member.id, token) for member, token in joined]


@contextmanager
def _streaming(servers: Forks, devices: list[Device], round_number: int, saves: int) -> Iterator[None]:
    """Let a server live until it has answered so many saves, and the block has ended; kill it then."""
    told = threading.Semaphore(0)
    with servers.served() as port:
        threads = [
            threading.Thread(target=device.stream, args=(port, round_number, told), daemon=True) for device in devices
        ]
        for thread in threads:
            thread.start()
        for _ in range(saves):
            assert told.acquire(timeout=PATIENCE_SECONDS)
        yield
    # The server has been killed, while each of the devices was waiting for an answer or about to ask.
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()


def _typed(database: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "prioritering", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, DATABASE: str(database)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def _acknowledged(devices: list[Device]) -> set[Kept]:
    return {item for device in devices for item in tuple(device.acknowledged)}


def _shown(database: Path, meeting: Meeting) -> set[Kept]:
    """Return all that there is once the last round, which is blind, has been shown."""
    with closing(Store.open(database)) as store:
        assert _in_the_open(store, round_number=2) == set()
        meeting_steps.reveal(store, meeting.id, "Objektledare")
        return _in_the_open(store)


def _lead(database: Path, meeting: Meeting, round_number: int, state: str) -> None:
    with closing(Store.open(database)) as store:
        if state == REVEALED:
            meeting_steps.reveal(store, meeting.id, "Objektledare")
        elif state == CLOSED:
            meeting_steps.close_round(store, meeting.id, "Objektledare")
        else:
            opened = meeting_steps.open_round(store, meeting.id, PROJECTS, "Objektledare")
            assert len(opened.rounds) == round_number


def _in_the_open(store: Store, round_number: int | None = None) -> set[Kept]:
    rows = store.rows("select round, member_id, project_id, number, reason from ballot")
    return {
        (row["round"], row["member_id"], row["project_id"], row["reason"] or row["number"])
        for row in rows
        if round_number in (None, row["round"])
    }
