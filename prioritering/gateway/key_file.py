"""The file beside the database that says where the running server listens for commands, and with which key."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import NamedTuple

SUFFIX = ".kommando"


class Way(NamedTuple):
    """Where to ask, on this machine, and the shared secret that proves both ends."""

    port: int
    key: bytes


def key_file(database: Path | str) -> Path:
    """Return the file's path for a database."""
    return Path(f"{database}{SUFFIX}")


def write_way(path: Path, port: int) -> Way:
    """Write a new key for a port; the file is readable by its owner alone from its first byte."""
    way = Way(port, secrets.token_bytes(32))
    path.unlink(missing_ok=True)
    # Made anew and never opened as it is: a file that somebody else has put there would keep its own rights.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"port": way.port, "nyckel": way.key.hex()}, file)
    return way


def read_way(path: Path) -> Way | None:
    """Return what the file says, None when there is none that can be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Way(int(found["port"]), bytes.fromhex(found["nyckel"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
