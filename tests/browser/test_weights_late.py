"""Answers to the moving hand that come late, or not at all: the board ends with the newest choice."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_weights import ASKED, assert_shows_what_is_used, opened, slider, used
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser


def held_back(page: Page) -> list[Route]:
    """Hold what the moving hand asks for; return it as it comes."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(ASKED, hold)
    return waiting


def test_a_slow_server_and_a_preset_amid_the_keys_end_with_the_newest_choice(new_window: Opener) -> None:
    visit, other = new_window(), new_window()
    page = opened(visit, "prioritera")
    waiting = held_back(page)
    slider(page, "Tidsperspektiv").focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    # Its first answer is still on the way when another way to set the weights is chosen.
    page.wait_for_function("() => document.querySelector('.v-weights[data-moving]') !== null")
    page.get_by_role("radio", name="Störst omfattning").click()
    expect(slider(page, "Omfattning")).to_have_value("45")
    for route in waiting:
        route.continue_()
    page.unroute(ASKED)
    assert_shows_what_is_used(visit, other)
    assert used(page) == [30, 45, 25]


def test_an_answer_to_what_is_no_longer_chosen_is_not_shown_however_late_it_comes(new_window: Opener) -> None:
    visit, other = new_window(), new_window()
    page = opened(visit, "prioritera")
    waiting = held_back(page)
    slider(page, "Tidsperspektiv").fill("100")
    page.get_by_role("radio", name="Störst omfattning").click()
    # The script has answered, and the board is its: nothing that comes later draws it again.
    expect(page.locator(".v-weights:not([data-moving])")).to_be_visible()
    expect(page).to_have_url(re.compile("omfattning.45"))
    with page.expect_event("requestfinished", lambda request: ASKED.search(request.url) is not None):
        waiting.pop().continue_()
    assert_shows_what_is_used(visit, other)


def test_a_lost_answer_is_said_and_asked_for_again(new_window: Opener) -> None:
    visit, other = new_window(), new_window()
    page = opened(visit, "prioritera")
    seen: list[str] = []

    def once(route: Route) -> None:
        seen.append(str(route.request.post_data))
        if len(seen) == 1:
            route.fulfill(status=500, body=json.dumps({"fel": "Servern kan inte ta emot det just nu; försök igen"}))
        else:
            route.continue_()

    page.route(ASKED, once)
    slider(page, "Tidsperspektiv").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".v-lost")).to_have_text("Servern kan inte ta emot det just nu; försök igen")
    expect(page.locator(".v-lost")).to_be_hidden()
    page.unroute(ASKED)
    assert_shows_what_is_used(visit, other)
    # The browser itself notes the refused answer.
    assert len(visit.console_errors) == 1
    visit.console_errors.clear()
