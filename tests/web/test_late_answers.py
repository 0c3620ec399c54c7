"""What reaches the server late is told as late, what is half written is not taken, and what is emptied is gone."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from prioritering.errors import StoreError
from prioritering.meeting.meeting import Meeting
from prioritering.store.connection import Store
from prioritering.web.server import ballot_requests
from tests.store import meeting_steps
from tests.web.devices import body


def said(member: TestClient, meeting: Meeting) -> dict[str, Any]:
    found: dict[str, Any] = member.get("/direkt/mina", params={"mote": meeting.id}).json()["svar"]["S01"]
    return found


def test_only_what_came_in_after_the_reveal_is_told_as_late(
    meeting: Meeting,
    member: TestClient,
    route_store: Store,
) -> None:
    early = member.post("/direkt/svar", json=body(meeting))
    meeting_steps.reveal(route_store, meeting.id, "objektledare")
    late = [
        member.post("/direkt/svar", json=body(meeting, kriterium="b", varde=5)),
        member.post("/direkt/svar", json=body(meeting, slag="skäl", text="Sent")),
    ]
    assert [answer.json()["efter_visningen"] for answer in (early, *late)] == [False, True, True]
    assert said(member, meeting)["sena"] == ["b", "skäl"]


def test_a_half_written_reason_is_taken_while_the_round_is_blind_and_never_after_the_reveal(
    meeting: Meeting,
    member: TestClient,
    route_store: Store,
) -> None:
    def half(text: str) -> int:
        sent = body(meeting, slag="skäl", text=text, bara_dold=True)
        return member.post("/direkt/svar", json=sent).status_code

    assert half("Först") == 200
    meeting_steps.reveal(route_store, meeting.id, "objektledare")
    assert half("Först och hal") == 409
    assert (said(member, meeting)["skal"], said(member, meeting)["sena"]) == ("Först", [])
    assert member.post("/direkt/svar", json=body(meeting, slag="skäl", text="Helt")).status_code == 200
    assert said(member, meeting)["skal"] == "Helt"


@pytest.mark.parametrize("blind", ["ja", 1, None])
def test_half_written_is_said_by_true_or_false_alone(
    blind: object,
    meeting: Meeting,
    member: TestClient,
) -> None:
    answer = member.post("/direkt/svar", json=body(meeting, slag="skäl", text="x", bara_dold=blind))
    assert (answer.status_code, answer.json()["fel"]) == (400, "Bara_dold är inte sant eller falskt")


def test_a_fault_of_the_servers_is_noted_in_its_log_and_names_no_file_to_a_member(
    meeting: Meeting,
    member: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def full(*_: object) -> None:
        raise StoreError("disken är full: /srv/prioritering.duckdb")

    monkeypatch.setattr(ballot_requests, "save_ballot", full)
    answer = member.post("/direkt/svar", json=body(meeting))
    assert (answer.status_code, "/srv" in answer.text) == (500, False)
    assert "/srv/prioritering.duckdb" in caplog.text


def test_an_answer_that_is_emptied_in_a_later_round_no_longer_stands_from_the_round_before(
    meeting: Meeting, member: TestClient, route_store: Store
) -> None:
    member.post("/direkt/svar", json=body(meeting, varde="Mycket hög"))
    member.post("/direkt/svar", json=body(meeting, kriterium="b", varde=5))
    meeting_steps.reveal(route_store, meeting.id, "objektledare")
    meeting_steps.open_round(route_store, meeting.id, ["S01"], "objektledare")

    def standing() -> list[bool]:
        told = member.get("/direkt/mina", params={"mote": meeting.id}).json()["tidigare"]["S01"]
        return [told[key]["mitt"] is not None for key in ("a", "b")]

    assert standing() == [True, True]
    for said in ({"varde": "Ingen"}, {"slag": "tomt", "varde": None}):
        member.post("/direkt/svar", json=body(meeting, runda=2, **said))
    # As the group counts it: nothing on this question, and the other as before.
    assert standing() == [False, True]
    told = member.get("/direkt/mina", params={"mote": meeting.id}).json()["tidigare"]["S01"]["a"]
    # What was answered then is what was answered then.
    assert told["forut"] == {"slag": "nivå", "varde": "Mycket hög"}
    member.post("/direkt/svar", json=body(meeting, runda=2, varde="Ingen"))
    assert standing() == [True, True]
