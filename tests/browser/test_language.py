"""Streamlit's built-in English becomes Swedish, also when it appears later than the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import axe_findings, in_the_dark
from tests.browser.english import english_on
from tests.browser.harness import Server, Visit, running_server
from tests.browser.windows import Opener

# In one process, so that the server with all fields starts once.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("språk")]


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    script = Path(__file__).with_name("alla_falt.py")
    with running_server(tmp_path_factory.mktemp("fields"), script) as running:
        yield running


@pytest.fixture
def on_fields(fields: Server, new_window: Opener) -> Visit:
    visit = new_window(fields.url)
    visit.open("").wait_for_selector(".js-plotly-plot .modebar", state="attached")
    visit.settle()
    return visit


def test_no_field_has_english_words_and_axe_finds_only_what_is_listed_as_streamlits_own(on_fields: Visit) -> None:
    assert english_on(on_fields.page) == []
    assert axe_findings(on_fields.page) == []
    with in_the_dark(on_fields) as page:
        assert axe_findings(page) == []


def test_the_menu_and_its_settings_are_in_swedish(on_fields: Visit) -> None:
    page = on_fields.page
    page.get_by_role("button", name="Huvudmeny").click()
    page.get_by_text("Skriv ut").wait_for()
    assert english_on(page) == []


def test_lists_to_choose_from_are_in_swedish(on_fields: Visit) -> None:
    page = on_fields.page
    page.get_by_role("combobox", name="Flera val", exact=True).click()
    page.get_by_role("option", name="Två").wait_for()
    on_fields.settle()
    assert english_on(page) == []
    page.keyboard.type("zzzz")
    page.get_by_text("Inga träffar").first.wait_for()
    assert english_on(page) == []


def test_a_list_in_which_all_is_chosen_says_so_until_something_is_searched_for(on_fields: Visit) -> None:
    page = on_fields.page
    page.get_by_role("combobox", name="Flera valda", exact=True).click()
    page.get_by_role("option", name="Tre").click()
    all_chosen, nothing = (page.get_by_text(words, exact=True) for words in ("Alla är redan valda", "Inga träffar"))
    expect(all_chosen).to_be_visible()
    page.keyboard.type("zz")
    expect(nothing).to_be_visible()
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(all_chosen).to_be_visible()


def test_how_many_there_are_to_choose_from_is_said_aloud_in_swedish(on_fields: Visit) -> None:
    page = on_fields.page
    page.get_by_role("combobox", name="Flera val", exact=True).press("ArrowDown")
    page.get_by_role("option", name="Två").wait_for()
    expect(page.get_by_role("log").filter(has_text="alternativ")).not_to_have_count(0)
    assert "available" not in " ".join(page.get_by_role("log").all_inner_texts())


def test_hints_and_errors_of_fields_are_in_swedish(on_fields: Visit) -> None:
    page = on_fields.page
    page.get_by_label("Text", exact=True).fill("abc")
    page.get_by_text("Tryck Enter för att använda").wait_for()
    page.get_by_label("I formulär").fill("abc")
    page.get_by_text("Tryck Enter för att skicka").wait_for()
    page.get_by_label("Tal", exact=True).fill("99")
    on_fields.settle()
    assert english_on(page) == []
    page.keyboard.press("Enter")
    page.get_by_text("Talet ska vara mellan 0 och 10").wait_for()
    assert english_on(page) == []


def test_toolbars_are_in_swedish(on_fields: Visit) -> None:
    page = on_fields.page
    for number in range(page.get_by_test_id("stDataFrame").count()):
        page.get_by_test_id("stDataFrame").nth(number).hover()
        on_fields.settle()
        assert english_on(page) == []
    page.get_by_test_id("stPlotlyChart").hover()
    on_fields.settle()
    assert english_on(page) == []
