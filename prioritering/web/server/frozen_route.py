"""The address of what is frozen: the only one that shows anything of a plan without login, where a link allows it.

Outside Streamlit: a plain page, with no script and no websocket. What is unknown, withdrawn, ended and not allowed is
answered alike, so that nobody learns which names there are, and guesses are slowed down: not for who is logged in
and may read, who finds every link in its list and does not wait for a stranger behind the same address.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import date
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from prioritering.errors import BadArgument, NotAllowed, StoreError
from prioritering.permissions import Permission
from prioritering.swedish import as_sentence
from prioritering.usecases.frozen_links import document_in, frozen_file, link_called, without_reasons
from prioritering.usecases.frozen_today import today_beside
from prioritering.usecases.which_plan import in_file_name
from prioritering.view.copied_link import AROUND
from prioritering.web.base import base_path
from prioritering.web.frame import context
from prioritering.web.frame.frozen_address import BOUND_FOR, FROZEN_PATH, LONGEST_NAME, own_address
from prioritering.web.frame.templates import render
from prioritering.web.frame.who import login_is_on, request_user
from prioritering.web.server.code_pace import CodePace
from prioritering.web.server.frozen_page import Reading, frozen_page
from prioritering.web.server.threads import drawn_in_turn

_Drawing = Callable[[str, bool, str], Response | None]

LOG = logging.getLogger("prioritering.web")
LOG_IN = "logga-in"
"""What is asked of a link that opens nothing, to be led to it once more when one has logged in."""
LINK_PACE = CodePace()
"""Of its own: whoever tries links does not make a meeting wait for its codes."""


def frozen_routes() -> list[Route]:
    """Return the routes of frozen pages and their documents."""
    return [Route(f"{FROZEN_PATH}{{name}}/json", _document), Route(f"{FROZEN_PATH}{{name}}", _page)]


async def _page(request: Request) -> Response:
    return await _answered(request, _drawn)


async def _document(request: Request) -> Response:
    return await _answered(request, _as_file)


async def _answered(request: Request, answer: _Drawing) -> Response:
    asking = request.client.host if request.client else ""
    may_read = request_user(request).may(Permission.READ)
    guesses = not (login_is_on() and may_read)
    try:
        await asyncio.sleep(LINK_PACE.wait_seconds(asking) if guesses else 0.0)
    except NotAllowed:
        return PlainTextResponse("För många länkar som inte finns; vänta en minut och försök igen.", 429)
    # A mail takes the end of the sentence into the link; no name ends so.
    name = str(request.path_params["name"]).rstrip(AROUND)
    if LOG_IN in request.query_params and login_is_on() and not may_read:
        # Whatever the name is: it is asked for again after the login, and answered then.
        return RedirectResponse(f"{base_path()}/oversikt?{urlencode({BOUND_FOR: name[:LONGEST_NAME]})}", 303)
    found: Response | None = await drawn_in_turn(FROZEN_PATH, answer, name, may_read, str(request.url))
    if found is not None:
        return found
    if guesses:
        LINK_PACE.note_miss(asking)
    return _opens_nothing("", 404)


def _drawn(name: str, may_read: bool, url: str) -> Response | None:
    store = context.store()
    link = link_called(store, name, date.today())
    if link is None or not (may_read or link.without_login):
        return None
    try:
        document = document_in(store, link)
        if not may_read:
            return HTMLResponse(frozen_page(Reading(link, without_reasons(document), address=own_address(name, url))))
        today = today_beside(store, link.plan_key, document)
        return HTMLResponse(frozen_page(Reading(link, document, today, own_address(name, url))))
    except (BadArgument, StoreError) as error:
        LOG.warning("A frozen document cannot be shown: %s", error)
        return _opens_nothing(str(error), 500) if may_read else None


def _opens_nothing(fault: str, status: int) -> Response:
    return HTMLResponse(
        render(
            "server/fryst_inte.html",
            fault=as_sentence(fault) if fault else "",
            # Where nobody can log in it is no way out.
            log_in=LOG_IN if login_is_on() else "",
        ),
        status,
    )


def _as_file(name: str, may_read: bool, url: str) -> Response | None:
    del url
    store = context.store()
    link = link_called(store, name, date.today())
    if link is None or not may_read:
        return None
    try:
        data = frozen_file(store, link)
    except StoreError as error:
        return _opens_nothing(str(error), 500)
    called = f"fryst-{link.made_at:%Y-%m-%d}-{in_file_name(store, link.plan_key)}.json"
    # A header holds no letters but those of ASCII; a plan's id may have others.
    held = {"content-disposition": f"attachment; filename*=UTF-8''{quote(called)}"}
    return Response(data, media_type="application/json", headers=held)
