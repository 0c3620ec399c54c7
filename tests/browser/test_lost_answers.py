"""A member's sealed answers that are gone: the leader's screen, the dialog and the member's own page say so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from prioritering.store.ballot_boxes import BOXES_SUFFIX
from tests.browser.accessibility import axe_findings
from tests.browser.harness import Server
from tests.browser.meeting import LEVELS, Watched, answer_all, begin, begin_unwatched, choose, join_at_once, mine, take
from tests.browser.plan_copies import LaidMeeting

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
TOLD = "Det som du hade sparat i runda 1 finns inte kvar på servern."


def lose_the_first_answers(server: Server, meeting_id: str, page: Page) -> None:
    """Take away the box of the member who has answered."""
    boxes = Path(f"{server.database.resolve()}{BOXES_SUFFIX}") / f"{meeting_id}-1"
    for box in boxes.iterdir():
        kept = box.read_bytes()
        box.unlink()
        if mine(page, meeting_id)["forlorat"]:
            return
        box.write_bytes(kept)
    raise AssertionError("no box was the member's")


@pytest.mark.long
def test_lost_answers_are_told_to_the_leader_and_to_the_member_who_gives_them_again(
    watched: Callable[..., Watched], server: Server, laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef", viewport=PHONE)
    leader, page = begun.leader, begun.page
    other = watched()
    join_at_once(other, begun.plan, begun.code, "Objektledare")
    answer_all(page, begun.meeting_id, 1, lambda _, criterion: LEVELS[criterion][-1])
    lose_the_first_answers(server, begun.meeting_id, page)

    # On the screens that are open, without a reload.
    leader.page.get_by_text("Sparade svar från Linjechef i runda 1").first.wait_for()
    page.get_by_text(TOLD).wait_for()
    leader.page.get_by_role("button", name="Visa svaren i runda 1").click()
    dialog = leader.page.get_by_role("dialog")
    dialog.get_by_text("Visas svaren nu är de inte med.").wait_for()
    leader.visit.settle()
    assert axe_findings(leader.page) == []
    dialog.get_by_role("button", name="Vänta").click()
    dialog.wait_for(state="detached")
    leader.page.set_viewport_size(PHONE)
    assert leader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.locator('fieldset[data-criterion="effekttyp"] input[value="nivå/En effekt"]').check()
    page.get_by_text("gick förlorat på servern").wait_for()
    assert axe_findings(page) == []
    assert list(mine(page, begun.meeting_id)["svar"]) == ["S01"]
    page.reload()
    page.wait_for_selector("#v-projekt")
    page.get_by_text("gick förlorat på servern").wait_for()
    answer_all(page, begun.meeting_id, 1, lambda _, criterion: LEVELS[criterion][0])
    take(leader, "Visa svaren i runda 1", "Visa svaren för alla")
    leader.page.get_by_role("heading", name="Gruppens bedömning").wait_for()
    page.get_by_text("gick förlorat på servern").wait_for(state="hidden")


def test_a_member_who_comes_back_is_told_that_the_answers_must_be_given_again(
    watched: Callable[..., Watched], server: Server, laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Linjechef")
    page = begun.page
    choose(page, "omfattning", "Hög")
    lose_the_first_answers(server, begun.meeting_id, page)
    page.reload()
    page.wait_for_selector("#v-projekt")
    page.get_by_text(TOLD).wait_for()
    assert page.locator("fieldset input:checked").count() == 0
    choose(page, "omfattning", "Låg")
    page.get_by_text(TOLD).wait_for(state="hidden")
    assert mine(page, begun.meeting_id)["svar"]["S01"]["svar"]["omfattning"]["varde"] == "Låg"


def test_a_round_that_is_lost_as_a_whole_asks_nothing_and_promises_to_save_nothing(
    watched: Callable[..., Watched], server: Server, laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Linjechef")
    page = begun.page
    choose(page, "omfattning", "Hög")
    shutil.rmtree(Path(f"{server.database.resolve()}{BOXES_SUFFIX}") / f"{begun.meeting_id}-1")
    # On the screen that is open, and on one that is opened.
    for _ in range(2):
        page.get_by_text("Runda 1 kan varken besvaras eller visas").wait_for()
        page.get_by_text("Mötesledaren kan stänga rundan och öppna en ny.").wait_for()
        assert page.locator(".v-saved-text").inner_text() == "Inget sparas i den här rundan."
        assert page.locator("fieldset:visible").count() == 0
        page.reload()
    page.get_by_text("Runda 1 kan varken besvaras eller visas").wait_for()
