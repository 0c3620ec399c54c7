"""The projector's tables give the names room, however long the mark beside a cost is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
# The longest mark there is; which plan it comes from is no part of how it is drawn.
MARKED = """() => {
    const cell = document.querySelector('td[data-label="Tkr"]');
    const mark = document.createElement('span');
    mark.className = 's-few';
    mark.textContent = 'planen skriver ”1.500”, som kan vara tusental';
    cell.append(mark);
    const width = element => element.getBoundingClientRect().width;
    return [width(cell), width(cell.closest('tr').querySelector('th')), width(mark)];
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


def test_a_short_mark_stays_within_its_column_where_names_are_long(new_window: Opener) -> None:
    page = new_window(viewport={"width": 1440, "height": 900}).open("projektor?bild=ram&ram=3547")
    expect(page.locator(".s-table")).to_be_visible()
    mark, cell = page.evaluate(CROWDED)
    assert mark <= cell


def test_a_long_mark_is_broken_and_does_not_take_the_names_room(new_window: Opener) -> None:
    page = new_window(viewport={"width": 1440, "height": 900}).open("projektor?bild=ram&ram=3547")
    expect(page.locator(".s-table")).to_be_visible()
    cell, name, mark = page.evaluate(MARKED)
    assert cell < 360
    assert name > cell
    # Nor is it broken within its words.
    assert mark > 120
