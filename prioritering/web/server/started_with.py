"""What a server may not be started with, since it would take walls down: the start ends with the reason."""

from __future__ import annotations

import ipaddress
import os

from prioritering.errors import BadArgument
from prioritering.settings import PROXY_SETTING
from prioritering.web.server.listens import uvicorn_flags

NO_ROOT_PATH = (
    "uvicorns --root-path (UVICORN_ROOT_PATH) används inte. Sökvägen sägs med STREAMLIT_SERVER_BASE_URL_PATH, och "
    "proxyn skickar den vidare som den är; docs/drift.md visar hur."
)
_EVERYONE = (
    f"{PROXY_SETTING} (eller --forwarded-allow-ips) är {{}}: då får vem som helst säga vem som frågar. Ange "
    "proxyns egen adress; docs/drift.md visar hur."
)


def check_started_with() -> None:
    """Raise BadArgument for a choice that cannot be kept safe. To be asked by the thread that the server started in."""
    flags = uvicorn_flags()
    if flags.get("root_path"):
        raise BadArgument(NO_ROOT_PATH)
    stated = f"{os.environ.get(PROXY_SETTING, '')},{flags.get('forwarded_allow_ips') or ''}"
    for part in map(str.strip, stated.split(",")):
        if _is_everyone(part):
            raise BadArgument(_EVERYONE.format(part))


def _is_everyone(proxy: str) -> bool:
    try:
        return ipaddress.ip_network(proxy, strict=False).prefixlen == 0
    except ValueError:
        # Uvicorn knows it as no address.
        return proxy == "*"
