"""A field to search in: what is longer than is searched for is told, where a field of its own would drop it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from prioritering import swedish

MOST_SOUGHT = 200


def search_field(label: str, key: str, on_change: Callable[[], None] | None = None, placeholder: str = "") -> str:
    """Draw the field and return what is searched for."""
    st.text_input(label, key=key, placeholder=placeholder or None, on_change=on_change)
    sought = str(st.session_state[key]).strip()
    if len(sought) > MOST_SOUGHT:
        st.caption(f"Det söks på de första {swedish.number(MOST_SOUGHT)} tecknen.")
    return sought[:MOST_SOUGHT].rstrip()
