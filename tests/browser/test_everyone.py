"""What anyone may need of a page: large targets, a closed menu, forced colours, one theme for all."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.accessibility import DARK, LIGHT, contrast
from tests.browser.harness import page_addresses
from tests.browser.narrow import OUTSIDE, SMALL
from tests.browser.stillness import box_of
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
COMPUTED = "([of, what]) => getComputedStyle(document.querySelector(of)).getPropertyValue(what)"
PHONE = {"width": 390, "height": 844}
# What is met with a screen reader and can be used, and has nothing but its role to be known by.
NAMELESS = re.compile(
    r"\s*- (?:button|link|radio|checkbox|switch|combobox|textbox|slider|spinbutton|tab|menuitem|searchbox)"
    r"(?: \[[^\]]*\])*:?\s*$"
)
# Streamlit's icons are letters of a font, which would be read aloud.
ICON_WORD = re.compile(r"keyboard_|expand_(?:more|less)|ac_unit|arrow_(?:right|drop)")
PIXEL = "one => [...one.getContext('2d').getImageData(4, one.height / 2, 1, 1).data].slice(0, 3)"
STROKE = "one => getComputedStyle(one).stroke"
# What has the focus and is not seen at all: outside the window, or under the header that lies over what scrolls.
HIDDEN_FOCUS = """() => {
  const focused = document.activeElement;
  const header = document.querySelector('[data-testid="stHeader"]');
  const { top, bottom } = focused.getBoundingClientRect();
  const isOver = !header.contains(focused) && getComputedStyle(header).backgroundColor.startsWith('rgb(');
  const from = isOver ? header.getBoundingClientRect().bottom : 0;
  return bottom <= from || top >= innerHeight ? focused.innerText : '';
}"""
# What is drawn around what has the focus, or around the choice that it is hidden in.
FRAME = """one => {
  const shown = one.closest('[data-testid="stRadioOption"], [data-testid="stCheckbox"] label') ?? one;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  return `${outlineStyle} ${outlineWidth}`;
}"""
IN_THE_MENU = """() => Boolean(document.activeElement.closest('[data-testid="stSidebar"]'))"""


def test_a_closed_menu_is_not_met_with_the_tab_key(new_window: Opener) -> None:
    page = new_window(viewport=PHONE).open("oversikt")
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate(IN_THE_MENU)
    page.get_by_role("button", name="Visa sidomenyn").click()
    expect(page.get_by_role("link", name="Metod", exact=True)).to_be_visible()


def test_in_forced_colours_bars_strips_and_the_step_that_is_shown_are_still_seen(new_window: Opener) -> None:
    visit = new_window(forced_colors="active")
    look = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).backgroundImage].join()"
    page = visit.open("projektor?bild=lage&ram=3547")
    kinds = [page.locator(f".s-strip .s-{kind}").first.evaluate(look) for kind in ("in", "open", "out")]
    assert len(set(kinds)) == 3, kinds
    steps = page.locator(".s-steps button")
    assert len({steps.nth(place).evaluate(look) for place in (0, 1)}) == 2
    page = visit.open("projektor?bild=rangordning&ram=3547")
    assert len({page.locator(where).first.evaluate(look) for where in (".s-bar", ".s-bar i", ".s-bar .s-maybe")}) == 3
    page = visit.open("robusthet?ram=3547&dragningar=100")
    bars = page.locator(".r-track").first
    assert bars.evaluate(look) != page.locator(".r-track i").first.evaluate(look)
    marks = [page.locator(f".r-cards .r-mark.r-{kind}").evaluate(look) for kind in ("saker", "grazon", "utanfor")]
    assert len(set(marks)) == 3, marks
    thumb = page.get_by_test_id("stSlider").locator("div:has(> div > input[type=range])")
    assert thumb.evaluate(look) != page.locator(".stApp").evaluate(look)


def test_in_forced_colours_a_switch_is_seen_on_or_off_and_a_row_that_is_marked_has_its_edge(new_window: Opener) -> None:
    page = new_window(forced_colors="active").open("prioritera?ram=3547&med=S09")
    page.locator("summary").filter(has_text="Ordning, regel och filter").press("Enter")
    ground = "one => getComputedStyle(one).backgroundColor"
    around = page.locator(".stApp").evaluate(ground)
    shown = page.get_by_test_id("stCheckbox").filter(has_text="Räkna med antaganden").locator("label > div").first
    expect(shown).to_have_css("outline-style", "solid")
    track, knob = shown.evaluate(ground), shown.locator("> div").evaluate(ground)
    assert len({track, knob, around}) == 3 or track != around == knob
    page.get_by_text("Räkna med antaganden", exact=True).click()
    expect(page.get_by_role("switch", name="Räkna med antaganden")).not_to_be_checked()
    assert shown.locator("> div").evaluate(ground) not in {shown.evaluate(ground), around}
    page = new_window(forced_colors="active").open("robusthet?ram=3547&del=portfolj")
    marked, plain = (
        page.locator(f".r-table tbody tr{which} > th").first for which in (".r-differs", ":not(.r-differs)")
    )
    expect(marked).to_have_css("border-left-width", "4px")
    expect(plain).to_have_css("border-left-width", "0px")


def test_in_forced_colours_each_thing_that_is_chosen_has_its_edge_and_its_cross(new_window: Opener) -> None:
    page = new_window(forced_colors="active").open("mote?plan=vso-2021")
    chosen = page.locator("[data-tag]").first
    expect(chosen).to_have_css("border-style", "solid")
    ground, ink, cross = (
        page.evaluate(COMPUTED, [of, what])
        for of, what in (("body", "background-color"), ("body", "color"), ("[data-tag] button path", "stroke"))
    )
    assert cross == ink != ground


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_grid_and_the_charts_have_the_ground_of_what_is_around_them(
    scheme: str, new_window: Opener
) -> None:
    """They are drawn and not styled, so that they can only follow the theme: what is written is as dark or as light."""
    page = new_window(color_scheme=scheme, forced_colors="active").open("fyll_i")
    expect(page.get_by_test_id("data-grid-canvas")).to_be_visible()
    grounds = [page.get_by_test_id("data-grid-canvas").evaluate(PIXEL)]
    page.goto(page.url.replace("fyll_i", "robusthet").split("?")[0] + "?ram=3547&del=kanslighet&dragningar=100")
    lines = page.locator(".js-plotly-plot").last
    expect(lines.locator("path.js-line").first).to_be_visible()
    ground = lines.locator("rect.bg").first.evaluate("one => getComputedStyle(one).fill")
    assert ground not in {lines.locator("path.js-line").nth(place).evaluate(STROKE) for place in range(3)}
    app = page.locator(".stApp").evaluate("one => getComputedStyle(one).backgroundColor")
    for found in grounds:
        assert (sum(found) < 3 * 128) == (sum(map(int, app[4:-1].split(", "))) < 3 * 128), (found, app)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_lines_of_the_grid_are_told_from_its_ground(scheme: str, new_window: Opener) -> None:
    page = new_window(color_scheme=scheme, forced_colors="active").open("fyll_i")
    box = box_of(page.get_by_test_id("data-grid-canvas"))
    # Down through the empty cells of the costs, with a line below each.
    strip = {"x": box["x"] + 400, "y": box["y"] + 45, "width": 1, "height": 250}
    picture = Image.open(BytesIO(page.screenshot(clip=strip))).convert("RGB")
    shades = [str(picture.getpixel((0, y))) for y in range(picture.height)]
    ground = max(set(shades), key=shades.count)
    assert sum(contrast(ground, shade) >= 3 for shade in shades) >= 3


@pytest.mark.parametrize("address", page_addresses())
def test_a_finger_hits_what_is_24_pixels_and_every_control_has_a_name_and_a_role(
    address: str, new_window: Opener
) -> None:
    page = new_window(viewport=PHONE, has_touch=True, is_mobile=True).open(f"{address}?ram=3547")
    assert page.evaluate("navigator.maxTouchPoints") > 0
    assert page.evaluate(SMALL) == []
    assert page.evaluate(OUTSIDE) == []
    tree = page.locator("body").aria_snapshot()
    assert [line.strip() for line in tree.splitlines() if NAMELESS.match(line)] == []
    assert [line.strip() for line in tree.splitlines() if ICON_WORD.search(line)] == []


@pytest.mark.parametrize("address", ["mote", "poangsatt", "prioritera"])
def test_a_mouse_has_as_much_to_hit_as_a_finger(address: str, new_window: Opener) -> None:
    assert new_window().open(f"{address}?ram=3547").evaluate(SMALL) == []


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


@pytest.mark.parametrize(
    ("address", "opened", "table"),
    [
        ("objektplan", "", ".o-projects"),
        ("prioritera?ram=3547", "Visa projekten", "[aria-label='Projekt utan underlag'] table"),
    ],
)
def test_on_a_phone_projects_are_read_without_rolling_sideways(
    address: str, opened: str, table: str, new_window: Opener
) -> None:
    visit = new_window(viewport={"width": 390, "height": 844})
    page = visit.open(address)
    if opened:
        page.get_by_text(opened, exact=True).click()
    shown = page.locator(table).first
    shown.wait_for()
    visit.settle()
    wide = "table => [table.closest('.p-scroll'), table].map(box => box.scrollWidth - box.clientWidth)"
    assert max(shown.evaluate(wide)) <= 1
    label = "cell => getComputedStyle(cell, '::before').content"
    assert shown.locator("td.p-num").first.evaluate(label) == '"Kostnad, tkr: "'


@pytest.mark.parametrize("plan", ["vso-2021", "ukfa-2022"])
def test_on_a_phone_only_tables_of_figures_are_rolled_sideways(plan: str, new_window: Opener) -> None:
    page = new_window(viewport={"width": 390, "height": 844}).open(f"objektplan?plan={plan}")
    page.locator(".o-projects, .o-list").first.wait_for()
    page.evaluate("document.querySelectorAll('.o-fold').forEach(one => one.open = true)")
    rolled = """boxes => boxes.filter(box => !box.querySelector('.o-matrix') && box.scrollWidth > box.clientWidth + 1)
        .map(box => box.getAttribute('aria-label'))"""
    assert page.locator(".o-scroll").evaluate_all(rolled) == []


def test_beside_the_menu_of_a_small_laptop_the_projects_of_the_plan_are_whole(new_window: Opener) -> None:
    page = new_window(viewport={"width": 1280, "height": 720}).open("objektplan")
    table = page.locator(".o-projects").first
    table.wait_for()
    assert (
        table.evaluate("table => table.closest('.p-scroll').scrollWidth - table.closest('.p-scroll').clientWidth") <= 1
    )


@pytest.mark.parametrize("width", [1440, 390])
def test_every_project_that_is_chosen_for_a_round_is_seen_whole(width: int, new_window: Opener) -> None:
    page = new_window(viewport={"width": width, "height": 844}).open("mote?plan=ukfa-2022")
    chosen = page.get_by_test_id("stMultiSelectTagsContainer").last
    expect(chosen).to_be_visible()
    assert chosen.evaluate("one => one.scrollHeight - one.clientHeight") <= 1


def test_what_the_plan_says_of_a_project_is_unfolded_over_the_width_of_its_table(new_window: Opener) -> None:
    page = new_window().open("objektplan")
    row = page.locator("#projekt-S01 + .o-more")
    row.get_by_text("Planens text").click()
    said = row.locator(".o-words")
    expect(said).to_be_visible()
    assert said.evaluate("one => one.offsetWidth / one.closest('table').offsetWidth") > 0.9


def test_on_a_phone_a_list_of_terms_stands_where_the_text_around_it_does(new_window: Opener) -> None:
    page = new_window(viewport=PHONE).open("metod")
    left = "all => all.map(one => one.getBoundingClientRect().left)"
    terms = page.locator(".p-terms :is(dt, dd)").evaluate_all(left)
    assert set(terms) == set(page.locator("h2 + p").evaluate_all(left))


def test_on_the_narrowest_phone_what_the_levels_mean_is_read_without_rolling_sideways(new_window: Opener) -> None:
    page = new_window(viewport={"width": 320, "height": 640}).open("metod")
    levels = page.get_by_role("region", name="Nivåer för")
    expect(levels).to_have_count(3)
    assert levels.evaluate_all("all => all.filter(part => part.scrollWidth > part.clientWidth).length") == 0


def test_the_focus_of_a_field_is_seen_around_it_and_is_cut_off_by_nothing(new_window: Opener) -> None:
    page = new_window().open("prioritera?ram=3547")
    for name in ("Ram", "Belopp i tkr"):
        field = page.get_by_label(name, exact=True)
        field.focus()
        drawn = "one => { const style = getComputedStyle(one); return [style.outlineStyle, style.outlineWidth]; }"
        assert field.evaluate(f"one => ({drawn})(one)")[0] == "none"
        around = field.locator("xpath=..")
        assert around.evaluate(drawn) == ["solid", "3px"], name


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_on_the_way_back_up_a_page_what_has_the_focus_is_not_under_the_header(
    size: tuple[int, int], new_window: Opener
) -> None:
    page = new_window(viewport={"width": size[0], "height": size[1]}).open("oversikt")
    page.locator("summary").filter(has_text="Frysta länkar").focus()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(HIDDEN_FOCUS) == ""


def test_a_choice_that_has_the_focus_by_a_key_has_a_frame_as_everything_else(new_window: Opener) -> None:
    page = new_window().open("mote")
    page.get_by_label("Roller i mötet").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    choice = page.get_by_role("radio", name="med roll")
    expect(choice).to_be_focused()
    assert choice.evaluate(FRAME) == "solid 3px"
    page = new_window().open("prioritera?ram=3547&med=S09")
    page.locator("summary").filter(has_text="Ordning, regel och filter").press("Enter")
    switch = page.get_by_role("switch", name="Räkna med antaganden")
    switch.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(switch).to_be_focused()
    assert switch.evaluate(FRAME) == "solid 3px"


@pytest.mark.parametrize("width", [1440, 390])
def test_the_way_to_the_reasons_stands_at_the_same_place_in_every_row(width: int, new_window: Opener) -> None:
    page = new_window(viewport={"width": width, "height": 844}).open("prioritera?ram=3547&med=S09&inte=S02")
    ways = page.locator(".b-why")
    expect(ways).to_have_count(10)
    assert len(set(ways.evaluate_all("all => all.map(one => Math.round(one.getBoundingClientRect().right))"))) == 1
