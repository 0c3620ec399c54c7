"""A member's device as the routes of the meeting see it, and what it sends."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from prioritering.meeting.meeting import Meeting
from prioritering.permissions import Role
from prioritering.web.server import meeting_routes
from prioritering.web.server.bounds import Bounds
from prioritering.web.server.doorkeeper import Doorkeeper
from tests.login_settings import login_table
from tests.meeting.builders import WORDS

URL = "http://127.0.0.1:8501"
HOME = "https://prio.example"


def device() -> TestClient:
    app = Starlette(routes=meeting_routes.routes(), middleware=[Middleware(Bounds)])
    return TestClient(app, base_url=URL, client=("127.0.0.1", 50_000))


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


def turn_login_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set up a login where each role has a group of its own name."""
    table = {
        "auth": login_table(HOME),
        "atkomst": {"ansprak": ["groups"], "roller": {role.value: [role.value] for role in Role}},
    }
    monkeypatch.setattr(st, "secrets", table)


def person(role: str | None = None, **claims: Any) -> TestClient:
    """Return a browser whose login cookie Streamlit itself has signed, with a role's group; without a role none."""
    app = Starlette(routes=meeting_routes.routes(), middleware=[Middleware(Doorkeeper)])
    client = TestClient(app, base_url=HOME, client=("10.0.0.9", 50_000))
    if role is not None:
        said = {"origin": HOME, "is_logged_in": True, "iss": "i", "sub": "s", "iat": time.time(), "groups": [role]}
        value = create_signed_value(get_cookie_secret(), USER_COOKIE_NAME, json.dumps({**said, **claims}))
        client.cookies.set(USER_COOKIE_NAME, value.decode("latin-1"))
    return client
