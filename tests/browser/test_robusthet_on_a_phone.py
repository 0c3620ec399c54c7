"""Robusthet's wide tables on a phone: they are scrolled sideways in a shaded box, and the page itself never is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from prioritering.view.view import PARTS
from tests.browser.accessibility import axe_findings, in_the_dark
from tests.browser.stillness import box_of
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
INSIDE = "[...document.querySelectorAll('[role=radio]')].every(e => e.getBoundingClientRect().right <= innerWidth)"
OPEN_TABLES = "document.querySelectorAll('details').forEach(one => one.open = true)"
SCROLLED = "() => [...document.querySelectorAll('.p-scroll')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
# Only what can be reached by keyboard and has a name can be scrolled by one who has no pointer.
UNREACHED = """() => [...document.querySelectorAll('.p-scroll')].filter(
    e => e.scrollWidth > e.clientWidth + 1 && !(e.tabIndex === 0 && e.getAttribute('aria-label'))).length"""
SCROLL_TOP = "document.querySelector('[data-testid=stMain]').scrollTop"


def swipe(page: Page, start: tuple[float, float], by: tuple[float, float]) -> None:
    """Lay a finger somewhere, move it so many px across and down, and lift it."""
    session = page.context.new_cdp_session(page)
    for step in range(21):
        at = {"x": start[0] + by[0] * step / 20, "y": start[1] + by[1] * step / 20}
        kind = "touchMove" if step else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


@pytest.mark.parametrize("part", PARTS)
def test_axe_finds_nothing_in_the_wide_tables_of_a_part(part: str, new_window: Opener) -> None:
    visit = new_window(viewport=PHONE)
    page = visit.open(f"robusthet?del={part}&dragningar=500&ram=3547&med=S01&inte=S02")
    expect(page.locator("table").first).to_be_attached()
    page.evaluate(OPEN_TABLES)
    assert axe_findings(page) == []
    assert page.evaluate(UNREACHED) == 0
    # The widest of them, a column a place, cannot but be scrolled; elsewhere rows are stacked.
    assert part != "platser" or page.evaluate(SCROLLED) > 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with in_the_dark(visit) as dark:
        assert axe_findings(dark) == []


def test_every_choice_of_whose_points_and_of_part_is_seen_at_once(new_window: Opener) -> None:
    # A link may ask for the group's points where there are none, and the choice is there to leave them.
    page = new_window(viewport=PHONE).open("robusthet?del=platser&poang=median&dragningar=100&ram=3547")
    expect(page.get_by_role("radio", name="Styrgruppens medel")).to_be_visible()
    for choice in page.get_by_role("radiogroup").all():
        assert choice.evaluate("element => element.scrollWidth <= element.clientWidth + 1")
    assert page.evaluate(
        "[...document.querySelectorAll('[role=radio]')].every(e => e.getBoundingClientRect().right <= innerWidth)"
    )


def test_a_finger_that_scrolls_the_page_from_a_slider_leaves_its_value(new_window: Opener) -> None:
    visit = new_window(viewport=PHONE, has_touch=True)
    page = visit.open("robusthet?dragningar=100&ram=3547")
    value = page.get_by_test_id("stSlider").locator("input[type=range]").first
    line = page.get_by_test_id("stSlider").get_by_role("group").first
    line.evaluate("item => item.scrollIntoView({ block: 'center' })")
    box = box_of(line)
    right, middle = box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2
    page.touchscreen.tap(box["x"] + box["width"] / 2, middle)
    expect(page).to_have_url(re.compile(r"viktvidd=2[56]"))
    visit.settle()
    knob = box_of(value.locator("xpath=../.."))
    swipe(page, (knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2), (60, 3))
    expect(page).to_have_url(re.compile(r"viktvidd=3\d"))
    visit.settle()
    # The page scrolls on for a while after the finger, so this comes last.
    held, scrolled = value.input_value(), page.evaluate(SCROLL_TOP)
    swipe(page, (right, middle), (2, 200))
    page.wait_for_function(f"before => {SCROLL_TOP} !== before", arg=scrolled)
    visit.settle()
    expect(value).to_have_value(held)
    assert f"viktvidd={held}" in page.url
