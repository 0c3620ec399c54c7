"""The board from the back of the room and on a narrow screen: how many rows are seen at once, and nothing outside."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Visit
from tests.browser.stillness import box_of
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser

# The spacing that WCAG 1.4.12 asks a page to stand.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; }
* { word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
WHOLE = """() => [...document.querySelectorAll('.b-board .b-rank')]
    .map(rank => rank.closest('tr').getBoundingClientRect())
    .filter(row => row.top >= 0 && row.bottom <= innerHeight).length"""
# What reaches outside the window, and words that are cut off where they stand.
OUTSIDE = """() => {
  // What is clipped away is read aloud, and has no place of its own.
  const clipped = part => part !== null && (getComputedStyle(part).clipPath !== 'none' || clipped(part.parentElement));
  const seen = part => part.checkVisibility({ visibilityProperty: true }) && !clipped(part);
  const parts = [...document.querySelectorAll('[data-testid="stMain"] *')].filter(seen);
  const wide = parts.filter(part => part.getBoundingClientRect().right > innerWidth + 1
      || part.getBoundingClientRect().left < -1);
  const ours = parts.filter(part => part.closest('.b-scroll, .b-cards, .p-head, .p-lead, .b-effect, .b-short'));
  const hides = part => /hidden|clip/.test(getComputedStyle(part).overflow);
  const cut = ours.filter(part => hides(part)
      && (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1));
  const spilt = ours.filter(part => part.matches('td, th, .p-card') && part.scrollWidth > part.clientWidth + 1);
  // The words of a button stand inside its edges.
  const beyond = parts.filter(part => part.matches('button p')).filter(words => {
    const [inner, outer] = [words, words.closest('button')].map(box => box.getBoundingClientRect());
    return inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1;
  });
  const lines = (text, word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
  };
  const texts = [...document.querySelectorAll('.b-cards span, .b-cards b')].flatMap(part => [...part.childNodes]);
  const broken = texts.filter(text => [...text.data.matchAll(/[^\\s-]+/g)].some(word => lines(text, word) > 1))
      .map(text => text.parentElement);
  return [...wide, ...cut, ...spilt, ...beyond, ...broken].map(
      part => `${part.tagName}.${part.className} ${part.innerText.slice(0, 40)}`);
}"""


GROUND = "part => [getComputedStyle(part).backgroundColor, getComputedStyle(part).backgroundImage].join()"

SYSTEM = """() => {
  const part = document.body.appendChild(document.createElement('i'));
  part.style.cssText = 'forced-color-adjust: none; background: Highlight; color: HighlightText';
  const found = [getComputedStyle(part).backgroundColor, getComputedStyle(part).color];
  part.remove();
  return found;
}"""


def board(visit: Visit, *weights: int) -> Page:
    names = ("effekttyp", "omfattning", "tidsperspektiv")
    weighed = "~".join(f"{name}.{weight}" for name, weight in zip(names, weights, strict=False))
    page = visit.open(f"prioritera?plan=vso-2021{'&vikter=' if weighed else ''}{weighed}")
    page.locator(".b-row").first.wait_for()
    visit.settle()
    return page


def test_ten_projects_are_wholly_seen_on_a_laptop_and_eight_on_a_smaller_one_with_the_finding(visit: Visit) -> None:
    page = board(visit)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    for width, height, rows in ((1440, 900, 10), (1366, 768, 8)):
        page.set_viewport_size({"width": width, "height": height})
        visit.settle()
        assert page.evaluate(WHOLE) >= rows, (width, height)
        for shown in (page.get_by_role("heading", level=1), page.locator(".p-lead"), page.locator(".b-cards")):
            expect(shown).to_be_in_viewport(ratio=1)
        for line in ("linje", "linje-tva"):
            expect(page.locator(f"tr[data-key={line}]")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("frame", ["", "&ram=3547"])
def test_what_the_frame_is_used_for_is_seen_with_the_ten_projects_and_the_rest_below_them(
    visit: Visit, frame: str
) -> None:
    page = visit.open(f"prioritera?plan=vso-2021{frame}")
    page.locator(".b-row").first.wait_for()
    visit.settle()
    assert page.evaluate(WHOLE) >= 10
    used = page.get_by_role("region", name="Budgeteffekt", exact=True)
    expect(used).to_contain_text("547 tkr är kvar")
    expect(used).to_be_in_viewport(ratio=1)
    rest = page.get_by_role("region", name="Mer om budgeteffekten")
    # What is said beside the frame is not said once more.
    expect(rest).not_to_contain_text("547 tkr är kvar", use_inner_text=True)
    box, board_box = box_of(rest), box_of(page.locator(".b-board"))
    assert box["y"] >= board_box["y"] + board_box["height"]


def test_at_200_percent_on_a_laptop_two_projects_are_wholly_seen_below_all_that_stands_above_them(visit: Visit) -> None:
    page = board(visit)
    page.set_viewport_size({"width": 720, "height": 450})
    visit.settle()
    assert page.evaluate(WHOLE) >= 2
    for shown in (page.get_by_role("heading", level=1), page.locator(".p-lead"), page.locator(".b-cards")):
        expect(shown).to_be_in_viewport(ratio=1)
    assert page.evaluate(OUTSIDE) == []


def test_a_figure_stands_beside_its_word_or_below_it_in_every_row(visit: Visit) -> None:
    page = board(visit)
    page.set_viewport_size({"width": 320, "height": 800})
    visit.settle()
    display = "cell => getComputedStyle(cell, '::before').display"
    assert page.locator("tr[data-key=S06] .p-num").first.evaluate(display) == "block"
    page.set_viewport_size({"width": 720, "height": 800})
    visit.settle()
    heights = "() => [...document.querySelectorAll('.b-row > .p-num:not(:has(.p-unknown, .b-mark))')]"
    lines = page.evaluate(heights + ".map(cell => Math.round(cell.getBoundingClientRect().height))")
    assert max(lines) < 30


@pytest.mark.parametrize("weights", [(56, 22, 22), (100, 0, 0)])
def test_as_many_are_seen_where_the_line_falls_among_equals(visit: Visit, weights: tuple[int, ...]) -> None:
    page = board(visit, *weights)
    expect(page.get_by_role("button", name="Ordna de lika projekten")).to_be_in_viewport(ratio=1)
    told = page.locator("tr[data-key^=linje]").get_by_text("Närmast ovanför är projekt lika")
    expect(told).to_be_in_viewport(ratio=1)
    for width, height, rows in ((1440, 900, 10), (1366, 768, 8)):
        page.set_viewport_size({"width": width, "height": height})
        visit.settle()
        assert page.evaluate(WHOLE) >= rows, (width, height)


def test_nothing_lies_outside_or_is_cut_on_narrow_screens_nor_with_the_text_spaced_out(visit: Visit) -> None:
    page = board(visit)
    found = {}
    for spacing in (False, True):
        if spacing:
            page.add_style_tag(content=SPACED)
        for width in (1440, 1280, 1024, 900, 720, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            visit.settle()
            if outside := page.evaluate(OUTSIDE):
                found[width, spacing] = outside
    assert found == {}


def test_below_a_table_the_same_rows_stand_stacked_with_a_word_by_each_figure(visit: Visit) -> None:
    page = board(visit)
    figure = page.locator("tr[data-key=S06] .p-num").first
    label = "cell => getComputedStyle(cell, '::before').content"
    assert figure.evaluate(label) == "none"
    page.set_viewport_size({"width": 720, "height": 450})
    visit.settle()
    assert figure.evaluate(label) == '"Kostnad, tkr: "'
    # A table to whoever does not see it, all the same.
    table = page.get_by_role("table", name="Projekten ordnade efter poäng")
    assert table.get_by_role("rowheader").count() == 10


def test_in_forced_colours_the_parts_of_a_bar_and_what_is_chosen_are_still_told_apart(visit: Visit) -> None:
    page = board(visit)
    page.emulate_media(forced_colors="active")

    def ground(where: str) -> str:
        return str(page.locator(where).first.evaluate(GROUND))

    try:
        bar = [ground(f"tr[data-key=S06] .b-bar i.c{number}") for number in (1, 2, 3)]
        maybe, bare = ground("tr[data-key=S02] .b-bar i.b-maybe"), ground(".b-board .b-row > td")
        assert len({*bar, maybe, bare}) == 5
        assert [ground(f".b-legend i.c{number}") for number in (1, 2, 3)] == bar
        assert ground(".b-legend .b-maybe-key") == maybe
        assert len({ground(".b-used i:first-child"), ground(".b-used i:nth-child(2)"), ground(".b-used")}) == 3
        chosen = ground(".v-radio:checked + .v-pill")
        assert chosen != ground(".v-radio:not(:checked) + .v-pill")
        # The words on it are readable: neither is left as the page's own colours have it.
        words = page.locator(".v-radio:checked + .v-pill")
        system = page.evaluate(SYSTEM)
        assert [chosen.split(",none")[0], words.evaluate("part => getComputedStyle(part).color")] == system
    finally:
        page.emulate_media(forced_colors="none")


def test_what_is_wrong_with_a_typed_frame_is_said_above_the_field_within_the_window(new_window: Opener) -> None:
    visit = new_window()
    page = visit.open("prioritera?ram=3547")
    page.get_by_label("Belopp i tkr").fill("abc")
    page.keyboard.press("Enter")
    said, field = page.get_by_role("alert").filter(has_text="abc"), page.get_by_label("Belopp i tkr")
    expect(said).to_be_visible()
    visit.settle()
    above, below = box_of(said), box_of(field)
    assert above["y"] + above["height"] <= below["y"]
    assert above["y"] + above["height"] <= 900


def test_a_weight_has_the_colour_of_its_part_of_the_bars(new_window: Opener) -> None:
    page = new_window().open("prioritera?ram=3547")
    names = page.locator(".b-legend span:has(i[class^=c])").all_inner_texts()
    own = "one => getComputedStyle(one.closest('.v-row')).getPropertyValue('--part')"
    parts = [page.get_by_role("slider", name=name).evaluate(own) for name in names]
    colours = "() => [1, 2, 3].map(place => getComputedStyle(document.body).getPropertyValue(`--c${place}`))"
    assert parts == page.evaluate(colours)
    drawn = "one => getComputedStyle(one).accentColor"
    assert len({page.get_by_role("slider", name=name).evaluate(drawn) for name in names}) == len(names) == 3


# Words of the explained points that stand on more than one line.
# Words that stand against an edge that is drawn: what they stand in has a line and no room within it.
AGAINST_AN_EDGE = """() => [...document.querySelectorAll(".b-detail :is(table, tbody, tr, th, td)")].filter(part => {
    const style = getComputedStyle(part), range = document.createRange();
    range.selectNodeContents(part);
    const words = Math.min(...[...range.getClientRects()].filter(box => box.width).map(box => box.left));
    return parseFloat(style.borderLeftWidth) > 0 && words - part.getBoundingClientRect().left < 4;
}).map(part => part.tagName)"""
PARTED = """() => [...document.querySelectorAll(".b-parts :is(th, td)")].flatMap(cell => {
    const range = document.createRange();
    const parted = (node, word) => {
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1;
    };
    return [...cell.childNodes].filter(node => node.data)
        .flatMap(node => [...node.data.matchAll(/[^\\s-]+/g)].filter(word => parted(node, word)).map(String));
})"""


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_no_word_is_parted_where_a_projects_points_are_explained(new_window: Opener, width: int) -> None:
    visit = new_window(viewport={"width": width, "height": 844})
    page = visit.open("prioritera?ram=3547")
    page.get_by_role("button", name="Varför? Automatisering av myndighetsprocesser").click()
    explained = page.locator(".b-parts")
    expect(explained).to_contain_text("Tidsbesparande, kvalitetshöjande")
    visit.settle()
    assert page.evaluate(PARTED) == []
    # Nothing is rolled to sideways, and each figure has its name beside it also where the headings are not seen.
    assert explained.evaluate("table => table.scrollWidth <= table.clientWidth")
    assert explained.locator("tbody tr").first.locator("td[data-label]").count() == 5
    assert page.evaluate(AGAINST_AN_EDGE) == []


def test_what_is_stepped_back_to_does_not_stop_under_the_pages_menu(visit: Visit) -> None:
    page = board(visit)
    page.set_viewport_size({"width": 1366, "height": 600})
    page.locator(".b-why").last.focus()
    menu = page.get_by_test_id("stMainMenu")
    assert menu.evaluate("part => getComputedStyle(part).backgroundColor") != "rgba(0, 0, 0, 0)"
    below = "part => document.activeElement.getBoundingClientRect().top >= part.getBoundingClientRect().bottom"
    found = []
    for _ in range(9):
        page.keyboard.press("Shift+Tab")
        visit.settle()
        found.append(menu.evaluate(below))
    expect(page.locator(".b-why").first).to_be_focused()
    assert found == [True] * 9
