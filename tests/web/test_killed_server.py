"""A server that is killed fifteen times in the middle of a stream of saves: all that was acknowledged is there."""

from __future__ import annotations

import http.client
import json
import random
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from prioritering.meeting.meeting import Meeting, Naming, setup_from
from prioritering.store import ballots, lost_answers, meetings
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.web.frame.who import COOKIE
from tests.folders import VSO
from tests.meeting.builders import TWO
from tests.store import meeting_steps
from tests.store.meetings_begun import ROLES
from tests.web.served import UVICORN, served

PROJECTS = tuple(f"S{number:02}" for number in range(1, 11))
MOST_SAVES = 25
PATIENCE_SECONDS = 120
BLIND, REVEALED, CLOSED = "dold", "visad", "stängd"
LIVES = (*[(1, BLIND)] * 6, *[(1, REVEALED)] * 2, (1, CLOSED), *[(2, BLIND)] * 6)
"""Which round is there, and how it stands, each time that the server is started and killed."""

Kept = tuple[int, str, str, float | str]
# A round, a project, and whether it is a reason or an answer: what is said on it later takes its place.
Thing = tuple[int, str, bool]


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
    said: dict[Thing, float | str] = field(default_factory=dict)
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
                if status == 200:
                    self.said |= _thing(self.on_its_way)
                self.on_its_way = None
                told.release()

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


def test_what_was_acknowledged_is_there_after_fifteen_kills_and_nothing_that_was_refused(tmp_path: Path) -> None:
    database = tmp_path / "prov.duckdb"
    meeting, devices = _begun(database)
    draw, before = random.Random(15), LIVES[0]
    for life in LIVES:
        if life != before:
            _lead(database, meeting, *life)
        before = life
        _live_and_die(tmp_path, devices, life[0], saves=draw.randint(1, MOST_SAVES))
        _check_stands(database, meeting, devices)
    with closing(Store.open(database)) as store:
        assert _in_the_open(store, round_number=2) == set()
        meeting_steps.reveal(store, meeting.id, "Objektledare")
        there = _in_the_open(store)
    acknowledged = {item for device in devices for item in device.acknowledged}
    refused = {item for device in devices for item in device.refused}
    assert {item[0] for item in acknowledged} == {1, 2}
    assert refused & there == set()
    _check_stands(database, meeting, devices)
    assert {status for device in devices for status in device.statuses} == {200, 400, 409}


def _check_stands(database: Path, meeting: Meeting, devices: list[Device]) -> None:
    """What each was told was saved is what stands, on each thing the newest, and nothing is told to be lost."""
    with closing(Store.open(database)) as store:
        for device in devices:
            member = next(item for item in meetings.members(store, meeting.id) if item.id == device.member_id)
            there = {
                (sheet.round, sheet.project_id, value is sheet.reason): value
                for sheet in ballots.own_answers(store, meeting.id, member).sheets
                for value in (sheet.reason, *(answer.value for answer in sheet.answers.values()))
                if value
            }
            # What was on its way when the server died may be there or not; the device sends it again.
            unsure = _thing(device.on_its_way) if device.on_its_way else {}
            for thing in {*there, *device.said}:
                assert there.get(thing) in (device.said.get(thing), unsure.get(thing, "nothing else"))
        assert lost_answers.lost_rounds(store, meeting.id) == ()
        for number in lost_answers.hidden_rounds(store, meeting.id):
            assert lost_answers.lost_members(store, meeting.id, number) == ()


def _thing(body: dict[str, Any]) -> dict[Thing, float | str]:
    return {(body["runda"], body["projekt"], "text" in body): body.get("text") or body["varde"]}


def _begun(database: Path) -> tuple[Meeting, list[Device]]:
    with closing(Store.open(database)) as store:
        bootstrap(store)
        meeting = meetings.open_meeting(store, VSO, TWO, setup_from(ROLES, Naming.BY_ROLE), "Objektledare")
        joined = [meetings.join(store, meeting.code, role) for role in ROLES]
        meeting_steps.open_round(store, meeting.id, PROJECTS, "Objektledare")
    return meeting, [Device(meeting.id, member.id, token) for member, token in joined]


def _live_and_die(folder: Path, devices: list[Device], round_number: int, saves: int) -> None:
    told = threading.Semaphore(0)
    with served(folder, UVICORN) as server:
        threads = [
            threading.Thread(target=device.stream, args=(server.port, round_number, told), daemon=True)
            for device in devices
        ]
        for thread in threads:
            thread.start()
        for _ in range(saves):
            assert told.acquire(timeout=PATIENCE_SECONDS)
    # The server has been killed, while each of the devices was waiting for an answer or about to ask.
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()


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
