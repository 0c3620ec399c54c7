"""A server that is started anew in the middle of a meeting: open pages go on, with what the room was looking at."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.english import english_on
from tests.browser.harness import free_port, running_server
from tests.browser.meeting import Watched, join, open_meeting
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser


@pytest.mark.long
def test_pages_open_across_a_restart_say_that_the_server_is_gone_and_then_follow_the_room_and_can_be_used(
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
    for page in (leader.page, wall.page, phone.page):
        page.get_by_text("Servern svarar inte").wait_for()
        assert english_on(page) == []
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


@pytest.mark.long
def test_whoever_answers_on_a_phone_keeps_the_place_when_the_server_is_started_anew(
    new_window: Opener, tmp_path: Path
) -> None:
    port = free_port()
    with running_server(tmp_path, port=port) as server:
        leader = Watched(new_window(url=server.url))
        _, code = open_meeting(leader, "vso-2021")
        member = Watched(new_window(url=server.url, viewport={"width": 390, "height": 844}))
        page = join(member, "vso-2021", code, "Linjechef")
        page.get_by_role("button", name="Nästa fråga").click()
        asked = page.locator("fieldset.v-now legend")
        expect(asked).to_be_focused()
        question = asked.inner_text()
    page.get_by_text("Servern svarar inte").wait_for()
    with running_server(tmp_path, port=port):
        page.get_by_text("Servern svarar inte").wait_for(state="hidden")
        page.locator("fieldset.v-now").wait_for()
        member.visit.settle()
        expect(asked).to_have_text(question)
        expect(asked).to_be_focused()
        for screen in (leader.visit, member.visit):
            screen.page.goto("about:blank")
            # Of the time when nothing answered.
            screen.console_errors.clear()
