"""What a monitor asks: whether the server can be used, and which version runs. Open to whoever may reach the server."""

from __future__ import annotations

import logging
import threading

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from prioritering import __version__
from prioritering.errors import PrioriteringError
from prioritering.usecases.health import disk_warning, plans_there
from prioritering.view.basis import RULES
from prioritering.web.frame import context
from prioritering.web.server.threads import in_thread

LOG = logging.getLogger("prioritering.web")
READY = threading.Event()
"""Set while the database is open and the plans are taken in."""
_NOT_KEPT = {"cache-control": "no-store"}


def health_routes() -> list[BaseRoute]:
    """Return the routes that a monitor asks."""
    return [Route("/halsa", _health), Route("/version", _version)]


async def _health(request: Request) -> Response:
    del request
    plans = await in_thread(_plans) if READY.is_set() else None
    found: dict[str, bool | str | int | None] = {"redo": plans is not None, "version": __version__, "planer": plans}
    if plans is not None and await in_thread(_disk_is_short):
        # How much is left is for the log.
        found["varning"] = "disken är snart full"
    return JSONResponse(found, 503 if plans is None else 200, headers=_NOT_KEPT)


def _plans() -> int | None:
    try:
        return plans_there(context.store())
    except PrioriteringError as error:
        # The reason may name a file, which is for the log.
        LOG.warning("Not ready: %s", error)
        return None


def _disk_is_short() -> bool:
    return bool(disk_warning(context.store()))


async def _version(request: Request) -> Response:
    del request
    return JSONResponse({"version": __version__, "regelversion": RULES}, headers=_NOT_KEPT)
