"""One member's ballot when something goes wrong: nothing is lost, and nothing that is not saved is said to be."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser.meeting import SAVED, Watched, begin_unwatched, choose, mine
from tests.browser.plan_copies import LaidMeeting

pytestmark = pytest.mark.browser
# As many characters as a reason may have, though a browser counts each of these as two.
FULL = "🙂" * 500
PASTE = """([field, text]) => {
  field.focus();
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const pasted = { inputType: 'insertFromPaste', dataTransfer: data, cancelable: true, bubbles: true };
  return field.dispatchEvent(new InputEvent('beforeinput', pasted));
}"""
KEEP = "([key, text]) => localStorage.setItem(key, text)"


def level(page: Page, criterion: str, name: str) -> None:
    page.locator(f'fieldset[data-criterion="{criterion}"] input[value="nivå/{name}"]').click()


def saved(page: Page, criterion: str, name: str) -> None:
    """Choose a level and wait for the server to have it, whatever else is not saved."""
    with page.expect_response(
        lambda answer: answer.ok and json.loads(answer.request.post_data or "{}").get("kriterium") == criterion
    ):
        level(page, criterion, name)


def note(page: Page, criterion: str) -> str:
    return page.locator(f'fieldset[data-criterion="{criterion}"] .v-note').inner_text()


def held_up(page: Page, criterion: str) -> Callable[[], None]:
    """Let the server be ill for answers on one criterion; return what makes it well."""

    def ill(route: Route) -> None:
        body = json.loads(route.request.post_data or "{}")
        if body.get("kriterium") == criterion:
            route.fulfill(status=500, content_type="text/plain", body="Internal Server Error /srv/prioritering.duckdb")
        else:
            route.continue_()

    page.route("**/direkt/svar", ill)
    return lambda: page.unroute("**/direkt/svar")


@pytest.mark.long
def test_one_answer_that_the_server_cannot_take_blocks_no_other_also_after_a_reload(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Linjechef")
    page = begun.page
    well_again = held_up(page, "omfattning")
    level(page, "omfattning", "Hög")
    page.get_by_text("1 svar är inte sparat än").wait_for()
    saved(page, "tidsperspektiv", "Kort")
    assert "Inte sparat: Automatisering av myndighetsprocesser, Omfattning: Hög" in note(page, "omfattning")
    assert "/srv" not in page.inner_text("body")
    assert list(mine(page, begun.meeting_id)["svar"]["S01"]["svar"]) == ["tidsperspektiv"]
    page.reload()
    page.get_by_text("1 svar är inte sparat än").wait_for()
    saved(page, "effekttyp", "En effekt")
    assert set(mine(page, begun.meeting_id)["svar"]["S01"]["svar"]) == {"tidsperspektiv", "effekttyp"}
    well_again()
    level(page, "omfattning", "Medel")
    page.wait_for_function(SAVED)
    assert mine(page, begun.meeting_id)["svar"]["S01"]["svar"]["omfattning"]["varde"] == "Medel"
    begun.member.visit.console_errors.clear()


@pytest.mark.long
def test_what_is_refused_stays_with_its_reason_by_project_and_question_until_the_member_has_seen_to_it(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Linjechef")
    page = begun.page
    item = {"nr": "1", "mote": begun.meeting_id, "runda": 1, "projekt": "S01", "vad": "Första, Omfattning: Jättehög"}
    item |= {"slag": "nivå", "kriterium": "omfattning", "varde": "Jättehög"}
    other = {**item, "nr": "2", "kriterium": "tidsperspektiv", "varde": "Kort", "vad": "Första, Tidsperspektiv: Kort"}
    for kept in (item, other):
        page.evaluate(KEEP, [f"prioritering.osparat.{begun.meeting_id}.{kept['nr']}", json.dumps(kept)])
    for _ in range(2):
        page.reload()
        page.get_by_text("1 svar är inte sparat.").wait_for()
        page.locator(".v-unsaved").get_by_text("Första, Omfattning: Jättehög").wait_for()
        listed = page.locator(".v-unsaved").inner_text()
        assert "Svaret på Omfattning ska vara en av nivåerna" in listed
        assert "Svaret på Omfattning ska vara en av nivåerna" in note(page, "omfattning")
        assert list(mine(page, begun.meeting_id)["svar"]["S01"]["svar"]) == ["tidsperspektiv"]
    choose(page, "omfattning", "Hög")
    assert page.locator(".v-unsaved").is_hidden()
    assert note(page, "omfattning") == ""
    begun.member.visit.console_errors.clear()


def test_a_reason_is_counted_as_the_server_counts_and_the_field_takes_no_more(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Objektägare")
    page = begun.page
    field = page.locator("#v-skal")
    field.fill(f"  {FULL} \n")
    page.wait_for_function(SAVED)
    assert mine(page, begun.meeting_id)["svar"]["S01"]["skal"] == FULL
    assert "0 tecken kvar" in page.locator("#v-skal-antal").inner_text()
    field.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("mer")
    assert "Skälet får vara högst 500 tecken" in page.locator("#v-skal-not").inner_text()
    assert page.evaluate(PASTE, [field.element_handle(), "x" * 1200]) is False
    assert "det är 1\u00a0200 tecken" in page.locator("#v-skal-not").inner_text()
    assert field.input_value().strip() == FULL
    field.blur()
    page.wait_for_function(SAVED)
    assert mine(page, begun.meeting_id)["svar"]["S01"]["skal"] == FULL


def test_a_reason_that_came_in_too_long_is_never_cut_nor_said_to_be_saved(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Objektägare")
    page = begun.page
    # As what is dictated to a phone comes: the browser asks nobody before it stands there.
    dictated = """([field, text]) => {
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }"""
    page.evaluate(dictated, [page.locator("#v-skal").element_handle(), "å" * 600])
    assert "Det är inte sparat; korta det" in page.locator("#v-skal-not").inner_text()
    page.get_by_role("button", name="Nästa projekt").click()
    page.get_by_text("Projekt 2 av 10").wait_for()
    assert page.locator("#v-skal").input_value() == ""
    assert page.locator("#v-skal-not").is_hidden()
    choose_unsaved = page.locator(".v-saved-text")
    level(page, "omfattning", "Hög")
    page.wait_for_function("() => !document.querySelector('.v-saved-text').textContent.includes('Sparar')")
    assert choose_unsaved.inner_text() == "1 skäl är inte sparat."
    assert "Automatisering av myndighetsprocesser, skäl: ”ååå" in page.locator(".v-unsaved").inner_text()
    page.evaluate("() => window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)")
    page.reload()
    page.get_by_text("Projekt 2 av 10").wait_for()
    page.get_by_role("button", name="Föregående").click()
    assert page.locator("#v-skal").input_value() == "å" * 600
    assert mine(page, begun.meeting_id)["svar"].get("S01", {}).get("skal", "") == ""
    page.locator("#v-skal").fill("Kort nu")
    page.wait_for_function(SAVED)
    assert mine(page, begun.meeting_id)["svar"]["S01"]["skal"] == "Kort nu"


def test_the_plans_answer_stands_there_once_the_member_has_answered_and_the_plans_text_from_the_start(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    page = begin_unwatched(watched, laid_meeting, "Objektägare").page
    assert "Planen: " not in page.locator(".v-body").inner_text()
    choose(page, "omfattning", "Låg")
    page.locator('fieldset[data-criterion="omfattning"]').get_by_text("Planen: Hög – Mycket hög.").wait_for()
    assert page.get_by_text("Planen: ").count() == 1
    page.get_by_text("Planens text om projektet").click()
    page.get_by_text("Under 2020 har 3 processer automatiserats.").wait_for()
    assert page.get_by_text("Låg och Medel är inte definierade i planen.").count() == 1
