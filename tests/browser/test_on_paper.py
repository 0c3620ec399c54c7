"""Prioritera on paper: the board has the width, and nothing that can only be pressed is left."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.harness import Visit

pytestmark = pytest.mark.browser


def test_on_paper_the_board_has_the_width_and_nothing_that_is_pressed_is_left(visit: Visit) -> None:
    page = visit.open("prioritera?plan=vso-2021&ram=3547")
    page.locator(".b-row").first.wait_for()
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    for pressed in ("Frys och dela", "Ge underlag", "Lås", "Lägg till projekt"):
        expect(page.get_by_role("button", name=pressed, exact=True)).to_have_count(0)
    expect(page.get_by_role("slider").first).to_be_hidden()
    assert page.get_by_role("rowheader").first.evaluate("cell => cell.clientWidth") > 150
    page.emulate_media(media="screen")
