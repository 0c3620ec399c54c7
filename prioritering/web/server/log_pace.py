"""How fast the log may grow: so many lines a second of each kind and of all together, and so many bytes."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

REQUESTS = "prioritering.requests"
"""The logger of the requests, which may be left out by themselves."""
FIELDS = "fields"
"""The attribute of a record that holds what belongs to its event, as named values."""
KIND = "kind"
"""The attribute of a record by which its kind is told, where that is not its text before anything is put into it."""
MAX_KINDS = 500
BYTES_AT_ONCE, BYTES_A_SECOND = 1_000_000, 5_000


@dataclass
class _Allowance:
    """Lines that may be written now; it fills up with time."""

    most: float
    a_second: float
    left: float
    at: float
    left_out: int = 0

    def fill(self, now: float) -> None:
        self.left = min(self.most, self.left + (now - self.at) * self.a_second)
        self.at = now


class LogPace(logging.Filter):
    """Leaves out lines of a kind that comes too often; the next one that is written says how many."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.clock = clock
        self._lock = threading.Lock()
        self._kinds: OrderedDict[Hashable, _Allowance] = OrderedDict()
        self._all = _Allowance(most=500, a_second=20, left=500, at=clock())
        self._bytes = _Allowance(BYTES_AT_ONCE, BYTES_A_SECOND, left=BYTES_AT_ONCE, at=clock())

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a line may be written."""
        with self._lock:
            now = self.clock()
            kind = self._kind(record, now)
            for allowance in (kind, self._all, self._bytes):
                allowance.fill(now)
            if min(kind.left, self._all.left, self._bytes.left) < 1:
                kind.left_out += 1
                return False
            kind.left -= 1
            self._all.left -= 1
            if kind.left_out:
                record.__dict__[FIELDS] = {**getattr(record, FIELDS, {}), "left_out": kind.left_out}
                kind.left_out = 0
            return True

    def wrote(self, size: int) -> None:
        """Note how many bytes a line took, which is known once it is written."""
        with self._lock:
            # The line that took the last of them may have been longer than what was left.
            self._bytes.left -= size

    def _kind(self, record: logging.LogRecord, now: float) -> _Allowance:
        key = (record.name, record.levelno, getattr(record, KIND, str(record.msg)))
        if key not in self._kinds:
            self._kinds[key] = _Allowance(most=50, a_second=5, left=50, at=now)
        self._kinds.move_to_end(key)
        while len(self._kinds) > MAX_KINDS:
            self._kinds.popitem(last=False)
        return self._kinds[key]
