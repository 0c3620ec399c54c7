"""The line that says that the plan's files have changed under an open meeting, and wait until it has ended."""

from __future__ import annotations

import streamlit as st

from prioritering.view.renewal_words import files_wait
from prioritering.web.frame import as_then, context


def draw_files_wait() -> None:
    """Draw it where it is so; what is shown as it was then waits for nothing."""
    said = "" if as_then.is_then() else files_wait(context.waited_for())
    if said:
        st.info(said)
