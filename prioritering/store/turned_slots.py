"""Contents that a file holds in slots, written over by turns: a power cut in the middle of one leaves the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

# What a slot is a multiple of, so that it shares no block of the disk with another.
SLOT_BLOCK = 4_096


def written_slot(said: Mapping[str, Any], size: int = 0) -> bytes:
    """Return a slot that says this, filled out to `size` bytes, or to whole blocks when it says more than that."""
    text = json.dumps(said)
    content = f"{text}\n{_mark(text)}\n".encode()
    return content.ljust(max(size, -(-len(content) // SLOT_BLOCK) * SLOT_BLOCK))


def said_in_slot(slot: bytes) -> dict[str, Any] | None:
    """Return what a slot says, None for one that was never written, or not to its end."""
    text, _, rest = slot.decode("utf-8", errors="replace").partition("\n")
    if rest.strip() != _mark(text):
        return None
    found: dict[str, Any] = json.loads(text)
    return found


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
