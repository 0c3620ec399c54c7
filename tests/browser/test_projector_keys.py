"""The arrow keys of the projector: whoever leads presses without waiting for the picture, and each press counts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from prioritering.web.pages.projektor.steps import STEPS
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("between_ms", [0, 40, 90, 180])
def test_each_press_of_an_arrow_key_counts_also_before_the_picture_has_come(
    between_ms: int, new_window: Opener
) -> None:
    visit = new_window()
    page = visit.open("projektor?bild=lage&ram=3547")
    names = list(STEPS)
    for key, presses, leads_to in (("ArrowRight", 2, 2), ("PageDown", 4, 6), ("ArrowLeft", 5, 1)):
        for _ in range(presses):
            page.keyboard.press(key)
            page.wait_for_timeout(between_ms)
        page.wait_for_url(re.compile(f"bild={names[leads_to]}"))
        visit.settle()
        expect(page.locator(".s-page h1")).to_have_text(STEPS[names[leads_to]])


WATCH = """() => {
  window.empty = 0;
  const look = () => {
    const page = document.querySelector('.s-page');
    if (!page || !page.getBoundingClientRect().height) window.empty += 1;
    requestAnimationFrame(look);
  };
  look();
}"""


def test_no_step_leaves_the_screen_empty_before_the_next_is_there(new_window: Opener) -> None:
    visit = new_window(viewport={"width": 1280, "height": 720})
    names, found = list(STEPS), {}
    # The step that is worked out on the page has been worked out once before it is passed.
    page = visit.open("projektor?bild=sakert&ram=3547&dragningar=200")
    page.evaluate(WATCH)
    at = names.index("sakert")
    for key, by in (("ArrowRight", 1), ("ArrowLeft", -1), ("ArrowLeft", -1), ("ArrowRight", 1)):
        at += by
        page.keyboard.press(key)
        expect(page.locator(".s-page h1")).to_have_text(STEPS[names[at]])
        visit.settle()
        found[key, names[at]] = page.evaluate("() => window.empty")
    assert not any(found.values()), found
