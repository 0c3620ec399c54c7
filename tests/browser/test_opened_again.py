"""What a browser is known again by: the plan that it had open last, and the device that may undo what it did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import DARK, LIGHT
from tests.browser.harness import Server, Visit, add_project, running_server
from tests.browser.windows import Opener, Windows
from tests.folders import write_plan

# In one process, so that the server starts once.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("öppnas igen")]
ROWS = "A1,Första,strategiskt,500,Tidsbesparande,Hög,Kort\nA2,Andra,önskvärt,?,Tidsbesparande,Hög,Kort\n"


def own(folder: Path, *ids: str) -> str:
    for key in ids:
        write_plan(folder / key, ROWS, plan__toml=f'id = "{key}"\nnamn = "Plan {key}"\nperiod = "2026"\n')
    return str(folder)


@pytest.fixture(scope="module")
def one_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with one plan of its own beside the samples."""
    planer = own(tmp_path_factory.mktemp("planer"), "bygg")
    with running_server(tmp_path_factory.mktemp("en"), PRIORITERING_PLANER=planer) as running:
        yield running


def plan_in(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["plan"][0]


def test_the_root_opens_the_only_own_plan_and_then_the_one_that_was_open_last(
    windows: Windows, one_own: Server
) -> None:
    with windows.borrowed(one_own.url) as open_window:
        mine, other = open_window(), open_window()
        page = mine.open("")
        assert urlsplit(page.url).path == "/oversikt"
        assert plan_in(page) == "bygg"
        mine.open("prioritera?plan=ukfa-2022")
        assert plan_in(mine.open("")) == "ukfa-2022"
        # Each browser has its own.
        assert plan_in(other.open("")) == "bygg"


def test_the_root_opens_the_plan_that_was_chosen_in_the_menu(windows: Windows, one_own: Server) -> None:
    with windows.borrowed(one_own.url) as open_window:
        visit = open_window()
        page = visit.open("")
        page.get_by_role("combobox", name="Plan").click()
        page.get_by_role("option", name="Vård, stöd och omsorg").click()
        visit.settle()
        assert plan_in(page) == "vso-2021"
        assert plan_in(visit.open("")) == "vso-2021"


def test_after_a_reload_the_same_browser_may_undo_its_latest_change_and_another_may_not(
    windows: Windows, one_own: Server
) -> None:
    with windows.borrowed(one_own.url) as open_window:
        mine, other = open_window(), open_window()
        page = mine.open("prioritera?plan=bygg")
        add_project(mine, "Ny karta")
        for visit, offered in ((other, False), (mine, True)):
            again = visit.open("prioritera?plan=bygg")
            # A press while the page is still being drawn is a press on what is about to go.
            visit.settle()
            again.get_by_text("Antaganden, tillagda projekt").click()
            visit.settle()
            again.get_by_text("Historik (1)").click()
            expect(again.get_by_text("Det tillagda projektet Ny karta")).to_be_visible()
            visit.settle()
            assert again.get_by_role("button", name="Ångra").count() == int(offered)
        page.get_by_role("button", name="Ångra").click()
        said = page.get_by_role("status").filter(has_text="Ångrat. Ni har inte längre lagt till projektet Ny karta.")
        expect(said).to_be_visible()
        # What was open stays open, though its title counts one less.
        mine.settle()
        if not page.get_by_role("switch", name="Historik (2)").is_checked():
            page.get_by_text("Historik (2)").click()
        expect(page.get_by_text("Skäl: Ångrat")).to_be_visible()
        assert page.get_by_role("button", name="Ångra").count() == 0
        assert {item["name"] for item in page.context.cookies() if item["httpOnly"]} >= {"enhet"}


def test_what_is_undone_above_the_board_is_gone_from_the_list_and_in_the_history_below_it(
    visit: Visit, own_plan: str
) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547")
    visit.settle()
    page.get_by_text("Antaganden, tillagda projekt").last.click()
    visit.settle()
    add_project(visit, "Ny karta")
    expect(page.get_by_text("Tillagt projekt: Ny karta")).to_be_visible()
    page.locator(".st-key-angra-rad").get_by_role("button", name="Ångra").click()
    expect(page.get_by_role("status").filter(has_text="Ångrat.")).to_be_visible()
    expect(page.get_by_text("Tillagt projekt: Ny karta")).to_have_count(0)
    expect(page.get_by_text("Historik (2)")).to_be_visible()


def test_a_trial_that_is_undone_above_the_board_is_gone_from_the_list_below_it(visit: Visit, own_plan: str) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547")
    visit.settle()
    page.get_by_text("Antaganden, tillagda projekt").last.click()
    visit.settle()
    page.locator(".b-row").first.get_by_text("Varför?").click()
    visit.settle()
    page.get_by_role("button", name="Lås eller lås upp").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Inte nu").click()
    visit.settle()
    dialog.get_by_role("button", name="Bara prova").click()
    dialog.wait_for(state="hidden")
    visit.settle()
    expect(page.get_by_text("Antaganden, tillagda projekt, lås och egna kriterier (1)")).to_be_visible()
    page.locator(".st-key-angra-rad").get_by_role("button", name="Ångra").click()
    expect(page.get_by_text("Antaganden, tillagda projekt, lås och egna kriterier (0)")).to_be_visible()


def test_a_trial_that_is_taken_off_in_the_list_is_gone_from_the_board_and_the_address(
    visit: Visit, own_plan: str
) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547&inte=S01")
    expect(page.locator("tr[data-key=S01]")).to_contain_text("Inte nu (låst)")
    visit.settle()
    page.get_by_text("Antaganden, tillagda projekt").last.click()
    visit.settle()
    page.get_by_role("button", name="Ta bort").click()
    expect(page.locator("tr[data-key=S01]")).to_contain_text("Ryms")
    page.wait_for_url(lambda url: "inte=" not in url)


def test_all_that_a_browser_keeps_is_named_in_metod_and_lasts_as_long_as_it_says(
    windows: Windows, one_own: Server
) -> None:
    with windows.borrowed(one_own.url) as open_window:
        visit = open_window()
        page = visit.open("prioritera?plan=bygg")
        page.get_by_test_id("stSidebar").hover()
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
        page.get_by_test_id("stMainMenu").get_by_role("button").click()
        page.get_by_text("Mörkt").last.click()
        expect(page.locator(".stApp")).to_have_css("background-color", DARK)
        # The theme holds on every page.
        page = visit.open("metod?plan=bygg")
        expect(page.locator(".stApp")).to_have_css("background-color", DARK)
        named = set(page.locator("section[aria-labelledby=integritet] code").all_inner_texts())
        cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
        stored = page.evaluate("[localStorage, sessionStorage].flatMap((kept) => Object.keys(kept))")
        assert set(cookies) == {"_streamlit_xsrf", "enhet", "senaste_plan"}
        assert {name.partition("-")[0] for name in stored} == {"stActiveTheme", "stSidebarCollapsed", "tema"}
        assert {*cookies, *(name.partition("-")[0] for name in stored)} - named == set()
        # Until the browser is closed.
        assert cookies["_streamlit_xsrf"]["expires"] == -1
        assert (cookies["enhet"]["httpOnly"], cookies["senaste_plan"]["httpOnly"]) == (True, False)


def test_a_theme_is_that_of_the_next_tab_too_while_the_one_it_was_chosen_in_stands_open(new_window: Opener) -> None:
    visit = new_window()
    early = visit.page.context.new_page()
    early.goto(f"{visit.url}/prioritera?ram=3547")
    expect(early.locator(".stApp")).to_have_css("background-color", LIGHT)
    page = visit.open("metod")
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    page.get_by_role("menuitemradio", name="Mörkt").click()
    expect(page.locator(".stApp")).to_have_css("background-color", DARK)
    late = page.context.new_page()
    late.goto(f"{visit.url}/oversikt")
    # A tab that was light when it was opened takes nothing with it when it is left.
    early.reload()
    for tab in (late, early):
        expect(tab.locator(".stApp")).to_have_css("background-color", DARK)
