"""The choice of plan: long names are read to their end, in the field and in the list."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import axe_findings
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
NAME = "Utbildning, Kultur & Fritid och Arbetsmarknad"
# What sticks out of its box, or lies outside the field, is cut.
FITS = """chosen => {
    const field = document.querySelector('.st-key-helt-val-plan [role="group"]').getBoundingClientRect();
    const box = chosen.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(chosen);
    const text = range.getBoundingClientRect();
    return chosen.scrollWidth <= chosen.clientWidth && text.top >= field.top && text.bottom <= field.bottom
        && text.left >= field.left && text.right <= box.right;
}"""
WHOLE = "option => option.scrollWidth <= option.clientWidth && option.scrollHeight <= option.clientHeight"


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_a_long_name_is_read_to_its_end_where_it_is_chosen_and_in_the_list(
    new_window: Opener, size: tuple[int, int]
) -> None:
    visit = new_window(viewport={"width": size[0], "height": size[1]})
    page = visit.open("metod?plan=ukfa-2022")
    if size[0] < 500:
        page.get_by_test_id("stExpandSidebarButton").click()
    chosen = page.locator(".p-chosen")
    expect(chosen).to_have_text(NAME)
    expect(chosen).to_be_visible()
    visit.settle()
    assert chosen.evaluate(FITS)
    assert axe_findings(page) == []
    field = page.get_by_label("Plan", exact=True)
    field.click()
    option = page.get_by_role("option", name=NAME).first
    expect(option).to_be_visible()
    expect(chosen).to_be_hidden()
    assert option.locator("[data-item-hl]").evaluate(WHOLE)
    field.fill("Vård")
    page.get_by_role("option", name="Vård, stöd och omsorg").first.click()
    expect(chosen).to_have_text("Vård, stöd och omsorg")


@pytest.mark.parametrize("address", ["prioritera?plan=ukfa-2022", "robusthet?plan=ukfa-2022&dragningar=100"])
def test_the_frame_is_read_to_its_end_where_it_is_chosen(new_window: Opener, address: str) -> None:
    page = new_window().open(address)
    chosen = page.locator(".st-key-helt-val-ram .p-chosen")
    expect(chosen).to_have_text("5\u00a0269,5\u00a0tkr – Vidareutveckling (VU), hela objektet")
    assert chosen.evaluate(FITS.replace("val-plan", "val-ram"))


def test_in_forced_colours_what_is_chosen_is_not_written_twice(new_window: Opener) -> None:
    page = new_window(forced_colors="active").open("metod?plan=ukfa-2022")
    expect(page.locator(".p-chosen")).to_be_visible()
    written = "one => getComputedStyle(one).webkitTextFillColor"
    assert page.get_by_label("Plan", exact=True).evaluate(written) == "rgba(0, 0, 0, 0)"
