"""The projector's steps on a phone: a member at the back reads them without scrolling sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from prioritering.web.pages.projektor.steps import STEPS
from tests.browser.accessibility import axe_findings
from tests.browser.narrow import SPACED
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
TOO_WIDE = """() => [...document.querySelectorAll('.s-page, .s-page *')].filter(
    e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible'
        && getComputedStyle(e).position !== 'absolute').map(e => e.className)"""

STICKS_OUT = """() => [...document.querySelectorAll('.s-page *')].filter(
    e => getComputedStyle(e).position !== 'absolute' && !e.closest('thead')
        && e.getBoundingClientRect().right > innerWidth + 1).map(e => `${e.tagName} ${e.className}`)"""

FOOT_ABOVE_STEPS = """() => document.querySelector('.p-foot').getBoundingClientRect().bottom
    <= document.querySelector('.s-steps').getBoundingClientRect().top"""


@pytest.mark.parametrize("step", STEPS)
def test_nothing_in_a_step_is_wider_than_a_phone(step: str, new_window: Opener) -> None:
    page = new_window(viewport=PHONE).open(f"projektor?bild={step}&ram=3547&inte=S02&dragningar=200")
    expect(page.locator(".s-page")).to_be_visible()
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


MARKED = ("okand_lagst=0&okand_hogst=200&med=S01", "ordning=per-krona&inte=S02")


@pytest.mark.parametrize("step", ["rangordning", "ram"])
def test_nothing_is_read_sideways_on_the_narrowest_screen_or_on_a_tablet(step: str, new_window: Opener) -> None:
    visit = new_window(viewport=PHONE)
    for marks in MARKED:
        page = visit.open(f"projektor?bild={step}&ram=3547&{marks}")
        expect(page.locator(".s-table")).to_be_visible()
        for width in (260, 320, 641, 700, 768, 820, 900):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(TOO_WIDE) == [], (marks, width)
            assert page.evaluate(STICKS_OUT) == [], (marks, width)


def test_the_rows_are_still_a_table_to_a_screen_reader(new_window: Opener) -> None:
    page = new_window(viewport=PHONE).open("projektor?bild=ram&ram=3547&ordning=per-krona&med=S01")
    rows = page.get_by_role("table").get_by_role("row").filter(has=page.get_by_role("rowheader"))
    expect(rows).to_have_count(10)
    expect(rows.filter(has_text="Automatisering").get_by_role("cell").filter(has_text="2 000")).to_be_visible()
    assert axe_findings(page) == []


def test_a_group_without_projects_is_as_wide_as_the_others(new_window: Opener) -> None:
    page = new_window(viewport=PHONE).open("projektor?bild=sakert&ram=3547&dragningar=200")
    groups = page.locator(".s-safety section")
    expect(page.locator(".s-safety .s-empty")).to_be_visible()
    assert len(set(groups.evaluate_all("all => all.map(one => one.offsetWidth)"))) == 1


def test_the_last_line_of_a_step_stands_above_the_steps_also_on_the_narrowest_phone(new_window: Opener) -> None:
    visit = new_window(viewport={"width": 320, "height": 640})
    page = visit.open("projektor?bild=lage&ram=3547")
    for spacing in ("* {}", SPACED):
        page.add_style_tag(content=spacing)
        visit.settle()
        page.locator(".p-foot").evaluate("foot => foot.closest('[data-testid=stMain]').scrollTo(0, 99999)")
        assert page.evaluate(FOOT_ABOVE_STEPS), spacing
