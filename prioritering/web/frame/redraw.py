"""Draws parts of a page anew after a press or a change, and what else was asked for in the same blink.

A keyed `st.rerun` in a callback takes the place of all that was asked for with it. A press in a dialog that came along
was taken and did nothing, and a run of the whole page that was to close the dialog left it open: where a live stream
had the part behind it drawn anew. Seen in Streamlit 1.67.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState


def redraw(parts: Sequence[str]) -> None:
    """Have these parts of the page drawn, instead of what the press stands in; without any, that one. In callbacks."""
    if not parts:
        return
    context, pressed_in = get_script_run_ctx(), ThreadState.get().fragment_id
    asked = (context and context.fragment_ids_this_run) or ()
    if pressed_in and not asked:
        # Something else has asked for the whole page.
        return
    beside = [part for part in asked if part != pressed_in]
    try:
        st.rerun(parts)
    except RerunException as rerun:
        queue = dict.fromkeys([*rerun.rerun_data.fragment_id_queue, *beside])
        raise RerunException(replace(rerun.rerun_data, fragment_id_queue=list(queue))) from None
