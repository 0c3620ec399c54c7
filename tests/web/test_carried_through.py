"""A press is done to its end before the page is drawn anew for what somebody else has done meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.runtime.state import SafeSessionState
from streamlit.testing.v1 import AppTest

from prioritering.web.frame.carried_through import carry_callbacks_through
from prioritering.web.server.app import app_settings

CALL = SafeSessionState.on_script_will_rerun


def in_a_callback() -> None:
    """A page whose button saves in a callback, while somebody else's change has the whole page drawn anew."""
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    def press() -> None:
        """Save; the page then remembers what was saved."""
        get_script_run_ctx().script_requests.request_rerun(RerunData())  # type: ignore[union-attr]
        st.session_state["said"] = "Sparat"

    st.button("Spara", on_click=press)
    st.write("Sidan")


def where_it_is_drawn() -> None:
    """The same where the button saves when it is drawn."""
    from contextlib import nullcontext

    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    from prioritering.web.frame.carried_through import carried_through

    if st.button("Spara"):
        with carried_through() if st.session_state["carried"] else nullcontext():
            get_script_run_ctx().script_requests.request_rerun(RerunData())  # type: ignore[union-attr]
            st.session_state["said"] = "Sparat"
    st.write("Sidan")


def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take back what this process may have done to Streamlit, until the test ends."""
    call: Callable[..., None] = getattr(CALL, "__wrapped__", CALL)
    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", call)


def pressed(page: Callable[[], None], carried: bool = True) -> AppTest:
    """Open a page and press its button."""
    app = AppTest.from_function(page)
    app.session_state["carried"] = carried
    app.run()
    return app.button[0].click().run()


@pytest.mark.parametrize("times", [1, 2])
def test_what_a_callback_does_is_done_whoever_asks_for_the_page_meanwhile(
    times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare(monkeypatch)
    app_settings()
    for _ in range(1, times):
        carry_callbacks_through()
    page = pressed(in_a_callback)
    assert page.session_state["said"] == "Sparat"
    assert [line.value for line in page.markdown] == ["Sidan"]


def test_what_is_saved_where_it_is_drawn_is_done_too() -> None:
    page = pressed(where_it_is_drawn)
    assert page.session_state["said"] == "Sparat"
    assert [line.value for line in page.markdown] == ["Sidan"]


@pytest.mark.parametrize("page", [in_a_callback, where_it_is_drawn])
def test_streamlit_itself_still_stops_a_press_halfway(
    page: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When this fails, Streamlit has mended it: carried_through.py has no more use."""
    bare(monkeypatch)
    assert "said" not in pressed(page, carried=False).session_state
