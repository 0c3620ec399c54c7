"""Frys och dela in a real browser, and the page that the link opens in another: plain, and without a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from tests.browser.accessibility import axe_findings, plain_findings
from tests.browser.harness import Visit
from tests.browser.stillness import box_of
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser

ROW = ".b-row:not(.b-line):not(.b-lane)"

# Where the way to the reasons has slid under the word that it is about.
BELOW = """all => all.map(one => [one.querySelector('.b-word'), one.querySelector('.b-still')])
    .filter(([word, way]) => way.offsetTop >= word.offsetTop + word.offsetHeight - 2).map(([word]) => word.innerText)"""


def cells(page: Page) -> list[str]:
    """What each row of a board says, but for the way to its reasons."""
    found: list[str] = page.locator(ROW).evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.replace('Varför?', '').trim()).join(' | '))"
    )
    return [" ".join(text.split()) for text in found]


def frozen(visit: Visit, plan: str) -> tuple[str, list[str], str]:
    """Freeze the board of a plan; return the link, the rows that the board has, and its finding."""
    page = visit.open(f"prioritera?plan={plan}&ram=3547")
    expect(page.locator(ROW).first).to_be_visible()
    visit.settle()
    page.get_by_role("button", name="Frys och dela").click()
    title = page.get_by_label("Vad ska länken heta?")
    title.fill("Ramen i mars")
    # What is typed is told when the field is left, and the dialog is drawn again: not between a press and its release.
    title.press("Tab")
    visit.settle()
    page.get_by_role("button", name="Frys", exact=True).click()
    link = page.get_by_role("dialog").get_by_role("link").get_attribute("href")
    assert link
    visit.settle()
    return link, cells(page), page.locator(".p-lead").inner_text()


def test_the_link_shows_the_same_board_in_another_browser_and_on_a_phone_in_both_themes(
    new_window: Opener, own_plan: str
) -> None:
    visit = new_window()
    link, rows, finding = frozen(visit, own_plan)
    other = new_window()
    page = other.page
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ramen i mars")
    expect(page.locator(".p-lead")).to_have_text(finding)
    assert cells(page) == rows
    assert page.evaluate("document.scripts.length") == 0
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width, height in ((1440, 900), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert plain_findings(page) == []
            assert page.locator(".b-how:has(.b-still)").evaluate_all(BELOW) == []
    page.get_by_role("link", name="Varför? Införande nya e-tjänster").click()
    expect(page.get_by_text("Så blir Införande nya e-tjänster")).to_be_visible()
    page.get_by_role("link", name="Visa dagens svar").click()
    expect(page.locator(ROW).first).to_be_visible()
    other.settle()
    assert cells(page) == rows


def test_a_link_that_is_withdrawn_opens_nothing_the_next_time(new_window: Opener, own_plan: str) -> None:
    visit = new_window()
    link, _, _ = frozen(visit, own_plan)
    assert visit.page.request.get(link).status == 200
    page = visit.open(f"oversikt?plan={own_plan}")
    page.get_by_text("Frysta länkar (1)").click()
    # Each press once the page stands still: what is drawn anew under a press that is held does not hear it.
    visit.settle()
    page.get_by_role("button", name="Återkalla").click()
    confirm = page.get_by_role("dialog").get_by_role("button", name="Återkalla")
    expect(confirm).to_be_visible()
    visit.settle()
    confirm.click()
    expect(page.get_by_role("cell", name="återkallad")).to_be_visible()
    answer = visit.page.request.get(link)
    assert (answer.status, "Länken öppnar inget" in answer.text()) == (404, True)
    visit.settle()
    assert axe_findings(page) == []
    # On a phone it is seen without rolling sideways.
    page.set_viewport_size({"width": 390, "height": 844})
    box = box_of(page.get_by_role("cell", name="återkallad"))
    assert box["x"] + box["width"] <= 390


def test_every_press_is_for_the_link_that_is_seen_also_when_another_window_has_given_it_another_title(
    new_window: Opener, own_plan: str
) -> None:
    visit, other = new_window(), new_window()
    frozen(visit, own_plan)
    windows = [one.open(f"oversikt?plan={own_plan}") for one in (visit, other)]
    for page in windows:
        page.get_by_text("Frysta länkar (1)").click()
        expect(page.get_by_role("button", name="Byt namn")).to_be_visible()
    page, late = windows
    page.get_by_role("button", name="Byt namn").click()
    page.get_by_role("dialog").get_by_label("Vad ska länken heta?").fill("Ramen i april")
    page.get_by_role("dialog").get_by_role("button", name="Spara").click()
    expect(page.get_by_role("link", name="Ramen i april")).to_be_visible()
    dialog = late.get_by_role("dialog")
    for name in ("Byt namn", "Visa länk och QR-kod", "Återkalla"):
        late.get_by_role("button", name=name).click()
        expect(dialog.get_by_text("Ramen i april").first).to_be_visible()
        other.settle()
        late.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        other.settle()
    expect(late.get_by_role("combobox", name="Välj en länk")).to_have_value(re.compile("Ramen i april"))


def test_what_was_typed_in_a_freeze_that_was_cancelled_does_not_come_back(visit: Visit, own_plan: str) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547")
    button = page.get_by_role("button", name="Frys och dela")
    # The dialog that was left may still be on its way out, out of sight and of reach.
    dialog = page.get_by_role("dialog")
    title, last_day = (
        dialog.get_by_role("textbox", name="Vad ska länken heta?"),
        dialog.get_by_role("textbox", name="Sista dag"),
    )
    button.click()
    expect(title).not_to_have_value("")
    suggested = title.input_value()
    title.fill("Fel namn")
    last_day.fill("2027-03-04")
    last_day.press("Tab")
    visit.settle()
    page.keyboard.press("Escape")
    expect(title).to_have_count(0)
    visit.settle()
    button.click()
    expect(title).to_have_value(suggested)
    expect(last_day).to_have_value("")


@pytest.mark.parametrize(
    ("address", "kind"), [("prioritera?", "prioritera"), ("robusthet?dragningar=200&del=portfolj&", "portfolj")]
)
def test_what_a_page_shows_is_taken_along_as_json_without_being_frozen(
    visit: Visit, own_plan: str, tmp_path: Path, address: str, kind: str
) -> None:
    page = visit.open(f"{address}plan={own_plan}&ram=3547")
    visit.settle()
    with page.expect_download() as download:
        page.get_by_role("button", name="Hämta som JSON").click()
    assert re.fullmatch(rf"{kind}-\d{{4}}-\d\d-\d\d-{own_plan}\.json", download.value.suggested_filename)
    download.value.save_as(tmp_path / "bild.json")
    drawn = run(["visa", "bild.json"], Plans(None, tmp_path))
    assert drawn.code == 0, drawn.text
    # The page keeps a range on one line by joiners that no terminal is given.
    finding = page.locator(".p-lead").first.inner_text().replace("\u2060", "")
    assert " ".join(finding.split()) in " ".join(drawn.text.split())
    page = visit.open(f"oversikt?plan={own_plan}")
    expect(page.get_by_text("Frysta länkar (0)")).to_be_visible()


def test_a_frozen_page_is_printed_with_its_legend_and_its_bar_whole_where_backgrounds_are_not(
    new_window: Opener, own_plan: str
) -> None:
    link, _, _ = frozen(new_window(), own_plan)
    page = new_window().page
    page.goto(link)
    page.emulate_media(media="print")
    for told in (".b-legend i", ".b-used i", ".b-bar i"):
        assert page.locator(told).first.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact", told
    for whole in (".b-effect", ".b-used"):
        assert page.locator(whole).evaluate("e => getComputedStyle(e).breakInside") == "avoid", whole
