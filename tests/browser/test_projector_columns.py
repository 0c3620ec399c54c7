"""The projector's tables give the names room, however long the mark beside a cost is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from prioritering.web.frame.templates import render
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
# The longest mark there is; which plan it comes from is no part of how it is drawn.
MARKED = """() => {
    const cell = document.querySelector('td[data-label="Tkr"]');
    const mark = document.createElement('span');
    mark.className = 's-few';
    mark.textContent = 'planen skriver ”1.500”, som kan vara tusental';
    const cost = document.createElement('span');
    cost.className = 's-cost';
    cost.append(...cell.childNodes, mark);
    cell.append(cost);
    const width = element => element.getBoundingClientRect().width;
    const next = cell.nextElementSibling.querySelector('.s-word').getBoundingClientRect();
    const room = next.left - mark.getBoundingClientRect().right;
    return [width(cell), width(cell.closest('tr').querySelector('th')), width(mark), room];
}"""
# A short mark beside a sum with decimals, where long names leave the column little room.
CROWDED = """() => {
    const all = [...document.querySelectorAll('.s-table tbody tr')];
    const rows = all.filter(row => row.querySelector('td[data-label="Tkr"]'));
    for (const row of rows) {
        row.querySelector('th').textContent = 'Upphandla och implementera ett nytt verksamhetssystem för ansökan och '
            + 'antagning till gymnasie- och gymnasiesärskolan';
        row.querySelector('td[data-label="Tkr"]').innerHTML = '2\u00a0250,5<span class="s-few">antagande</span>';
    }
    const cell = rows[0].querySelector('td[data-label="Tkr"]');
    const right = element => element.getBoundingClientRect().right;
    return [right(cell.querySelector('.s-few')), right(cell)];
}"""

SHORTEST = """() => [...document.querySelectorAll('.s-cost')].forEach((cost, place) => {
    cost.querySelector('.s-few').textContent = 'antagande';
    cost.querySelector('.s-few').classList.add('s-short');
    if (place) cost.replaceWith('okänd');
})"""


def test_a_short_mark_stays_within_its_column_where_names_are_long(new_window: Opener) -> None:
    page = new_window(viewport={"width": 1440, "height": 900}).open("projektor?bild=ram&ram=3547")
    expect(page.locator(".s-table")).to_be_visible()
    mark, cell = page.evaluate(CROWDED)
    assert mark <= cell


def test_a_long_mark_is_broken_and_does_not_take_the_names_room(new_window: Opener) -> None:
    page = new_window(viewport={"width": 1440, "height": 900}).open("projektor?bild=ram&ram=3547")
    expect(page.locator(".s-table")).to_be_visible()
    cell, name, mark, room = page.evaluate(MARKED)
    assert cell < 360
    assert name > cell
    # Nor is it broken within its words.
    assert mark > 120
    assert room >= 15


# The marks are those of a range that is tried; the group's own common range has a longer word in the same place.
ROOM = """(said) => {
    const marks = [...document.querySelectorAll('td[data-label="Tkr"] .s-few')];
    for (const mark of marks) if (said) mark.textContent = said;
    return marks.filter(mark => mark.getBoundingClientRect().width).map(mark => {
        const word = mark.closest('td').nextElementSibling.querySelector('.s-word');
        return word.getBoundingClientRect().left - mark.getBoundingClientRect().right;
    });
}"""

PIECES = """() => {
    const word = document.createRange();
    const text = document.querySelector('tr:not([hidden]) > [data-label="Tkr"] .s-few').firstChild;
    word.setStart(text, 0);
    word.setEnd(text, 'gemensamt'.length);
    return new Set([...word.getClientRects()].map(part => part.top)).size;
}"""


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1920, 1080)])
def test_a_mark_beside_a_cost_leaves_room_before_the_next_columns_sign(
    size: tuple[int, int], new_window: Opener
) -> None:
    visit = new_window(viewport={"width": size[0], "height": size[1]})
    page = visit.open("projektor?bild=ram&ram=3547&okand_lagst=100&okand_hogst=900")
    expect(page.locator(".s-table")).to_be_visible()
    for said in ("", "gemensamt spann"):
        room = page.evaluate(ROOM, said)
        assert room
        assert min(room) >= 15, (said, room)
    # Its first word stands whole on a line.
    assert page.evaluate(PIECES) == 1


# Every mark that a new need may have, beside names as long as real ones.
MARKS = ("antagande", "gemensamt spann", "gemensamt spann; planen skriver ”1.500”, som kan vara tusental")
NEED = {
    "name": "Upphandla och implementera ett nytt verksamhetssystem för ansökan och antagning till "
    "gymnasie- och gymnasiesärskolan",
    "tier": "Önskvärt",
    "tier_assumed": True,
    "cost": "2\u00a0250,5–12\u00a0250,5",
    "basis": "finns",
}
# Marks that reach out of their cells, and single words that stand on two lines.
NEEDS_AMISS = """() => {
    const cells = [...document.querySelectorAll('.s-table :is(thead th, td)')];
    const out = cells.flatMap(cell => [...cell.querySelectorAll('.s-few')].filter(mark => {
        const [inner, outer] = [mark, cell].map(one => one.getBoundingClientRect());
        return inner.left < outer.left || inner.right > outer.right || inner.bottom > outer.bottom + 1;
    }));
    const parted = cells.filter(cell => {
        const word = document.createRange();
        word.setStart(cell.firstChild, 0);
        word.setEnd(cell.firstChild, cell.firstChild.data.trim().split(' ')[0].length);
        return new Set([...word.getClientRects()].map(part => part.top)).size > 1;
    });
    return [...out, ...parted].map(one => one.textContent);
}"""


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1920, 1080)])
def test_marks_of_new_needs_stay_within_their_cells_and_no_word_is_parted(
    size: tuple[int, int], new_window: Opener
) -> None:
    page = new_window(viewport={"width": size[0], "height": size[1]}).open("projektor?bild=behov&ram=3547")
    expect(page.locator(".s-first")).to_be_visible()
    # The real plan has none: the rows of one that has are laid where they would stand.
    table = render("pages/projektor/bild_behov.html", rows=[{**NEED, "cost_mark": mark} for mark in MARKS])
    page.evaluate("html => { document.querySelector('.s-first').outerHTML = html; }", str(table))
    assert page.locator(".s-few").count() > 0
    assert page.evaluate(NEEDS_AMISS) == []


@pytest.mark.parametrize("step", ["rangordning", "ram"])
def test_a_cost_that_is_a_span_stands_on_one_line_beside_its_mark(step: str, new_window: Opener) -> None:
    page = new_window(viewport={"width": 1280, "height": 720}).open(
        f"projektor?bild={step}&ram=3547&okand_lagst=600&okand_hogst=800"
    )
    span = page.locator(".s-cost > :first-child").filter(has_text="600–800").first
    expect(span).to_be_visible()
    # As an assumption for one project alone is marked, which the others leave the least room.
    page.evaluate(SHORTEST)
    assert span.evaluate("one => one.offsetHeight / parseFloat(getComputedStyle(one).fontSize)") < 2


# How the key of each state looks, in the strip's own words for it.
KEYS = """states => states.map(state => {
    const key = document.createElement('i');
    key.className = `s-key s-${state}`;
    document.querySelector('.s-counts li').append(key);
    const { backgroundImage, backgroundColor, borderStyle } = getComputedStyle(key);
    return [backgroundImage, backgroundColor, borderStyle].join();
})"""


@pytest.mark.parametrize("forced", ["none", "active"])
def test_no_two_states_of_the_plan_look_alike(new_window: Opener, forced: str) -> None:
    page = new_window(viewport={"width": 1280, "height": 720}, forced_colors=forced).open(
        "projektor?bild=lage&ram=3547"
    )
    expect(page.locator(".s-counts")).to_be_visible()
    looks = page.evaluate(KEYS, ["must", "in", "open", "out", "later", "gate", "unscored"])
    assert len(set(looks)) == len(looks), looks
