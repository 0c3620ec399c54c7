"""What is pressed in one window is done in the order that it was pressed, and what is only waited for gives way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import running_server
from tests.browser.windows import Windows

pytestmark = pytest.mark.browser
PRESSES = """
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
# Only the second piece of work is waited for, and it never comes to its end by itself.
WAITING = """
import time
import streamlit as st
from prioritering.web.frame import long_work

long_work.WAIT_SECONDS = long_work.LEFT_AFTER_SECONDS = 600

def work(told):
    while number == 1:
        told(0.5)
        time.sleep(0.05)
    return f"Räknat: {number}"

number = st.session_state.get("number", 0)
st.button("Nästa", on_click=st.session_state.update, kwargs={"number": number + 1})
st.text(f"Räknar {number}")
st.text(long_work.long_work(str(number), "Räknar", work))
"""


@pytest.fixture
def open_script(tmp_path: Path, windows: Windows) -> Iterator[Callable[[str], Page]]:
    """Opens a page that a script of the test's own draws."""
    with ExitStack() as open_until_the_end:

        def opened(script: str) -> Page:
            """The page."""
            file = tmp_path / "page.py"
            file.write_text(script, encoding="utf-8")
            server = open_until_the_end.enter_context(running_server(tmp_path, file))
            open_window = open_until_the_end.enter_context(windows.borrowed(server.url))
            return open_window().open("")

        yield opened


def test_the_next_press_waits_until_what_the_last_one_does_is_done(open_script: Callable[[str], Page]) -> None:
    page = open_script(PRESSES)
    page.get_by_role("button", name="Långsamt").click()
    page.get_by_role("button", name="Snabbt").click()
    expect(page.get_by_text("långsamt, snabbt")).to_be_visible()


def test_a_press_does_not_wait_for_work_that_the_page_waits_for(open_script: Callable[[str], Page]) -> None:
    page = open_script(WAITING)
    page.get_by_role("button", name="Nästa").click()
    expect(page.get_by_text("Räknar 1")).to_be_visible()
    page.get_by_role("button", name="Nästa").click()
    expect(page.get_by_text("Räknat: 2")).to_be_visible()
