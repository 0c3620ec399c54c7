"""The main job: rank the real plan within a frame, live, and send the view as a link."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import axe_findings, in_the_dark
from tests.browser.harness import Visit, add_project
from tests.browser.stillness import box_of
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def order(page: Page) -> list[str]:
    return [name.strip() for name in page.locator(".b-row .b-name").all_inner_texts()]


def board(visit: Visit, path: str = "prioritera") -> Page:
    """Open the page and wait until the board has rows."""
    page = visit.open(path)
    page.locator(".b-row").first.wait_for()
    return page


def slider(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name)


def test_the_real_plan_stands_ranked_in_a_table_with_the_line_between_rows_and_unknown_as_a_word(visit: Visit) -> None:
    page = board(visit)
    expect(
        page.get_by_text(
            "Ramen 3 547 tkr räcker säkert till 2 av 10 projekt. "
            "Fyra till ryms om de tre okända kostnaderna är högst 47 tkr tillsammans."
        ).first
    ).to_be_visible()
    assert order(page)[:2] == [
        "Automatisering av myndighetsprocesser",
        "Tjänster på distans – öppenvårdsinsatser och hemsjukvård",
    ]
    keys = page.locator(".b-board tbody tr").evaluate_all("rows => rows.map(row => row.dataset.key)")
    assert (keys.index("linje"), keys.index("linje-tva")) == (2, 7)
    expect(page.locator("tr[data-key=linje]")).to_contain_text("Hit räcker ramen 3 547 tkr säkert · 547 tkr kvar")
    expect(page.locator("tr[data-key=linje-tva]")).to_contain_text("om de tre okända kostnaderna är högst 47 tkr")
    # An unknown cost is a word and never zero.
    row = page.locator("tr[data-key=S04]")
    expect(row.locator(".p-unknown")).to_have_text("okänd")
    expect(row).to_contain_text("≥")
    # The board is a table that a screen reader reads.
    table = page.get_by_role("table", name="Projekten ordnade efter poäng")
    assert table.get_by_role("columnheader").count() == 6
    assert table.get_by_role("rowheader").count() == 10


def test_moving_a_weight_reorders_the_board_and_writes_the_address(visit: Visit) -> None:
    page = board(visit)
    before = order(page)
    slider(page, "Tidsperspektiv").focus()
    page.keyboard.press("End")
    expect(page.locator(".b-row .b-name").nth(1)).to_have_text("Införande digitala matinköp")
    visit.settle()
    assert order(page) != before
    assert page.evaluate("location.search") == "?plan=vso-2021&vikter=effekttyp.0~omfattning.0~tidsperspektiv.100"
    values = [slider(page, name).input_value() for name in ("Effekttyp", "Omfattning", "Tidsperspektiv")]
    assert values == ["0", "0", "100"]


def test_the_address_shows_the_same_picture_in_another_browser(new_window: Opener) -> None:
    first, second = new_window(), new_window()
    page = board(first)
    page.get_by_role("radio", name="Störst omfattning").click()
    first.settle()
    page.get_by_text("Ordning, regel och filter").click()
    first.settle()
    page.get_by_text("Hoppa över och gå vidare").click()
    first.settle()
    address = page.evaluate("location.pathname + location.search")
    assert "regel=hoppa" in address
    other = board(second, address)
    assert order(other) == order(page)
    assert other.locator(".p-lead").inner_text() == page.locator(".p-lead").inner_text()
    assert [slider(other, name).input_value() for name in ("Effekttyp", "Omfattning", "Tidsperspektiv")] == [
        "30",
        "45",
        "25",
    ]


def test_the_link_is_copied(new_window: Opener) -> None:
    visit = new_window(permissions=["clipboard-read", "clipboard-write"])
    page = board(visit, "prioritera?ram=1000")
    page.get_by_role("button", name="Kopiera länk").click()
    expect(page.get_by_text("Länken är kopierad")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    head, _, rest = link.partition("&")
    assert re.fullmatch(rf"{re.escape(visit.url)}/prioritera\?kopierad=[0-9a-f]{{4}}", head)
    assert rest.startswith("plan=vso-2021&kommun=linkoping&vikter=lika&ram=1000&ordning=poang&regel=stopp")
    assert "&da=v1.a" in rest
    assert len(link) <= 400


def test_going_back_in_the_browser_undoes_a_change(visit: Visit) -> None:
    page = board(visit)
    before = order(page)
    page.get_by_role("radio", name="Snabb effekt").click()
    visit.settle()
    assert order(page) != before
    page.go_back()
    expect(page.locator(".b-row .b-name").nth(1)).to_have_text(before[1])
    visit.settle()
    assert order(page) == before
    assert slider(page, "Tidsperspektiv").input_value() == "33"


def test_a_wrong_value_in_the_address_gives_a_notice_and_the_default(visit: Visit) -> None:
    page = board(visit, "prioritera?vikter=effekttyp.abc&ram=finns-inte")
    expect(page.get_by_text("Länkens vikter kunde inte läsas: ”effekttyp.abc”")).to_be_visible()
    expect(page.get_by_text("Länkens ram=”finns-inte” finns inte i planen")).to_be_visible()
    assert len(order(page)) == 10


def test_varfor_opens_what_the_points_are_made_of(visit: Visit) -> None:
    page = board(visit)
    button = page.get_by_role("button", name="Varför? Införande nya e-tjänster")
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    page.keyboard.press("Enter")
    reasons = page.locator("#varfor-S02")
    expect(reasons).to_contain_text("ej angivet")
    expect(reasons).to_contain_text("rad 245")
    expect(page.get_by_role("button", name="Varför? Införande nya e-tjänster")).to_have_attribute(
        "aria-expanded", "true"
    )
    expect(page.get_by_role("button", name="Varför? Införande nya e-tjänster")).to_be_focused()
    visit.settle()
    assert axe_findings(page) == []
    page.keyboard.press("Enter")
    expect(reasons).to_have_count(0)
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_what_the_board_says_of_itself_is_text_and_never_html(visit: Visit) -> None:
    page = board(visit)
    caption = page.locator(".b-board").evaluate(
        """table => {
            const detail = { rows: [], caption: "Efter <b>poäng</b>", finding: "<i>Ramen</i> räcker" };
            table.dispatchEvent(new CustomEvent("nya-rader", { detail }));
            return [table.caption.textContent, table.caption.childElementCount];
        }"""
    )
    assert caption == ["Efter <b>poäng</b>", 0]
    assert page.locator("[role=status] i").count() == 0


def test_the_frame_can_be_typed_and_the_effect_follows(visit: Visit) -> None:
    page = board(visit, "prioritera?ram=3547")
    field = page.get_by_label("Belopp i tkr")
    field.fill("4 100,5")
    field.press("Enter")
    expect(page.get_by_text("Ramen 4 100,5 tkr räcker säkert till 2 av 10").first).to_be_visible()
    field.fill("massor")
    field.press("Enter")
    expect(page.get_by_text("är inte ett belopp")).to_be_visible()


def test_a_lock_needs_a_reason_stands_in_the_address_and_shows_its_reason(new_window: Opener, own_plan: str) -> None:
    visit = new_window()
    page = board(visit, f"prioritera?plan={own_plan}")
    page.get_by_role("button", name="Varför? iPads inom äldreomsorgen").click()
    page.get_by_role("button", name="Lås eller lås upp").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Måste med").click()
    dialog.get_by_role("button", name="Spara för gruppen").click()
    expect(dialog.get_by_text("Skriv ett skäl")).to_be_visible()
    dialog.get_by_label("Skäl").fill("Avtal <img src=x onerror=alert(1)> 😀")
    visit.settle()
    dialog.get_by_role("button", name="Spara för gruppen").click()
    expect(page.locator(".b-lane")).to_contain_text("Måste med")
    assert order(page)[0] == "iPads inom äldreomsorgen"
    assert "med=" not in page.evaluate("location.search")
    other = board(new_window(), page.evaluate("location.pathname + location.search"))
    assert order(other)[0] == "iPads inom äldreomsorgen"
    other.get_by_role("button", name="Varför? iPads inom äldreomsorgen").click()
    expect(other.locator("#varfor-S08")).to_contain_text("Avtal <img src=x onerror=alert(1)> 😀")


def test_an_assumed_cost_is_marked_used_and_can_be_taken_back(visit: Visit, own_plan: str) -> None:
    page = board(visit, f"prioritera?plan={own_plan}")
    page.get_by_role("button", name="Varför? Införande digitala matinköp").click()
    page.locator(".b-actions").get_by_role("button", name="Anta kostnad eller nivå").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Lägst, tkr").fill("800")
    dialog.get_by_label("Skäl").fill("Som i grannkommunen")
    visit.settle()
    dialog.get_by_role("button", name="Spara").click()
    row = page.locator("tr[data-key=S04]")
    expect(row).to_contain_text("antagande")
    expect(row.locator("td.p-num").first).to_contain_text("800")
    page.get_by_text("Antaganden, tillagda projekt, lås och egna kriterier (1)").click()
    page.get_by_role("button", name="Ta bort").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Skäl").fill("Fel siffra")
    visit.settle()
    dialog.get_by_role("button", name="Ta bort").click()
    expect(row.locator(".p-unknown")).to_have_text("okänd")


def test_a_project_added_during_the_year_waits_for_underlag_and_is_then_ranked(
    visit: Visit, own_ukfa_plan: str
) -> None:
    page = visit.open(f"prioritera?plan={own_ukfa_plan}")
    expect(page.get_by_text("Inget att rangordna än")).to_be_visible()
    expect(page.get_by_text("Önskvärda projekt: inga listade i planen")).to_be_visible()
    add_project(visit, '=HYPERLINK("x") & <b>fet</b>')
    expect(page.get_by_text("Underlag saknas (18)")).to_be_visible()
    page.get_by_text("Visa projekten").click()
    expect(page.get_by_text('=HYPERLINK("x") & <b>fet</b>').first).to_be_visible()


def test_filters_hide_rows_but_places_and_sums_stay(visit: Visit) -> None:
    page = board(visit, "prioritera?perspektiv=Utf%C3%B6rare")
    assert order(page) == ["Införande digitala matinköp", "Distansmöten som norm"]
    expect(page.locator("tr[data-key=S07] .b-rank")).to_have_text("5")
    expect(page.locator(".b-board caption")).to_contain_text("8 projekt döljs av filtret men räknas")


def test_a_field_with_nothing_to_choose_can_still_be_read(visit: Visit) -> None:
    page = board(visit, "prioritera?klass=strategiskt")
    expect(page.get_by_role("combobox", name="Projekt utan underlag")).to_be_disabled()
    assert axe_findings(page) == []
    with in_the_dark(visit):
        assert axe_findings(page) == []


def test_rank_order_of_the_criteria_gives_weights(visit: Visit) -> None:
    page = board(visit)
    page.get_by_text("Räkna fram vikterna").click()
    visit.settle()
    page.get_by_role("button", name="Räkna ut vikterna").click()
    expect(slider(page, "Effekttyp")).to_have_value("61")
    assert "effekttyp.61.11" in page.evaluate("location.search")


def test_level_values_can_be_edited_and_three_spacings_compared(visit: Visit) -> None:
    page = board(visit, "prioritera?steg=vaxande")
    page.get_by_text("Nivåernas värden").click()
    visit.settle()
    expect(page.get_by_role("table", name="Projektens plats under tre sätt")).to_be_visible()
    field = page.get_by_label("Omfattning: Medel")
    assert field.input_value() == "30"
    field.fill("55")
    field.press("Enter")
    visit.settle()
    assert "varden=omfattning.0-10-55-60-100" in page.evaluate("location.search")


_COUNT_GLIDES = """() => {
  window.glides = 0;
  const own = Element.prototype.animate;
  Element.prototype.animate = function (...args) {
    if (this.matches('.b-row')) window.glides += 1;
    return own.apply(this, args);
  };
}"""


@pytest.mark.parametrize(("motion", "glides"), [("no-preference", True), ("reduce", False)])
def test_rows_glide_to_their_new_places_except_for_those_who_want_stillness(
    motion: str, glides: bool, new_window: Opener
) -> None:
    visit = new_window(reduced_motion=motion)
    page = board(visit)
    page.evaluate(_COUNT_GLIDES)
    for name in ("Snabb effekt", "Störst omfattning", "Flest effekter"):
        before = order(page)
        page.get_by_role("radio", name=name).click()
        visit.settle()
        assert order(page) != before
    assert (page.evaluate("window.glides") > 0) is glides


def test_on_a_phone_the_board_is_complete_and_comes_before_the_controls(new_window: Opener) -> None:
    page = board(new_window(viewport=PHONE))
    assert len(order(page)) == 10
    table, weights = box_of(page.locator(".b-board")), box_of(page.get_by_text("Vikter", exact=True))
    assert table["y"] < weights["y"]
    assert table["x"] + table["width"] <= 390
