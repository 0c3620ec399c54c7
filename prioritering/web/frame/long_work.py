"""Long work on a page: done beside the page, which shows how far it has come and can stop it.

As much is done at once as the machine has cores; the rest waits for its turn, and says which in the queue it is.

The page waits a moment for work that is soon done. What takes longer is followed by a small part of the page that
looks again every half second; when the work is done the page is drawn anew. Work that nobody follows any more, because
the page was left or the view changed, stops by itself, and leaves its place in the queue.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, TypeVar, cast

import streamlit as st

from prioritering import swedish
from prioritering.analysis.draws import ReportProgress
from prioritering.errors import Cancelled
from prioritering.web.frame.still_in import page_part
from prioritering.web.frame.turns import DRAWN_IN_TURN
from prioritering.web.frame.work_queue import WorkQueue
from prioritering.web.limits import MOST_WAITING, cores

T = TypeVar("T")
WAIT_SECONDS = 0.7
LOOK_UP_SECONDS = 0.05
REDRAW_EVERY_SECONDS = 0.5
# Many times what a page takes to look again: a tab in the background looks seldom.
LEFT_AFTER_SECONDS = 15.0
_JOBS = "_arbeten"
_STOPPED = "_avbrutna"
_SERVER_STOPS = threading.Event()


@cache
def _queue() -> WorkQueue:
    return WorkQueue(cores(), MOST_WAITING)


def stop_long_work() -> None:
    """End all work at its next word and begin no more: Python would else wait for the workers before it ends."""
    _SERVER_STOPS.set()
    _queue().stop()


class Job:
    """One piece of work, under way or waiting for its turn; of the same `key` only one is done at once."""

    def __init__(self, work: Callable[[ReportProgress], Any], key: Hashable = None) -> None:
        self.key = key or id(self)
        self.work = work
        self.share = 0.0
        self.seen = time.monotonic()
        self.done = threading.Event()
        self.stop = threading.Event()
        self.started = threading.Event()
        self.answer: Any = None
        self.error: BaseException | None = None
        self.has_room = _queue().add(self)

    @property
    def place(self) -> int:
        """Which in the queue it is: 1 is the next, 0 has begun."""
        return _queue().place(self)

    @property
    def is_left(self) -> bool:
        """Whether nobody follows it any more, or it has been stopped."""
        left = time.monotonic() - self.seen > LEFT_AFTER_SECONDS
        return left or self.stop.is_set() or _SERVER_STOPS.is_set()

    def run(self) -> None:
        """Do the work; its answer or its error is handed over to the page."""
        self.started.set()
        try:
            # Work that was left while it waited is not begun.
            self._told(0.0)
            self.answer = self.work(self._told)
        except BaseException as error:  # the page raises it
            self.error = error
        self.done.set()

    def give_up(self) -> None:
        """End it before it has begun."""
        self.error = Cancelled("Arbetet är avbrutet.")
        self.done.set()

    def _told(self, share: float) -> None:
        # Here alone can work be stopped: Python cannot end a thread from outside.
        self.share = min(1.0, max(0.0, share))
        if self.is_left:
            raise Cancelled("Arbetet är avbrutet.")


def long_work(key: str, label: str, work: Callable[[ReportProgress], T]) -> T | None:
    """Return the answer of `work`, or None while it goes on or when the user has stopped it; both are then drawn.

    `key` names this very work, whoever asks for it; work of the same `label` for another view is stopped. `work` runs
    in another thread and must not draw. Its error is raised here.
    """
    stopped: set[str] = st.session_state.setdefault(_STOPPED, set())
    if key in stopped:
        st.info(f"{label}: avbrutet.")
        st.button("Räkna igen", key=f"igen-{key}", on_click=stopped.discard, args=(key,))
        return None
    jobs: dict[tuple[str, str], Job] = st.session_state.setdefault(_JOBS, {})
    for other, job in list(jobs.items()):
        if other[0] == label and other[1] != key:
            job.stop.set()
            del jobs[other]
    if (label, key) not in jobs:
        jobs[label, key] = Job(work, key)
    job = jobs[label, key]
    if not job.has_room:
        del jobs[label, key]
        st.info(f"{label}: det är många som räknar just nu. Försök igen om en stund.")
        st.button("Räkna igen", key=f"igen-{key}")
        return None
    job.seen = time.monotonic()
    if not _is_soon_done(job):
        _follow(key, label)
        return None
    del jobs[label, key]
    if isinstance(job.error, Cancelled):
        # It was ended because nobody looked, as when a computer sleeps. Now somebody does, so it begins anew.
        return long_work(key, label, work)
    if job.error is not None:
        raise job.error
    return cast("T", job.answer)


def _is_soon_done(job: Job) -> bool:
    """Wait a moment for it; what the user does meanwhile ends the wait, and this run of the page."""
    with DRAWN_IN_TURN.let_others():
        until = time.monotonic() + WAIT_SECONDS
        while not job.done.wait(min(LOOK_UP_SECONDS, WAIT_SECONDS)) and time.monotonic() < until:
            # Streamlit stops a run only where it reads its session.
            st.session_state.get(_JOBS)
    return job.done.is_set()


@page_part(run_every=REDRAW_EVERY_SECONDS)
def _follow(key: str, label: str) -> None:
    job: Job | None = st.session_state.get(_JOBS, {}).get((label, key))
    # Another run of the page has fetched the answer meanwhile.
    if job is None:
        st.rerun()
        return
    job.seen = time.monotonic()
    if job.done.is_set():
        st.rerun()
    place = job.place
    now = f"{label}. Du är nummer {place} i kön." if place else f"{label}: {swedish.percent(job.share)}"
    st.progress(job.share, text=now)
    st.button("Avbryt", key=f"avbryt-{key}", on_click=_stop, args=(key, label))


def _stop(key: str, label: str) -> None:
    job: Job | None = st.session_state[_JOBS].pop((label, key), None)
    if job is not None:
        job.stop.set()
    st.session_state[_STOPPED].add(key)
