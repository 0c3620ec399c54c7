"""Ny period: from the button on Objektplan to next year's plan, with nothing made before it is asked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import axe_findings
from tests.browser.harness import Visit

pytestmark = pytest.mark.browser


def test_next_years_plan_is_made_from_the_button_and_opened(visit: Visit, own_ukfa_plan: str) -> None:
    page = visit.open(f"objektplan?plan={own_ukfa_plan}")
    page.get_by_role("button", name="Gör nästa periods plan").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("17 projekt följer med till ukfa-2022-prov")).to_be_visible()
    expect(dialog.get_by_text("Det här följer inte med ur planen: budget")).to_be_visible()
    assert axe_findings(page) == []
    new_id = dialog.get_by_label("Planens id")
    new_id.fill(own_ukfa_plan)
    new_id.press("Enter")
    expect(dialog.get_by_text("Den nya planen behöver ett annat id")).to_be_visible()
    expect(dialog.get_by_role("button", name="Gör planen")).to_be_disabled()
    # Its words were white on white.
    expect(dialog.get_by_text("Gör planen")).not_to_have_css("color", "rgb(255, 255, 255)")
    new_id.fill(f"{own_ukfa_plan}-nasta")
    new_id.press("Enter")
    expect(dialog.get_by_text(f"17 projekt följer med till {own_ukfa_plan}-nasta")).to_be_visible()
    dialog.get_by_label("Skäl").fill("Nytt år")
    dialog.get_by_role("button", name="Gör planen").click()
    expect(page.get_by_text(f"Den nya planen är sparad med id {own_ukfa_plan}-nasta")).to_be_visible()
    expect(dialog).to_have_count(0)
    assert f"plan={own_ukfa_plan}-nasta" in page.url
    # The new plan's page is drawn anew once the dialog is gone: a part opened before that is folded again.
    visit.settle()
    page.get_by_role("link", name="Dokumentet", exact=True).click()
    expect(page.get_by_text("(version 1). Objektledare")).to_be_visible()
