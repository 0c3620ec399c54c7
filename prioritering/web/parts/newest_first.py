"""The ways through a long list that is shown a window at a time, the newest first."""

from __future__ import annotations

import streamlit as st


def window_start(list_key: str) -> int:
    """Return how many of the list stand before the window that was chosen; 0 before anyone has chosen."""
    return int(st.session_state.get(_key(list_key), 0))


def show_from(list_key: str, start: int) -> None:
    """Choose the window that begins after so many; for callbacks of widgets."""
    st.session_state[_key(list_key)] = start


def newer_and_older(list_key: str, start: int, most: int, total: int) -> None:
    """Draw the buttons to the windows beside this one, of `most` each; none where the whole list is one window."""
    if total <= most:
        return
    newer, older = st.columns(2)
    back, on = (list_key, max(0, start - most)), (list_key, start + most)
    newer.button("Nyare", disabled=start == 0, on_click=show_from, args=back, key=f"{list_key}_ny")
    older.button("Äldre", disabled=start + most >= total, on_click=show_from, args=on, key=f"{list_key}_gl")


def _key(list_key: str) -> str:
    return f"_{list_key}_fran"
