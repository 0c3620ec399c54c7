"""Loaded by the server under test: writes every outgoing connection and name look-up to a file.

Python reports these to audit hooks before they happen, whichever library makes them.
"""

import os
import sys
from typing import Any

_EVENTS = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}
_LOG = os.environ["UTGAENDE_LOGG"]


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _EVENTS:
        return
    target = arguments[0] if event in {"socket.getaddrinfo", "socket.gethostbyname"} else arguments[1]
    host = target[0] if isinstance(target, tuple) else target
    with open(_LOG, "a", encoding="utf-8") as log:  # noqa: PTH123 (pathlib is not loaded this early)
        log.write(f"{event} {host}\n")


sys.addaudithook(_note)
