"""A criterion that is a number on the ballot and in the result: what is typed stays, and no figures run together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.meeting import SAVED, Watched, join_at_once, open_on_all, post, take, take_seat

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def test_a_number_out_of_range_stays_in_its_field_with_the_reason_and_a_right_one_takes_its_place(
    watched: Callable[..., Watched], own_number_plan: str
) -> None:
    leader, member = watched(), watched(viewport=PHONE)
    meeting_id, code = open_on_all(leader, own_number_plan)
    page = join_at_once(member, own_number_plan, code, "Linjechef")
    page.get_by_text("Projekt 1 av 27 · Linjechef").wait_for()
    field = page.locator(".v-number:visible")
    field.fill("9 999")
    field.press("Enter")
    page.get_by_text(
        "9 999 timmar/år. Svaret på Sparad arbetstid ska vara ett tal från 0 till 5 000 timmar/år."
    ).wait_for()
    page.get_by_text("1 svar är inte sparat.").wait_for()
    field.blur()
    assert field.input_value().replace("\u00a0", " ") == "9 999"
    field.fill("1 999,5")
    field.press("Enter")
    # Saved, it goes on to the next project by itself.
    page.get_by_text("Projekt 2 av 27 · Linjechef").wait_for()
    page.wait_for_function(SAVED)
    page.locator(".v-back").click()
    page.get_by_text("Projekt 1 av 27").wait_for()
    assert field.input_value().replace("\u00a0", " ") == "1 999,5"
    member.visit.console_errors.clear()

    other = take_seat(watched(), code, "Objektägare")
    said = {"projekt": "S01", "kriterium": "arbetstid", "slag": "nivå"}
    status, _ = post(other, mote=meeting_id, runda=1, varde=4000, **said)
    assert status == 200
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_text("Tangenter: Enter eller n går till nästa projekt, b tillbaka.").wait_for()
    take(leader, "Visa svaren i runda 1", "Visa svaren för alla")
    # Two fifths of the scale apart: it is disputed, and each answer is told with how many gave it.
    dispute = leader.page.locator(".m-disputes > li")
    dispute.get_by_text("1 svar: 1 999,5 timmar/år (Linjechef)").wait_for()
    dispute.get_by_text("1 svar: 4 000 timmar/år (Objektägare)").wait_for()


def test_a_number_that_can_be_read_in_two_ways_is_not_saved_until_it_is_said_which(
    watched: Callable[..., Watched], own_number_plan: str
) -> None:
    leader, member = watched(), watched(viewport=PHONE)
    _, code = open_on_all(leader, own_number_plan)
    page = join_at_once(member, own_number_plan, code, "Linjechef")
    field = page.locator(".v-number:visible")
    field.fill("2.500")
    field.press("Enter")
    page.get_by_text("Inte sparat. ”2.500” kan läsas på två sätt. Skriv 2\u00a0500 eller 2,5.").wait_for()
    assert field.input_value() == "2.500"
    page.locator(".v-next").click()
    page.get_by_text("Projekt 2 av 27").wait_for()
    page.locator(".v-unsaved li").get_by_text("Det kan läsas på två sätt. Skriv 2\u00a0500 eller 2,5.").wait_for()
    page.locator(".v-back").click()
    page.get_by_text("Projekt 1 av 27").wait_for()
    field.fill("2 500")
    field.press("Enter")
    page.get_by_text("Projekt 2 av 27").wait_for()
    page.wait_for_function(SAVED)
    assert not page.locator(".v-unsaved").is_visible()
    # One that would not fit as thousands has one reading.
    field.fill("25.000")
    field.press("Enter")
    page.get_by_text("Projekt 3 av 27").wait_for()


def test_what_is_no_number_is_named_wherever_its_field_is_not_in_sight_and_also_when_the_round_is_over(
    watched: Callable[..., Watched], own_number_plan: str
) -> None:
    leader, member = watched(), watched(viewport=PHONE)
    _, code = open_on_all(leader, own_number_plan)
    page = join_at_once(member, own_number_plan, code, "Linjechef")
    field, listed = page.locator(".v-number:visible"), page.locator(".v-unsaved li")
    field.fill("ungefär 200")
    field.press("Enter")
    page.get_by_text("”ungefär 200” är inte ett tal").wait_for()
    assert listed.count() == 0
    page.locator(".v-next").click()
    page.get_by_text("Projekt 2 av 27").wait_for()
    listed.get_by_text("Sparad arbetstid: ”ungefär 200”").wait_for()
    take(leader, "Visa svaren i runda 1", "Visa svaren för alla")
    page.get_by_text("Svaren är visade.").wait_for()
    leader.page.get_by_text("Leda mötet").click()
    take(leader, "Stäng runda 1", "Stäng rundan")
    page.get_by_text("Runda 1 är stängd.").wait_for()
    listed.get_by_text("Sparad arbetstid: ”ungefär 200”").wait_for()
    page.get_by_role("button", name="Ta bort: ").click()
    page.get_by_text("Allt du har svarat är sparat.").wait_for()
    assert not page.locator(".v-unsaved").is_visible()
