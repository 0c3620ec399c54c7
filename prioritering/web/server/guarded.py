"""Our own HTTP routes: permission first, nothing from another site, and errors as clear JSON with a fitting status."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from prioritering.errors import BadArgument, Conflict, NotAllowed, NotThere, NowAnother, PrioriteringError, TooFast
from prioritering.permissions import Permission, User, check_allowed
from prioritering.swedish import upper_first
from prioritering.web.frame.who import request_user
from prioritering.web.limits import AGAIN_SECONDS

LOG = logging.getLogger("prioritering.web")
_STATUS: tuple[tuple[type[PrioriteringError], int], ...] = (
    (TooFast, 429),
    (NotAllowed, 403),
    (NowAnother, 412),
    (Conflict, 409),
    (NotThere, 404),
    (BadArgument, 400),
)

OUT_OF_ORDER = "servern kan inte ta emot det just nu; försök igen"

Handler = Callable[[Request, User], Awaitable[Response]]


def guarded(permission: Permission, handle: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Wrap a route: permission first, then our own errors as clear JSON with a fitting status."""

    async def answered(request: Request) -> Response:
        """Answer a request, or say why not."""
        try:
            user = request_user(request)
            if not user.roles:
                return _error(401, "Logga in först.")
            check_allowed(user, permission)
            if request.method == "POST":
                _check_same_site(request)
            return await handle(request, user)
        except PrioriteringError as error:
            status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
            if status == 500:
                # It may name a file of the server's, which is nothing for a member's screen.
                LOG.exception("A request failed")
                return _error(status, OUT_OF_ORDER)
            return _error(status, str(error))

    return answered


def _error(status: int, text: str) -> JSONResponse:
    headers = {"cache-control": "no-store"}
    if status == 429:
        headers["retry-after"] = str(AGAIN_SECONDS)
    return JSONResponse({"fel": upper_first(text)}, status, headers=headers)


def _check_same_site(request: Request) -> None:
    """Refuse what another site's page sends in the visitor's name. The cookies are SameSite=Strict besides."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise NotAllowed("anropet kommer från en annan webbplats")
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise BadArgument("anropet ska vara JSON")
