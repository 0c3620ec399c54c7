"""How the two ends speak: whole messages over a socket, each signed with the shared key over a fresh number.

The key itself never crosses the socket, and neither end believes anything that is not signed: another program on the
machine can neither run a command nor answer for the server.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from multiprocessing.connection import Connection
from typing import TypeVar

from prioritering.gateway.messages import MAX_BYTES, NUMBER, Message

M = TypeVar("M", bound=Message)
SIGNATURE = 32


class NotProven(Exception):
    """The other end does not have the key, or says nothing in time."""


class TooLarge(Exception):
    """What is to be sent is longer than the other end takes in."""


def fresh_number() -> bytes:
    """Return a number that has never been used."""
    return secrets.token_bytes(NUMBER)


def send_signed(connection: Connection, key: bytes, number: bytes, content: Message) -> None:
    """Send a message signed over the receiver's number; TooLarge when it is longer than is taken in."""
    body = content.model_dump_json().encode()
    if len(body) + SIGNATURE > MAX_BYTES:
        raise TooLarge
    connection.send_bytes(hmac.digest(key, number + body, hashlib.sha256) + body)


def receive_signed(connection: Connection, key: bytes, number: bytes, seconds: float | None, kind: type[M]) -> M:
    """Return a message signed over a number; NotProven when it is not, or nothing comes in time (None: any time).

    Raises ValueError when what is signed is no message of the kind.
    """
    raw = receive(connection, seconds, kind.longest)
    signature, body = raw[:SIGNATURE], raw[SIGNATURE:]
    # Compared in equal time: how long a wrong guess takes must not tell how much of it was right.
    if not hmac.compare_digest(signature, hmac.digest(key, number + body, hashlib.sha256)):
        raise NotProven
    return kind.model_validate_json(body)


def receive(connection: Connection, seconds: float | None, longest: int = MAX_BYTES) -> bytes:
    """Return the next message; NotProven when none comes in time or it is too long."""
    try:
        if not connection.poll(seconds):
            raise NotProven
        return connection.recv_bytes(longest)
    except (EOFError, OSError) as error:
        raise NotProven from error
