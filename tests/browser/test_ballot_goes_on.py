"""A ballot that is open goes on by itself when the meeting is opened again, or when what is asked about has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.harness import add_project
from tests.browser.meeting import SAVED, Watched, begin, join_at_once, mine, open_on_all, press, take
from tests.browser.plan_copies import LaidMeeting

pytestmark = pytest.mark.browser
OMFATTNING = 'fieldset[data-criterion="omfattning"]'


def test_what_a_meeting_that_had_ended_did_not_take_is_sent_when_it_is_opened_again(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    page = begun.page
    page.context.set_offline(True)
    page.locator(f'{OMFATTNING} input[value="nivå/Hög"]').click()
    page.locator("#v-skal").fill("Ett skäl som ingen får tappa bort")
    page.get_by_text("1 svar och 1 skäl ligger kvar").wait_for()
    take(begun.leader, "Avsluta mötet", "Avsluta mötet nu")
    page.context.set_offline(False)
    page.get_by_text("1 svar och 1 skäl är inte sparade.").wait_for()
    # Also by a page that has been loaded anew since.
    page.reload()
    page.get_by_text("1 svar och 1 skäl är inte sparade.").wait_for()
    begun.leader.page.get_by_role("button", name="Öppna mötet igen").click()
    page.wait_for_selector("#v-projekt")
    page.wait_for_function(SAVED)
    assert "avslutat" not in page.locator(".v-ballot").inner_text()
    said = mine(page, begun.meeting_id)["svar"]["S01"]
    assert (said["svar"]["omfattning"]["varde"], said["skal"]) == ("Hög", "Ett skäl som ingen får tappa bort")
    begun.member.visit.console_errors.clear()


def test_whoever_has_nothing_left_to_save_is_not_told_that_answers_are_saved_when_the_meeting_has_ended(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    said = begun.page.locator(".v-saved-text")
    expect(said).to_have_text("Varje svar sparas direkt.")
    take(begun.leader, "Avsluta mötet", "Avsluta mötet nu")
    expect(said).to_have_text("Allt du har svarat är sparat.")
    press(begun.leader, "Öppna mötet igen", begun.leader.page.get_by_role("button", name="Avsluta mötet"))
    expect(said).to_have_text("Varje svar sparas direkt.")


def test_a_project_that_is_taken_out_during_a_round_leaves_the_open_ballot_by_itself(
    watched: Callable[..., Watched], own_plan: str
) -> None:
    leader, member = watched(), watched()
    board = leader.visit.open(f"prioritera?plan={own_plan}")
    add_project(leader.visit, "Ny karta")
    _, code = open_on_all(leader, own_plan)
    page = join_at_once(member, own_plan, code, "Linjechef")
    offered = page.get_by_label("Gå till projekt").locator("option", has_text="Ny karta")
    expect(offered).to_have_count(1)
    page.locator("#v-skal").fill("Ett halvskrivet")
    leader.visit.open(f"prioritera?plan={own_plan}")
    board.get_by_text("Antaganden, tillagda projekt").click()
    leader.visit.settle()
    board.get_by_text("Historik (1)").click()
    leader.visit.settle()
    board.get_by_role("button", name="Ångra").click()
    page.get_by_text("1 projekt har tagits bort ur planen och bedöms inte längre.").wait_for()
    expect(offered).to_have_count(0)
    assert page.locator("#v-skal").input_value() == "Ett halvskrivet"
    expect(page.locator("#v-skal")).to_be_focused()
    # On a phone the line is short; what has been taken out must not read as an answer.
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    page.get_by_text("Ingen annan ser svaren än. 1 projekt har tagits bort ur planen.").wait_for(timeout=15_000)
