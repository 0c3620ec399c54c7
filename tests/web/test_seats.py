"""A seat handed to another device: the answers follow, the old device is out, and the code lets in nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from prioritering.errors import NotAllowed
from prioritering.meeting import seats as rules
from prioritering.meeting.meeting import Meeting
from prioritering.meeting.rounds import Happening
from prioritering.permissions import NEIGHBOUR, THIS_MACHINE, AccessSettings, Role, User
from prioritering.store import meetings, seats
from prioritering.store.connection import Store
from prioritering.store.meetings import Credential
from prioritering.web.frame import who
from prioritering.web.server.code_pace import MISSES_ALLOWED, PACE
from prioritering.web.server.seat_requests import SeatBody, take_over
from tests.web.devices import body, device


def offered(route_store: Store, meeting: Meeting) -> str:
    (there, *_) = meetings.members(route_store, meeting.id)
    return seats.offer_seat(route_store, meeting.id, there.id, "objektledare")


def take(client: TestClient, code: str) -> Any:
    return client.post("/direkt/plats", json={"kod": code})


def mine(client: TestClient, meeting: Meeting) -> Any:
    return client.get("/direkt/mina", params={"mote": meeting.id})


def test_the_answers_follow_to_the_new_device_and_the_old_one_is_out(
    route_store: Store, meeting: Meeting, member: TestClient
) -> None:
    member.post("/direkt/svar", json=body(meeting))
    code, new = offered(route_store, meeting), device()
    # Nothing has happened yet to the one who still has the seat.
    assert mine(member, meeting).status_code == 200
    answer = take(new, f" {code[:5].lower()} {code[5:]} ")
    assert answer.json() == {"mote": meeting.id, "roll": "Objektägare"}
    assert all(part in answer.headers["set-cookie"] for part in ("HttpOnly", "SameSite=strict"))
    assert "Hög" not in answer.text
    assert mine(new, meeting).json()["svar"]["S01"]["svar"] == {"a": {"slag": "nivå", "varde": "Hög"}}
    for refused in (mine(member, meeting), member.post("/direkt/svar", json=body(meeting, projekt="S02"))):
        assert refused.status_code == 403
        assert refused.json()["fel"].startswith("Rollen Objektägare är flyttad till en annan enhet, och svaren med")
    # Who never had a seat is not told of anybody's.
    assert mine(device(), meeting).json()["fel"] == "Du är inte med i mötet; gå med igen med koden"
    assert new.post("/direkt/svar", json=body(meeting, projekt="S02")).status_code == 200
    assert len(meetings.members(route_store, meeting.id)) == 1


def test_a_code_is_used_once_and_a_newer_one_takes_its_place(
    route_store: Store, meeting: Meeting, member: TestClient
) -> None:
    first, second = offered(route_store, meeting), offered(route_store, meeting)
    assert "gäller inte längre" in take(device(), first).json()["fel"]
    assert take(device(), second).status_code == 200
    again = take(device(), second)
    assert (again.status_code, "gäller inte längre" in again.json()["fel"]) == (409, True)


def test_a_code_is_too_old_after_a_while(
    route_store: Store, meeting: Meeting, member: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = offered(route_store, meeting)
    monkeypatch.setattr(rules, "LASTS", timedelta(seconds=-1))
    assert "gäller inte längre" in take(device(), code).json()["fel"]
    assert mine(member, meeting).status_code == 200


def test_who_is_in_the_meeting_cannot_take_anothers_seat_and_see_its_answers(
    route_store: Store, meeting: Meeting, member: TestClient
) -> None:
    other = device()
    other.post("/direkt/anslut", json={"kod": meeting.code, "roll": "Objektledare"})
    refused = take(other, offered(route_store, meeting))
    assert (refused.status_code, "redan med i mötet som Objektledare" in refused.json()["fel"]) == (409, True)


def test_codes_cannot_be_guessed_and_are_not_kept_in_the_clear(
    route_store: Store, meeting: Meeting, member: TestClient
) -> None:
    code = offered(route_store, meeting)
    assert code not in repr(route_store.tuples("select * from meeting_event"))
    guesser = device()
    assert {take(guesser, "ABCDEFGHJK").status_code for _ in range(MISSES_ALLOWED)} == {400}
    # Whoever goes on is slowed, and it is the same for every code that is tried.
    assert PACE.wait_seconds("127.0.0.1") > 0


def test_a_seat_in_a_meeting_that_has_ended_is_not_moved(
    route_store: Store, meeting: Meeting, member: TestClient
) -> None:
    code = offered(route_store, meeting)
    meetings.record(route_store, meeting.id, Happening.MEETING_CLOSED, "objektledare")
    assert "avslutat" in take(device(), code).json()["fel"]


def test_with_login_the_one_who_leads_and_gave_the_code_cannot_use_it(
    route_store: Store, meeting: Meeting, member: TestClient
) -> None:
    sent, leader = SeatBody(kod=offered(route_store, meeting)), User(frozenset({Role.LEADER}), "anna")
    with pytest.raises(NotAllowed, match="den som leder mötet"):
        take_over(route_store, sent, leader, Credential(subject="anna"))
    person = User(frozenset({Role.MEMBER}), "bo")
    there, moved, _ = take_over(route_store, sent, person, Credential(subject="bo"))
    assert (
        meetings.member_of(route_store, there.id, Credential(subject="bo"))
        == meetings.members(route_store, there.id)[0]
    )
    assert moved.role == "Objektägare"


def test_in_a_network_without_login_the_machine_that_leads_cannot_use_it(
    route_store: Store, meeting: Meeting, member: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = SeatBody(kod=offered(route_store, meeting))
    monkeypatch.setattr(who, "access_settings", lambda: AccessSettings(natverk=True))
    with pytest.raises(NotAllowed, match="den som leder mötet"):
        take_over(route_store, sent, THIS_MACHINE, Credential())
    assert take_over(route_store, sent, NEIGHBOUR, Credential())[1].role == "Objektägare"
