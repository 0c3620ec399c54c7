"""Slows whoever guesses codes, and keeps nobody out who types one wrong: behind one address a whole room may sit.

After many wrong codes in a minute, tries from that address are answered one a second, right and wrong alike. At that
pace a code of six letters and digits, one of a thousand million, is found in some thirty years.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from prioritering.errors import TooFast

MISSES_ALLOWED, MISSES_SECONDS = 10, 60.0
APART_SECONDS, LONGEST_QUEUE_SECONDS = 1.0, 10.0
# Bounded, for whoever comes from a new address each time. To forget costs a few more tries.
ADDRESSES_KEPT = 1000


class CodePace:
    """How long each address has to wait before a code from it is looked at."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._misses: dict[str, deque[float]] = {}
        self._next: dict[str, float] = {}

    def wait_seconds(self, address: str) -> float:
        """Return how long to wait, and keep that place in the queue; TooFast when the queue is too long."""
        now, misses = self._clock(), self._misses.get(address, deque())
        while misses and now - misses[0] > MISSES_SECONDS:
            misses.popleft()
        if len(misses) < MISSES_ALLOWED:
            return 0.0
        turn = max(now, self._next.get(address, now)) + APART_SECONDS
        if turn - now > LONGEST_QUEUE_SECONDS:
            raise TooFast("för många felaktiga koder; vänta en minut och försök igen")
        self._next[address] = turn
        return turn - now

    def note_miss(self, address: str) -> None:
        """Note that a wrong code came from an address."""
        if len(self._misses) > ADDRESSES_KEPT:
            self.forget()
        self._misses.setdefault(address, deque(maxlen=MISSES_ALLOWED)).append(self._clock())

    def forget(self) -> None:
        """Forget all that has been tried."""
        self._misses.clear()
        self._next.clear()


PACE = CodePace()
