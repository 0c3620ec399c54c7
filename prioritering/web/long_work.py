"""Long work on a page: shows progress once it takes long, and can be stopped.

Streamlit interrupts a running script at its next drawing call when the user presses something; drawing the progress
is that call. So pressing "Avbryt" ends the work at once, and the run that follows finds the note that it was stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from prioritering.analysis.draws import Progress

T = TypeVar("T")
SHOW_AFTER = 0.4
REDRAW_EVERY = 0.15
_STOPPED = "_avbrutet"


def long_work(key: str, label: str, work: Callable[[Progress], T]) -> T | None:
    """Run `work` and return its answer; None when the user has stopped this very work and not started it again."""
    if st.session_state.get(_STOPPED) == key:
        st.info(f"{label}: avbrutet.")
        st.button("Räkna igen", key=f"igen-{key}", on_click=_note, args=(None,))
        return None
    place = st.empty()
    shown = _Shown(place, key, label)
    answer = work(shown)
    place.empty()
    return answer


def _note(key: str | None) -> None:
    st.session_state[_STOPPED] = key


class _Shown:
    """Progress drawn at most every so often, and not at all for work that is soon done."""

    def __init__(self, place: st.delta_generator.DeltaGenerator, key: str, label: str) -> None:
        self.place, self.key, self.label = place, key, label
        self.started = time.monotonic()
        self.drawn = 0.0
        self.bar: st.delta_generator.DeltaGenerator | None = None

    def __call__(self, share: float) -> None:
        now = time.monotonic()
        if now - self.started < SHOW_AFTER or now - self.drawn < REDRAW_EVERY:
            return
        self.drawn = now
        text = f"{self.label}: {round(share * 100)} %"
        if self.bar is None:
            with self.place.container():
                self.bar = st.progress(min(1.0, share), text=text)
                st.button("Avbryt", key=f"avbryt-{self.key}", on_click=_note, args=(self.key,))
        else:
            self.bar.progress(min(1.0, share), text=text)
