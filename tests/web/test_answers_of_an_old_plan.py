"""What was answered without contact before the plan had its newest version, and is sent when the meeting goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from prioritering.meeting.meeting import Meeting, Naming, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.plan.reader import read_plan
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.renewal import renewal
from prioritering.usecases.same_project import answer_same
from tests.folders import PROV, write_plan
from tests.meeting.builders import TWO
from tests.store import meeting_steps
from tests.web.devices import body, device

LINE = "{},{},strategiskt,500,Tidsbesparande,Hög,Kort\n"
POST, PERMIT = "Digital post", "Bygglov"
WHY = (
    "Projektet hette ”Digital post” när det här sades, men heter ”Bygglov” i planens nya version, så det sparades "
    "inte; svara på nytt"
)
ALL_KINDS: list[dict[str, Any]] = [{}, {"slag": "skäl", "text": "Därför", "bara_dold": True}, {"slag": "jäv"}]
Take = Callable[[str, str], None]


@pytest.fixture
def take_in(route_store: Store, tmp_path: Path) -> Take:
    """Take in a version of the plan in which A1 and A2 have these names."""
    return lambda *names: _take_in(route_store, tmp_path, *names)


def _take_in(store: Store, folder: Path, first: str, second: str) -> None:
    rows = LINE.format("A1", first) + LINE.format("A2", second)
    import_plan(store, read_plan(write_plan(folder, rows)))


@pytest.fixture
def begun(route_store: Store, take_in: Take) -> Meeting:
    take_in(POST, PERMIT)
    setup = setup_from(["Objektägare"], Naming.BY_ROLE)
    opened = meetings.open_meeting(route_store, PROV, TWO, setup, "objektledare")
    return meeting_steps.open_round(route_store, opened.id, ["A1", "A2"], "objektledare")


@pytest.fixture
def voter(begun: Meeting) -> TestClient:
    client = device()
    client.post("/direkt/anslut", json={"kod": begun.code, "roll": "Objektägare"})
    return client


def sent(voter: TestClient, meeting: Meeting, **more: object) -> tuple[int, str]:
    answer = voter.post("/direkt/svar", json=body(meeting, projekt="A1", **more))
    return answer.status_code, answer.json().get("fel", "")


def said(voter: TestClient, meeting: Meeting) -> object:
    return voter.get("/direkt/mina", params={"mote": meeting.id}).json()["svar"]


@pytest.mark.parametrize("what", ALL_KINDS)
def test_what_was_said_of_a_project_that_has_changed_names_with_another_is_not_saved_on_that(
    what: dict[str, Any], begun: Meeting, voter: TestClient, take_in: Take
) -> None:
    take_in(PERMIT, POST)
    assert sent(voter, begun, planversion=1, **what) == (412, WHY)
    assert said(voter, begun) == {}
    # Said of what it is now, or by a page that is too old to say when.
    assert sent(voter, begun, planversion=2, **what) == (200, "")
    assert sent(voter, begun, **what) == (200, "")


def test_a_project_that_is_only_spelled_otherwise_is_answered_as_before(
    begun: Meeting, voter: TestClient, take_in: Take
) -> None:
    take_in("Digital post.", PERMIT)
    assert sent(voter, begun, planversion=1) == (200, "")


def test_a_meeting_that_is_ended_says_that_and_nothing_of_the_plan(
    begun: Meeting, voter: TestClient, take_in: Take, route_store: Store
) -> None:
    meetings.record(route_store, begun.id, Happening.MEETING_CLOSED, "objektledare")
    take_in(PERMIT, POST)
    status, why = sent(voter, begun, planversion=1)
    assert (status, "Bygglov" in why) == (409, False)
    meetings.reopen(route_store, begun.id, "objektledare")
    assert sent(voter, begun, planversion=1) == (412, WHY)


def test_a_version_that_is_not_there_yet_says_nothing(begun: Meeting, voter: TestClient, take_in: Take) -> None:
    take_in(PERMIT, POST)
    assert sent(voter, begun, planversion=99) == (200, "")


def test_what_the_group_says_is_the_same_project_is_answered_under_its_new_id(
    begun: Meeting, voter: TestClient, take_in: Take, route_store: Store
) -> None:
    take_in(PERMIT, POST)
    beside = Beside(route_store, PROV, 2, maker="enhet")
    while (found := renewal(route_store, PROV)) and found.questions:
        answer_same(beside, found, found.questions[0], True, Signature("Objektledare", "De har bytt nummer"))
    assert sent(voter, begun, planversion=1) == (200, "")


def test_a_version_is_a_whole_number(begun: Meeting, voter: TestClient) -> None:
    assert sent(voter, begun, planversion="1") == (400, "Planversion är inte ett heltal")
