"""How much one visitor, and all together, may hold of the server: generous for a room behind one address, firm in all.

`docs/drift.md` says the same figures in Swedish; a test holds them together.
"""

from __future__ import annotations

import os
from typing import NamedTuple


class Bound(NamedTuple):
    """The most at once that one logged-in person, one address of people nobody knows, and all together may have."""

    person: int
    address: int
    total: int


class Pace(NamedTuple):
    """So many at once, and then so many a second."""

    at_once: int
    a_second: float


class MessagePaces(NamedTuple):
    """How fast messages are taken in from one page, one person, one address of people nobody knows, and all."""

    page: Pace
    person: Pace
    address: Pace
    total: Pace


# Eight members with two devices each, of three open pages, hold some 50 sockets and 100 streams from one address.
MOST_SOCKETS = Bound(person=30, address=250, total=300)
MOST_STREAMS = Bound(person=60, address=350, total=400)
# Each waits for its turn among the wrong codes, or for the database.
MOST_JOINS = Bound(person=10, address=60, total=100)
# Requests whose body is still coming.
MOST_BODIES = Bound(person=20, address=60, total=120)
MOST_CONNECTIONS, MOST_CONNECTIONS_OF_ONE = 900, 800
"""Open connections of every kind, in all and from one address; a process may often hold a thousand files."""

MOST_WAITING = 60
"""How much long work may wait for its turn; as much is done at once as there are cores."""

PAGES_AT_ONCE = 2
"""How many pages are drawn at once, however many the cores: they share one interpreter. One may wait for data."""

HEAD_SECONDS = 15.0
"""How long a connection may be open without a whole request on it."""
SILENT_SECONDS = 10.0
"""How long a body may pause."""
BODY_SECONDS = 30.0
"""How long a body may take in all."""
BODY_BYTES = 64_000
"""The largest body."""
MESSAGE_BYTES = 2_000_000
"""The largest message on a page's websocket: all of a long list filled in at once. Each page may hold half of one."""
MESSAGE_PIECES = 20_000
"""Of how many values a message may be made; one of a byte on the wire is some sixty in memory."""
# A room whose pages all ask for a run at once, and again while they wait for long work, is below all of them.
PAGE_MESSAGES = MessagePaces(Pace(200, 20), Pace(400, 40), Pace(600, 120), Pace(1000, 200))
"""What comes faster waits for its turn."""
LOGINS = Pace(200, 4)
"""How many requests of the login one person, and one address of people nobody knows, may make; two for each login."""
MOST_AHEAD, AHEAD_BYTES = 100, MESSAGE_BYTES
"""How many messages of one page, and of how many bytes, may wait; whoever sends more is no page."""
UNREAD_SECONDS, UNREAD_BYTES = 30.0, 32_000_000
"""How long what is sent may go unread, and how much of it, before the connection is broken."""
AGAIN_SECONDS = 10
"""How soon it is worth trying again (Retry-After)."""


FORGET_SECONDS = 150.0
"""How long after the last has left that what was kept for them is given back: a broken line may come back before."""


def cores() -> int:
    """Return how many cores the process may use."""
    # Not how many the machine has: a container, or systemd, may have given it fewer.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
