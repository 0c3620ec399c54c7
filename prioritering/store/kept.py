"""What has been read once and is kept for a while: bounded, so that nothing is kept for ever."""

from __future__ import annotations

import math
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")
MOST_KEPT = 256


class Kept:
    """A bounded memory; what has lain unused longest is forgotten first. Safe to use from several threads.

    With `most_bytes` the values are bounded together too, each counted as `bytes_of` tells; one that is larger than
    all may be is not kept.
    """

    def __init__(
        self, most: int = MOST_KEPT, most_bytes: float = math.inf, bytes_of: Callable[[Any], int] | None = None
    ) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._bytes_of = bytes_of or (sys.getsizeof if most_bytes < math.inf else lambda _: 0)
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable) -> Any:
        """Return what is kept under a key, or None."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def put(self, key: Hashable, value: Any) -> None:
        """Keep a value under a key."""
        size = self._bytes_of(value)
        with self._lock:
            self._bytes += size - self._values.pop(key, (None, 0))[1]
            self._values[key] = value, size
            while len(self._values) > self._most or self._bytes > self._most_bytes:
                self._bytes -= self._values.popitem(last=False)[1][1]

    def forget(self) -> None:
        """Keep nothing any more: it has changed where it was read from, or nobody is there to ask for it."""
        with self._lock:
            self._values.clear()
            self._bytes = 0

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
