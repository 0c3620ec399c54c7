"""What a member's box of a blind round holds, and how it is sealed and opened."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from cryptography.fernet import Fernet, InvalidToken

from prioritering.store.ballot_rows import newest_of

# What a row of a box holds, in this order.
ROW = ("project_id", "criterion_id", "slot", "kind", "level_name", "number", "reason", "made_at", "said_after")


class Seal(NamedTuple):
    """What a round's boxes are closed with: its key, and how many bytes each of them fills."""

    key: Fernet
    size: int


class Box(NamedTuple):
    """What a member's box holds: which version it is, and the newest saves on each thing, oldest first.

    `again` when the member had to begin again, since what had been said was lost.
    """

    version: int = 0
    saves: tuple[dict[str, Any], ...] = ()
    again: bool = False


def sealed_box(seal: Seal, box: Box) -> bytes:
    """Return a box as it lies on disk: as many bytes as the seal says, whatever it holds."""
    rows = [[row[name] for name in ROW] for row in box.saves]
    content = json.dumps({"version": box.version, "again": box.again, "rows": rows}, ensure_ascii=False).encode()
    size = seal.size
    # Only for what a box of an earlier version of the program held.
    while size < len(content):
        size *= 2
    # Spaces after it are nothing to a reader of JSON.
    return seal.key.encrypt(content.ljust(size))


def opened_box(key: Fernet, content: bytes) -> Box | None:
    """Return what a box holds, None when the key does not open it."""
    try:
        found = json.loads(key.decrypt(content))
    except (InvalidToken, ValueError):
        return None
    if isinstance(found, list):
        # Of an earlier version of the program, which kept every save and no version.
        return Box(0, tuple(newest_of(found)))
    saves = tuple(dict(zip(ROW, row, strict=True)) for row in found["rows"])
    return Box(found["version"], saves, found["again"])
