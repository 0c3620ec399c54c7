"""A reason that is being written when the answers are shown or the round closes: not saved by halves, and not lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.meeting import SAVED, Watched, begin, begin_unwatched, mine, reveal, second_tab, take
from tests.browser.plan_copies import LaidMeeting

pytestmark = pytest.mark.browser
FIRST = "Automatisering av myndighetsprocesser"


def test_a_reveal_leaves_what_is_being_typed_and_saves_no_half_word(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    page = begun.page
    page.locator("#v-skal").focus()
    page.keyboard.type("Före")
    page.wait_for_function(SAVED)
    reveal(begun.leader)
    page.get_by_text("Svaren är visade.").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "v-skal"
    page.keyboard.type(" och hal")
    page.locator("#v-skal").blur()
    page.get_by_text("Skälet är inte sparat; tryck Spara skälet").wait_for()
    page.locator("#v-skal-not").get_by_text("Rummet ser det som är sparat: ”Före”.").wait_for()
    assert page.locator("#v-skal").input_value() == "Före och hal"
    assert mine(page, begun.meeting_id)["svar"]["S01"] == {"svar": {}, "jav": False, "skal": "Före", "sena": []}
    page.locator("#v-skal").focus()
    page.keyboard.press("End")
    page.keyboard.type("vt")
    page.get_by_role("button", name="Spara skälet").click()
    page.wait_for_function(SAVED)
    assert mine(page, begun.meeting_id)["svar"]["S01"] == {
        "svar": {},
        "jav": False,
        "skal": "Före och halvt",
        "sena": ["skäl"],
    }


def test_half_a_reason_typed_when_the_answers_are_shown_comes_back_to_the_field(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    page = begun.page
    page.context.set_offline(True)
    page.locator("#v-skal").focus()
    page.keyboard.type("Halvt or")
    page.get_by_text("1 skäl ligger kvar").wait_for()
    reveal(begun.leader)
    page.context.set_offline(False)
    page.get_by_text("Skälet är inte sparat; tryck Spara skälet").wait_for()
    assert page.locator("#v-skal").input_value() == "Halvt or"
    assert mine(page, begun.meeting_id)["svar"] == {}
    begun.member.visit.console_errors.clear()


def test_a_reason_that_was_half_typed_when_the_round_closed_says_why_it_was_not_saved(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    page = begun.page
    reveal(begun.leader)
    page.get_by_text("Svaren är visade.").first.wait_for()
    page.locator("#v-skal").focus()
    page.keyboard.type("Halvt or")
    begun.leader.page.get_by_text("Leda mötet").click()
    begun.leader.visit.settle()
    take(begun.leader, "Stäng runda 1", "Stäng rundan")
    listed = page.locator(".v-unsaved")
    why = "Runda 1 stängdes innan skälet var sparat, så det sparades inte."
    listed.get_by_text(why).wait_for()
    # Once, and not a second time for the answer beside the reason.
    assert listed.inner_text().count(why) == 1
    listed.get_by_text(f"{FIRST}, skäl: ”Halvt or”").wait_for()
    take(begun.leader, "Avsluta mötet", "Avsluta mötet nu")
    listed.get_by_text("Mötet avslutades innan skälet var sparat, så det sparades inte.").wait_for()
    page.reload()
    listed.get_by_text("Mötet avslutades innan skälet var sparat, så det sparades inte.").wait_for()


def test_half_a_character_in_a_reason_is_told_of_beside_the_field_while_one_is_still_there(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Linjechef")
    page = begun.page
    half = """(field) => {
      field.value = 'Bra ' + String.fromCharCode(0xd83d);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }"""
    page.evaluate(half, page.locator("#v-skal").element_handle())
    page.get_by_text("1 skäl är inte sparat.").wait_for()
    assert page.locator("#v-skal-not").inner_text().startswith("Inte sparat.")
    page.locator("#v-skal").fill("Bra nog")
    page.wait_for_function(SAVED)
    assert mine(page, begun.meeting_id)["svar"]["S01"]["skal"] == "Bra nog"
    begun.member.visit.console_errors.clear()


def test_a_reason_saved_on_another_screen_is_told_of_where_one_writes_and_shown_once_one_leaves_the_field(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Linjechef")
    first, second = begun.page, second_tab(begun.member, begun.plan, begun.code)
    first.locator("#v-skal").focus()
    first.keyboard.type("Det första")
    first.wait_for_function(SAVED)
    second.locator("#v-skal").fill("Det andra")
    second.locator("#v-skal").blur()
    second.wait_for_function(SAVED)
    first.get_by_text("Skälet är ändrat på en annan av dina skärmar: ”Det andra”.").wait_for()
    assert first.locator("#v-skal").input_value() == "Det första"
    first.locator("#v-skal").blur()
    first.wait_for_function("() => document.querySelector('#v-skal').value === 'Det andra'")
    assert first.locator("#v-skal-not").is_hidden()
    assert mine(first, begun.meeting_id)["svar"]["S01"]["skal"] == "Det andra"
    second.close()
