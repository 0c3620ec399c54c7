"""A meeting that the routes answer about, and a member who has joined it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from streamlit import logger as streamlit_logger

from prioritering.meeting.meeting import Meeting, Naming, setup_from
from prioritering.store import meetings
from prioritering.store.bootstrap import Started
from prioritering.store.connection import Store
from prioritering.web.frame import context
from prioritering.web.server.code_pace import PACE
from prioritering.web.server.log_pace import REQUESTS
from tests.databases import copied
from tests.folders import VSO
from tests.meeting.builders import TWO
from tests.store import meeting_steps
from tests.web.devices import device

_LOGGERS = ("", REQUESTS, "prioritering", "uvicorn", "uvicorn.error", "uvicorn.access", "streamlit")


@pytest.fixture
def route_store(with_plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A database with the plans of data/, which the routes read and write."""
    opened = Store.open(copied(with_plans, tmp_path / "prov.duckdb"))
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


@pytest.fixture
def own_loggers() -> Iterator[None]:
    """Give the process its loggers back as they were."""
    setup = streamlit_logger.setup_formatter
    names = [*_LOGGERS, *logging.root.manager.loggerDict]
    before = [
        (found, found.level, found.propagate, list(found.handlers), list(found.filters))
        for found in map(logging.getLogger, names)
    ]
    yield
    streamlit_logger.setup_formatter = setup
    for logger, level, propagate, handlers, filters in before:
        logger.setLevel(level)
        logger.propagate, logger.handlers, logger.filters = propagate, handlers, filters
