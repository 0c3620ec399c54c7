"""A part that unfolds, with a count in its title, which stays as it is when the count changes."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer


def counted_fold(title: str, key: str, unfolded: bool = False) -> ExpanderContainer:
    """Draw it, `unfolded` at first where nobody has chosen.

    Streamlit takes one of another title for another, and folds it: what is taken out of a list would close the list.
    """
    state, drawn = st.session_state, f"_{key}_titel"
    if key in state and state.get(drawn) != (title, unfolded):
        state[key] = state[key]
    state[drawn] = (title, unfolded)
    return st.expander(title, expanded=unfolded, key=key, on_change="rerun")
