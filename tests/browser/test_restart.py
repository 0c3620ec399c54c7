"""A server that is started anew in the middle of a meeting: open pages go on, with what the room was looking at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.harness import free_port, running_server
from tests.browser.meeting import Watched, open_meeting
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser


@pytest.mark.long
def test_screens_follow_the_room_and_controls_work_on_pages_that_were_open_across_a_restart(
    new_window: Opener, tmp_path: Path
) -> None:
    port = free_port()
    with running_server(tmp_path, port=port) as server:
        leader = Watched(new_window(url=server.url))
        open_meeting(leader, "vso-2021")
        own = leader.visit.open("prioritera?plan=vso-2021&ram=4000")
        own.get_by_role("button", name="Gör till rummets").click()
        wall, phone = new_window(url=server.url), new_window(url=server.url)
        wall.open("projektor?plan=vso-2021&bild=ram")
        phone.open("prioritera?plan=vso-2021")
        for screen in (wall, phone):
            screen.page.get_by_text("Ramen 4\u00a0000 tkr").first.wait_for()
            screen.page.evaluate("() => { window.drawnBefore = true; }")
        leader.page.evaluate("() => { window.drawnBefore = true; }")
    with running_server(tmp_path, port=port):
        for page in (leader.page, wall.page, phone.page):
            page.wait_for_function("() => !window.drawnBefore")
        leader.visit.settle()
        field = leader.page.get_by_label("Belopp i tkr")
        field.fill("2000")
        field.press("Enter")
        for screen in (leader.visit, wall, phone):
            screen.page.get_by_text("Ramen 2\u00a0000 tkr").first.wait_for()
            assert screen.page.get_by_text("Egen vy").count() == 0
        for screen in (leader.visit, wall, phone):
            screen.page.goto("about:blank")
            # Of the time when nothing answered.
            screen.console_errors.clear()
