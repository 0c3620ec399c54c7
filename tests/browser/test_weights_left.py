"""Who leaves the weights in the blink after a move, before the script has heard of it, loses nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.harness import Visit
from tests.browser.test_weights import at_rest, opened, shown, slider, used

pytestmark = pytest.mark.browser


def test_who_leaves_the_page_right_after_a_key_finds_the_weights_as_they_were_left(visit: Visit) -> None:
    page = opened(visit, "prioritera?vikter=effekttyp.20~omfattning.50~tidsperspektiv.30")
    slider(page, "Effekttyp").focus()
    page.keyboard.press("End")
    page.get_by_role("link", name="Robusthet").first.click()
    page.wait_for_url(re.compile("robusthet"))
    visit.settle()
    assert "vikter=effekttyp.100~omfattning.0~tidsperspektiv.0" in page.url


def test_who_goes_back_right_after_a_key_comes_forward_to_the_weights_as_they_were_left(visit: Visit) -> None:
    page = opened(visit, "prioritera?vikter=effekttyp.20~omfattning.50~tidsperspektiv.30")
    slider(page, "Effekttyp").focus()
    page.keyboard.press("End")
    at_rest(page, visit)
    assert used(page) == [100, 0, 0]
    page.keyboard.press("Home")
    page.go_back()
    # One step from what was on the screen, as when back is pressed later.
    expect(slider(page, "Effekttyp")).to_have_value("100")
    visit.settle()
    assert shown(page) == used(page) == [100, 0, 0]
    page.go_forward()
    expect(slider(page, "Effekttyp")).to_have_value("0")
    visit.settle()
    assert shown(page) == used(page) == [0, 63, 37]
