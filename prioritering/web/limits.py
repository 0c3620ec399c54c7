"""How much one visitor, and all together, may hold of the server: generous for a room behind one address, firm in all.

`docs/drift.md` says the same figures in Swedish; a test holds them together.
"""

from __future__ import annotations

import os
from typing import NamedTuple


class Bound(NamedTuple):
    """The most that one logged-in person, one address without a known person, and all together may have at once."""

    person: int
    address: int
    total: int


# Eight members with two devices each, of three open pages, hold some 50 sockets and 100 streams from one address.
SOCKETS = Bound(person=30, address=250, total=300)
STREAMS = Bound(person=60, address=350, total=400)
JOINS = Bound(person=10, address=60, total=100)
# Requests whose body is still coming. Not all of the rest: one slow address must leave room for others.
BODIES = Bound(person=20, address=60, total=120)
CONNECTIONS = 900
"""Open connections of every kind; a process may often hold a thousand files."""

HEAD_SECONDS = 15.0
"""How long a connection may be open without a whole request on it."""
SILENT_SECONDS = 10.0
"""How long a body may pause."""
BODY_SECONDS, UPLOAD_SECONDS = 30.0, 120.0
"""How long a body may take in all, and a file."""
BODY_BYTES, UPLOAD_BYTES = 64_000, 51_000_000
"""The largest body, and the largest with a file."""
AGAIN_SECONDS = 10
"""How soon it is worth trying again (Retry-After)."""

QUEUE = 60
"""How much long work may wait for its turn."""
QUEUE_OF_ONE = 6
"""How much of it may be of one open page."""
FORGET_SECONDS = 150.0
"""How long after the last has left that what was kept for them is given back: longer than a broken line lasts."""


def cores() -> int:
    """Return how many cores the process may use."""
    # Not how many the machine has: a container, or systemd, may have given it fewer.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
