"""A gate between many small saves and the few events that must not come in the middle of one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Many may pass at once; who closes it waits for those inside and lets nobody in until done.

    A waiting closer goes before newcomers, so that a stream of saves cannot hold up a reveal.
    """

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._inside = 0
        self._closing = 0

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Pass together with others."""
        with self._change:
            self._change.wait_for(lambda: self._closing == 0)
            self._inside += 1
        try:
            yield
        finally:
            with self._change:
                self._inside -= 1
                self._change.notify_all()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Hold the gate alone. Not for use inside `passing` or `closed` of the same gate."""
        with self._change:
            self._change.wait_for(lambda: self._closing == 0)
            # Counted before those inside are waited for: from here on nobody new gets in.
            self._closing += 1
            self._change.wait_for(lambda: self._inside == 0)
        try:
            yield
        finally:
            with self._change:
                self._closing -= 1
                self._change.notify_all()
