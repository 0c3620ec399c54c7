"""What an address says by a choice on the page: it holds until the browser has heard of it.

What the browser asks for meanwhile, as a part of the page that looks again by itself does, bears the address from
before the choice; the page would else go back to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_HERE = "_sidan_har"
_CHOSEN = "_valt_i_adressen"


class _Chosen(NamedTuple):
    """What was chosen on a page, by parameter; None where one is not to be there."""

    page: str
    parameters: dict[str, str | None]


def choose_in_address(**parameters: str | None) -> None:
    """Write parameters in the address, for callbacks of widgets; None takes one away."""
    state = st.session_state
    state[_CHOSEN] = _Chosen(state.get(_HERE, ""), {**_chosen_here(), **parameters})
    hold_chosen()


def say_in_address(parameters: Mapping[str, str | None]) -> None:
    """Write in the address what it means, which none has chosen; None takes one away."""
    chosen = _chosen_here()
    chosen.update((name, text) for name, text in parameters.items() if name in chosen)
    _write(parameters)


def hold_chosen() -> None:
    """Write anew what was chosen on this page, where the browser asked before it had heard; call before it is read."""
    _write(_chosen_here())


def arrive(page: str) -> None:
    """Let the address decide on another page, and where the browser goes back or forward; call first on a page."""
    state = st.session_state
    if state.get(_HERE) != page or went_back():
        state.pop(_CHOSEN, None)
    state[_HERE] = page
    hold_chosen()


def went_back() -> bool:
    """Return whether the browser asks for this run by going back or forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _chosen_here() -> dict[str, str | None]:
    found: _Chosen | None = st.session_state.get(_CHOSEN)
    return found.parameters if found and found.page == st.session_state.get(_HERE, "") else {}


def _write(parameters: Mapping[str, str | None]) -> None:
    for name, text in parameters.items():
        if text is None:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != text:
            st.query_params[name] = text
