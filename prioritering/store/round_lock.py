"""A lock between many small saves and the few events that must not come in the middle of one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class RoundLock:
    """Saves share it; who takes it alone, as a reveal does, waits for those under way and lets nobody in until done.

    Who waits to have it alone goes before newcomers, so that a stream of saves cannot hold up a reveal.
    """

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._sharing = 0
        self._alone = 0

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Hold the lock together with others."""
        with self._change:
            self._change.wait_for(lambda: self._alone == 0)
            self._sharing += 1
        try:
            yield
        finally:
            with self._change:
                self._sharing -= 1
                self._change.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock alone. Not for use inside `shared` or `alone` of the same lock."""
        with self._change:
            self._change.wait_for(lambda: self._alone == 0)
            # Counted before those inside are waited for: from here on nobody new gets in.
            self._alone += 1
            self._change.wait_for(lambda: self._sharing == 0)
        try:
            yield
        finally:
            with self._change:
                self._alone -= 1
                self._change.notify_all()
