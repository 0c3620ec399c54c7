"""Robusthet's wide tables on a phone: they are scrolled sideways in a shaded box, and the page itself never is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from prioritering.view.view import PARTS
from tests.browser.accessibility import axe_findings, in_the_dark
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
INSIDE = "[...document.querySelectorAll('[role=radio]')].every(e => e.getBoundingClientRect().right <= innerWidth)"
OPEN_TABLES = "document.querySelectorAll('details').forEach(one => one.open = true)"
SCROLLED = "() => [...document.querySelectorAll('.p-scroll')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
# Only what can be reached by keyboard and has a name can be scrolled by one who has no pointer.
UNREACHED = """() => [...document.querySelectorAll('.p-scroll')].filter(
    e => e.scrollWidth > e.clientWidth + 1 && !(e.tabIndex === 0 && e.getAttribute('aria-label'))).length"""


@pytest.mark.parametrize("part", PARTS)
def test_axe_finds_nothing_in_the_wide_tables_of_a_part(part: str, new_window: Opener) -> None:
    visit = new_window(viewport=PHONE)
    page = visit.open(f"robusthet?del={part}&dragningar=500&ram=3547&med=S01&inte=S02")
    expect(page.locator("table").first).to_be_attached()
    page.evaluate(OPEN_TABLES)
    assert axe_findings(page) == []
    assert page.evaluate(UNREACHED) == 0
    # The widest of them, a column a place, cannot but be scrolled; elsewhere rows are stacked.
    assert part != "platser" or page.evaluate(SCROLLED) > 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with in_the_dark(visit) as dark:
        assert axe_findings(dark) == []


def test_every_choice_of_whose_points_and_of_part_is_seen_at_once(new_window: Opener) -> None:
    # A link may ask for the group's points where there are none, and the choice is there to leave them.
    page = new_window(viewport=PHONE).open("robusthet?del=platser&poang=median&dragningar=100&ram=3547")
    expect(page.get_by_role("radio", name="Styrgruppens medel")).to_be_visible()
    for choice in page.get_by_role("radiogroup").all():
        assert choice.evaluate("element => element.scrollWidth <= element.clientWidth + 1")
    assert page.evaluate(
        "[...document.querySelectorAll('[role=radio]')].every(e => e.getBoundingClientRect().right <= innerWidth)"
    )
