"""Every state in which axe-core has to find nothing, and where it is asked: here, or where a test comes anyway.

A state is listed once. Those that no other test comes to are walked through here, in windows that are kept open.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import axe_findings, in_the_dark
from tests.browser.english import english_on
from tests.browser.harness import Visit
from tests.browser.narrow import SMALL
from tests.browser.stillness import PATIENCE
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
ASKS = {"axe_findings", "plain_findings", "axe_in_both_schemes"}

# State -> the file and the test that asks axe-core in it.
STATES = {
    "varje sida, ljust": "every_page test_axe_finds_nothing",
    "varje sida, mörkt": "every_page test_axe_finds_nothing_in_the_dark",
    "varje sida på en telefon, ljust och mörkt": "every_page test_axe_finds_nothing_on_a_phone",
    "Prioritera, Varför öppet": "prioritera test_varfor_opens_what_the_points_are_made_of",
    "Prioritera, Varför öppet på en telefon": "states test_what_is_opened_on_prioritera_on_a_phone",
    "Prioritera, Räkna fram vikterna och Ordning, regel och filter öppna": (
        "states test_what_is_opened_on_prioritera_on_a_phone"
    ),
    "Prioritera, raden med Ångra": "states test_what_is_opened_on_prioritera_on_a_phone",
    "Prioritera, vikter låsta och nekade": (
        "weights test_the_weights_are_accessible_light_and_dark_while_locked_and_refused"
    ),
    "Prioritera, ett fält utan val": "prioritera test_a_field_with_nothing_to_choose_can_still_be_read",
    "Prioritera, en dialog": "dialogs_in_the_dark test_a_dialog_has_the_colours_of_the_theme",
    "Prioritera, lika att ordna och dialogerna i en rad": "states test_the_dialogs_of_the_board",
    "Prioritera som då, Vad skiljer": "copied_link test_what_was_can_be_read_by_everyone_also_on_a_phone",
    "Fyll i med inklistrat": "fyll_i test_a_pasted_block_is_saved_with_one_reason_ranked_and_undone_as_one",
    "Fyll i med det som inte fick plats": "fyll_i test_what_is_pasted_outside_the_grid_is_told_and_the_rest_is_there",
    "Objektplan, träffar och alla delar utfällda": "states test_a_search_with_every_part_unfolded",
    "Objektplan UKFA, alla delar utfällda": "states test_the_other_plan_with_every_part_unfolded",
    "Huvudmenyn, öppen": "states test_the_menu_of_a_page",
    "Objektplan, ny period": "ny_period *",
    "Möte utan rundor i en tom plan": "states test_a_plan_that_has_nothing_yet",
    "Prioritera i en tom plan": "states test_a_plan_that_has_nothing_yet",
    "Möte, hjälptext vid ett fält": "states test_a_help_text_by_a_field",
    "Möte, frågan innan svaren visas": (
        "mote test_a_reveal_asks_first_and_puts_the_result_first_with_files_to_take_along"
    ),
    "Möte, resultatet": "meeting *",
    "Möte, svar som är borta": "lost_answers *",
    "Poängsätt, valsedeln": (
        "meeting test_the_ballot_is_accessible_in_light_and_dark_and_works_with_the_keyboard_on_a_phone"
    ),
    "Poängsätt, stegen": "ballot_steps *",
    "Rummets vy på fyra skärmar": "room *",
    "Projektor, vart steg, ljust och mörkt": "projector_fits test_a_step_is_read_without_scrolling",
    "Projektor, vart steg på en telefon": "projector_on_a_phone *",
    "Projektor, vart steg i ett möte": "meeting test_the_projector_has_no_small_text_and_no_frame",
    "Robusthet, var del, ljust och mörkt": "robusthet test_axe_finds_nothing_on_any_part_also_in_the_dark",
    "Robusthet, var del på en telefon, ljust och mörkt": (
        "robusthet_on_a_phone test_axe_finds_nothing_in_the_wide_tables_of_a_part"
    ),
    "Robusthet medan det räknas": "states test_work_that_is_going_on",
    "Frysta sidor": "frozen *",
    "Vilken plan menas": "plan_choice *",
    "Fel i adressen": "language *",
}


def _asking(path: Path) -> set[str]:
    """Return the tests of a file that ask axe-core, themselves or by a function of the file."""
    functions = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
    asks = set(ASKS)
    for _ in range(2):
        asks |= {item.name for item in functions if not item.name.startswith("test_") and _calls(item) & asks}
    return {item.name for item in functions if item.name.startswith("test_") and _calls(item) & asks}


def _calls(function: ast.FunctionDef) -> set[str]:
    called = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {name.id for name in called if isinstance(name, ast.Name)}


@pytest.mark.parametrize("state", STATES)
def test_a_listed_state_is_asked_about_where_the_list_says(state: str) -> None:
    file, test = STATES[state].split()
    asking = _asking(Path(__file__).with_name(f"test_{file}.py"))
    assert asking if test == "*" else test in asking


def both(visit: Visit) -> list[str]:
    """Return what is found as the page stands, light and dark, and what is too small to hit."""
    visit.settle()
    found = axe_findings(visit.page) + visit.page.evaluate(SMALL)
    with in_the_dark(visit) as page:
        return found + axe_findings(page)


def unfold(page: Page, *titles: str) -> None:
    for title in titles:
        page.locator("summary").filter(has_text=title).first.click()


def test_what_is_opened_on_prioritera_on_a_phone(new_window: Opener) -> None:
    visit = new_window(viewport=PHONE)
    page = visit.open("prioritera?ram=3547")
    page.get_by_role("button", name="Varför? Införande nya e-tjänster").click()
    expect(page.locator("#varfor-S02")).to_be_visible()
    unfold(page, "Räkna fram vikterna", "Ordning, regel och filter")
    page.get_by_text("Hoppa över och gå vidare").click()
    expect(page.get_by_role("button", name="Ångra")).to_be_visible()
    assert both(visit) == []


def test_the_dialogs_of_the_board(visit: Visit) -> None:
    page = visit.open("prioritera?ram=3547&vikter=effekttyp.100~omfattning.0~tidsperspektiv.0")
    page.get_by_role("button", name="Varför? Införande nya e-tjänster").click()
    for opens in (
        "Ordna de lika projekten",
        "Lås eller lås upp",
        "Anta kostnad eller nivå",
        "Sätt ett spann för alla okända",
    ):
        page.get_by_role("button", name=opens).first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        visit.settle()
        assert (opens, axe_findings(page), page.evaluate(SMALL)) == (opens, [], [])
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_search_with_every_part_unfolded(visit: Visit) -> None:
    page = visit.open("objektplan?sok=distans")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    expect(page.locator("mark").first).to_be_visible()
    assert both(visit) == []


def test_the_other_plan_with_every_part_unfolded(visit: Visit) -> None:
    page = visit.open("objektplan?plan=ukfa-2022")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert axe_findings(page) == []


def test_the_menu_of_a_page(visit: Visit) -> None:
    page = visit.open("metod")
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    expect(page.get_by_role("menuitemradio", name="Mörkt")).to_be_visible()
    assert (axe_findings(page), page.evaluate(SMALL), english_on(page)) == ([], [], [])


def test_a_plan_that_has_nothing_yet(visit: Visit) -> None:
    for page in ("mote", "prioritera"):
        visit.open(f"{page}?plan=ukfa-2022")
        assert both(visit) == []


def test_a_help_text_by_a_field(visit: Visit) -> None:
    page = visit.open("mote?plan=vso-2021")
    page.get_by_test_id("stTooltipIcon").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert axe_findings(page) == []


def test_work_that_is_going_on(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/robusthet?ram=3547&dragningar=50000&fro=13")
    # On a quick machine it may be done before it is asked about; what is shown then has to hold too.
    expect(visit.page.get_by_role("progressbar").or_(visit.page.get_by_role("table")).first).to_be_visible()
    assert axe_findings(visit.page) == []
    # A busy machine takes its time over so many draws, and this only ends what hangs.
    expect(visit.page.get_by_role("progressbar")).to_have_count(0, timeout=5 * PATIENCE * 1000)
    visit.settle()
