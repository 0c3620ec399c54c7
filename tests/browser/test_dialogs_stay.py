"""A dialog with half a reason stays open when others change the plan; the page under it follows when it is closed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Visit
from tests.browser.plan_copies import PlanCopies
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
HALF = "Samma upphand"


def half_written(visit: Visit, button: str, label: str) -> Page:
    """Open a dialog of the page and begin to write in it."""
    visit.page.get_by_role("button", name=button).first.click()
    visit.settle()
    visit.page.get_by_role("dialog").get_by_label(label).fill(HALF)
    visit.settle()
    return visit.page


def give_id(folder: Path, before: str, after: str) -> None:
    """Give a project another id in every file of the plan."""
    for table in folder.glob("*.csv"):
        text = table.read_text(encoding="utf-8")
        table.write_text(re.sub(rf"\b{before}\b", after, text), encoding="utf-8")


def version_of(page: Page, version: int) -> None:
    expect(page.locator(".p-foot").get_by_text(f"version {version}, ")).to_be_visible()


def test_half_a_reason_in_a_dialog_is_kept_when_the_plan_changes_and_the_page_follows_when_it_is_closed(
    new_window: Opener, own_ukfa_plan: str, plan_copies: PlanCopies
) -> None:
    folder = plan_copies.folder / own_ukfa_plan
    front = new_window()
    front.open(f"oversikt?plan={own_ukfa_plan}")
    # A project with another id, so that the front page asks whether it is the same.
    give_id(folder, "UF1", "UF91")
    front.open(f"oversikt?plan={own_ukfa_plan}")
    version_of(front.page, 2)
    document = new_window()
    document.open(f"objektplan?plan={own_ukfa_plan}")
    asked = half_written(front, "Ja, samma projekt", "Hur vet ni det?"), "Hur vet ni det?"
    next_period = half_written(document, "Gör nästa periods plan", "Skäl"), "Skäl"
    give_id(folder, "UF2", "UF92")
    other = new_window()
    other.open(f"oversikt?plan={own_ukfa_plan}")
    version_of(other.page, 3)
    # What tells of the change comes after what is pressed here, and finds the dialogs open.
    for visit, (page, label) in ((front, asked), (document, next_period)):
        visit.settle()
        expect(page.get_by_role("dialog").get_by_label(label)).to_have_value(HALF)
        version_of(page, 2)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        version_of(page, 3)
