"""What stands open on one screen is left alone, and what is pressed in it counts, whatever others change meanwhile."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.browser.harness import Visit
from tests.browser.plan_copies import PlanCopies
from tests.browser.test_frozen import frozen
from tests.browser.test_undo_line import IPADS, fill, lock, lock_dialog
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


def pressed(new_window: Opener, plan: str, project: str) -> tuple[Sent, list[str | bytes]]:
    """Save a lock in a dialog, and lock a project on another screen; return the press and that news, both held back."""
    mine, other = new_window(), new_window()
    sent = Sent(mine.page)
    for visit in (mine, other):
        visit.open(f"prioritera?plan={plan}&ram=3547")
    dialog = lock_dialog(mine)
    fill(mine, "Inte nu", "Avtalet går ut")
    # What is written is sent when the field is left: by itself, where the press does not come in the same blink.
    dialog.get_by_label("Skäl").blur()
    mine.settle()
    sent.held, before = True, len(sent.messages)
    dialog.get_by_role("button", name="Spara för gruppen").click()
    press = sent.after(before)
    lock(other, "Måste med", "Avtalet är förlängt", project)
    news = sent.after(before + 1)
    sent.held = False
    return sent, [press, news]


@pytest.mark.parametrize("changes_before", [1, 2])
def test_a_press_in_a_dialog_counts_where_the_page_behind_it_is_drawn_anew_in_the_same_blink(
    new_window: Opener, own_plan: str, changes_before: int
) -> None:
    sent, (press, news) = pressed(new_window, own_plan, IPADS)
    for message in (*[news] * changes_before, press):
        sent.server.send(message)
    expect(sent.page.get_by_role("dialog")).to_contain_text("ändrat låset på iPads inom äldreomsorgen sedan dess.")


def test_a_dialog_closes_when_its_change_is_saved_though_others_change_the_page_behind_it_in_the_same_blink(
    new_window: Opener, own_plan: str
) -> None:
    sent, both = pressed(new_window, own_plan, "Automatisering av myndighetsprocesser")
    for message in both:
        sent.server.send(message)
    expect(sent.page.locator(".st-key-angra-rad")).to_contain_text("inte nu")
    expect(sent.page.get_by_role("dialog")).to_have_count(0)


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


def half_written(visit: Visit, button: str, label: str) -> Locator:
    """Open a dialog of the page and begin to write in it; return the field."""
    visit.page.get_by_role("button", name=button).first.click()
    field = visit.page.get_by_role("dialog").get_by_label(label)
    field.fill("Samma upphand")
    visit.settle()
    return field


def give_id(folder: Path, before: str, after: str) -> None:
    """Give a project another id in every file of the plan."""
    for table in folder.glob("*.csv"):
        text = table.read_text(encoding="utf-8")
        table.write_text(re.sub(rf"\b{before}\b", after, text), encoding="utf-8")


def expect_version(page: Page, version: int) -> None:
    expect(page.locator(".p-foot").get_by_text(f"version {version}, ")).to_be_visible()


def test_half_a_reason_in_a_dialog_is_kept_when_a_new_version_of_the_plan_comes_which_the_page_behind_shows(
    new_window: Opener, own_ukfa_plan: str, plan_copies: PlanCopies
) -> None:
    folder = plan_copies.folder / own_ukfa_plan
    front, document, other = new_window(), new_window(), new_window()
    front.open(f"oversikt?plan={own_ukfa_plan}")
    # A project with another id, so that the front page asks whether it is the same.
    give_id(folder, "UF1", "UF91")
    front.open(f"oversikt?plan={own_ukfa_plan}")
    expect_version(front.page, 2)
    document.open(f"objektplan?plan={own_ukfa_plan}")
    written = (
        half_written(front, "Ja, samma projekt", "Hur vet ni det?"),
        half_written(document, "Gör nästa periods plan", "Skäl"),
    )
    give_id(folder, "UF2", "UF92")
    other.open(f"oversikt?plan={own_ukfa_plan}")
    for visit, field_ in zip((other, front, document), (None, *written), strict=True):
        expect_version(visit.page, 3)
        if field_ is not None:
            expect(field_).to_have_value("Samma upphand")
