"""The two parts of Prioritera that are redrawn each by itself: the board with its controls, and what lies beside."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

LIVE = "prioritera"
BESIDE = "prioritera-bredvid"
ALL_PARTS = (LIVE, BESIDE)


def redraw(parts: Sequence[str]) -> None:
    """Redraw these parts of the page after a press; without any, what was pressed redraws what it stands in."""
    if parts:
        st.rerun(parts)
