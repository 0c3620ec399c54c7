"""The logins that have been ended, as this process knows them: asked of the database at most every few seconds."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from prioritering.errors import PrioriteringError

LOG = logging.getLogger("prioritering.web")
KNOWN_SECONDS = 5.0


class EndedLogins:
    """Tells whether a login has been ended. Before `follow` has been called none has."""

    def __init__(self) -> None:
        self._read: Callable[[], frozenset[str]] = frozenset
        self._marks: frozenset[str] = frozenset()
        self._asked = float("-inf")

    def follow(self, read: Callable[[], frozenset[str]]) -> None:
        """Ask `read` for the marks of ended logins from now on."""
        self._read, self._asked = read, float("-inf")

    def note(self, mark: str) -> None:
        """Know of one at once."""
        self._marks |= {mark}

    def has(self, mark: str) -> bool:
        """Return whether the login with a mark has been ended, some seconds ago or longer if elsewhere."""
        if time.monotonic() - self._asked > KNOWN_SECONDS:
            # First, so that of many who ask at once one goes to the database.
            self._asked = time.monotonic()
            try:
                self._marks = self._read()
            except PrioriteringError as error:
                # Those that are known stay ended; the next question comes soon.
                LOG.warning("Ended logins could not be read: %s", error)
        return mark in self._marks


ENDED = EndedLogins()
"""Of this process: each login is looked up at every run of a page and every request."""
