"""What has been read once and is kept for a while: bounded, so that nothing is kept for ever."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from enum import Enum
from itertools import islice
from typing import Any, TypeVar, cast
from weakref import WeakSet

T = TypeVar("T")
MOST_KEPT = 256
_MOST_BYTES = 300_000_000
"""What one memory may hold, roughly counted."""
_LOOKED_AT, _LEAST_LOOKED_AT, _DEEPEST = 12, 3, 6
_PLAIN = (str, bytes, int, float, complex)
_MANY = (tuple, list, set, frozenset)


class Kept:
    """A bounded memory; what has lain unused longest is forgotten first. Safe to use from several threads.

    The values are bounded by how many they are and by their size together, as `rough_bytes` tells it; the newest is
    kept however large it is.
    """

    def __init__(self, most: int = MOST_KEPT, most_bytes: float = _MOST_BYTES) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = self._times_forgotten = 0
        _EVERY.add(self)

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
        self._put(key, value, self._times_forgotten)

    def _put(self, key: Hashable, value: Any, times_forgotten: int) -> None:
        size = rough_bytes(value)
        with self._lock:
            # Made of what was there before: to keep it would be to remember what is to be forgotten.
            if times_forgotten != self._times_forgotten:
                return
            self._bytes += size - self._values.pop(key, (None, 0))[1]
            self._values[key] = value, size
            while len(self._values) > self._most or (self._bytes > self._most_bytes and len(self._values) > 1):
                self._bytes -= self._values.popitem(last=False)[1][1]

    def forget(self) -> None:
        """Keep nothing any more: it has changed where it was read from, or nobody is there to ask for it."""
        with self._lock:
            self._values.clear()
            self._bytes = 0
            self._times_forgotten += 1

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key, made now if it is not there.

        Two threads may make the same value at the same time; the lock is not held while a value is made, so that a
        slow one never holds up the others.
        """
        # Nothing that is kept here is None, so None means that it is not there.
        times_forgotten, found = self._times_forgotten, self.get(key)
        if found is None:
            found = make()
            self._put(key, found, times_forgotten)
        return cast("T", found)


_EVERY: WeakSet[Kept] = WeakSet()
_WITHOUT_SIZE = (Enum, type, bool, Kept)


def forget_everything() -> None:
    """Empty every memory of the process: nobody is there to ask for what is in them."""
    for memory in list(_EVERY):
        memory.forget()


def rough_bytes(value: Any) -> int:
    """Return about how many bytes a value holds: what is shared in it counts once, and of many alike some are seen."""
    return _bytes_of(value, _DEEPEST, set())


def _bytes_of(value: Any, depth: int, seen: set[int]) -> int:
    if value is None or id(value) in seen or isinstance(value, _WITHOUT_SIZE):
        return 0
    seen.add(id(value))
    if isinstance(value, _PLAIN):
        return sys.getsizeof(value)
    # An array that is a view of another says its bytes in the one way only, others in both.
    size = max(int(getattr(value, "nbytes", 0)), sys.getsizeof(value, 64))
    if depth == 0:
        return size
    if isinstance(value, _MANY):
        return size + _of_many(value, len(value), depth, seen)
    if isinstance(value, Mapping):
        # Not its items: those are made when they are looked at, and the next may lie where the last one did.
        return size + sum(_of_many(part, len(value), depth, seen) for part in (value.keys(), value.values()))
    slots = (getattr(value, name, None) for name in getattr(type(value), "__slots__", ()))
    inner = (*getattr(value, "__dict__", {}).values(), *slots)
    return size + sum(_bytes_of(part, depth - 1, seen) for part in inner)


def _of_many(parts: Iterable[Any], count: int, depth: int, seen: set[int]) -> int:
    # Fewer the deeper they lie: each is one of very many then.
    step = max(1, count // max(_LEAST_LOOKED_AT, _LOOKED_AT >> (_DEEPEST - depth)))
    found = [_bytes_of(part, depth - 1, seen) for part in islice(parts, 0, None, step)]
    return sum(found) * count // max(1, len(found))
