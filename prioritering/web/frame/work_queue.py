"""The queue of long work: so much at once as there are cores, the rest in order; who has left is in nobody's way."""

from __future__ import annotations

import threading
from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol


class Waiting(Protocol):
    """A piece of work in the queue. No two of the same `key` are done at once: the second finds the first's answer."""

    key: Hashable

    @property
    def is_left(self) -> bool:
        """Whether nobody waits for it any more."""

    def run(self) -> None:
        """Do the work; raises nothing."""

    def give_up(self) -> None:
        """End it before it has begun."""


class WorkQueue:
    """Work waits here for its turn. Safe to use from several threads."""

    def __init__(self, at_once: int, most_waiting: int) -> None:
        self.at_once, self._most_waiting = at_once, most_waiting
        self._workers = ThreadPoolExecutor(at_once, thread_name_prefix="arbete")
        self._lock = threading.Lock()
        self._waiting: list[Waiting] = []
        self._running: list[Hashable] = []
        self._stopped = False

    def __len__(self) -> int:
        """Return how much waits or is being done."""
        with self._lock:
            return len(self._waiting) + len(self._running)

    def add(self, work: Waiting) -> bool:
        """Put work last in the queue; return whether there was room for it."""
        with self._lock:
            self._drop_left()
            if self._stopped or len(self._waiting) >= self._most_waiting:
                return False
            self._waiting.append(work)
            self._workers.submit(self._work)
        return True

    def place(self, work: Waiting) -> int:
        """Return which in the queue work is: 1 is the next, 0 is no longer in it."""
        with self._lock:
            self._drop_left()
            return self._waiting.index(work) + 1 if work in self._waiting else 0

    def stop(self) -> None:
        """Begin no more work. What is under way ends by itself."""
        with self._lock:
            self._stopped = True
            self._workers.shutdown(wait=False, cancel_futures=True)

    def _drop_left(self) -> None:
        for work in [one for one in self._waiting if one.is_left]:
            self._waiting.remove(work)
            work.give_up()

    def _work(self) -> None:
        """Do what there is to do. What waits for another of its key is done by whoever does that one."""
        while (work := self._next()) is not None:
            try:
                work.run()
            finally:
                with self._lock:
                    self._running.remove(work.key)

    def _next(self) -> Waiting | None:
        with self._lock:
            self._drop_left()
            found = next((one for one in self._waiting if one.key not in self._running), None)
            if found is None or self._stopped:
                return None
            self._waiting.remove(found)
            self._running.append(found.key)
            return found
