"""Wrong codes: whoever guesses is slowed, and a room behind one address that types a few wrong is not kept out."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from prioritering.errors import Conflict, StoreError, TooFast
from prioritering.meeting.meeting import Meeting
from prioritering.permissions import THIS_MACHINE, Permission, User
from prioritering.web.limits import AGAIN_SECONDS
from prioritering.web.server import guarded
from prioritering.web.server.code_pace import LONGEST_QUEUE_SECONDS, MISSES_ALLOWED, MISSES_SECONDS, PACE, CodePace
from tests.web.devices import device


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def guessed(clock: Clock, count: int) -> CodePace:
    pace = CodePace(clock)
    for _ in range(count):
        pace.note_miss("rummet")
    return pace


def test_a_few_wrong_codes_slow_nobody() -> None:
    assert guessed(Clock(), MISSES_ALLOWED - 1).wait_seconds("rummet") == 0


def test_after_many_the_tries_from_there_come_one_a_second_and_from_elsewhere_at_once() -> None:
    pace = guessed(Clock(), MISSES_ALLOWED)
    assert [pace.wait_seconds("rummet") for _ in range(3)] == [1, 2, 3]
    assert pace.wait_seconds("annanstans") == 0


def test_a_flood_is_refused_and_forgotten_after_a_minute() -> None:
    clock = Clock()
    pace = guessed(clock, 50)
    for _ in range(int(LONGEST_QUEUE_SECONDS)):
        pace.wait_seconds("rummet")
    with pytest.raises(TooFast, match="för många felaktiga koder"):
        pace.wait_seconds("rummet")
    clock.now += MISSES_SECONDS + 1
    assert pace.wait_seconds("rummet") == 0


def test_wrong_codes_of_more_than_a_minute_ago_slow_nobody_though_one_has_just_come() -> None:
    clock = Clock()
    pace = guessed(clock, MISSES_ALLOWED - 1)
    clock.now += MISSES_SECONDS + 1
    pace.note_miss("rummet")
    assert pace.wait_seconds("rummet") == 0


def test_the_right_code_is_let_in_after_ten_wrong_from_the_same_address(meeting: Meeting) -> None:
    guesser: TestClient = device()
    wrong = [
        guesser.post("/direkt/anslut", json={"kod": "AAAAAA", "roll": "Objektägare"}) for _ in range(MISSES_ALLOWED)
    ]
    assert {answer.status_code for answer in wrong} == {400}
    assert device().post("/direkt/anslut", json={"kod": meeting.code, "roll": "Objektägare"}).status_code == 200


def test_a_flood_of_codes_is_told_to_wait_and_for_how_long(meeting: Meeting) -> None:
    for _ in range(50):
        PACE.note_miss("127.0.0.1")
    for _ in range(int(LONGEST_QUEUE_SECONDS)):
        PACE.wait_seconds("127.0.0.1")
    answer = device().post("/direkt/anslut", json={"kod": meeting.code, "roll": "Objektägare"})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, str(AGAIN_SECONDS))
    assert "vänta en minut" in answer.json()["fel"]


@pytest.mark.parametrize(
    ("fault", "status", "told_when"),
    [(TooFast("vänta"), 429, True), (Conflict("nej"), 409, False), (StoreError("trasig"), 500, False)],
)
def test_only_who_was_too_fast_is_told_when_to_come_back(
    fault: Exception, status: int, told_when: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(request: Request, user: User) -> Response:
        raise fault

    monkeypatch.setattr(guarded, "request_user", lambda _: THIS_MACHINE)
    client = TestClient(Starlette(routes=[Route("/", guarded.guarded(Permission.READ, failing))]))
    answer = client.get("/")
    assert (answer.status_code, "retry-after" in answer.headers) == (status, told_when)
