"""Whose turn it is to draw: so many pages are drawn at once as leave time for the loop that answers everybody.

Streamlit draws each page in a thread of its own, and they share one interpreter: a crowd that asks for its pages again
and again would else be drawn all at once, none of it soon, and nobody would be answered meanwhile.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from prioritering.web.limits import PAGES_AT_ONCE


class DrawingTurns:
    """Turns to draw, given in the order they are asked for. Safe to use from several threads."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._mine = threading.local()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Draw in the block, when the turn has come; at once for what is drawn within something that has its turn."""
        if getattr(self._mine, "held", False):
            yield
            return
        self._take()
        try:
            yield
        finally:
            self._give_back()

    @contextmanager
    def let_others(self) -> Iterator[None]:
        """Leave the turn to others for as long as the block waits for something else."""
        held = getattr(self._mine, "held", False)
        if held:
            self._give_back()
        try:
            yield
        finally:
            if held:
                self._take()

    def _take(self) -> None:
        with self._lock:
            come = threading.Event()
            if self._free:
                self._free -= 1
                come.set()
            else:
                self._waiting.append(come)
        come.wait()
        self._mine.held = True

    def _give_back(self) -> None:
        self._mine.held = False
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1


DRAWN_IN_TURN = DrawingTurns(PAGES_AT_ONCE)
"""Of this process."""
