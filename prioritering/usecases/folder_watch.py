"""Takes the plan folders in anew while the server runs, where their files have changed since they were read.

A plan that has been mended is then there without a restart, one that has come to have faults is named, and a changed
one is a new version, as at a start: at once, or when no meeting on it is open any more.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from prioritering.errors import PrioriteringError
from prioritering.plan.plan_key import PlanKey
from prioritering.settings import books_among_plans, packed_among_plans, plan_folders
from prioritering.store.bootstrap import Started, bootstrap
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import open_meetings

LOG = logging.getLogger("prioritering.store")
# How long files must have lain still to be whole, and how long a page waits for that at most, in seconds.
_STILL, _LONGEST_WAIT = 2.0, 6.0
_Mark = tuple[str, int, int, int]


class FolderWatch:
    """What the files of the plan folders looked like when they were last read. Made before they are."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._read = _marks()

    def keep_up(self, store: Store, started: Started) -> bool:
        """Take everything in once more if some file is another, and say in `started` how it went.

        What is opened after a file was saved is of the new file: one that was saved a blink ago is waited for, and so
        is another who takes it in. False when the files were still being saved after the longest wait.
        """
        # Counted from when it is asked: to wait for another's look is to wait too.
        ends = time.monotonic() + _LONGEST_WAIT
        with self._one_at_a_time:
            while not self.take_in_changed(store, started, time.time()):
                if time.monotonic() > ends:
                    return False
                time.sleep(_STILL / 20)
        return True

    def take_in_changed(self, store: Store, started: Started, now: float) -> bool:
        """Do it at a moment, in seconds since 1970; False when files are just being saved, which are left."""
        marks = _marks()
        waited_for = any(not open_meetings(store, key) for key in started.waiting)
        if marks == self._read and not waited_for:
            return True
        if _is_being_saved(marks - self._read, now):
            return False
        try:
            found = bootstrap(store)
        except PrioriteringError as error:
            # What was read before is still there; it is tried again at the next look.
            LOG.warning("The plan folders could not be taken in anew: %s", error)
            return True
        self._read = marks
        before, now_at_fault = (_faults(one) for one in (started, found))
        for folder, problems in found.problems.items():
            if before.get(folder) != now_at_fault[folder]:
                LOG.warning("Plan folder left out: %s: %s", folder, problems)
        # Whole dictionaries, since others may be reading those there were.
        started.versions, started.notices, started.problems = found.versions, found.notices, found.problems
        if (found.waiting, now_at_fault) != (started.waiting, before):
            started.waiting = found.waiting
            # Last: whoever sees the number sees what it tells of.
            started.files_told += 1
        return True


def meetings_waited_for(store: Store, started: Started, plan_key: PlanKey) -> int:
    """Return how many open meetings a plan's changed files wait for; 0 when they wait for none."""
    return open_meetings(store, plan_key) if plan_key in started.waiting else 0


def _faults(started: Started) -> dict[str, str]:
    return {folder: str(problems) for folder, problems in started.problems.items()}


def _is_being_saved(changed: Iterable[_Mark], now: float) -> bool:
    return any(abs(now - touched / 1e9) < _STILL for _, _, _, touched in changed)


def _marks() -> frozenset[_Mark]:
    """Return what tells one state of the plan folders' files from another: each path, with size and when it changed."""
    try:
        folders = {*plan_folders(), *(root for root, _ in (*books_among_plans(), *packed_among_plans()))}
    except PrioriteringError:
        # A setting that is none is told where the plans are read.
        return frozenset()
    return frozenset(mark for folder in folders for mark in _marks_in(folder))


def _marks_in(folder: Path) -> Iterable[_Mark]:
    yield _mark(folder)
    try:
        inside = list(folder.iterdir())
    except OSError:
        return
    yield from map(_mark, inside)


def _mark(path: Path) -> _Mark:
    try:
        found = path.stat()
    except OSError:
        return (str(path), -1, 0, 0)
    # Of a copy that keeps its date only the last tells that it is new.
    return (str(path), found.st_size, found.st_mtime_ns, found.st_ctime_ns)
