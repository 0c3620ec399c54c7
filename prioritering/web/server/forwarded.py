"""What a proxy says of whoever asks: taken from the one that is stated, and refused aloud from any other.

Uvicorn itself puts the visitor's address and scheme in place of the proxy's, for the addresses in FORWARDED_ALLOW_IPS.
"""

from __future__ import annotations

import logging

from starlette.datastructures import Headers
from starlette.types import Scope

from prioritering.settings import PROXY_SETTING, behind_proxy
from prioritering.web.base import below_base

LOG = logging.getLogger("prioritering.web")
_FOR = "x-forwarded-for"
FORWARDED = (
    _FOR, "forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "fastly-client-ip",
    "fly-client-ip", "forwarded-for", "cdn-loop", "x-proxyuser-ip", "client-ip",
    "x-remote-ip", "x-remote-addr", "x-originating-ip", "x-arr-log-id", "x-arr-ssl",
)  # fmt: skip
"""What proxies write of the one they ask for, and no browser does; with all that begins as one of `BEGINNINGS`."""
BEGINNINGS = (
    "x-forwarded", "x-original-", "x-rewrite-", "cf-", "x-envoy-", "x-azure-", "x-appengine-", "x-amzn-", "tailscale-",
)  # fmt: skip
# What watches over a server may be as old as that.
_ALSO_OLD = ("/halsa", "/version")
UNKNOWN_PROXY = (
    f"Anropet kommer genom en proxy som inte är angiven. Sätt {PROXY_SETTING} till proxyns adress och låt den skicka "
    "X-Forwarded-For; docs/drift.md visar hur."
)


def unknown_proxy(scope: Scope) -> str | None:
    """Return why a request is refused that shows that it has been forwarded, when nobody has stated by whom."""
    headers = Headers(scope=scope)
    if not _is_forwarded(scope, headers):
        return None
    client = scope.get("client")
    # Uvicorn has taken the address from the header only where it trusts whoever sent it.
    if behind_proxy() and client is not None and client[0] in _hops(headers.getlist(_FOR)):
        return None
    LOG.error("A request was refused: a proxy has forwarded it, and %s names no such proxy", PROXY_SETTING)
    return UNKNOWN_PROXY


def _is_forwarded(scope: Scope, headers: Headers) -> bool:
    # Some write them with underscores, which mean the same to many who read them.
    names = [name.replace("_", "-") for name in headers]
    if any(name in FORWARDED or name.startswith(BEGINNINGS) for name in names):
        return True
    # No browser has spoken it for twenty years, and nginx does when it is told nothing else.
    return scope.get("http_version") == "1.0" and below_base(str(scope["path"])) not in _ALSO_OLD


def _hops(values: list[str]) -> set[str]:
    """Return the addresses that the header names, with and without their ports."""
    parts = [part.strip() for value in values for part in value.split(",")]
    bare = [part[1:].partition("]")[0] if part.startswith("[") else part.partition(":")[0] for part in parts]
    return {*parts, *bare} - {""}
