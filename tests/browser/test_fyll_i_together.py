"""Fyll i while others fill in too, and a cell that is half written or was written just now."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import axe_findings
from tests.browser.harness import Visit
from tests.browser.test_fyll_i import cost_of_row, paste
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
_CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture
def together(new_window: Opener, own_ukfa_plan: str) -> tuple[Visit, Visit]:
    """One's own window and another's, with the same sheet in both."""
    windows = new_window(permissions=_CLIPBOARD), new_window(permissions=_CLIPBOARD)
    for visit in windows:
        visit.open(f"fyll_i?plan={own_ukfa_plan}")
    return windows


def save_cost(visit: Visit, text: str) -> None:
    """Paste a cost into the first row and save it."""
    visit.settle()
    paste(visit.page, text)
    expect(visit.page.get_by_role("button", name="Spara 1 ändring")).to_be_visible()
    visit.page.get_by_label("Skäl, ett för alla ändringar").fill("Anbud")
    visit.page.get_by_role("button", name="Spara 1 ändring").click()
    expect(visit.page.get_by_role("button", name="Inget att spara")).to_be_disabled()


def test_an_open_sheet_follows_what_another_fills_in_and_a_cell_that_is_half_written_stays_open(
    together: tuple[Visit, Visit],
) -> None:
    mine, other = together
    page = mine.page
    save_cost(other, "500")
    first = page.locator('[id="glide-cell-2-0"]')
    expect(first).to_have_text("500")
    mine.settle()
    page.mouse.dblclick(*cost_of_row(page, 1))
    page.locator(".gdg-input").wait_for()
    page.keyboard.type("7")
    save_cost(other, "600")
    page.keyboard.type("00")
    expect(page.locator(".gdg-input")).to_have_value("700")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ändrat medan ni fyller i")).to_be_visible()
    expect(page.get_by_text("Kostnad, tkr: 500 → 600.")).to_be_visible()
    expect(first).to_have_text("500")
    assert axe_findings(page) == []
    mine.settle()
    page.get_by_role("button", name="Hämta det nya och behåll mina övriga ändringar").click()
    expect(first).to_have_text("600")
    expect(page.get_by_role("button", name="Spara 1 ändring")).to_be_visible()


def test_a_cell_that_is_half_written_stays_open_also_when_the_page_is_drawn_anew_with_what_another_filled_in(
    together: tuple[Visit, Visit],
) -> None:
    mine, other = together
    page = mine.page
    page.mouse.dblclick(*cost_of_row(page, 1))
    page.locator(".gdg-input").wait_for()
    page.keyboard.type("7")
    # The page waits with others' changes while a hand is in the grid, but there is more that has it drawn anew.
    page.evaluate("Object.defineProperty(document, 'activeElement', { get: () => document.body, configurable: true })")
    save_cost(other, "600")
    expect(page.locator('[id="glide-cell-2-0"]')).to_have_text("600")
    page.evaluate("delete document.activeElement")
    mine.settle()
    page.keyboard.type("00")
    expect(page.locator(".gdg-input")).to_have_value("700")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Spara 1 ändring")).to_be_visible()
    expect(page.locator('[id="glide-cell-2-1"]')).to_have_text("700")


# As when the machine is busy while one writes: the last figure and what ends the cell are met at once.
AT_ONCE = """(end) => {
  const field = document.querySelector('.gdg-input');
  const key = (key) => field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  key('0');
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, '70');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  key(end);
}"""


@pytest.mark.parametrize("end", ["Enter", "Tab"])
def test_a_cell_that_is_ended_at_once_after_its_last_figure_keeps_what_was_written(
    visit: Visit, own_ukfa_plan: str, end: str
) -> None:
    page = visit.open(f"fyll_i?plan={own_ukfa_plan}")
    page.mouse.dblclick(*cost_of_row(page, 1))
    page.locator(".gdg-input").wait_for()
    page.keyboard.type("7")
    visit.settle()
    page.evaluate(AT_ONCE, end)
    expect(page.locator(".gdg-input")).to_have_count(0)
    expect(page.locator('[id="glide-cell-2-1"]')).to_have_text("70")
    expect(page.get_by_role("button", name="Spara 1 ändring")).to_be_visible()
