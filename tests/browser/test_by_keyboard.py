"""A whole prioritisation with the keyboard alone, Tab, Enter and the arrows: nothing on the way needs a pointer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Visit
from tests.browser.meeting import LEVELS, Watched, answer_all, begin, reveal
from tests.browser.plan_copies import LaidMeeting

pytestmark = pytest.mark.browser
MOST_STEPS = 80
FOCUSED = """() => {
  const element = document.activeElement;
  const name = element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText;
  const box = element.getBoundingClientRect();
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  // An icon is a word of a font, on a line of its own.
  const lines = name.trim().split('\\n').filter((line) => line && !/^[a-z]+_[a-z_]+$/.test(line));
  return [lines.at(-1) ?? '', seen];
}"""
BEHIND_THE_LINE = """() => {
  const parts = [document.activeElement, document.querySelector('.st-key-angra-rad')];
  const [one, line] = parts.map((part) => part.getBoundingClientRect());
  return one.bottom > line.top && one.top < line.bottom && one.right > line.left && one.left < line.right;
}"""


def go_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until what is called so has the focus; everything on the way is in sight when it is reached."""
    passed = []
    for _ in range(MOST_STEPS):
        page.keyboard.press(key)
        here, seen = page.evaluate(FOCUSED)
        passed.append(here)
        assert seen, here
        if here == name:
            return
    raise AssertionError(f"{name} is not reached: {passed}")


def press(visit: Visit, *keys: str) -> None:
    for key in keys:
        visit.page.keyboard.press(key)
    visit.settle()


def test_weights_frame_and_rule_are_set_by_the_keyboard_alone(visit: Visit, own_plan: str) -> None:
    page = visit.open(f"prioritera?plan={own_plan}")
    go_to(page, "Hoppa till innehållet")
    press(visit, "Enter")
    go_to(page, "Effekttyp")
    press(visit, "ArrowRight", "ArrowRight")
    expect(page.get_by_role("slider", name="Effekttyp")).to_have_value("36")
    go_to(page, "Effekttyp, procent", "Shift+Tab")
    page.keyboard.type("50")
    press(visit, "Enter")
    go_to(page, "Lås vikten på Effekttyp", "Shift+Tab")
    press(visit, "Enter")
    go_to(page, "Omfattning")
    press(visit, "ArrowRight")
    expect(page.get_by_role("slider", name="Tidsperspektiv")).to_have_value("24")
    go_to(page, "Ram")
    press(visit, "ArrowDown", "ArrowDown", "Enter")
    go_to(page, "Ordning, regel och filter")
    press(visit, "Enter")
    go_to(page, "Stanna vid första som inte ryms")
    press(visit, "ArrowRight")
    expect(page.get_by_role("radio", name="Hoppa över och gå vidare")).to_be_checked()
    assert "vikter=effekttyp.50" in page.url
    assert "regel=hoppa" in page.url
    assert "ram=" in page.url


def test_a_lock_is_saved_taken_back_and_the_link_copied_by_the_keyboard_alone(visit: Visit, own_plan: str) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547")
    go_to(page, "Varför? Införande digitala matinköp")
    press(visit, "Enter")
    go_to(page, "Lås eller lås upp")
    press(visit, "Enter")
    go_to(page, "Fri: poängen avgör")
    press(visit, "ArrowDown")
    go_to(page, "Skäl (behövs för att spara)")
    page.keyboard.type("Lagen kräver det")
    go_to(page, "Spara för gruppen")
    press(visit, "Enter")
    row = page.locator(".b-row").filter(has_text="Införande digitala matinköp")
    expect(row).to_contain_text("Med (låst)")
    go_to(page, "Ångra", "Shift+Tab")
    press(visit, "Enter")
    expect(row).to_contain_text("Oklart")
    go_to(page, "Kopiera länk", "Shift+Tab")
    press(visit, "Enter")
    expect(page.get_by_role("status").filter(has_text="Kopierad")).to_have_count(1)


def test_the_latest_change_is_taken_back_and_made_again_by_a_key_wherever_the_focus_is(
    visit: Visit, own_plan: str
) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547&inte=S02")
    slider = page.get_by_role("slider", name="Effekttyp")
    slider.focus()
    press(visit, "ArrowRight")
    line = page.locator(".st-key-angra-vy-rad")
    expect(line.get_by_role("button", name="Ångra", exact=True)).to_have_attribute("aria-keyshortcuts", "Control+Z")
    page.get_by_role("button", name="Varför? Beslutsstöd").focus()
    press(visit, "Control+z")
    expect(slider).to_have_value("34")
    # What has been taken back is not taken back once more by the same key.
    press(visit, "Control+z")
    expect(slider).to_have_value("34")
    press(visit, "Control+Shift+z")
    expect(slider).to_have_value("35")
    expect(page.get_by_role("button", name="Varför? Beslutsstöd")).to_be_focused()


def test_the_key_pressed_again_takes_back_the_change_before_and_makes_both_again(visit: Visit, own_plan: str) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547")
    slider, frame = page.get_by_role("slider", name="Effekttyp"), page.get_by_role("combobox", name="Ram", exact=True)
    slider.focus()
    press(visit, "ArrowRight")
    frame.focus()
    press(visit, "ArrowDown", "End", "Enter")
    expect(frame).to_have_value("Ingen ram")
    press(visit, "Control+z")
    expect(frame).to_have_value("Eget belopp")
    expect(slider).to_have_value("35")
    press(visit, "Control+z")
    expect(slider).to_have_value("34")
    for value, chosen in (("35", "Eget belopp"), ("35", "Ingen ram")):
        press(visit, "Control+Shift+z")
        expect(slider).to_have_value(value)
        expect(frame).to_have_value(chosen)


def test_the_key_takes_back_a_choice_from_the_field_that_it_was_made_in(visit: Visit, own_plan: str) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547")
    frame = page.get_by_role("combobox", name="Ram", exact=True)
    frame.focus()
    press(visit, "ArrowDown", "End", "Enter")
    expect(frame).to_have_value("Ingen ram")
    expect(frame).to_be_focused()
    press(visit, "Control+z")
    expect(frame).to_have_value("Eget belopp")
    expect(page.get_by_label("Belopp i tkr")).to_have_value("3\u00a0547")


def test_the_key_takes_back_a_figure_of_the_view_from_the_field_that_took_it(visit: Visit, own_plan: str) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547")
    weight = page.get_by_role("textbox", name="Effekttyp, procent")
    weight.focus()
    press(visit, "PageUp")
    expect(page.get_by_role("slider", name="Effekttyp")).to_have_value("44")
    press(visit, "Control+z")
    amount = page.get_by_label("Belopp i tkr")
    for field, typed, stood in ((weight, "50", "34"), (amount, "900", "3\u00a0547")):
        expect(field).to_have_value(stood)
        field.press("Control+a")
        page.keyboard.type(typed)
        press(visit, "Enter")
        expect(field).to_have_value(typed)
        expect(field).to_be_focused()
        press(visit, "Control+z")
        expect(field).to_have_value(stood)
        expect(field).to_be_focused()
    expect(page.get_by_role("slider", name="Effekttyp")).to_have_value("34")


def test_the_key_takes_back_a_figure_from_a_field_that_was_empty(visit: Visit, own_plan: str) -> None:
    page = visit.open(f"robusthet?plan={own_plan}&ram=3547&dragningar=200")
    most = page.get_by_label("Högst, tkr")
    most.focus()
    page.keyboard.type("900")
    press(visit, "Enter")
    line = page.locator(".st-key-angra-vy-rad")
    expect(line).to_contain_text("900")
    press(visit, "Control+z")
    expect(line).to_contain_text("Ångrat.")
    expect(most).to_have_value("")


def test_the_key_that_takes_back_a_change_does_not_in_what_is_written_nor_behind_a_dialog(
    visit: Visit, own_plan: str
) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547")
    slider = page.get_by_role("slider", name="Effekttyp")
    slider.focus()
    press(visit, "ArrowRight")
    expect(page.locator(".st-key-angra-vy-rad")).to_be_visible()
    amount = page.get_by_label("Belopp i tkr")
    stood = amount.input_value()
    amount.focus()
    page.keyboard.press("End")
    page.keyboard.type("9")
    press(visit, "Control+z")
    expect(amount).to_have_value(stood)
    expect(slider).to_have_value("35")
    page.get_by_role("button", name="Lägg till projekt").press("Enter")
    visit.settle()
    page.get_by_role("dialog").get_by_role("button", name="Stäng").focus()
    press(visit, "Control+z")
    expect(slider).to_have_value("35")


def test_what_the_group_agreed_on_is_written_by_the_keyboard_alone(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    answer_all(begun.page, begun.meeting_id, 1, lambda _, criterion: LEVELS[criterion][0])
    reveal(begun.leader)
    visit, page = begun.leader.visit, begun.leader.page
    expect(page.locator("h1")).to_be_focused()
    # What it unfolds follows its button, though it is drawn last on the page; and so it is left.
    go_to(page, "Vi enades om …")
    press(visit, "Enter")
    unfolded = page.get_by_test_id("stPopoverBody")
    expect(unfolded).to_be_visible()
    go_to(page, "Bedömning")
    go_to(page, "Vi enades om …", "Shift+Tab")
    go_to(page, "Bedömning")
    press(visit, "ArrowDown", "Enter")
    go_to(page, "Vi enades om")
    page.keyboard.press("ArrowDown")
    press(visit, "Enter")
    go_to(page, "Skäl, om ni vill")
    page.keyboard.type("Alla skolor berörs")
    go_to(page, "Skriv in det vi enades om")
    press(visit, "Enter")
    page.get_by_role("heading", name="Det här enades vi om").wait_for()
    expect(page.get_by_role("combobox", name="Bedömning")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ta tillbaka:")).to_be_focused()
    page.keyboard.press("Tab")
    expect(unfolded).to_be_hidden()
    assert page.evaluate(FOCUSED)[1]


def test_a_view_is_frozen_by_the_keyboard_alone_and_its_link_is_said_and_has_the_focus(
    visit: Visit, own_plan: str
) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547")
    page.get_by_role("button", name="Frys och dela").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Frys", exact=True).press("Enter")
    expect(dialog.locator("a[href*='/fryst/']")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Fryst länk")).to_have_count(1)


def test_what_has_the_focus_is_not_behind_the_line_that_takes_the_last_change_back(visit: Visit, own_plan: str) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.get_by_label("Varför? Införande nya e-tjänster").press("Enter")
    page.get_by_role("button", name="Lås eller lås upp").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Måste med").first.click()
    dialog.get_by_role("button", name="Bara prova").press("Enter")
    page.get_by_role("button", name="Ångra").wait_for()
    visit.settle()
    page.locator(".b-why").first.focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(BEHIND_THE_LINE) is False


def test_a_row_that_one_locks_is_still_in_sight_with_the_focus_where_it_has_moved_on_a_phone(
    visit: Visit, own_plan: str
) -> None:
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_label("Varför? Införande nya e-tjänster").press("Enter")
    page.get_by_role("button", name="Lås eller lås upp").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Måste med").first.click()
    dialog.get_by_label("Skäl (behövs för att spara)").fill("Lagen kräver det")
    dialog.get_by_role("button", name="Spara för gruppen").press("Enter")
    visit.settle()
    expect(page.locator(".b-row").filter(has_text="Införande nya e-tjänster")).to_contain_text("Med (låst)")
    expect(page.get_by_role("button", name="Lås eller lås upp")).to_be_focused()
    expect(page.get_by_role("button", name="Lås eller lås upp")).to_be_in_viewport()
