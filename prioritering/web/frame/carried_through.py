"""Lets nothing that is asked for meanwhile stop a press before all of it is done: what is saved, and what is then said.

A run of the whole page that is asked for, as a live stream does when somebody has changed something, stops the run that
is going on where it next reads or sets anything of the session. What a press had saved was then not told to its own
page: it stood there as somebody else's change, or was still to be saved. A callback that is stopped so is not run anew.
Seen in Streamlit 1.67.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.state import SafeSessionState


def carry_callbacks_through() -> None:
    """Let every callback of this process be done before another run is begun; once or more, as it comes."""
    call = SafeSessionState.on_script_will_rerun
    if hasattr(call, "__wrapped__"):
        return

    @wraps(call)
    def carried(self: SafeSessionState, *arguments: Any, **named: Any) -> None:
        """Call the callbacks of what was pressed."""
        with _not_stopped(self):
            call(self, *arguments, **named)

    SafeSessionState.on_script_will_rerun = carried  # type: ignore[method-assign]


@contextmanager
def carried_through() -> Iterator[None]:
    """Do what is done in this before another run is begun: for what saves something where it is drawn.

    No `st.rerun` in it: that stops a run in the same way.
    """
    context = get_script_run_ctx()
    with _not_stopped(context.session_state) if context else nullcontext():
        yield


@contextmanager
def _not_stopped(state: SafeSessionState) -> Iterator[None]:
    runner = getattr(state._yield_callback, "__self__", None)
    if not isinstance(runner, ScriptRunner):
        yield
        return
    # It does not stop where it is told that nothing runs.
    stops, runner._execing = runner._execing, False
    try:
        yield
    finally:
        runner._execing = stops
