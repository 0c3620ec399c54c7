"""Which addresses there are: the pages, what the log may hold of an address, and what is said where nothing is."""

from __future__ import annotations

from functools import cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from prioritering.web.base import base_path, below_base
from prioritering.web.frame.frozen_address import FROZEN_PATH
from prioritering.web.frame.navigation import FIRST, existing_pages
from prioritering.web.frame.templates import render

FIRST_PAGE = f"/{FIRST}"

# Told in full: nothing in them is anybody's.
_AS_THEY_ARE = (
    "/",
    "/halsa",
    "/version",
    "/oauth2callback",
    "/auth/login",
    "/auth/logout",
    "/_stcore/stream",
    "/_stcore/health",
    "/_stcore/host-config",
    "/direkt/strom",
)
_WITH_METHODS = ("/direkt/", "/halsa", "/version", "/_stcore/", "/oauth2callback", "/auth/", FROZEN_PATH)
_BY_THEIR_BEGINNING = ("/_stcore/", "/media/", "/component/", "/static/", "/statisk/", "/direkt/", FROZEN_PATH)


@cache
def _pages() -> frozenset[str]:
    return frozenset(f"/{address}" for _, address, _ in existing_pages())


def is_page(path: str) -> bool:
    """Return whether the path of a request is that of a page."""
    return below_base(path) in _pages()


def shown_path(path: str) -> str:
    """Return what may stand in the log of a request's path: its beginning where the rest is somebody's, else all."""
    below = below_base(path)
    if is_page(path) or below in _AS_THEY_ARE:
        return below
    return next((f"{start}…" for start in _BY_THEIR_BEGINNING if below.startswith(start)), "…")


def nothing_here() -> bytes:
    """Return the page that says in Swedish that an address leads nowhere."""
    return render("server/finns_inte.html", first=base_path() + FIRST_PAGE).encode()


async def not_found(request: Request, error: Exception) -> Response:
    """Answer what no route took, and what is asked with a method that suits no route."""
    # Streamlit's files answer any address, and refuse other methods before they look for it.
    there = is_page(request.url.path) or below_base(request.url.path).startswith(_WITH_METHODS)
    if isinstance(error, HTTPException) and error.status_code == 405 and there:
        return PlainTextResponse("Adressen tar inte emot sådana anrop.", 405, headers=error.headers)
    return HTMLResponse(nothing_here(), status_code=404)
