"""A meeting that the routes answer about, and a member who has joined it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from prioritering.meeting.meeting import Meeting, Naming, setup_from
from prioritering.store import meetings
from prioritering.store.bootstrap import Started, bootstrap
from prioritering.store.connection import Store
from prioritering.web.frame import context
from prioritering.web.server.code_pace import PACE
from tests.folders import VSO
from tests.meeting.builders import TWO
from tests.store import meeting_steps
from tests.web.devices import device


@pytest.fixture
def route_store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A database with the plans of data/, which the routes read and write."""
    opened = Store.open(":memory:")
    bootstrap(opened)
    monkeypatch.setattr(context, "_opened", lambda: (opened, Started()))
    PACE.forget()
    yield opened
    opened.close()


@pytest.fixture
def meeting(route_store: Store) -> Meeting:
    setup = setup_from(["Objektägare", "Objektledare"], Naming.BY_ROLE)
    opened = meetings.open_meeting(route_store, VSO, TWO, setup, "objektledare")
    return meeting_steps.open_round(route_store, opened.id, ["S01", "S02"], "objektledare")


@pytest.fixture
def member(meeting: Meeting) -> TestClient:
    client = device()
    assert client.post("/direkt/anslut", json={"kod": meeting.code, "roll": "Objektägare"}).status_code == 200
    return client
