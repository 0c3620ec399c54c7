"""The way through the ballot: one question a screen on a phone, few keys on a laptop, and a last screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import axe_findings
from tests.browser.meeting import (
    CRITERIA,
    LEVELS,
    SAVED,
    Watched,
    answer_all,
    begin,
    begin_unwatched,
    choose,
    mine,
    take,
    take_seat,
)
from tests.browser.plan_copies import LaidMeeting

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
SHOWN = "() => [...document.querySelectorAll('fieldset')].filter((item) => item.offsetParent).length"
LOWEST = """() => Math.max(...[...document.querySelectorAll('.v-level, .v-steps button')]
  .filter((item) => item.offsetParent).map((item) => item.getBoundingClientRect().bottom))"""

RISEN = """(head) => { const from = document.querySelector('.v-ballot').getBoundingClientRect().top;
  const header = document.querySelector('[data-testid="stHeader"]').getBoundingClientRect().bottom;
  return from >= header - 1 && from <= header + head; }"""
# The words of what a level means that do not stand whole on one line.
PARTED = """() => [...document.querySelectorAll('.v-level small')].flatMap((meant) => {
  const text = meant.firstChild;
  return [...text.data.matchAll(/\\S+/g)].filter((word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map(String);
})"""
# How far what has the focus reaches up under the line that says what is saved.
UNDER_WHAT_STAYS = """() => document.querySelector('.v-saved').getBoundingClientRect().bottom
  - document.activeElement.getBoundingClientRect().top"""
TO_THE_TOP = "document.querySelector('[data-testid=\"stMain\"]').scrollTo(0, 0)"


def tap(page: Page, criterion: str, level: str) -> None:
    page.locator(f'fieldset[data-criterion="{criterion}"] input[value="nivå/{level}"]').click()


@pytest.mark.long
def test_a_phone_shows_one_question_a_screen_goes_on_by_itself_and_ends_with_what_was_answered(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Linjechef", viewport=PHONE)
    page = begun.page
    for number, criterion in enumerate(CRITERIA, 1):
        page.get_by_text(f"Projekt 1 av 10, fråga {number} av 3").wait_for()
        assert page.evaluate(SHOWN) == 1
        assert page.evaluate(LOWEST) <= PHONE["height"]
        tap(page, criterion, LEVELS[criterion][1])
    page.get_by_text("Projekt 2 av 10, fråga 1 av 3").wait_for()
    page.get_by_role("button", name="Tillbaka").click()
    page.get_by_text("Projekt 1 av 10, fråga 3 av 3").wait_for()
    tap(page, "tidsperspektiv", "Kort")
    page.get_by_text("Projekt 2 av 10, fråga 1 av 3").wait_for()
    page.wait_for_function(SAVED)
    assert mine(page, begun.meeting_id)["svar"]["S01"]["svar"]["tidsperspektiv"]["varde"] == "Kort"
    page.get_by_role("button", name="Mina svar", exact=True).click()
    page.get_by_role("heading", name="1 av 10 projekt är besvarade").wait_for()
    answer_all(page, begun.meeting_id, 1, lambda _, criterion: LEVELS[criterion][0])
    page.reload()
    page.get_by_role("heading", name="Allt är sparat, 10 av 10").wait_for()
    assert "Tidsperspektiv: Kort (planen: Kort)" in page.locator(".v-given > li").first.inner_text()
    assert axe_findings(page) == []
    page.context.set_offline(True)
    page.get_by_role("button", name="Införande nya e-tjänster").click()
    tap(page, "effekttyp", "Två effekter")
    page.get_by_text("fråga 2 av 3").wait_for()
    page.get_by_role("button", name="Mina svar", exact=True).click()
    page.get_by_role("heading", name="Alla 10 är besvarade, men allt är inte sparat").wait_for()
    page.context.set_offline(False)
    page.get_by_role("heading", name="Allt är sparat, 10 av 10").wait_for()
    assert mine(page, begun.meeting_id)["svar"]["S02"]["svar"]["effekttyp"]["varde"] == "Två effekter"
    begun.member.visit.console_errors.clear()


PRESS_AS_IT_GOES_ON = """() => new MutationObserver((_, watch) => {
  if (!document.body.innerText.includes('fråga 2 av 3')) return;
  watch.disconnect();
  setTimeout(() => { document.querySelector('.v-next').click(); window.pressed = true; });
}).observe(document.body, { subtree: true, childList: true, characterData: true })"""


def test_a_press_on_the_next_question_as_the_phone_goes_there_by_itself_passes_none_by(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    page = begin_unwatched(watched, laid_meeting, "Linjechef", viewport=PHONE).page
    page.evaluate(PRESS_AS_IT_GOES_ON)
    tap(page, "effekttyp", LEVELS["effekttyp"][1])
    page.wait_for_function("() => window.pressed")
    assert page.get_by_text("fråga 2 av 3").is_visible()
    # Later it is meant for the question that is seen.
    third = page.get_by_text("fråga 3 av 3")
    while not third.is_visible():
        page.get_by_role("button", name="Nästa fråga").click()


def test_no_word_of_what_a_level_means_is_parted_where_there_is_room(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Linjechef")
    page = begun.page
    assert page.get_by_text("förvaltningsövergripande").is_visible()
    for width in (1440, 1280, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        begun.member.visit.settle()
        assert page.evaluate(PARTED) == [], width
        box = page.locator(".v-row").first
        assert box.evaluate("row => row.scrollWidth <= row.clientWidth"), width


def test_a_project_takes_four_keys_on_a_laptop_and_the_keys_are_told_on_the_page(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Linjechef")
    page = begun.page
    assert "Enter eller n går till nästa projekt" in page.locator(".v-keys").inner_text()
    for number in range(10):
        page.get_by_text(f"Projekt {number + 1} av 10").wait_for()
        for key in ("3", "2", "4", "n" if number % 2 else "Enter"):
            page.keyboard.press(key)
    page.get_by_role("heading", name="Allt är sparat, 10 av 10").wait_for()
    sheets = mine(page, begun.meeting_id)["svar"].values()
    given = {tuple(answer["varde"] for answer in sheet["svar"].values()) for sheet in sheets}
    assert given == {("Två effekter", "Låg", "Kort")}
    page.keyboard.press("b")
    page.get_by_text("Projekt 10 av 10").wait_for()
    # What is typed in a reason is no key.
    page.locator("#v-skal").focus()
    page.keyboard.type("1 b n")
    page.wait_for_function(SAVED)
    assert page.locator("#v-skal").input_value() == "1 b n"


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_what_the_next_key_answers_is_in_sight_also_on_a_low_window_and_at_twice_the_size(
    size: tuple[int, int], watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    page = begin_unwatched(watched, laid_meeting, "Linjechef", viewport=viewport).page
    for key, criterion in (("3", "Omfattning"), ("2", "Tidsperspektiv")):
        page.keyboard.press(key)
        marked = page.locator(".v-now legend")
        expect(marked).to_have_text(criterion)
        expect(marked).to_be_in_viewport(ratio=1)
        assert page.evaluate(UNDER_WHAT_STAYS) <= 0
    page.keyboard.press("4")
    expect(page.get_by_role("button", name="Nästa projekt")).to_be_focused()
    expect(page.get_by_role("button", name="Nästa projekt")).to_be_in_viewport(ratio=1)


@pytest.mark.long
def test_on_a_phone_a_later_round_is_answered_again_by_one_press_a_question(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef", viewport=PHONE)
    page = begun.page
    other = take_seat(watched(), begun.code, "Objektägare")
    answer_all(page, begun.meeting_id, 1, lambda _, criterion: LEVELS[criterion][0])
    answer_all(
        other, begun.meeting_id, 1, lambda project, criterion: LEVELS[criterion][-1 if project in ("S02", "S03") else 0]
    )
    take(begun.leader, "Visa svaren i runda 1", "Visa svaren för alla")
    begun.leader.page.get_by_text("Leda mötet").click()
    # So low that the page can be scrolled.
    page.set_viewport_size({**PHONE, "height": 600})
    page.evaluate(TO_THE_TOP)
    page.locator("#v-projekt").focus()
    take(begun.leader, "Öppna runda 2", "Stäng och öppna nästa")
    page.get_by_text("Runda 2: 0 av 2 projekt klara").wait_for()
    # It begins on another project, whose name has the focus as the first one's had, not what stands beside it.
    expect(page.locator("#v-projekt")).to_be_focused()
    # The new round begins in sight, and so does the page when it is loaded again.
    page.wait_for_function(RISEN, arg=8)
    page.reload()
    page.get_by_text("Runda 2: 0 av 2 projekt klara").wait_for()
    page.wait_for_function(RISEN, arg=8)
    page.set_viewport_size(PHONE)
    while not page.get_by_role("heading", name="Allt är sparat, 2 av 2").is_visible():
        before = page.locator(".v-body").inner_text()
        page.get_by_role("button", name="Jag står fast: ").click()
        page.wait_for_function("(text) => document.querySelector('.v-body').innerText !== text", arg=before)
        page.wait_for_function(SAVED)
        pressed = "() => !document.querySelector('.v-stand')?.hidden"
        page.wait_for_function(pressed)
    asked = mine(page, begun.meeting_id)
    assert {project: set(sheet["svar"]) for project, sheet in asked["svar"].items()} == {
        project: set(criteria) for project, criteria in asked["fragar"].items()
    }


def test_an_answer_that_is_taken_away_in_a_later_round_is_not_said_to_stand_as_before(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    page = begun.page
    other = take_seat(watched(), begun.code, "Objektägare")
    answer_all(page, begun.meeting_id, 1, lambda _, criterion: LEVELS[criterion][0])
    answer_all(other, begun.meeting_id, 1, lambda project, criterion: LEVELS[criterion][-1 if project == "S02" else 0])
    take(begun.leader, "Visa svaren i runda 1", "Visa svaren för alla")
    begun.leader.page.get_by_text("Leda mötet").click()
    take(begun.leader, "Öppna runda 2", "Stäng och öppna nästa")
    page.get_by_text("Runda 2: 0 av 1 projekt klara").wait_for()
    question = page.locator('fieldset[data-criterion="omfattning"]')
    expect(question.locator("input:checked")).to_have_value("nivå/Ingen")
    choose(page, "omfattning", "Hög")
    away = question.get_by_role("button", name="Ta bort svaret")
    begins = "part => Math.round(part.getBoundingClientRect().left + parseFloat(getComputedStyle(part).paddingLeft))"
    assert away.evaluate(begins) == question.locator(".v-help").first.evaluate(begins)
    away.click()
    expect(question.locator("input").first).to_be_focused()
    expect(question.locator("input:checked")).to_have_count(0)
    # What was answered then is still what was answered then.
    expect(question).to_contain_text("Förut svarade du Ingen.")
    page.wait_for_function(SAVED)
    page.reload()
    page.get_by_text("Runda 2: 0 av 1 projekt klara").wait_for()
    expect(question.locator("input:checked")).to_have_count(0)
    expect(question).to_contain_text("Förut svarade du Ingen.")
    page.get_by_role("button", name="Mina svar", exact=True).click()
    said = page.locator(".v-given")
    expect(said).to_contain_text("Effekttyp: inte besvarat i den här rundan; Ingen effekt står kvar")
    expect(said).to_contain_text("Omfattning: inte besvarat")
    expect(said).not_to_contain_text("Omfattning: inte besvarat i den här rundan")
