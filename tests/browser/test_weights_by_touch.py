"""A finger on a weight: it sets what it slides to or taps, and nothing when it only moves the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stillness import box_of
from tests.browser.test_weights import assert_shows_what_is_used, opened, shown, slider
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def swipe(page: Page, name: str, start: float, across: float, down: float) -> None:
    """Lay a finger on a slider, at a share of its width, move it so many px across and down, and lift it."""
    slider(page, name).evaluate("item => item.scrollIntoView({ block: 'center' })")
    box = box_of(slider(page, name))
    left, top = box["x"] + box["width"] * start, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    for step in range(21):
        at = {"x": left + across * step / 20, "y": top + down * step / 20}
        kind = "touchMove" if step else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_a_finger_that_scrolls_the_page_from_a_slider_sets_no_weight(new_window: Opener) -> None:
    visit, other = new_window(viewport=PHONE, has_touch=True), new_window(viewport=PHONE)
    page = opened(visit, "prioritera")
    before = shown(page)
    scrolled = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    swipe(page, "Omfattning", 0.8, 2, -200)
    page.wait_for_function(
        "before => document.querySelector('[data-testid=stMain]').scrollTop !== before", arg=scrolled
    )
    visit.settle()
    assert shown(page) == before
    assert "vikter" not in page.url
    swipe(page, "Omfattning", 0.34, 120, 3)
    expect(slider(page, "Omfattning")).not_to_have_value(str(before[1]))
    assert_shows_what_is_used(visit, other)
    box = box_of(slider(page, "Effekttyp"))
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(slider(page, "Effekttyp")).to_have_value("50")
    expect(page).to_have_url(re.compile(r"effekttyp\.50"))
    assert_shows_what_is_used(visit, other)
