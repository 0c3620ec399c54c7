"""A member's device as the routes of the meeting see it, and what it sends."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.testclient import TestClient

from prioritering.meeting.meeting import Meeting
from prioritering.web.server import meeting_routes
from tests.meeting.builders import WORDS

URL = "http://127.0.0.1:8501"


def device() -> TestClient:
    return TestClient(Starlette(routes=meeting_routes.routes()), base_url=URL, client=("127.0.0.1", 50_000))


def body(meeting: Meeting, **more: object) -> dict[str, object]:
    return {
        "mote": meeting.id,
        "runda": 1,
        "projekt": "S01",
        "kriterium": "a",
        "slag": "nivå",
        "varde": WORDS[3],
        **more,
    }
