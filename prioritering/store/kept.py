"""What has been read once and is kept for a while: bounded, so that nothing is kept for ever."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")
MOST_KEPT = 256


class Kept:
    """A bounded memory; what has lain unused longest is forgotten first. Safe to use from several threads."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, Any] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable) -> Any:
        """Return what is kept under a key, or None."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def put(self, key: Hashable, value: Any) -> None:
        """Keep a value under a key."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def forget(self) -> None:
        """Keep nothing any more: something that was read has been changed under it."""
        with self._lock:
            self._values.clear()

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key, made now if it is not there.

        Two threads may make the same value at the same time; the lock is not held while a value is made, so that a
        slow one never holds up the others.
        """
        # Nothing that is kept here is None, so None means that it is not there.
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return cast("T", found)
