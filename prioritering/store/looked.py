"""What the newest look at the database found: whether more has been written since an answer was read is told by it."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

# How long what others write may go unseen by a page; the live streams look for themselves.
LOOK_SECONDS = 0.5


def of_plans(rows: Sequence[int]) -> int:
    """Return how many of the rows are versions of plans, all that which plans there are depends on."""
    return rows[0]


class Looked:
    """How many rows of each kind a look found, when by the clock, and after how many of the store's own writes.

    Safe in threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at = 0.0
        self._writes = self._removed = -1
        self._rows: tuple[int, ...] = ()

    def found(self, kinds: list[tuple[int, ...]], writes: int, at: float) -> bool:
        """Take in what a look found of each kind of row; return whether texts have been taken away since the last.

        `writes` and `at` are of before the question was asked: a write in between makes the answer an old one.
        """
        rows = tuple(count for (count,) in kinds)
        removed = rows[-1]
        with self._lock:
            # Of two who look at once the slower may know less.
            if sum(rows) >= sum(self._rows):
                self._writes, self._at, self._rows = writes, at, rows
            fewer_texts = removed > self._removed >= 0
            self._removed = max(removed, self._removed)
        return fewer_texts

    def rows_after(self, writes: int) -> tuple[int, ...] | None:
        """Return how many rows there are by kind, None when that must be asked anew: for its age or a write since."""
        with self._lock:
            is_fresh = self._writes == writes and time.monotonic() - self._at < LOOK_SECONDS
            return self._rows if is_fresh else None
