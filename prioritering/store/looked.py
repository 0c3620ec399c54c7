"""What the newest look at the database found: whether more has been written since an answer was read is told by it."""

from __future__ import annotations

import threading
import time

# How long what others write may go unseen by a page; the live streams look for themselves.
LOOK_SECONDS = 0.5


class Looked:
    """How many rows a look found, when by the clock, and after how many of the store's own writes. Safe in threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at = 0.0
        self._writes = self._rows = self._removed = -1

    def found(self, kinds: list[tuple[int, ...]], writes: int, at: float) -> bool:
        """Take in what a look found of each kind of row; return whether texts have been taken away since the last.

        `writes` and `at` are of before the question was asked: a write in between makes the answer an old one.
        """
        rows, removed = sum(count for (count,) in kinds), kinds[-1][0]
        with self._lock:
            # Of two who look at once the slower may know less.
            if rows >= self._rows:
                self._writes, self._at, self._rows = writes, at, rows
            fewer_texts = removed > self._removed >= 0
            self._removed = max(removed, self._removed)
        return fewer_texts

    def rows_after(self, writes: int) -> int | None:
        """Return how many rows there are, None when that must be asked anew: for its age, or for a write since."""
        with self._lock:
            is_fresh = self._writes == writes and time.monotonic() - self._at < LOOK_SECONDS
            return self._rows if is_fresh else None
