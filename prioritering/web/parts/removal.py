"""Taking away for good what somebody has written: what the places that offer it to an administrator share."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from prioritering.errors import PrioriteringError
from prioritering.permissions import Permission
from prioritering.swedish import as_sentence
from prioritering.web.frame import context, who

_LONGEST = 120


def to_choose(text: str) -> str:
    """Return a text as it stands in the list to choose from."""
    return f"”{text if len(text) <= _LONGEST else f'{text[:_LONGEST]}…'}”"


def remove_for_good(remove: Callable[[str], object], chosen: str, fault: str) -> None:
    """Call `remove` with the role that does it; for the callback of a button.

    `chosen` and `fault` are the keys of the session that hold the choice, and what went wrong until it has been shown.
    """
    try:
        context.require(Permission.REMOVE)
        remove(who.page_user().known_as)
    except PrioriteringError as error:
        # A callback cannot draw: what it has to say waits for the run that follows.
        st.session_state[fault] = as_sentence(str(error))
    st.session_state.pop(chosen, None)
