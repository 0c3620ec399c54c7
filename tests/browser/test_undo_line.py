"""The line with "Ångra" follows what others do: it never offers to take back what has been changed since."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.harness import Visit
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser


def lock(visit: Visit, choice: str, reason: str) -> None:
    """Lock iPads on the board that is open, for the group."""
    page = visit.page
    why = page.get_by_role("button", name="Varför? iPads inom äldreomsorgen")
    if why.get_attribute("aria-expanded") != "true":
        why.click()
    page.get_by_role("button", name="Lås eller lås upp").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(choice, exact=True).click()
    dialog.get_by_label("Skäl").fill(reason)
    visit.settle()
    dialog.get_by_role("button", name="Spara för gruppen").click()
    dialog.wait_for(state="hidden")
    visit.settle()


def test_a_lock_that_someone_else_has_changed_is_said_to_be_and_offered_no_more(
    new_window: Opener, own_plan: str
) -> None:
    mine, other = new_window(), new_window()
    mine.open(f"prioritera?plan={own_plan}&ram=3547")
    lock(mine, "Inte nu", "Avtalet går ut")
    line = mine.page.locator(".st-key-angra-rad")
    expect(line).to_contain_text("Du låste iPads inom äldreomsorgen: inte nu.")
    expect(line.get_by_role("button", name="Ångra")).to_be_visible()
    other.open(f"prioritera?plan={own_plan}&ram=3547")
    lock(other, "Måste med", "Avtalet är förlängt")
    # Nothing is done on the first screen.
    expect(line).to_contain_text("har ändrat låset på iPads inom äldreomsorgen sedan dess.")
    expect(line.get_by_role("button", name="Ångra")).to_have_count(0)
    line.get_by_role("button", name="Stäng").click()
    expect(line).to_have_count(0)
    expect(other.page.get_by_role("button", name="Ångra")).to_be_visible()
