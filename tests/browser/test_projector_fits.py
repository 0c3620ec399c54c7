"""Each step of the projector is read without scrolling, whatever the projector: what does not fit is counted."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from prioritering.web.pages.projektor.steps import STEPS
from tests.browser.accessibility import axe_findings, in_the_dark
from tests.browser.plan_copies import LaidMeeting
from tests.browser.stillness import box_of
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
PROJECTORS = ((1280, 720), (1366, 768), (1024, 768), (1920, 1080))
# The steps at the foot lie over the page, so its lowest words must end above them.
FITS = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    const foot = document.querySelector('.s-steps').getBoundingClientRect().top;
    const parts = [...document.querySelectorAll('.s-page, .p-foot')];
    const lowest = Math.max(...parts.map(e => e.getBoundingClientRect().bottom));
    return main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth && lowest <= foot;
}"""
SMALLEST = """() => Math.min(
    ...[...document.querySelectorAll('.s-page *, .p-foot, .p-room, .s-steps *, .c-link button')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim()))
    .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
# What is written or drawn where the code to join with stands.
UNDER_THE_CODE = """() => {
    const code = document.querySelector('.s-join').getBoundingClientRect();
    const range = document.createRange();
    const boxes = [...document.querySelectorAll('.s-page *')].flatMap(part => {
        range.selectNodeContents(part);
        return part.children.length ? [] : [...(part.textContent.trim() ? range : part).getClientRects()];
    });
    return boxes.filter(box => box.width && box.right > code.left && box.top < code.bottom).map(box => box.top);
}"""
HIDDEN_BESIDE_THE_LINE = """() => {
    const rows = [...document.querySelectorAll('.s-table tbody tr')];
    const line = rows.findIndex(row => row.matches('.s-linerow'));
    const hidden = part => part.filter(row => row.hidden && row.matches('[data-away]')).length;
    return [hidden(rows.slice(0, line)), hidden(rows.slice(line))];
}"""
BESIDE_THE_LINE = """() => {
    const line = document.querySelector('.s-linerow');
    return [line.previousElementSibling, line.nextElementSibling].map(row => row.getBoundingClientRect().height > 0);
}"""
# As where costs decide first and a tie after them.
THREE_LINES = """() => {
    document.querySelector('.s-reach').textContent = 'Ramen 12 000 tkr räcker säkert till 1 av 25 projekt. Tio till '
        + 'ryms om de fyra osäkra kostnaderna är högst 2 700 tkr tillsammans. Därefter är Sensorer i VA-nätet och '
        + 'Telefoni lika, men ramen räcker inte till båda. Ni måste välja.';
}"""
LONG_WHERE_IT_IS_OPEN = """many => document.querySelectorAll('.s-grazon li span')
    .forEach(name => { name.textContent = 'Gemensam plattform för välfärdsteknik '.repeat(many); })"""
# As where three things decide: the same list again under two more headings.
THREE_GROUPS = """() => {
    const open = document.querySelector('.s-grazon');
    const group = ['h3', 'ul', '[data-left]'].map(part => open.querySelector(part));
    for (const number of [2, 3]) for (const part of group) {
        const copy = open.appendChild(part.cloneNode(true));
        for (const named of [copy, ...copy.querySelectorAll('li')])
            if (named.dataset.of) named.dataset.of = `oklart-${number}`;
    }
}"""
STANDS = [*((step, "ram=3547&dragningar=200") for step in STEPS), *((s, "plan=ukfa-2022") for s in ("lage", "ram"))]


def shown_names(page: Page) -> list[str]:
    return [name for row in page.locator(".s-table tbody th").all() if row.is_visible() for name in [row.inner_text()]]


def counted(page: Page) -> int:
    said = [line.inner_text() for line in page.locator("[data-left]").all() if line.is_visible()]
    return sum(int(re.findall(r"\d+", text)[0]) for text in said)


@pytest.mark.parametrize(("step", "address"), STANDS)
def test_a_step_is_read_without_scrolling(step: str, address: str, new_window: Opener) -> None:
    visit = new_window(viewport={"width": 1280, "height": 720})
    page = visit.open(f"projektor?bild={step}&{address}")
    expect(page.locator(".s-page h1")).to_have_text(STEPS[step])
    for width, height in PROJECTORS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(FITS)
        assert page.evaluate(SMALLEST) >= 20
    assert axe_findings(page) == []
    with in_the_dark(visit):
        assert axe_findings(page) == []


def test_every_step_of_a_meeting_has_room_beside_its_code_also_in_a_view_of_ones_own(
    new_window: Opener, laid_meeting: LaidMeeting
) -> None:
    visit = new_window(viewport={"width": 1280, "height": 720})
    for step, title in STEPS.items():
        address = f"projektor?bild={step}&plan={laid_meeting.plan}&mote={laid_meeting.meeting_id}"
        page = visit.open(f"{address}&ram=3547&dragningar=200")
        expect(page.locator(".s-page h1")).to_have_text(title)
        expect(page.locator(".s-join img")).to_be_visible()
        expect(page.get_by_text("Egen vy:")).to_be_visible()
        page.wait_for_function(FITS)
        assert page.evaluate(UNDER_THE_CODE) == []
        assert page.evaluate(SMALLEST) >= 20
    page = visit.open(f"projektor?bild=lage&plan={laid_meeting.plan}&mote={laid_meeting.meeting_id}&ram=3547")
    page.evaluate(THREE_LINES)
    page.wait_for_function(FITS)
    assert page.evaluate(SMALLEST) >= 20


def test_what_a_small_projector_has_no_room_for_is_counted_and_comes_back_on_a_large_one(new_window: Opener) -> None:
    page = new_window(viewport={"width": 1280, "height": 720}).open("projektor?bild=ram&ram=3547")
    expect(page.locator(".s-linerow").first).to_be_in_viewport()
    page.wait_for_function(FITS)
    few = shown_names(page)
    assert 5 <= len(few) < 10 and len(few) + counted(page) == 10
    # What surely fits and what depends stay: the line is what the room came to see.
    assert few[:2] == [
        "Automatisering av myndighetsprocesser",
        "Tjänster på distans – öppenvårdsinsatser och hemsjukvård",
    ]
    assert axe_findings(page) == []
    page.set_viewport_size({"width": 1280, "height": 600})
    page.wait_for_function(FITS)
    # Where the last that may fit has given way, "Hit räcker ramen om …" would stand below another.
    assert 2 <= len(shown_names(page)) < 6 and page.locator(".s-second").is_hidden()
    page.set_viewport_size({"width": 1280, "height": 1100})
    expect(page.locator("[data-left]:visible")).to_have_count(0)
    expect(page.locator(".s-second")).to_be_visible()
    assert len(shown_names(page)) == 10
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("[data-left]:visible")).to_have_count(0)


@pytest.mark.parametrize("height", [480, 540, 600, 660, 720])
def test_a_row_that_gives_way_is_counted_on_its_own_side_of_the_line(height: int, new_window: Opener) -> None:
    page = new_window(viewport={"width": 1280, "height": height}).open("projektor?bild=ram&ram=3547")
    expect(page.locator(".s-linerow").first).to_be_visible()
    # However low the wall, what the line parts is seen, and nothing is scrolled.
    page.wait_for_function(f"() => ({BESIDE_THE_LINE})().every(seen => seen) && ({FITS})()")
    hidden = page.evaluate(HIDDEN_BESIDE_THE_LINE)
    assert sum(hidden)
    said = [line.text_content() or "" for line in page.locator("[data-left]").all()]
    assert [int(found[0]) if (found := re.findall(r"\d+", text)) else 0 for text in said] == hidden


def test_long_names_in_one_column_take_no_row_from_the_column_beside(new_window: Opener) -> None:
    page = new_window(viewport={"width": 1280, "height": 720}).open("projektor?bild=beslut&ram=3547")
    sure, depends = page.locator(".s-saker li"), page.locator(".s-grazon li")
    expect(sure.and_(page.locator(":visible"))).to_have_count(2)
    page.evaluate(LONG_WHERE_IT_IS_OPEN, 9)
    expect(depends.and_(page.locator(":visible"))).to_have_count(2)
    page.wait_for_function(FITS)
    expect(sure.and_(page.locator(":visible"))).to_have_count(2)
    assert counted(page) == 2


def test_names_as_long_as_ukfas_stand_closer_before_any_of_the_decision_is_left_out(new_window: Opener) -> None:
    page = new_window(viewport={"width": 1280, "height": 720}).open("projektor?bild=beslut&ram=3547")
    listed = page.locator(".s-safety li")
    expect(listed).to_have_count(6)
    assert page.locator(".s-tight").count() == 0
    page.evaluate(LONG_WHERE_IT_IS_OPEN, 3)
    expect(page.locator(".s-tight")).to_have_count(1)
    page.wait_for_function(FITS)
    expect(listed.and_(page.locator(":visible"))).to_have_count(6)
    assert (counted(page), page.evaluate(SMALLEST) >= 20) == (0, True)


def test_a_list_without_projects_leaves_its_width_to_the_others_before_any_of_them_is_left_out(
    new_window: Opener,
) -> None:
    page = new_window(viewport={"width": 1280, "height": 720}).open("projektor?bild=beslut&ram=400&regel=hoppa")
    empty, depends = page.locator(".s-safety > .s-empty"), page.locator(".s-safety > .s-grazon")
    expect(empty).to_contain_text("Inget projekt.")
    page.evaluate(LONG_WHERE_IT_IS_OPEN, 9)
    expect(page.locator(".s-tight")).to_have_count(1)
    page.wait_for_function(FITS)
    above, below = box_of(empty), box_of(depends)
    assert below["y"] >= above["y"] + above["height"] and below["width"] >= 1150


def test_where_several_things_decide_the_first_keeps_a_row_and_one_without_any_says_how_many_it_has(
    new_window: Opener,
) -> None:
    page = new_window(viewport={"width": 1280, "height": 720}).open("projektor?bild=beslut&ram=3547")
    expect(page.locator(".s-grazon li:visible")).to_have_count(4)
    page.evaluate(THREE_GROUPS)
    page.evaluate(LONG_WHERE_IT_IS_OPEN, 9)
    said = page.locator(".s-grazon [data-left]")
    expect(said).to_have_text(["… och 3 till på sidan Prioritera.", *["4 på sidan Prioritera."] * 2])
    page.wait_for_function(FITS)


def test_the_picture_grows_with_the_projector(new_window: Opener) -> None:
    page = new_window(viewport={"width": 1280, "height": 720}).open("projektor?bild=rangordning")
    size = "parseFloat(getComputedStyle(document.querySelector('.s-table tbody th')).fontSize)"
    expect(page.locator(".s-table")).to_be_visible()
    near = page.evaluate(size)
    page.set_viewport_size({"width": 1920, "height": 1080})
    assert page.evaluate(size) > 1.4 * near


def test_a_step_that_comes_is_told_to_one_who_hears_the_page(new_window: Opener) -> None:
    page = new_window().open("projektor?bild=oenighet&ram=3547")
    said = page.locator(".s-said")
    expect(page.locator(".s-finding")).to_be_visible()
    assert said.inner_text() == ""
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text(re.compile("^Ram: Ramen .* räcker säkert till 2 av 10 projekt"))
