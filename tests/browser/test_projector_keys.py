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
