"""The file beside the database that says where the running server listens for commands, and with which key."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, ValidationError

from prioritering.errors import StoreBusy
from prioritering.immutable import Immutable

SUFFIX = ".kommando"
KEY_BYTES = 32
MAX_BYTES = 1000


class ServerAddress(NamedTuple):
    """Where to ask, on this machine, and the shared secret that proves both ends."""

    port: int
    key: bytes


class _Written(Immutable):
    """What the file holds."""

    port: int = Field(ge=1, le=65535)
    nyckel: str = Field(pattern=f"^[0-9a-f]{{{2 * KEY_BYTES}}}$")


def key_file(database: Path | str) -> Path:
    """Return the file's path for a database, the same by whatever path the database is reached."""
    return Path(f"{Path(database).resolve()}{SUFFIX}")


def write_way(path: Path, port: int) -> ServerAddress:
    """Write a new key for a port; the file is readable by its owner alone from its first byte."""
    way = ServerAddress(port, secrets.token_bytes(KEY_BYTES))
    write_for_owner(path, json.dumps({"port": way.port, "nyckel": way.key.hex()}))
    return way


def write_for_owner(path: Path, text: str) -> None:
    """Write a file that is readable by its owner alone from its first byte, in the place of any that is there."""
    path.unlink(missing_ok=True)
    # Made anew and never opened as it is: a file that somebody else has put there would keep its own rights.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def read_way(path: Path) -> ServerAddress | None:
    """Return what the file says, None when there is none that can be read.

    Raises StoreBusy when others than the user may have written or read it: whoever has the key can answer as the
    server, and ask it anything.
    """
    try:
        with path.open("rb") as file:
            # Asked of what has been opened, not of the path, which may be another file the next moment.
            alone = _ours_alone(os.fstat(file.fileno()))
            found = _Written.model_validate_json(file.read(MAX_BYTES))
    except (OSError, ValidationError):
        return None
    if not alone:
        raise StoreBusy(
            f"Nyckeln {path} hör till en annan användare eller kan läsas eller ändras av andra, så den används inte. "
            "Kör kommandot som den användare som kör servern, eller starta om servern."
        )
    return ServerAddress(found.port, bytes.fromhex(found.nyckel))


def _ours_alone(found: os.stat_result) -> bool:
    # Elsewhere these numbers say nothing of who may do what.
    return os.name != "posix" or (found.st_uid == os.getuid() and found.st_mode & 0o077 == 0)
