"""Where the server itself listens, as it was started: by uvicorn's command line, else by Streamlit's settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import click
import streamlit as st

from prioritering.web.loopback import is_this_machine, network_address

_ANY = ("", "0.0.0.0", "::")  # noqa: S104 - compared with, not listened to


class Listens(NamedTuple):
    """Host, as it was given (empty or 0.0.0.0: all of the machine's addresses), and port."""

    host: str
    port: int

    @property
    def here(self) -> bool:
        """Whether only the machine itself reaches it."""
        return is_this_machine(self.host)

    @property
    def by_others(self) -> str:
        """Scheme, host and port for other machines; empty where they reach nothing."""
        host = network_address() if self.host in _ANY else self.host
        return "" if self.here or not host else f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def at_home(self) -> str:
        """The same for the machine itself; empty where the server has another address of its own only."""
        return f"http://127.0.0.1:{self.port}" if self.here or self.host in _ANY else ""


def listens() -> Listens:
    """Return it. To be asked by the thread that the server was started in."""
    said = uvicorn_flags()
    if said.get("host") and said.get("port"):
        return Listens(str(said["host"]), int(said["port"]))
    return Listens(str(st.get_option("server.address") or ""), int(st.get_option("server.port")))


def uvicorn_flags() -> Mapping[str, Any]:
    """Return what the server's program was told, by its flags or its own variables. To be asked as `listens`."""
    # Both programs are made with click; uvicorn keeps it nowhere else that we may look.
    command = click.get_current_context(silent=True)
    return command.params if command is not None else {}
