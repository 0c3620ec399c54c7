"""Prioritera on paper: the board has the width, and nothing that can only be pressed is left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from prioritering.view.stored_document import read_document
from tests.browser.accessibility import in_the_dark
from tests.browser.harness import Visit
from tests.browser.stillness import box_of
from tests.commands.test_field_by_field import page_of

pytestmark = pytest.mark.browser

KEPT = Path(__file__).parents[1] / "view/kept"
WIDEST = """() => Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll("table, p, section")]
    .map(part => Math.ceil(part.getBoundingClientRect().right - 1)))"""

HOLDERS = """(board, kinds) => {
    const found = [];
    for (let e = board; e; e = e.parentElement) if (e.matches(kinds)) found.push(e);
    return found.map(e => getComputedStyle(e).display);
}"""
UPRIGHT = '[data-testid="stVerticalBlock"]'
BESIDE = '[data-testid="stHorizontalBlock"]'
# Names some word of which stands on two lines.
BROKEN = """() => [...document.querySelectorAll(".b-name, .b-laid :is(th, td)")].filter(name => {
    const text = name.firstChild, range = document.createRange();
    return [...text.data.matchAll(/[^\\s-]+/g)].some(word => {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1;
    });
}).map(name => name.innerText)"""
EMPTIED = """() => [...document.querySelectorAll("td")]
    .filter(cell => cell.textContent.trim() && !cell.innerText.trim()).map(cell => cell.textContent)"""


def test_on_paper_the_board_has_the_width_and_nothing_that_is_pressed_is_left(visit: Visit) -> None:
    page = visit.open("prioritera?plan=vso-2021&ram=3547")
    page.locator(".b-row").first.wait_for()
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    for pressed in ("Frys och dela", "Anta kostnad eller nivå", "Lås", "Lägg till projekt"):
        expect(page.get_by_role("button", name=pressed, exact=True)).to_have_count(0)
    expect(page.get_by_role("slider").first).to_be_hidden()
    expect(page.get_by_role("button", name="Hämta som JSON")).to_be_hidden()
    assert page.get_by_role("rowheader").first.evaluate("cell => cell.clientWidth") > 150
    # Whoever has the paper finds the page as it stood, and sees when that was.
    link = page.locator(".c-paper")
    expect(link).to_be_visible()
    expect(link).to_contain_text(re.compile(r"Sidan som den står \d+\s\w+\s\d{4}: http://\S+/prioritera\?\S*ram=3547"))
    # What the weights are and what the frame gives is on the paper too, after the board.
    weights, effect = page.get_by_text("Vikter: Effekttyp 34"), page.get_by_role("region", name="Budgeteffekt")
    for shown in (weights, effect):
        expect(shown).to_be_visible()
        assert below(shown, page.locator(".b-board"))
    # Where a table goes over to the next sheet, a flexible box would let what follows lie over its last rows.
    # What is moved to the next sheet lay over the weights.
    holders = page.locator(".b-board").evaluate(HOLDERS, f"{UPRIGHT}, {BESIDE}")
    assert len(holders) >= 3 and set(holders) == {"block"}
    # What is said beside the frame on the screen is said here once.
    expect(effect).to_contain_text("547 tkr är kvar", use_inner_text=True)
    expect(page.locator(".b-short")).to_be_hidden()
    # A sheet that stands, without its margins.
    page.set_viewport_size({"width": 700, "height": 1000})
    assert page.evaluate(BROKEN) == []
    page.emulate_media(media="screen")
    expect(weights).to_be_hidden()


def test_what_is_pale_while_the_page_is_worked_out_anew_is_not_pale_on_paper(visit: Visit) -> None:
    page = visit.open("prioritera?plan=vso-2021&ram=3547")
    head = page.locator("[data-stale]:has(.p-head)").first
    # As Streamlit does it, in a state that passes by.
    head.evaluate("one => { one.dataset.stale = 'true'; one.style.opacity = '0.33'; }")
    page.emulate_media(media="print")
    expect(head).to_have_css("opacity", "1")


def test_on_paper_whose_points_they_are_is_said_without_what_could_have_been_chosen(visit: Visit) -> None:
    page = visit.open("prioritera?plan=vso-2021&poang=median")
    whose, other = (page.get_by_text(name, exact=True) for name in ("Styrgruppens median", "Styrgruppens medel"))
    expect(other).to_be_visible()
    page.emulate_media(media="print")
    expect(whose).to_be_visible()
    expect(other).to_be_hidden()
    page.emulate_media(media="screen")


def test_on_paper_the_projects_without_points_have_their_names_though_they_are_folded(visit: Visit) -> None:
    page = visit.open("prioritera?plan=vso-2021&ram=3547")
    panel = page.get_by_role("region", name="Underlag saknas (17)")
    names = panel.locator(".b-on-paper")
    expect(names).to_be_hidden()
    page.emulate_media(media="print")
    expect(names).to_have_text(re.compile("^Upphandling av digitala medicinskåp · .* · Digital signering – INERA$"))
    expect(names).to_be_visible()
    # What is unfolded is printed as it stands, and once.
    panel.locator("details").evaluate("fold => { fold.open = true; }")
    expect(names).to_be_hidden()


def test_on_paper_a_grid_gives_way_to_where_its_figures_are(visit: Visit) -> None:
    page = visit.open("fyll_i?plan=vso-2021")
    grid, told = page.locator(".stDataFrame"), page.get_by_text("Rutnätet skrivs inte ut.")
    expect(grid).to_be_visible()
    expect(told).to_be_hidden()
    page.emulate_media(media="print")
    expect(grid).to_be_hidden()
    expect(told).to_be_visible()


def test_on_paper_each_step_of_a_meeting_has_its_name(visit: Visit) -> None:
    page = visit.open("oversikt?plan=vso-2021")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Läs underlaget")).to_be_visible()
    expect(page.get_by_role("link", name="Starta ett möte")).to_be_hidden()


def test_on_paper_the_plan_is_whole_though_its_parts_are_folded_on_the_screen(visit: Visit) -> None:
    page = visit.open("objektplan?plan=vso-2021")
    noticed = page.locator(".o-remarks details li").first
    folded = page.locator("#iakttagelser + p"), page.locator(".o-words p").first, noticed
    for part in folded:
        expect(part).to_be_hidden()
    page.emulate_media(media="print")
    for part in folded:
        expect(part).to_be_visible()
    # An arrow of what is unfolded by a press says nothing on paper.
    arrow = page.locator(".o-fold > summary").first.evaluate("part => getComputedStyle(part, '::before').content")
    assert arrow == "none"
    expect(page.locator(".o-text > summary").first).to_have_css("list-style-type", "none")
    # What is noticed of a table stands on the sheet where the table ends.
    expect(page.locator(".o-noted").first).to_have_css("break-before", "avoid")
    expect(page.get_by_label("Sök i hela planen")).to_be_hidden()
    expect(page.locator(".c-paper")).to_contain_text("/objektplan?")
    page.emulate_media(media="screen")


def below(lower: Locator, upper: Locator) -> bool:
    one, other = box_of(lower), box_of(upper)
    return one["y"] >= other["y"] + other["height"]


@pytest.mark.parametrize(("width", "height"), [(794, 1123), (1123, 794)])
def test_the_paper_of_a_frozen_link_says_what_the_page_on_paper_says(
    visit: Visit, own_plan: str, width: int, height: int
) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547")
    page.locator(".b-row").first.wait_for()
    visit.settle()
    assume_a_cost(visit)
    page.get_by_role("button", name="Frys och dela").click()
    page.get_by_role("button", name="Frys", exact=True).click()
    link = page.get_by_role("dialog").get_by_role("link").get_attribute("href")
    visit.settle()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    on_paper(visit, width, height)
    of_page = words(page, '[data-testid="stMain"]')
    # What the group assumes stands beside what the plan says, with the reason, and no word of it is broken.
    laid = page.locator(".b-laid tbody")
    expect(laid).to_contain_text("Som i grannkommunen", use_inner_text=True)
    expect(laid).to_contain_text("okänd")
    assert page.evaluate(BROKEN) == []
    page.emulate_media(media="screen")
    expect(laid).to_be_hidden()
    page.goto(link or "")
    on_paper(visit, width, height)
    frozen = words(page, ".f-page")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="screen")
    # The head and the foot say which of the two it is: a frozen one has its day, its title and what it rests on.
    own = re.compile("Prioritera$|Sidan som den står |Vård, stöd och omsorg, |.* källa: ")
    assert [line for line in of_page if line not in frozen and not own.match(line)] == []


def assume_a_cost(visit: Visit) -> None:
    page, why = visit.page, visit.page.get_by_role("button", name="Varför? Införande digitala matinköp")
    why.click()
    page.locator(".b-detail").get_by_role("button", name="Anta kostnad eller nivå").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Lägst, tkr").fill("800")
    dialog.get_by_label("Skäl").fill("Som i grannkommunen")
    dialog.get_by_role("button", name="Spara").click()
    expect(dialog).to_have_count(0)
    why.click()
    visit.settle()


def on_paper(visit: Visit, width: int, height: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.page.emulate_media(media="print")


def words(page: Page, what: str) -> list[str]:
    lines = page.locator(what).inner_text().replace("Varför?", "").replace("Vikter:", "\nVikter:").split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]


@pytest.mark.parametrize("width", [700, 1030])
def test_nothing_of_a_frozen_link_is_cut_by_the_edge_of_the_paper(visit: Visit, tmp_path: Path, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="print")
    kept = sorted(KEPT.glob("*.json"))
    assert len(kept) >= 8
    for path in kept:
        drawn = tmp_path / "fryst.html"
        drawn.write_text(page_of(read_document(path.read_bytes())), encoding="utf-8")
        page.goto(drawn.as_uri())
        expect(page.locator("table").first).to_be_visible()
        # A paper that stands, or lies, without its margins; nothing on it can be rolled.
        assert (path.stem, page.evaluate(WIDEST)) == (path.stem, width)
        assert (path.stem, page.evaluate(EMPTIED)) == (path.stem, [])
    page.emulate_media(media="screen")


def test_no_row_of_robusthet_is_alone_on_a_sheet(visit: Visit) -> None:
    """The last rows, the sum and the foot stay by what stands before them, and the second row by the first."""
    page = visit.open("robusthet?ram=3547&del=portfolj")
    page.locator(".r-table tfoot tr").first.wait_for()
    kept = "(rows) => rows.map((row) => getComputedStyle(row).breakBefore)"
    page.emulate_media(media="print")
    rows = page.locator(".r-table").first.locator("tbody > tr").evaluate_all(kept)
    assert (rows[:2], set(rows[2:-2]), rows[-2:]) == (["avoid", "avoid"], {"auto"}, ["avoid", "avoid"])
    assert page.locator(".r-table tfoot > tr, .p-foot").evaluate_all(kept) == ["avoid", "avoid"]
    # Nor is what is said of a chart alone on the sheet before it, nor is there an arrow to press.
    head = page.get_by_test_id("stElementContainer").filter(has=page.locator(".r-head")).last
    expect(head).to_have_css("break-after", "avoid")
    assert set(head.evaluate(HOLDERS, f"{UPRIGHT}, {BESIDE}")) == {"block"}
    expect(page.locator(".r-details > summary").first).to_have_css("list-style-type", "none")
    page.emulate_media(media="screen")


def test_on_paper_robusthet_has_the_width_and_nothing_that_is_pressed_is_left(visit: Visit) -> None:
    page = visit.open("robusthet?plan=vso-2021&ram=3547&dragningar=200&del=kravs")
    expect(page.get_by_role("heading", name="Vad krävs?")).to_be_visible()
    visit.settle()
    on_paper(visit, 700, 1000)
    expect(page.get_by_text("Vikterna nu: effekttyp 34")).to_be_visible()
    expect(page.locator(".c-paper")).to_contain_text("/robusthet?")
    for pressed in (page.get_by_role("radio", name="Nära era vikter"), page.get_by_label("Belopp i tkr")):
        expect(pressed).to_be_hidden()
    expect(page.get_by_text("Bästa portföljen", exact=True)).to_be_hidden()
    assert page.evaluate(WIDEST) <= 700
    # What goes over to the next sheet does not lie over the foot.
    beside = f'{UPRIGHT}, {BESIDE}, [data-testid="stColumn"]'
    assert set(page.locator(".r-table").first.evaluate(HOLDERS, beside)) == {"block"}
    page.emulate_media(media="screen")


@pytest.mark.parametrize(("width", "height"), [(703, 1032), (1032, 703)])
def test_a_chart_of_a_wide_screen_is_not_cut_by_the_edge_of_the_paper(width: int, height: int, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1920, "height": 1000})
    page = visit.open("robusthet?plan=vso-2021&ram=3547&dragningar=200&del=kanslighet")
    chart = page.locator(".js-plotly-plot").last
    drawn = chart.evaluate("one => one.clientWidth")
    on_paper(visit, width, height)
    # A printer does not let the chart be drawn anew, as a window does.
    assert drawn * chart.evaluate("one => one.currentCSSZoom") <= width
    page.emulate_media(media="screen")


def test_on_paper_the_page_is_dark_on_white_also_where_the_screen_is_dark(visit: Visit) -> None:
    visit.open("prioritera?ram=3547")
    with in_the_dark(visit) as page:
        page.emulate_media(media="print")
        try:
            look = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
            assert page.locator(".stApp").evaluate(look) == ["rgb(255, 255, 255)", "rgb(26, 35, 40)"]
            assert page.locator(".b-board tbody th").first.evaluate(look)[1] == "rgb(26, 35, 40)"
        finally:
            page.emulate_media(media="screen")
