"""Middleware at the door: one machine only without login; with login, every address but the page's frame is shut.

Streamlit leaves its media files and our own routes open to anyone without a login, and forgets at the login
which address was asked for. Both are mended here.
"""

from __future__ import annotations

import re
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, quote, unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from prioritering.errors import PrioriteringError
from prioritering.permissions import Permission
from prioritering.settings import behind_proxy
from prioritering.swedish import as_sentence
from prioritering.web.base import base_path, below_base
from prioritering.web.frame.frozen_address import BOUND_FOR, FROZEN_PATH, LONGEST_NAME
from prioritering.web.frame.who import login_is_on, may_enter, request_user, room_is_open
from prioritering.web.server.addresses import is_page
from prioritering.web.server.forwarded import unknown_proxy
from prioritering.web.server.logout import end_login_of, is_logout
from prioritering.web.server.refusal import turn_away

NEXT = "prioritering_nasta"
_NAME = re.compile(rf"[\w-]{{1,{LONGEST_NAME}}}", re.ASCII)
LOGIN, CALLBACK = "/auth/login", "/oauth2callback"
# The rest is what a browser needs to draw the login page, and holds nothing of the plans. The websocket runs the
# script, which stops before the first plan is read (see login.let_in).
SHUT_WITH_LOGIN = ("/media/", "/direkt/", "/component/")
# For whoever sees to it that the server is up, before anybody has set up who comes in; they hold nothing of the plans.
ALWAYS_OPEN = ("/halsa", "/version")
BEHIND_PROXY = (
    "Inloggning är inte uppsatt, och bakom en proxy (FORWARDED_ALLOW_IPS) krävs den. "
    "docs/drift.md beskriver hur den sätts upp."
)
ONE_MACHINE = (
    "Inloggning är inte uppsatt, så Prioritering svarar bara på den dator där den körs (http://127.0.0.1). "
    "docs/drift.md beskriver hur inloggning eller det lokala nätet sätts upp."
)
NO_PROVIDER = "Inloggningstjänsten går inte att nå. Försök igen om en stund."
OTHER_NAME = (
    "Prioritering svarar inte på det här namnet. Använd datorns adress i nätet, eller skriv namnet i adresser under "
    "[atkomst] i secrets.toml."
)


class Doorkeeper:
    """Lets in, refuses, and remembers where someone who must log in was going."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        try:
            refusal = _refusal(scope)
            if refusal is None and is_logout(scope) and login_is_on():
                refusal = await end_login_of(scope)
        except PrioriteringError as error:
            # Settings that cannot be used shut the door: nobody is let in by a slip in secrets.toml.
            refusal = (500, as_sentence(str(error)))
        if refusal is None:
            await self.app(scope, receive, _Remembering(scope, send) if _remembers(scope) else send)
        else:
            await turn_away(PlainTextResponse(refusal[1], status_code=refusal[0]), scope, receive, send)


def _refusal(scope: Scope) -> tuple[int, str] | None:
    forwarded = unknown_proxy(scope)
    if forwarded is not None:
        return 400, forwarded
    path = below_base(str(scope["path"]))
    if path in ALWAYS_OPEN:
        return None
    if not may_enter(scope):
        return 403, BEHIND_PROXY if behind_proxy() else OTHER_NAME if room_is_open() else ONE_MACHINE
    if login_is_on() and path.startswith(SHUT_WITH_LOGIN):
        user = request_user(HTTPConnection(scope))
        if not user.roles:
            return 401, "Logga in först."
        if not user.may(Permission.READ):
            return 403, "Din roll får inte läsa det här."
    return None


def _remembers(scope: Scope) -> bool:
    # Whoever reads something frozen without login is given no cookie.
    path = below_base(str(scope["path"]))
    asked = scope["type"] == "http" and scope["method"] == "GET" and path not in ALWAYS_OPEN
    return asked and not path.startswith(FROZEN_PATH) and login_is_on()


def _frozen_asked(query: str) -> str:
    """Return the address of the frozen link that somebody logs in to read; nothing when it is a page that is asked."""
    name = dict(parse_qsl(query)).get(BOUND_FOR, "")
    return f"{base_path()}{FROZEN_PATH}{name}" if _NAME.fullmatch(name) else ""


class _Remembering:
    """Keeps the asked address in a cookie until the login is done, and sends the browser there."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope = scope
        self.send = send
        self.path = str(scope["path"])
        self.instead: Response | None = None

    async def __call__(self, message: Message) -> None:
        if self.instead is not None:
            message = {**message, "body": self.instead.body}
        elif below_base(self.path) == LOGIN and message.get("status") == 400:
            # Streamlit says it in two words of English; the log holds why.
            self.instead = PlainTextResponse(NO_PROVIDER, 503)
            message = {**message, "status": 503, "headers": self.instead.raw_headers}
        elif message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            if below_base(self.path) == CALLBACK:
                self._go_on(message["status"], headers)
            elif message["status"] == 200 and is_page(self.path):
                # Streamlit's page answers at any address, also one that a browser asks for by itself, such as an icon.
                self._note(headers)
        await self.send(message)

    def _note(self, headers: MutableHeaders) -> None:
        query = self.scope["query_string"].decode("latin-1")
        address = _frozen_asked(query) or self.path + (f"?{query}" if query else "")
        # Browsers throw away a cookie above some 4,000 characters.
        if len(address) < 3000 and not request_user(HTTPConnection(self.scope)).roles:
            # Lax: the browser comes back from the identity provider, another site, and would not bring a Strict one.
            headers.append(
                "set-cookie", f"{NEXT}={quote(address, safe='')}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"
            )

    def _go_on(self, status: int, headers: MutableHeaders) -> None:
        wanted = SimpleCookie(Headers(scope=self.scope).get("cookie", "")).get(NEXT)
        address = unquote(wanted.value) if wanted else ""
        # Only a path on this host: "//host" and "/\host" would lead elsewhere.
        if (
            status == 302
            and address.startswith("/")
            and not address.startswith(("//", "/\\"))
            and address.isprintable()
        ):
            headers["location"] = quote(address, safe="/?&=%~.,:+-_")
            headers.append("set-cookie", f"{NEXT}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
