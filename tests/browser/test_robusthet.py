"""What is safe whatever we think: each part of the page, from an address, with its text and its table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from prioritering.view.view import PARTS
from tests.browser.accessibility import axe_findings, contrast, in_the_dark
from tests.browser.english import english_on
from tests.browser.harness import Server, Visit
from tests.browser.stillness import PATIENCE
from tests.browser.windows import LAPTOP, Opener, Windows

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
# Part -> how many charts and tables it has.
CHARTS = {
    "laget": (0, 1),
    "kravs": (0, 2),
    "portfolj": (1, 3),
    "platser": (1, 1),
    "regler": (0, 1),
    "kanslighet": (2, 3),
}
WISH = "kraver:S03:S05"


def part(visit: Visit, name: str, more: str = "") -> Page:
    return visit.open(f"robusthet?del={name}&dragningar=500{more}")


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=pytest.mark.xdist_group(f"robusthet {name}")) for name in PARTS]
)
def shown(request: pytest.FixtureRequest, windows: Windows, server: Server) -> Iterator[Visit]:
    """Each part in turn, opened once for the tests that only look at it, which are all in one process."""
    with windows.borrowed(server.url) as open_window:
        visit = open_window()
        part(visit, request.param)
        yield visit


def test_the_finding_and_the_standings_come_first(visit: Visit) -> None:
    page = visit.open("robusthet?dragningar=2000&okand_hogst=3000")
    finding = page.get_by_text("Av 10 projekt är inget säkert inom ramen 3 547 tkr").first
    expect(finding).to_contain_text("om de tre okända kostnaderna är 0")
    table = page.get_by_role("table", name="Andel av fallen inom ramen")
    assert table.get_by_role("rowheader").count() == 10
    row = table.get_by_role("row").filter(has_text="Automatisering av myndighetsprocesser")
    expect(row).to_contain_text("Gråzon")
    expect(row).to_contain_text("%")


def test_the_same_address_gives_the_same_figures_in_another_window(new_window: Opener) -> None:
    shown = [
        window.open("robusthet?fro=7&dragningar=500").get_by_role("table").first.inner_text()
        for window in (new_window(), new_window())
    ]
    assert shown[0] == shown[1]


def test_axe_finds_nothing_on_any_part_also_in_the_dark(shown: Visit) -> None:
    assert axe_findings(shown.page) == []
    with in_the_dark(shown) as page:
        assert axe_findings(page) == []


def test_no_part_is_wider_than_a_phone_and_none_has_english_left(shown: Visit) -> None:
    page = shown.page
    assert english_on(page) == []
    page.set_viewport_size(PHONE)
    shown.settle()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("""() => { const m = document.querySelector('[data-testid="stMain"]');
        return m.scrollWidth <= m.clientWidth }""")
    # A table whose rows are stacked is read without scrolling sideways.
    assert page.evaluate("""() => [...document.querySelectorAll('.p-scroll:has(> .r-stack)')]
        .every(box => box.scrollWidth <= box.clientWidth)""")
    assert english_on(page) == []
    page.set_viewport_size(LAPTOP)


def test_every_chart_has_a_table(shown: Visit) -> None:
    page = shown.page
    charts, tables = CHARTS[parse_qs(urlsplit(page.url).query).get("del", PARTS)[0]]
    expect(page.locator(".js-plotly-plot")).to_have_count(charts)
    for summary in page.get_by_text("Visa som tabell").all():
        summary.click()
    expect(page.get_by_role("table")).to_have_count(tables)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_a_chart_writes_is_as_easy_to_read_as_the_text_around_it(new_window: Opener, scheme: str) -> None:
    """axe does not judge what is written in a drawing."""
    page = new_window(color_scheme=scheme).open("robusthet?ram=3547&del=kanslighet&dragningar=100")
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    ground = page.locator(".stApp").evaluate("one => getComputedStyle(one).backgroundColor")
    inks = set(page.locator(".js-plotly-plot text").evaluate_all("all => all.map(one => getComputedStyle(one).fill)"))
    assert len(inks) > 1
    assert {ink: contrast(ink, ground) for ink in inks if contrast(ink, ground) < 4.5} == {}


def test_what_it_takes_is_said_in_a_table_with_a_sentence_a_row(visit: Visit) -> None:
    page = part(visit, "kravs")
    table = page.get_by_role("table", name="Projekten i listans ordning")
    expect(table.get_by_role("rowheader")).to_have_count(10)
    expect(table.get_by_text("Ryms inte säkert genom en enda ändring").last).to_be_visible()
    expect(table.get_by_text("Ryms säkert om tidsperspektiv höjs till ”Kort”")).to_be_visible()


def test_what_to_find_out_next_is_in_order(visit: Visit) -> None:
    page = part(visit, "nasta")
    expect(page.get_by_text("Kom därefter överens om")).to_be_visible()
    figures = [
        float(cell.replace(",", "."))
        for cell in page.get_by_role("table").first.locator("tbody tr td:nth-child(4)").all_inner_texts()
    ]
    # First the three costs that nobody knows, which decide what fits, then the rest: the most first in each.
    costs, others = figures[:3], figures[3:]
    assert (costs, others) == (sorted(costs, reverse=True), sorted(others, reverse=True))
    assert len(figures) == 8


def test_the_best_portfolio_follows_a_wish_that_is_in_the_address(visit: Visit) -> None:
    page = part(visit, "portfolj")
    expect(page.get_by_text("Den bästa portföljen tar bort Automatisering av myndighetsprocesser")).to_be_visible()
    page = part(visit, "portfolj", f"&krav={WISH}")
    expect(page.get_by_text("kräver Beslutsstöd - QlikSense.").first).to_be_visible()
    page.get_by_role("button", name="Ta bort").click()
    expect(page).not_to_have_url(re.compile("krav="))
    expect(page.get_by_text("Krav på portföljen (0)")).to_be_visible()


def test_wishes_that_cannot_be_met_are_named(visit: Visit) -> None:
    page = part(visit, "portfolj", "&med=S03&inte=S05&krav=kraver:S03:S05")
    expect(page.get_by_text("Kraven går inte ihop: S03 måste med, S05 inte nu och S03 kräver S05")).to_be_visible()


def test_a_wish_that_is_not_understood_gives_a_notice(visit: Visit) -> None:
    page = part(visit, "portfolj", "&krav=flytta:S03")
    expect(page.get_by_text("Ett krav i länken räknas inte")).to_be_visible()


def test_other_rules_stand_beside_each_other(visit: Visit) -> None:
    page = part(visit, "regler")
    table = page.get_by_role("table")
    for name in (
        "Listan, stannar vid ramen",
        "Listan, hoppar över och går vidare",
        "Poäng per krona",
        "Bästa portföljen",
    ):
        expect(table.get_by_role("rowheader", name=name)).to_be_visible()
    expect(page.get_by_text("visas när ett möte har visat svaren")).to_be_visible()


def test_changing_the_span_and_the_part_writes_the_address(visit: Visit) -> None:
    page = visit.open("robusthet?dragningar=500")
    page.get_by_role("radio", name="Fördjupning").click()
    page.wait_for_url(re.compile("del=platser"))
    # Work under way ends with a redrawn page: what is typed in that very moment would be typed in the old field.
    expect(page.get_by_role("button", name="Avbryt")).to_have_count(0, timeout=PATIENCE * 1000)
    visit.settle()
    field = page.get_by_label("Högst, tkr")
    field.fill("2000")
    field.press("Enter")
    page.wait_for_url(re.compile("okand_hogst=2000"))
    assert "del=platser" in page.url
    expect(page.get_by_text("de tre okända kostnaderna är 0").first).to_contain_text("2 000 tkr")


def test_without_a_frame_and_without_levels_the_page_says_so(visit: Visit) -> None:
    page = visit.open("robusthet?ram=ingen")
    expect(page.get_by_text("Ingen ram är vald, så bara platserna kan prövas.").first).to_be_visible()
    page = visit.open("robusthet?plan=ukfa-2022")
    expect(page.get_by_text("Inget projekt kan poängsättas").first).to_be_visible()


def test_a_reversed_span_says_so_and_can_be_mended(visit: Visit) -> None:
    page = visit.open("robusthet?okand_lagst=3000&okand_hogst=100")
    expect(page.get_by_text("Länkens spann för okända kostnader är omvänt. Det räknas inte.")).to_be_visible()
    expect(page.get_by_label("Lägst, tkr")).to_be_visible()
