"""On a phone every question of both plans fits the screen, whatever stands beside it, and a reload stays at it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.meeting import (
    LEVELS,
    SAVED,
    Watched,
    answer_all,
    begin,
    begin_unwatched,
    join_at_once,
    open_on_all,
    reveal,
    take,
    take_seat,
)
from tests.browser.plan_copies import LaidMeeting

pytestmark = [pytest.mark.browser, pytest.mark.long]
PHONE = {"width": 390, "height": 844}
ROLE = "Linjechef"
# Goes through all questions as a finger would, and returns those that the page would have to be scrolled for.
TOO_TALL = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const found = [];
  const seen = new Set();
  document.querySelector('.v-given button').click();
  while (!document.querySelector('.v-at-end')) {
    const screen = document.querySelector('.v-head').innerText;
    if (seen.has(screen)) return [`kommer inte vidare från ${screen}`];
    seen.add(screen);
    if (main.scrollHeight > main.clientHeight) found.push(`${screen}: ${main.scrollHeight} px`);
    document.querySelector('.v-next').click();
  }
  return [seen.size, ...found];
}"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.v-level, .v-steps button, .v-stand')]
  .filter((item) => item.checkVisibility()).map((item) => item.getBoundingClientRect().height))"""


def to_the_end(page: Page) -> None:
    page.get_by_role("button", name="Mina svar", exact=True).click()
    page.wait_for_selector(".v-at-end")


def test_no_question_of_vso_is_scrolled_for_on_a_phone_and_a_reload_stays_at_it(
    watched: Callable[..., Watched], own_plan: str
) -> None:
    assert screens_seen(watched, own_plan, 27) == all_fit(27)


def test_no_question_of_ukfa_is_scrolled_for_on_a_phone_and_a_reload_stays_at_it(
    watched: Callable[..., Watched], own_ukfa_plan: str
) -> None:
    assert screens_seen(watched, own_ukfa_plan, 17) == all_fit(17)


def all_fit(projects: int) -> dict[str, list[int]]:
    """How many screens each way through has, with none that is scrolled for; one who has jäv has fewer."""
    every = {state: [3 * projects] for state in ("obesvarat", "besvarat", "visat", "senare runda")}
    return {**every, "jäv": [3 * projects - 2]}


def screens_seen(watched: Callable[..., Watched], plan: str, projects: int) -> dict[str, list[int]]:
    """Go through all questions in each state of a meeting, and return what `TOO_TALL` says there."""
    seen = {}
    leader, phone = watched(), watched(viewport=PHONE)
    meeting_id, code = open_on_all(leader, plan)
    page = join_at_once(phone, plan, code, ROLE)
    other = take_seat(watched(), code, "Objektägare")
    to_the_end(page)
    seen["obesvarat"] = page.evaluate(TOO_TALL)
    answer_all(page, meeting_id, 1, lambda _, criterion: LEVELS[criterion][-1])
    answer_all(other, meeting_id, 1, lambda _, criterion: LEVELS[criterion][0])
    page.reload()
    page.get_by_role("heading", name=f"{projects} av {projects}").wait_for()
    seen["besvarat"] = page.evaluate(TOO_TALL)
    take(leader, "Visa svaren i runda 1", "Visa svaren för alla")
    page.get_by_text("Svaren är visade").wait_for()
    seen["visat"] = page.evaluate(TOO_TALL)
    leader.page.get_by_text("Leda mötet").click()
    take(leader, "Öppna runda 2", "Stäng och öppna nästa")
    page.get_by_text(f"Runda 2: 0 av {projects} projekt klara").wait_for()
    to_the_end(page)
    seen["senare runda"] = page.evaluate(TOO_TALL)

    page.locator(".v-given button").nth(1).click()
    page.locator(".v-next").click()
    page.get_by_text(f"Projekt 2 av {projects}, fråga 2 av 3 · {ROLE}").wait_for()
    assert page.evaluate(SMALLEST) >= 44
    page.reload()
    page.get_by_text(f"Projekt 2 av {projects}, fråga 2 av 3").wait_for()
    page.get_by_text("Skäl och jäv").click()
    page.locator("#v-jav").check()
    page.get_by_text(f"Runda 2: 1 av {projects} projekt klara").wait_for()
    to_the_end(page)
    seen["jäv"] = page.evaluate(TOO_TALL)
    return seen


# The lowest of the buttons that lead on, and how far down the screen reaches.
LOWEST = """() => [Math.max(...[...document.querySelectorAll('.v-steps button')]
  .map((item) => item.getBoundingClientRect().bottom)), innerHeight]"""


def test_what_is_said_of_a_reason_pushes_no_way_on_past_the_edge(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, ROLE, viewport=PHONE)
    page = begun.page
    page.locator(".v-besides summary").click()
    page.locator("#v-skal").fill("Ett skäl")
    page.wait_for_function(SAVED)
    reveal(begun.leader)
    page.get_by_text("Svaren är visade.").first.wait_for()
    page.locator("#v-skal").press_sequentially(" till")
    for question in (1, 2, 3):
        page.get_by_text(f"fråga {question} av 3").wait_for()
        page.get_by_text("tryck Spara skälet").wait_for()
        lowest, edge = page.evaluate(LOWEST)
        assert lowest <= edge, question
        page.locator(".v-next").click()


# Whether what has the focus stands above the buttons.
IN_SIGHT = """() => {
  const edge = (query) => document.querySelector(query).getBoundingClientRect();
  return edge('#v-skal:focus').bottom <= edge('.v-ways').top;
}"""


def test_the_field_for_a_reason_is_in_sight_when_a_key_leads_to_it_however_high_the_screen_is(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    page = begin_unwatched(watched, laid_meeting, ROLE, viewport=PHONE).page
    page.locator(".v-besides summary").click()
    for height in range(PHONE["height"], 500, -24):
        page.set_viewport_size({**PHONE, "height": height})
        page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollTo(0, 0)")
        page.locator("#v-jav").focus()
        page.keyboard.press("Tab")
        page.wait_for_function(IN_SIGHT)
        assert page.locator("#v-skal:focus").count() == 1, height
