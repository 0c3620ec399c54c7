"""The weights never show anything but what is used, and the board follows while the hand still moves."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from prioritering.web.components.component import asset
from tests.browser.accessibility import axe_findings, in_the_dark
from tests.browser.harness import Visit
from tests.browser.stillness import box_of
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
NAMES = ("Effekttyp", "Omfattning", "Tidsperspektiv")
ASKED = re.compile(r"/direkt/tavla\?")
# Every order that the board has shown since, as the hand moves.
_NOTE_ORDERS = """() => {
  const order = () => [...document.querySelectorAll('.b-row')].map((row) => row.innerText).join('|');
  window.orders = [];
  new MutationObserver(() => {
    const now = order();
    if (window.orders.at(-1) !== now) window.orders.push(now);
  }).observe(document.querySelector('.b-board tbody'), { childList: true, subtree: true, characterData: true });
}"""


def opened(visit: Visit, path: str) -> Page:
    page = visit.open(path)
    page.locator(".b-row").first.wait_for()
    page.locator(".v-range").first.wait_for()
    # Nothing may move any more under the mouse that takes hold of a slider.
    visit.settle()
    return page


def slider(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name)


def shown(page: Page) -> list[int]:
    """Return the weights that the sliders show, which the fields beside them show too."""
    sliders = [int(slider(page, name).input_value()) for name in NAMES]
    fields = [int(page.get_by_role("textbox", name=f"{name}, procent").input_value()) for name in NAMES]
    assert sliders == fields
    return sliders


def used(page: Page) -> list[int]:
    """Return the weights that stand in the address."""
    found = page.evaluate("new URLSearchParams(location.search).get('vikter')")
    return [int(part.split(".")[1]) for part in found.split("~")]


def take_hold(page: Page, name: str) -> Callable[[float, int], None]:
    """Press the mouse on a slider; return what drags it to a share of its width, in so many steps."""
    box = box_of(slider(page, name))
    left, width, middle = box["x"], box["width"], box["y"] + box["height"] / 2
    page.mouse.move(left + width * 0.34, middle)
    page.mouse.down()
    return lambda share, steps: page.mouse.move(left + width * share, middle, steps=steps)


def at_rest(page: Page, visit: Visit) -> None:
    """Wait until the hand is still and the script has answered."""
    expect(page.locator(".v-weights")).not_to_have_attribute("data-moving", re.compile(".*"))
    visit.settle()


def rows(page: Page) -> list[str]:
    return page.locator(".b-row").all_inner_texts()


def assert_shows_what_is_used(visit: Visit, other: Visit) -> None:
    """Hold the sliders against the address, and the board against one that is opened at that address."""
    page = visit.page
    at_rest(page, visit)
    assert shown(page) == used(page)
    again = opened(other, page.evaluate("location.pathname + location.search"))
    other.settle()
    assert (rows(page), shown(page)) == (rows(again), shown(again))
    for part in (".p-lead", ".b-cards", ".b-short", ".b-effect"):
        assert page.locator(part).first.inner_text() == again.locator(part).first.inner_text()


def test_one_weight_moves_and_the_others_share_the_rest_whatever_is_locked(visit: Visit) -> None:
    chance = random.Random(1)
    cases = []
    for _ in range(400):
        count = chance.randint(1, 6)
        cuts = sorted(chance.randint(0, 100) for _ in range(count - 1))
        base = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
        locked = [chance.random() < 0.3 for _ in range(count)]
        cases.append([base, chance.randrange(count), chance.randint(-20, 130), locked])
    visit.open("metod")
    run = f"(cases) => {{ {asset('weights.share.js')} return cases.map((given) => shared(...given)); }}"
    for (base, moved, value, locked), found in zip(cases, visit.page.evaluate(run, cases), strict=True):
        assert sum(found) == 100
        others = [place for place in range(len(base)) if place != moved]
        stand = sum(base[place] for place in others if locked[place])
        free = [place for place in others if not locked[place]]
        assert [found[place] for place in others if locked[place]] == [base[place] for place in others if locked[place]]
        assert found[moved] == (min(100 - stand, max(0, value)) if free else 100 - stand)
        before, after = sum(base[place] for place in free), sum(found[place] for place in free)
        for place in free:
            part = base[place] / before if before else 1 / len(free)
            assert abs(found[place] - part * after) < 1
    assert visit.page.evaluate(run, [[[50, 30, 20], 0, 0, [False] * 3], [[100, 0, 0], 0, 41, [False] * 3]]) == [
        [0, 60, 40],
        [41, 30, 29],
    ]


def test_fifty_key_presses_end_with_what_is_shown_used_and_written_once(new_window: Opener) -> None:
    visit, other = new_window(), new_window()
    page = opened(visit, "prioritera")
    page.evaluate(_NOTE_ORDERS)
    before = page.evaluate("history.length")
    slider(page, "Tidsperspektiv").focus()
    for _ in range(50):
        page.keyboard.press("ArrowRight", delay=20)
    assert shown(page)[2] == 83
    assert_shows_what_is_used(visit, other)
    assert used(page)[2] == 83
    assert len(page.evaluate("window.orders")) > 3
    # The browser's way back is one step, and not fifty; some more where the keys paused on a crowded machine.
    assert page.evaluate("history.length") - before < 25
    expect(slider(page, "Tidsperspektiv")).to_be_focused()


def test_the_board_follows_while_the_hand_still_holds_the_slider(new_window: Opener) -> None:
    visit, other = new_window(), new_window()
    page = opened(visit, "prioritera")
    page.evaluate(_NOTE_ORDERS)
    drag_to = take_hold(page, "Effekttyp")
    drag_to(0.9, 40)
    page.wait_for_function("() => window.orders.length > 3")
    held = shown(page)
    assert held[0] > 80
    # What is shown is what the newest answer was asked with, though nothing has been let go and no script has run.
    expect(page.locator(".b-row").first).to_be_visible()
    page.mouse.up()
    assert_shows_what_is_used(visit, other)
    assert used(page) == held


def test_up_and_down_again_gives_the_others_back_what_they_had(visit: Visit) -> None:
    page = opened(visit, "prioritera?vikter=effekttyp.20~omfattning.50~tidsperspektiv.30")
    slider(page, "Effekttyp").focus()
    page.keyboard.press("End")
    assert shown(page) == [100, 0, 0]
    page.keyboard.press("Home")
    assert shown(page) == [0, 63, 37]
    for _ in range(2):
        page.keyboard.press("PageUp")
    assert shown(page) == [20, 50, 30]


def test_a_locked_weight_stands_still_and_says_so(visit: Visit) -> None:
    page = opened(visit, "prioritera?vikter=effekttyp.20~omfattning.50~tidsperspektiv.30")
    page.get_by_role("button", name="Lås vikten på Effekttyp").click()
    lock = page.get_by_role("button", name="Lås upp vikten på Effekttyp")
    expect(lock).to_have_attribute("aria-pressed", "true")
    expect(lock).to_be_focused()
    expect(slider(page, "Effekttyp")).to_be_disabled()
    slider(page, "Omfattning").focus()
    page.keyboard.press("End")
    assert shown(page) == [20, 80, 0]
    field = page.get_by_role("textbox", name="Omfattning, procent")
    field.fill("95")
    field.press("Enter")
    expect(page.get_by_text("Högst 80 %: resten är låst.")).to_be_visible()
    at_rest(page, visit)
    assert shown(page) == used(page) == [20, 80, 0]
    lock.click()
    expect(slider(page, "Effekttyp")).to_be_enabled()


def test_a_weight_is_typed_and_what_is_no_percent_is_told_and_changes_nothing(visit: Visit) -> None:
    page = opened(visit, "prioritera?vikter=effekttyp.20~omfattning.50~tidsperspektiv.30")
    field = page.get_by_role("textbox", name="Omfattning, procent")
    field.fill("60")
    field.press("Enter")
    at_rest(page, visit)
    assert shown(page) == used(page) == [16, 60, 24]
    # As it is written elsewhere on the page, and as fast as it can be.
    for text, weights in (("50 %", [20, 50, 30]), ("70%", [12, 70, 18]), (" 60\u00a0% ", [16, 60, 24])):
        field.fill(text)
        field.press("Enter")
        at_rest(page, visit)
        assert (field.input_value(), used(page)) == (str(weights[1]), weights)
    for text in ("abc", "101", "101 %", "%", "5 0 %", "50 %%", "-5", "4.5", "33,7", ""):
        field.fill(text)
        field.press("Enter")
        expect(page.get_by_role("alert").get_by_text("Skriv ett heltal från 0 till 100.")).to_be_visible()
        expect(field).to_have_attribute("aria-invalid", "true")
    at_rest(page, visit)
    assert used(page) == [16, 60, 24]
    field.fill("")
    field.press_sequentially("60,75")
    expect(field).to_have_value("60,75")
    field.fill("60")
    field.press("ArrowUp")
    assert shown(page)[1] == 61
    expect(page.get_by_role("alert").get_by_text("Skriv ett heltal")).to_have_count(0)
    at_rest(page, visit)
    page.get_by_role("button", name="Ångra").press("Enter")
    expect(page.get_by_role("button", name="Ångra även den")).to_be_focused()
    visit.settle()
    assert shown(page) == used(page) == [16, 60, 24]


def test_what_others_change_while_the_hand_moves_is_on_the_board_at_rest(new_window: Opener, own_plan: str) -> None:
    visit, other = new_window(), new_window()
    page = opened(visit, f"prioritera?plan={own_plan}")
    opened(other, f"prioritera?plan={own_plan}")
    drag_to = take_hold(page, "Effekttyp")
    drag_to(0.6, 10)
    # Another in the room moves a weight of their own, and locks nothing of mine.
    slider(other.page, "Omfattning").focus()
    other.page.keyboard.press("End")
    drag_to(0.7, 10)
    page.mouse.up()
    at_rest(page, visit)
    at_rest(other.page, other)
    assert used(other.page) == [0, 100, 0]
    assert shown(page) == used(page)
    assert used(page) != used(other.page)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_weights_are_accessible_light_and_dark_while_locked_and_refused(width: int, new_window: Opener) -> None:
    visit = new_window(viewport={"width": width, "height": 900})
    page = opened(visit, "prioritera")
    page.get_by_role("button", name="Lås vikten på Effekttyp").click()
    page.get_by_role("textbox", name="Omfattning, procent").fill("x")
    page.keyboard.press("Enter")
    assert axe_findings(page) == []
    with in_the_dark(visit):
        assert axe_findings(page) == []
    assert page.evaluate(
        "[...document.querySelectorAll('.v-lock, .v-number, .v-range')].every((one) => one.offsetHeight >= 24)"
    )
