"""How the two ends speak: whole messages over a socket, each signed with the shared key over a fresh number.

The key itself never crosses the socket, and neither end believes anything that is not signed: another program on the
machine can neither run a command nor answer for the server.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from multiprocessing.connection import Connection
from typing import Any

NUMBER = 32
SIGNATURE = 32
MAX_BYTES = 64_000_000
ASK_BYTES = 4_000_000
"""Enough for any command line, and little enough to take in from somebody who has not proved anything yet."""


class NotProven(Exception):
    """The other end does not have the key, or says nothing in time."""


class TooLarge(Exception):
    """What is to be sent is longer than the other end takes in."""


def fresh_number() -> bytes:
    """Return a number that has never been used."""
    return secrets.token_bytes(NUMBER)


def send_signed(connection: Connection, key: bytes, number: bytes, content: dict[str, Any]) -> None:
    """Send content signed over the number that the receiver has chosen; TooLarge when it is longer than is taken in."""
    body = json.dumps(content, ensure_ascii=False).encode()
    if len(body) + SIGNATURE > MAX_BYTES:
        raise TooLarge
    connection.send_bytes(hmac.digest(key, number + body, hashlib.sha256) + body)


def receive_signed(
    connection: Connection, key: bytes, number: bytes, seconds: float | None, longest: int = MAX_BYTES
) -> dict[str, Any]:
    """Return content signed over a number; NotProven when it is not, or nothing comes in time (None: any time)."""
    raw = receive(connection, seconds, longest)
    signature, body = raw[:SIGNATURE], raw[SIGNATURE:]
    # Compared in equal time: how long a wrong guess takes must not tell how much of it was right.
    if not hmac.compare_digest(signature, hmac.digest(key, number + body, hashlib.sha256)):
        raise NotProven
    found = json.loads(body)
    if not isinstance(found, dict):
        raise NotProven
    return found


def receive(connection: Connection, seconds: float | None, longest: int = MAX_BYTES) -> bytes:
    """Return the next message; NotProven when none comes in time or it is too long."""
    try:
        if not connection.poll(seconds):
            raise NotProven
        return connection.recv_bytes(longest)
    except (EOFError, OSError) as error:
        raise NotProven from error
