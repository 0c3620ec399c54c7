"""Who is asking: from a page's session or from an HTTP request, with login or without.

Without `[auth]` in `.streamlit/secrets.toml` the app is for one machine: requests from others are refused before
they reach Streamlit, unless the room is open, which lets them in as members. Nobody is here who comes through a proxy.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from prioritering.permissions import (
    NEIGHBOUR,
    NOBODY,
    THIS_MACHINE,
    AccessSettings,
    Permission,
    User,
    check_allowed,
    is_a_login,
    settings_from,
    user_from,
)
from prioritering.settings import behind_proxy
from prioritering.usecases.meeting_room import Credential
from prioritering.web.frame.ended_logins import ENDED
from prioritering.web.frame.network_room import LEADER, ROOM
from prioritering.web.frame.secrets_file import login_settings, secrets_table
from prioritering.web.loopback import is_loopback, is_this_machine, own_names, plain_address

COOKIE = "mote_"
DEVICE = "enhet"
"""The cookie that knows a device again without login, so that its user can undo what they did before."""
NEVER_SHARED = 7 * 24 * 3600
"""Seconds that a device keeps its token: longer than a meeting with its second round, shorter than till the next."""
KNOWN_AGAIN = 30 * 24 * 3600
"""Seconds that a device is known again."""


def login_is_on() -> bool:
    """True when secrets.toml sets up a login; BadArgument when it cannot be read, or nobody could log in by it."""
    return bool(login_settings())


def access_settings() -> AccessSettings:
    """Return the access settings; BadArgument when secrets.toml has something that cannot be used."""
    return settings_from(_plain(secrets_table("atkomst")))


def page_user() -> User:
    """Return who is at the page that is being drawn."""
    if login_is_on():
        return _logged_in(st.user.to_dict())
    # Streamlit gives no address at all for a visitor on the machine itself.
    return _without_login(st.context.ip_address or "127.0.0.1", st.context.cookies)


def login_has_ended() -> bool:
    """Return whether whoever is at the page has logged in, and the login has run out or been ended elsewhere since."""
    return login_is_on() and is_a_login(st.user.to_dict()) and page_user().subject is None


def request_user(connection: HTTPConnection) -> User:
    """Return who sends an HTTP request, by the same cookie that Streamlit's own login sets."""
    if not login_is_on():
        return _without_login(connection.client.host if connection.client else "", connection.cookies)
    # Streamlit's own, since nothing public reads its login outside a page.
    raw = _get_signed_cookie_with_chunks(connection.cookies, USER_COOKIE_NAME)
    if raw is None:
        return NOBODY
    try:
        claims = json.loads(raw)
    except ValueError:
        return NOBODY
    # As Streamlit does: a cookie that was signed for another address with the same secret is no login here.
    if not isinstance(claims, dict) or claims.get("origin") != _login_origin():
        return NOBODY
    return _logged_in(claims)


def credential(meeting_id: str, cookies: Mapping[str, str], user: User) -> Credential:
    """Return what is shown for a meeting: with login the person, whatever lies in the browser; else the device."""
    if login_is_on():
        return Credential(token=None, subject=user.subject)
    return Credential(token=cookies.get(COOKIE + meeting_id), subject=None)


def new_device(connection: HTTPConnection) -> str:
    """Return a token for a device that has none and may change something without login; else nothing."""
    if login_is_on() or DEVICE in connection.cookies or not request_user(connection).may(Permission.CHANGE):
        return ""
    return secrets.token_urlsafe(32)


def require_here(permission: str) -> None:
    """Raise NotAllowed unless whoever is at the page may do what it is for."""
    check_allowed(page_user(), Permission(permission))


def is_told_apart(user: User) -> bool:
    """Return whether someone is told apart from the members of a meeting: by a login, or as who sits at the machine."""
    return user.subject is not None or room_is_open()


def room_is_open() -> bool:
    """Return whether other machines of the local network are let in without login."""
    return not login_is_on() and (bool(ROOM.listening) or access_settings().natverk)


def may_enter(scope: Scope) -> bool:
    """Return whether a connection may come in at all.

    Without login the Host must be this machine's as well, so that a foreign site cannot point a name of its own here
    and have the visitor's browser read the app for it (DNS rebinding).
    """
    # Read first: settings that cannot be used let nobody in, whoever it is.
    settings = access_settings()
    if login_is_on():
        return True
    client, server = scope.get("client"), scope.get("server")
    host = (urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname or "").casefold()
    if client is not None and _is_here(client[0]) and is_this_machine(host):
        return True
    own = {plain_address(server[0]) if server else "", *own_names(), *map(str.casefold, settings.adresser)}
    return room_is_open() and (is_this_machine(host) or (plain_address(host) or host) in own - {""})


def _is_here(client: str) -> bool:
    # What a proxy passes on comes from its own address, or from one that somebody may have written.
    return is_loopback(client) and not behind_proxy()


def _logged_in(claims: Mapping[str, Any]) -> User:
    user = user_from(claims, access_settings(), time.time())
    return NOBODY if user.login and ENDED.has(user.login) else user


def _without_login(client: str, cookies: Mapping[str, str]) -> User:
    if _is_here(client):
        return THIS_MACHINE
    if not room_is_open():
        return NOBODY
    return THIS_MACHINE if ROOM.leads(cookies.get(LEADER), client) else NEIGHBOUR


def _login_origin() -> str:
    parts = urlsplit(login_settings()["redirect_uri"])
    return f"{parts.scheme}://{parts.netloc}"


def _plain(value: Any) -> Any:
    """Return a secrets table as plain dictionaries."""
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, Mapping) else value
