"""Long work on a page: done beside the page, which shows how far it has come and can stop it.

As much is done at once as the machine has cores; the rest waits for its turn, and says so.

The page waits a moment for work that is soon done. What takes longer is followed by a small part of the page that
looks again every half second; when the work is done the page is drawn anew. Work that nobody follows any more, because
the page was left or the view changed, stops by itself.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar, cast

import streamlit as st

from prioritering import swedish
from prioritering.analysis.draws import ReportProgress
from prioritering.errors import Cancelled
from prioritering.web.frame.still_in import page_part

T = TypeVar("T")
WAIT_SECONDS = 0.7
REDRAW_EVERY_SECONDS = 0.5
# Many times what a page takes to look again: a tab in the background looks seldom.
LEFT_AFTER_SECONDS = 15.0
_JOBS = "_arbeten"
_STOPPED = "_avbrutna"


@cache
def _workers() -> ThreadPoolExecutor:
    # Two at least, so that one long search does not keep everybody else waiting.
    return ThreadPoolExecutor(max(2, os.cpu_count() or 1), thread_name_prefix="arbete")


_SERVER_STOPS = threading.Event()


def stop_long_work() -> None:
    """End all work at its next word and begin no more: Python would else wait for the workers before it ends."""
    _SERVER_STOPS.set()
    _workers().shutdown(wait=False, cancel_futures=True)


class Job:
    """One piece of work, under way or waiting for its turn."""

    def __init__(self, work: Callable[[ReportProgress], Any]) -> None:
        self.share = 0.0
        self.seen = time.monotonic()
        self.done = threading.Event()
        self.stop = threading.Event()
        self.started = threading.Event()
        self.answer: Any = None
        self.error: BaseException | None = None
        _workers().submit(self._run, work)

    def _run(self, work: Callable[[ReportProgress], Any]) -> None:
        self.started.set()
        try:
            # Work that was left while it waited is not begun.
            self._told(0.0)
            self.answer = work(self._told)
        except BaseException as error:  # handed over to the page, which raises it
            self.error = error
        self.done.set()

    def _told(self, share: float) -> None:
        # Here alone can work be stopped: Python cannot end a thread from outside.
        self.share = min(1.0, max(0.0, share))
        left = time.monotonic() - self.seen > LEFT_AFTER_SECONDS
        if left or self.stop.is_set() or _SERVER_STOPS.is_set():
            raise Cancelled("Arbetet är avbrutet.")


def long_work(key: str, label: str, work: Callable[[ReportProgress], T]) -> T | None:
    """Return the answer of `work`, or None while it goes on or when the user has stopped it; both are then drawn.

    `key` names this very work; work of the same `label` for another view is stopped. `work` runs in another thread
    and must not draw. Its error is raised here.
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
        jobs[label, key] = Job(work)
    job = jobs[label, key]
    job.seen = time.monotonic()
    if not job.done.wait(WAIT_SECONDS):
        _follow(key, label)
        return None
    del jobs[label, key]
    if isinstance(job.error, Cancelled):
        # It was ended because nobody looked, as when a computer sleeps. Now somebody does, so it begins anew.
        return long_work(key, label, work)
    if job.error is not None:
        raise job.error
    return cast("T", job.answer)


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
    now = swedish.percent(job.share) if job.started.is_set() else "väntar på sin tur"
    st.progress(job.share, text=f"{label}: {now}")
    st.button("Avbryt", key=f"avbryt-{key}", on_click=_stop, args=(key, label))


def _stop(key: str, label: str) -> None:
    job: Job | None = st.session_state[_JOBS].pop((label, key), None)
    if job is not None:
        job.stop.set()
    st.session_state[_STOPPED].add(key)
