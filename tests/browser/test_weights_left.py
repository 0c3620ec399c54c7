"""What happens in the blink after a weight has moved, before the script has heard of it, loses nothing and ends."""

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


def test_who_goes_back_twice_right_after_a_key_goes_two_steps(visit: Visit) -> None:
    page = opened(visit, "prioritera?vikter=effekttyp.20~omfattning.50~tidsperspektiv.30")
    slider(page, "Effekttyp").focus()
    page.keyboard.press("End")
    at_rest(page, visit)
    page.keyboard.press("Home")
    page.evaluate("() => { history.back(); setTimeout(() => history.back(), 30); }")
    expect(slider(page, "Effekttyp")).to_have_value("20")
    visit.settle()
    assert shown(page) == used(page) == [20, 50, 30]
    page.evaluate("history.go(2)")
    expect(slider(page, "Effekttyp")).to_have_value("0")
    visit.settle()
    assert shown(page) == used(page) == [0, 63, 37]


def test_what_is_typed_on_the_spot_while_the_answer_comes_leaves_nothing_under_way(visit: Visit) -> None:
    page = opened(visit, "prioritera?vikter=effekttyp.20~omfattning.50~tidsperspektiv.30")
    slider(page, "Omfattning").focus()
    page.keyboard.press("End")
    # Typed again and again until well after the script has answered what the slider told.
    page.get_by_role("textbox", name="Omfattning, procent").evaluate("""field => new Promise(done => {
      field.focus();
      let left = 40;
      const again = () => {
        field.dispatchEvent(new Event('input'));
        if (location.search.includes('omfattning.100')) left -= 1;
        if (left) setTimeout(again, 20); else done();
      };
      again();
    })""")
    at_rest(page, visit)
    assert shown(page) == used(page) == [0, 100, 0]


def test_a_weight_stays_locked_while_another_page_is_seen_and_says_so_no_more_once_it_has_been_set_otherwise(
    visit: Visit,
) -> None:
    page = opened(visit, "prioritera?vikter=effekttyp.20~omfattning.50~tidsperspektiv.30")
    for name in ("Effekttyp", "Omfattning"):
        page.get_by_role("button", name=f"Lås vikten på {name}").click()
    page.get_by_role("link", name="Robusthet").first.click()
    page.wait_for_url(re.compile("robusthet"))
    visit.settle()
    page.get_by_role("link", name="Prioritera").first.click()
    page.wait_for_url(re.compile("prioritera"))
    expect(page.get_by_role("button", name="Lås upp vikten på Effekttyp")).to_be_visible()
    page.get_by_role("button", name="Lås upp vikten på Omfattning").click()
    slider(page, "Omfattning").focus()
    page.keyboard.press("End")
    at_rest(page, visit)
    assert shown(page) == used(page) == [20, 80, 0]
    expect(page.get_by_role("button", name="Lås upp vikten på Effekttyp")).to_be_visible()
    page.get_by_role("radio", name="Störst omfattning").click()
    expect(page.get_by_role("button", name="Lås vikten på Effekttyp")).to_be_visible()
    visit.settle()
    assert shown(page) == used(page) == [30, 45, 25]
    expect(page.get_by_role("button", name="Lås upp")).to_have_count(0)
