"""A browser that asks for what is frozen, through all of our own walls."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from prioritering.usecases.frozen_links import FrozenLink
from prioritering.view.view import View
from prioritering.web.server.app import app_settings
from prioritering.web.server.doorkeeper import CALLBACK, Doorkeeper
from tests.web.devices import HOME, person

SECRET, ROLE = "Ett skäl som inte är för alla", "Objektledaren i prov"
VIEW = View(plan="vso-2021", frame="3547")


def browser(role: str | None = None, base: str = HOME, client: str = "10.0.0.9") -> TestClient:
    """A browser that reaches our routes through all of our own walls."""
    ours = app_settings()
    app = Starlette(routes=ours["routes"], middleware=ours["middleware"], exception_handlers=ours["exception_handlers"])
    opened = TestClient(app, base_url=base, client=(client, 50_000), follow_redirects=False)
    opened.cookies = person(role).cookies if role else opened.cookies
    return opened


def page(link: FrozenLink, role: str | None = None, rest: str = "") -> tuple[int, str]:
    answer = browser(role).get(f"/fryst/{link.name}{rest}")
    return answer.status_code, answer.text


def remembered(address: str) -> str:
    """Where the door leads after a login that was begun on the page of an address."""
    page = Starlette(
        routes=[
            Route("/oversikt", lambda _: HTMLResponse("")),
            Route(CALLBACK, lambda _: RedirectResponse("/", 302)),
        ],
        middleware=[Middleware(Doorkeeper)],
    )
    opened = TestClient(page, base_url=HOME, client=("10.0.0.9", 50_000), follow_redirects=False)
    opened.get(address)
    return opened.get(CALLBACK).headers["location"]
