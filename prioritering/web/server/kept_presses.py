"""Lets a press in a dialog count also when what opened the dialog is drawn anew in the same blink.

Streamlit runs what is asked for at once together, and leaves out a part that lies within another of them: that one has
just drawn it. But a dialog lies within the part that it was opened from, and is drawn by it only when it opens: a press
in it was taken and did nothing where a live stream had the part behind it drawn anew. Seen in Streamlit 1.67.
"""

from __future__ import annotations

from collections.abc import Container
from functools import wraps

from streamlit.runtime.fragment import MemoryFragmentStorage

_BEFORE = "registered_before_this_run"


def keep_presses_in_dialogs() -> None:
    """Let every session of this process draw what is asked for, unless it just was; once or more, as it comes."""
    order, has_ancestor_in = MemoryFragmentStorage.order_fragment_ids, MemoryFragmentStorage.has_ancestor_in
    if hasattr(has_ancestor_in, "__wrapped__"):
        return

    @wraps(order)
    def begin(self: MemoryFragmentStorage, fragment_ids: list[str]) -> list[str]:
        """Order what a run is to draw, and note what had been drawn before it."""
        setattr(self, _BEFORE, self.registration_sequence())
        return order(self, fragment_ids)

    @wraps(has_ancestor_in)
    def is_drawn_within(self: MemoryFragmentStorage, fragment_id: str, candidate_ids: Container[str]) -> bool:
        """Return whether one of the candidates has drawn it in this run."""
        within = has_ancestor_in(self, fragment_id, candidate_ids)
        return within and fragment_id in self.ids_registered_after(getattr(self, _BEFORE))

    MemoryFragmentStorage.order_fragment_ids = begin  # type: ignore[method-assign]
    MemoryFragmentStorage.has_ancestor_in = is_drawn_within  # type: ignore[method-assign]
