"""What stands open on one screen is left alone, and what is pressed in it counts, whatever others change meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.test_frozen import frozen
from tests.browser.test_undo_line import fill, lock, lock_dialog
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser


@dataclass
class Sent:
    """What a page sends to its server, kept back when asked to; made before the page is opened."""

    page: Page
    messages: list[str | bytes] = field(default_factory=list)
    held: bool = False

    def __post_init__(self) -> None:
        self.page.route_web_socket(lambda url: "_stcore/stream" in url, self._between)

    def _between(self, here: WebSocketRoute) -> None:
        self.server = here.connect_to_server()
        here.on_message(self._pass_on)
        self.server.on_message(here.send)

    def _pass_on(self, message: str | bytes) -> None:
        self.messages.append(message)
        if not self.held:
            self.server.send(message)

    def after(self, count: int) -> str | bytes:
        """Return what is sent after so many messages, when it has been."""
        while len(self.messages) <= count:
            self.page.wait_for_timeout(50)
        return self.messages[count]


@pytest.mark.parametrize("changes_before", [1, 2])
def test_a_press_in_a_dialog_counts_where_the_page_behind_it_is_drawn_anew_in_the_same_blink(
    new_window: Opener, own_plan: str, changes_before: int
) -> None:
    mine, other = new_window(), new_window()
    sent = Sent(mine.page)
    for visit in (mine, other):
        visit.open(f"prioritera?plan={own_plan}&ram=3547")
    dialog = lock_dialog(mine)
    fill(mine, "Inte nu", "Avtalet går ut")
    sent.held, before = True, len(sent.messages)
    dialog.get_by_role("button", name="Spara för gruppen").click()
    press = sent.after(before)
    lock(other, "Måste med", "Avtalet är förlängt")
    changed = sent.after(before + 1)
    sent.held = False
    for message in (*[changed] * changes_before, press):
        sent.server.send(message)
    expect(dialog).to_contain_text("ändrat låset på iPads inom äldreomsorgen sedan dess.")


def test_what_is_half_written_in_a_dialog_stays_when_others_change_the_plan(new_window: Opener, own_plan: str) -> None:
    other, mine, second = new_window(), new_window(), new_window()
    sent = [Sent(mine.page), Sent(second.page)]
    frozen(other, own_plan)
    other.page.keyboard.press("Escape")
    page = mine.open(f"oversikt?plan={own_plan}")
    page.get_by_text("Frysta länkar (1)").click()
    mine.settle()
    page.get_by_role("button", name="Byt namn").click()
    title = page.get_by_label("Vad ska länken heta?")
    title.fill("Ramen efter remissen")
    page = second.open(f"objektplan?plan={own_plan}")
    page.get_by_role("button", name="Gör nästa periods plan").click()
    period = page.get_by_label("Period", exact=True)
    period.fill("2022 och 2023")
    before = [len(each.messages) for each in sent]
    lock(other, "Måste med", "Avtalet är förlängt")
    for visit, each, count, written, text in (
        (mine, sent[0], before[0], title, "Ramen efter remissen"),
        (second, sent[1], before[1], period, "2022 och 2023"),
    ):
        # That the page has been told, and is drawn anew.
        each.after(count)
        visit.settle()
        expect(written).to_be_focused()
        expect(written).to_have_value(text)
