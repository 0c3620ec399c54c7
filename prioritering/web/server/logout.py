"""Logging out: the login is ended on the server too, so that a copy of its cookie is worth nothing."""

from __future__ import annotations

import logging

from starlette.requests import HTTPConnection
from starlette.types import Scope

from prioritering.errors import PrioriteringError
from prioritering.usecases.logins import end_login
from prioritering.web.base import below_base
from prioritering.web.frame import context
from prioritering.web.frame.ended_logins import ENDED
from prioritering.web.frame.who import request_user
from prioritering.web.server.open_streams import OPEN_STREAMS
from prioritering.web.server.threads import in_thread

LOG = logging.getLogger("prioritering.web")
LOGOUT = "/auth/logout"
ELSEWHERE = (403, "Utloggningen kommer från en annan webbplats.")
NOT_NOTED = (503, "Utloggningen kunde inte sparas. Försök igen.")


def is_logout(scope: Scope) -> bool:
    """Return whether a request is Streamlit's own for logging out."""
    return scope["type"] == "http" and below_base(str(scope["path"])).rstrip("/") == LOGOUT


async def end_login_of(scope: Scope) -> tuple[int, str] | None:
    """End the login that a request shows, before Streamlit takes its cookie away; or return why it is refused."""
    connection = HTTPConnection(scope)
    # Streamlit logs out by a plain link, which any page could have a browser follow.
    if connection.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return ELSEWHERE
    user = request_user(connection)
    if not user.login:
        return None
    try:
        store = await in_thread(context.store)
        await in_thread(end_login, store, user.login, user.runs_out)
    except PrioriteringError:
        LOG.exception("A logout could not be kept")
        return NOT_NOTED
    ENDED.note(user.login)
    # The person's other tabs: they would else follow on until they are asked by themselves.
    OPEN_STREAMS.ask_again()
    return None
