"""A screen whose server cannot look up what is new says since when it is old, and goes on by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.breakable import BROKEN
from tests.browser.english import english_on
from tests.browser.harness import running_server
from tests.browser.meeting import Watched, open_meeting
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
OLD = re.compile(r"^Senast uppdaterad \d\d\.\d\d – försöker igen\.$")


@pytest.mark.long
def test_screens_say_since_when_they_are_old_while_the_database_cannot_be_read_and_then_follow_again(
    new_window: Opener, tmp_path: Path
) -> None:
    script = Path(__file__).parent / "breakable.py"
    with running_server(tmp_path, script=script, uvicorn=True) as server:
        leader = Watched(new_window(url=server.url))
        open_meeting(leader, "vso-2021")
        own = leader.visit.open("prioritera?plan=vso-2021&ram=4000")
        own.get_by_role("button", name="Gör till rummets").click()
        wall, phone = new_window(url=server.url), new_window(url=server.url)
        wall.open("projektor?plan=vso-2021&bild=ram")
        phone.open("prioritera?plan=vso-2021")
        for screen in (wall, phone):
            screen.page.get_by_text("Ramen 4\u00a0000 tkr").first.wait_for()
        (tmp_path / BROKEN).touch()
        for screen in (wall, phone):
            screen.page.get_by_text(OLD).first.wait_for()
            # It keeps what it shows.
            assert screen.page.get_by_text("Ramen 4\u00a0000 tkr").first.is_visible()
            assert english_on(screen.page) == []
        (tmp_path / BROKEN).unlink()
        for screen in (leader.visit, wall, phone):
            expect(screen.page.get_by_text(OLD)).to_have_count(0)
        field = leader.page.get_by_label("Belopp i tkr")
        field.fill("2000")
        field.press("Enter")
        for screen in (wall, phone):
            screen.page.get_by_text("Ramen 2\u00a0000 tkr").first.wait_for()
            assert screen.faults() == []
        for screen in (leader.visit, wall, phone):
            # The server goes before the windows do.
            screen.page.goto("about:blank")


COUNT_STREAMS = """() => {
  window.streams = [];
  const Stream = window.EventSource;
  window.EventSource = class extends Stream { constructor(address) { super(address); window.streams.push(this); } };
}"""
BACK_ON_THE_NETWORK = """() => {
  const before = window.streams.length;
  window.dispatchEvent(new Event('online'));
  return window.streams.slice(before).map((stream) => new URL(stream.url).pathname);
}"""
LISTENING = "() => window.streams.filter((stream) => stream.readyState !== EventSource.CLOSED).length"


def test_a_screen_that_is_back_on_a_network_asks_for_the_stream_at_once(new_window: Opener) -> None:
    visit = new_window()
    page = visit.open("metod")
    page.evaluate(COUNT_STREAMS)
    assert page.evaluate(BACK_ON_THE_NETWORK) == []
    page.get_by_test_id("stSidebar").get_by_role("link", name="Robusthet").click()
    page.wait_for_function("() => window.streams.length > 0")
    visit.settle()
    # Not at the next try of its own, some seconds later: in the very event, and one instead of the one before.
    assert page.evaluate(BACK_ON_THE_NETWORK) == ["/direkt/strom"]
    assert page.evaluate(LISTENING) == 1
    page.get_by_test_id("stSidebar").get_by_role("link", name="Metod").click()
    page.wait_for_function(f"() => ({LISTENING})() === 0")
    # A page that is left follows nothing any more.
    assert page.evaluate(BACK_ON_THE_NETWORK) == []
