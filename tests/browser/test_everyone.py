"""What anyone may need of a page: narrow windows, spaced text, large targets, a closed menu, one theme for all."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import DARK, LIGHT
from tests.browser.harness import page_addresses
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
# WCAG 2.2, 1.4.12: nothing may be lost when a reader sets text so far apart.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
CUT = """() => [...document.querySelectorAll('[data-testid="stMain"] *')].filter(e => {
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    const says = [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
    const isField = e.matches('input, textarea, select, option, .p-hidden');
    return says && box.width > 2 && box.height > 2 && e.checkVisibility() && !isField
        && ((style.overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1)
            || (style.overflowY !== 'visible' && e.scrollHeight > e.clientHeight + 3));
}).map(e => `${e.tagName}.${e.className} ${e.textContent.slice(0, 60)}`)"""
OUTSIDE = """() => [...document.querySelectorAll('html, [data-testid="stMain"]')]
    .filter(box => box.scrollWidth > box.clientWidth + 1)
    .map(box => [...box.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
        && !e.closest('.p-scroll, [data-testid="stSidebar"]')).slice(-6)
        .map(e => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`).join(' | '))"""
# WCAG 2.2, 2.5.8: links within a sentence are excepted, and what stands alone is measured with what surrounds it.
SMALL = """() => [...document.querySelectorAll('button, summary, [role="button"], a[href], input:not([type="range"])')]
    .filter(e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.disabled
        && !e.closest('[inert], [aria-hidden="true"], [data-testid="stSidebar"][data-collapsed="true"]'))
    .filter(e => !(e.matches('a') && getComputedStyle(e).display === 'inline'))
    .map(e => [e, (e.closest('label') ?? e).getBoundingClientRect()])
    .filter(([e, box]) => box.width > 1 && box.height > 1 && (box.width < 23.5 || box.height < 23.5))
    .map(([e, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 140)}`)"""
IN_THE_MENU = """() => Boolean(document.activeElement.closest('[data-testid="stSidebar"]'))"""


@pytest.mark.parametrize("address", page_addresses())
def test_a_page_can_be_read_narrow_and_spaced_out_and_be_hit(address: str, new_window: Opener) -> None:
    visit = new_window()
    page = visit.open(f"{address}?ram=3547")
    assert page.evaluate(SMALL) == []
    page.add_style_tag(content=SPACED)
    assert page.evaluate(CUT) == []
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.locator("h1").first).to_be_visible()
    visit.settle()
    assert page.evaluate(OUTSIDE) == []


def test_a_closed_menu_is_not_met_with_the_tab_key(new_window: Opener) -> None:
    page = new_window(viewport=PHONE).open("oversikt")
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate(IN_THE_MENU)
    page.get_by_role("button", name="Visa sidomenyn").click()
    expect(page.get_by_role("link", name="Metod", exact=True)).to_be_visible()


def test_in_forced_colours_bars_strips_and_the_step_that_is_shown_are_still_seen(new_window: Opener) -> None:
    visit = new_window()
    look = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).backgroundImage].join()"
    visit.page.emulate_media(forced_colors="active")
    try:
        page = visit.open("projektor?bild=lage&ram=3547")
        kinds = [page.locator(f".s-strip .s-{kind}").first.evaluate(look) for kind in ("in", "open", "out")]
        assert len(set(kinds)) == 3, kinds
        steps = page.locator(".s-steps button")
        assert len({steps.nth(place).evaluate(look) for place in (0, 1)}) == 2
        page = visit.open("projektor?bild=rangordning&ram=3547")
        assert (
            len({page.locator(where).first.evaluate(look) for where in (".s-bar", ".s-bar i", ".s-bar .s-maybe")}) == 3
        )
        page = visit.open("robusthet?ram=3547&dragningar=100")
        bars = page.locator(".r-track").first
        assert bars.evaluate(look) != page.locator(".r-track i").first.evaluate(look)
    finally:
        visit.page.emulate_media(forced_colors="none")


def test_a_theme_that_is_chosen_on_one_page_holds_on_every_other_after_a_reload(new_window: Opener) -> None:
    visit = new_window()
    for chosen, colour in (("Mörkt", DARK), ("Ljust", LIGHT)):
        page = visit.open("metod")
        page.get_by_test_id("stMainMenu").get_by_role("button").click()
        page.get_by_role("menuitemradio", name=chosen).click()
        expect(page.locator(".stApp")).to_have_css("background-color", colour)
        for other in ("oversikt", "metod"):
            page = visit.open(other)
            expect(page.locator(".stApp")).to_have_css("background-color", colour)


def test_a_part_of_the_plan_unfolds_when_the_contents_or_a_search_leads_into_it(new_window: Opener) -> None:
    page = new_window().open("objektplan?sok=distansm%C3%B6ten")
    remark = page.locator("#iakttagelser + p")
    expect(remark).to_be_hidden()
    page.get_by_role("link", name="Iakttagelser (").click()
    expect(remark).to_be_in_viewport()
    page.get_by_role("region", name="Träffar").get_by_role("link", name="Mål").first.click()
    expect(page.locator("#mal + p")).to_be_visible()
