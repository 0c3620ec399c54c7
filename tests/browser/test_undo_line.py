"""The line with "Ångra" follows what others do: it never offers to take back what has been changed since."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, WebSocketRoute, expect

from tests.browser.harness import Visit
from tests.browser.test_weights import NAMES, shown, slider
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
IPADS = "iPads inom äldreomsorgen"


def lock(visit: Visit, choice: str, reason: str, project: str = IPADS) -> None:
    """Lock a project on the board that is open, for the group."""
    dialog = lock_dialog(visit, project)
    fill(visit, choice, reason)
    dialog.get_by_role("button", name="Spara för gruppen").click()
    dialog.wait_for(state="hidden")
    visit.settle()


def lock_dialog(visit: Visit, project: str = IPADS) -> Locator:
    """Open the dialog that locks a project, and return it."""
    page = visit.page
    why = page.get_by_role("button", name=f"Varför? {project}")
    if why.get_attribute("aria-expanded") != "true":
        why.click()
    page.get_by_role("button", name="Lås eller lås upp").click()
    return page.get_by_role("dialog")


def fill(visit: Visit, choice: str, reason: str) -> None:
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_text(choice, exact=True).click()
    dialog.get_by_label("Skäl").fill(reason)
    visit.settle()


def test_a_lock_that_someone_else_has_changed_is_said_to_be_and_offered_no_more(
    new_window: Opener, own_plan: str
) -> None:
    mine, other = new_window(), new_window()
    mine.open(f"prioritera?plan={own_plan}&ram=3547")
    lock(mine, "Inte nu", "Avtalet går ut")
    line = mine.page.locator(".st-key-angra-rad")
    expect(line).to_contain_text("Du låste iPads inom äldreomsorgen: inte nu.")
    expect(line.get_by_role("button", name="Ångra")).to_be_visible()
    other.open(f"prioritera?plan={own_plan}&ram=3547")
    lock(other, "Måste med", "Avtalet är förlängt")
    # Nothing is done on the first screen.
    expect(line).to_contain_text("har ändrat låset på iPads inom äldreomsorgen sedan dess.")
    expect(line.get_by_role("button", name="Ångra")).to_have_count(0)
    line.get_by_role("button", name="Stäng").click()
    expect(line).to_have_count(0)
    expect(other.page.get_by_role("button", name="Ångra")).to_be_visible()


def test_what_someone_else_has_changed_while_a_dialog_stands_open_is_not_written_over(
    new_window: Opener, own_plan: str
) -> None:
    mine, other = new_window(), new_window()
    for visit in (mine, other):
        visit.open(f"prioritera?plan={own_plan}&ram=3547")
    dialog = lock_dialog(mine)
    fill(mine, "Inte nu", "Avtalet går ut")
    lock(other, "Måste med", "Avtalet är förlängt")
    dialog.get_by_role("button", name="Spara för gruppen").click()
    expect(dialog).to_contain_text("ändrat låset på iPads inom äldreomsorgen sedan dess. Stäng rutan och öppna den")
    mine.page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    mine.settle()
    again = lock_dialog(mine)
    expect(again.get_by_role("radio", name="Måste med")).to_be_checked()
    fill(mine, "Inte nu", "Avtalet går ut")
    again.get_by_role("button", name="Spara för gruppen").click()
    again.wait_for(state="hidden")
    expect(mine.page.locator(".st-key-angra-rad")).to_contain_text("inte nu")


def test_steps_that_a_slow_server_answers_one_by_one_are_taken_back_together(new_window: Opener) -> None:
    visit = new_window()
    page = visit.page
    held: list[str | bytes] = []
    sent: list[str | bytes] = []
    slow = False

    def between(here: WebSocketRoute) -> None:
        server = here.connect_to_server()
        here.on_message(lambda message: (sent.append(message), server.send(message)))
        server.on_message(lambda message: held.append(message) if slow else here.send(message))
        sockets.append(here)

    sockets: list[WebSocketRoute] = []
    page.route_web_socket(lambda url: "_stcore/stream" in url, between)
    visit.open("prioritera?ram=3547")
    before = shown(page)
    slow = True
    slider(page, NAMES[0]).focus()
    for _ in range(3):
        count = len(sent)
        page.keyboard.press("ArrowRight")
        while len(sent) == count:
            page.wait_for_timeout(50)
    slow = False
    for message in held:
        sockets[-1].send(message)
    line = page.locator(".st-key-angra-vy-rad")
    expect(line).to_contain_text(f"Vikterna {before[0]}/{before[1]}/{before[2]} → {before[0] + 3}/")
    line.get_by_role("button", name="Ångra").click()
    expect(slider(page, NAMES[0])).to_have_value(str(before[0]))
    assert shown(page) == before


def test_the_keys_go_back_and_forth_through_what_one_has_saved(new_window: Opener, own_plan: str) -> None:
    visit = new_window()
    page = visit.open(f"prioritera?plan={own_plan}&ram=3547")
    lock(visit, "Inte nu", "Avtalet går ut")
    lock(visit, "Måste med", "Avtalet är förlängt")
    row = page.locator("tr.b-row").filter(has_text="iPads inom äldreomsorgen")
    for keys, state in (
        ("Control+z", "Inte nu (låst)"),
        ("Control+z", "Ryms inte"),
        ("Control+Shift+z", "Inte nu (låst)"),
        # As in other programs of Windows.
        ("Control+y", "Med (låst)"),
    ):
        page.keyboard.press(keys)
        expect(row).to_contain_text(state)
        visit.settle()
