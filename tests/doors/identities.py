"""Who may stand at the doors: each identity that docs/hotmodell.md names, as a request and as a page's visitor."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
import streamlit as st
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from prioritering.permissions import Role, login_mark
from prioritering.settings import PROXY_SETTING
from prioritering.web.frame import network_room, reached, who
from prioritering.web.frame.ended_logins import ENDED
from prioritering.web.frame.network_room import LEADER, NetworkRoom
from prioritering.web.server import leader_route
from tests.login_settings import login_table

HERE, OTHER, LOOP, PROXY = "192.168.1.5", "192.168.1.20", "127.0.0.1", "10.0.0.2"
HOME = "https://prio.example"


class Identity(NamedTuple):
    """Someone at the door.

    `letter` is the column of the tables and `name` what docs/hotmodell.md calls it. `role` is there with login alone;
    `joined` is the meeting whose member it is: "det" (the one that is asked for) or "annat"; `cookie` the meeting
    whose cookie lies in the browser. `forwarded` is what a proxy has said of it.
    """

    letter: str
    name: str
    client: str = LOOP
    host: str = f"{LOOP}:8501"
    room: bool = False
    key: bool = False
    login: bool = False
    role: Role | None = None
    joined: str = ""
    cookie: str = ""
    ended: bool = False
    proxy: bool = False
    forwarded: bool = False

    @property
    def subject(self) -> str:
        """The person of the login, as the meetings know it."""
        return f"i|person {self.letter}"

    def cookies(self, meetings: Mapping[str, tuple[str, str]], room: NetworkRoom) -> dict[str, str]:
        """Return what lies in the browser; `meetings` are id and a member's token by "det" and "annat"."""
        found = {}
        if self.key:
            found[LEADER] = room.key
        if self.cookie:
            meeting_id, token = meetings[self.cookie]
            found[who.COOKIE + meeting_id] = token
        if self.role is not None:
            found[USER_COOKIE_NAME] = create_signed_value(
                get_cookie_secret(), USER_COOKIE_NAME, json.dumps({"origin": HOME, **self.claims()})
            ).decode("latin-1")
        return found

    def claims(self) -> dict[str, Any]:
        """Return the claims of the login."""
        groups = [self.role.value] if self.role else []
        return {
            "is_logged_in": True,
            "iss": "i",
            "sub": self.subject.removeprefix("i|"),
            "iat": _BEGAN,
            "groups": groups,
        }

    def headers(self, cookies: Mapping[str, str]) -> dict[str, str]:
        """Return the headers of its requests."""
        found = {"host": self.host, "cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        return {**found, "x-forwarded-for": self.client} if self.forwarded else found


_BEGAN = time.time()
_IN_ROOM = {"room": True, "host": f"{HERE}:8501"}
_LOGGED_IN = {"login": True, "client": "10.0.0.9", "host": "prio.example"}

IDENTITIES = (
    Identity("A", "den egna datorn, ensam"),
    Identity("B", "en annan dator i nätet, rummet stängt", client=OTHER, host=f"{HERE}:8501"),
    Identity("C", "rummet öppet: den som leder, på 127.0.0.1", room=True),
    Identity("D", "rummet öppet: den som leder, med nyckeln på nätadressen", client=HERE, key=True, **_IN_ROOM),
    Identity("E", "rummet öppet: en granne", client=OTHER, **_IN_ROOM),
    Identity("F", "rummet öppet: en granne med ledarens nyckel", client=OTHER, key=True, **_IN_ROOM),
    Identity("G", "rummet öppet: en medlem i mötet", client=OTHER, joined="det", cookie="det", **_IN_ROOM),
    Identity("H", "rummet öppet: en medlem i ett annat möte", client=OTHER, joined="annat", cookie="annat", **_IN_ROOM),
    Identity("I", "rummet öppet: en främmande webbplats (fel Host)", room=True, host="evil.example"),
    Identity("J", "inloggning: inte inloggad", **_LOGGED_IN),
    Identity("K", "inloggning: läsare", role=Role.READER, **_LOGGED_IN),
    Identity("L", "inloggning: medlem", role=Role.MEMBER, **_LOGGED_IN),
    Identity("M", "inloggning: medlem i mötet", role=Role.MEMBER, joined="det", **_LOGGED_IN),
    Identity("N", "inloggning: objektägare", role=Role.OWNER, **_LOGGED_IN),
    Identity("O", "inloggning: objektledare, med i ett annat möte", role=Role.LEADER, joined="annat", **_LOGGED_IN),
    Identity("P", "inloggning: administratör", role=Role.ADMINISTRATOR, **_LOGGED_IN),
    Identity("Q", "inloggning: utloggad, med en kopia av kakan", role=Role.MEMBER, ended=True, **_LOGGED_IN),
    Identity("R", "inloggning: medlem, med en annan persons möteskaka", role=Role.MEMBER, cookie="det", **_LOGGED_IN),
    Identity("S", "bakom en angiven proxy, utan inloggning", client=PROXY, proxy=True, forwarded=True),
    Identity("T", "bakom en angiven proxy: medlem", role=Role.MEMBER, proxy=True, forwarded=True, **_LOGGED_IN),
    Identity("U", "bakom en proxy som inte är angiven: medlem", role=Role.MEMBER, forwarded=True, **_LOGGED_IN),
)
LETTERS = "".join(identity.letter for identity in IDENTITIES)


@contextmanager
def standing(identity: Identity, meetings: Mapping[str, tuple[str, str]]) -> Iterator[dict[str, str]]:
    """Let the server be as the identity meets it, and a page be visited by it; gives the cookies of its browser."""
    room = NetworkRoom()
    room.listening = f"http://{HERE}:8501" if identity.room else ""
    # It has followed its link.
    room.admit(room.key, HERE, HERE)
    table: dict[str, Any] = {}
    if identity.login:
        table["auth"] = login_table(HOME)
        table["atkomst"] = {"ansprak": ["groups"], "roller": {role.value: [role.value] for role in Role}}
    with pytest.MonkeyPatch.context() as patch:
        for module in (network_room, who, leader_route, reached):
            patch.setattr(module, "ROOM", room)
        patch.setattr(st, "secrets", table)
        patch.setattr(ENDED, "_marks", frozenset({login_mark(identity.claims())} if identity.ended else ()))
        patch.setattr(ENDED, "_asked", float("inf"))
        if identity.proxy:
            patch.setenv(PROXY_SETTING, "10.0.0.1")
        else:
            patch.delenv(PROXY_SETTING, raising=False)
        cookies = identity.cookies(meetings, room)
        visitor = SimpleNamespace(headers={}, cookies=cookies, remote_ip=identity.client)
        patch.setattr("streamlit.runtime.context._get_client_context", lambda: visitor)
        yield cookies
