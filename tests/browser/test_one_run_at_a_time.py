"""What is pressed in one window is done in the order that it was pressed, however long each takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.harness import Server, running_server
from tests.browser.windows import Windows

pytestmark = pytest.mark.browser
SCRIPT = """
import time
import streamlit as st
from prioritering.web.frame.carried_through import carry_callbacks_through

carry_callbacks_through()

def press(name, seconds):
    time.sleep(seconds)
    st.session_state.done = [*st.session_state.get("done", []), name]

st.button("Långsamt", on_click=press, args=("långsamt", 0.5))
st.button("Snabbt", on_click=press, args=("snabbt", 0))
st.text(", ".join(st.session_state.get("done", [])))
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("presses")
    script = folder / "presses.py"
    script.write_text(SCRIPT, encoding="utf-8")
    with running_server(folder, script) as running:
        yield running


def test_the_next_press_waits_until_what_the_last_one_does_is_done(server: Server, windows: Windows) -> None:
    with windows.borrowed(server.url) as open_window:
        page = open_window().open("")
        page.get_by_role("button", name="Långsamt").click()
        page.get_by_role("button", name="Snabbt").click()
        expect(page.get_by_text("långsamt, snabbt")).to_be_visible()
