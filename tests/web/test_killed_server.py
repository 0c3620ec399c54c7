"""A server that is killed thirty times in the middle of a stream of saves: what was acknowledged stands.

On each thing the newest does. So it does in a copy that is made meanwhile, of what was acknowledged before it.
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
from prioritering.store import ballots, lost_answers, meetings
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

Value = float | str
# A round, a project, and whether it is a reason or an answer: what is said on it later takes its place.
Thing = tuple[int, str, bool]
# By member, the newest that each was told is saved.
Promised = dict[str, dict[Thing, Value]]


@dataclass
class Device:
    """A member's device: it sends one thing at a time, and the same again until it is told what became of it."""

    meeting_id: str
    member_id: str
    token: str
    sent: dict[Thing, list[Value]] = field(default_factory=dict)
    promised: dict[Thing, Value] = field(default_factory=dict)
    statuses: set[int] = field(default_factory=set)
    on_its_way: dict[str, Any] | None = None
    numbers: Iterator[int] = field(default_factory=count)

    def stream(self, port: int, round_number: int, told: threading.Semaphore) -> None:
        """Save until there is no server any more; `told` counts what it has answered."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        with suppress(OSError, http.client.HTTPException):
            while True:
                if self.on_its_way is None:
                    self.on_its_way = self._next(round_number)
                    self._note(*_thing(self.on_its_way))
                thing, value = _thing(self.on_its_way)
                status = self._post(connection, self.on_its_way)
                self.statuses.add(status)
                if status == 200:
                    self.promised[thing] = value
                else:
                    self.sent[thing].remove(value)
                self.on_its_way = None
                told.release()

    def _note(self, thing: Thing, value: Value) -> None:
        self.sent.setdefault(thing, []).append(value)

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


def test_what_was_acknowledged_stands_after_thirty_kills_and_nothing_that_was_refused(tmp_path: Path) -> None:
    assert len(LIVES) == 30
    database, copy = tmp_path / "prov.duckdb", tmp_path / "kopia.duckdb"
    meeting, devices = _begun(database)
    draw, before, in_time = random.Random(15), LIVES[0], Promised()
    with forks(database) as servers:
        for number, life in enumerate(LIVES):
            if life != before:
                _check_stands(database, meeting, devices, _promised(devices))
                _lead(database, meeting, *life)
            before = life
            with _streaming(servers, devices, life[0], saves=draw.randint(1, MOST_SAVES)):
                if number == COPIED:
                    in_time = _promised(devices)
                    _typed(database, "sakerhetskopiera", str(copy))
    restored = tmp_path / "annan" / "prov.duckdb"
    _typed(restored, "aterstall", str(copy), "--ja")
    for file, promised in ((database, _promised(devices)), (restored, in_time)):
        assert {thing[0] for things in promised.values() for thing in things} == {1, 2}
        _check_stands(file, meeting, devices, promised)
        with closing(Store.open(file)) as store:
            assert store.tuples("select 1 from ballot where round = 2") == []
            meeting_steps.reveal(store, meeting.id, "Objektledare")
        _check_stands(file, meeting, devices, promised)
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


def _thing(body: dict[str, Any]) -> tuple[Thing, Value]:
    return (body["runda"], body["projekt"], "text" in body), body.get("text") or body["varde"]


def _promised(devices: list[Device]) -> Promised:
    return {device.member_id: dict(device.promised) for device in devices}


def _check_stands(database: Path, meeting: Meeting, devices: list[Device], promised: Promised) -> None:
    """On each thing stands what was promised, or what was sent after it, and nothing is told to be lost."""
    with closing(Store.open(database)) as store:
        members = {item.id: item for item in meetings.members(store, meeting.id)}
        for device in devices:
            there = {
                (sheet.round, sheet.project_id, value is sheet.reason): value
                for sheet in ballots.own_answers(store, meeting.id, members[device.member_id]).sheets
                for value in (sheet.reason, *(answer.value for answer in sheet.answers.values()))
                if value
            }
            mine = promised[device.member_id]
            assert mine.keys() <= there.keys()
            for thing, value in there.items():
                # What was on its way when the server died may be there or not; the device sends it again.
                sent = device.sent[thing]
                assert value in (sent[sent.index(mine[thing]) :] if thing in mine else sent)
        assert lost_answers.lost_rounds(store, meeting.id) == ()
        for number in lost_answers.hidden_rounds(store, meeting.id):
            assert lost_answers.lost_members(store, meeting.id, number) == ()


def _lead(database: Path, meeting: Meeting, round_number: int, state: str) -> None:
    with closing(Store.open(database)) as store:
        if state == REVEALED:
            meeting_steps.reveal(store, meeting.id, "Objektledare")
        elif state == CLOSED:
            meeting_steps.close_round(store, meeting.id, "Objektledare")
        else:
            opened = meeting_steps.open_round(store, meeting.id, PROJECTS, "Objektledare")
            assert len(opened.rounds) == round_number
