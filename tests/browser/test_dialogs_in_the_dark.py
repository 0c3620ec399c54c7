"""What opens beside the page, a dialog, has the colours of the theme that is shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import axe_findings
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_dialog_has_the_colours_of_the_theme(new_window: Opener, theme: str) -> None:
    visit = new_window(color_scheme=theme)
    page = visit.open("prioritera?plan=vso-2021")
    page.get_by_role("button", name="Lägg till projekt").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Projektets namn")).to_be_visible()
    visit.settle()
    expect(dialog).to_have_css("color-scheme", theme)
    assert axe_findings(page) == []
