"""The room's view in browsers: the projector and the phones follow the leader, and one's own view is one's own."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.browser.accessibility import axe_findings
from tests.browser.english import english_on
from tests.browser.meeting import LEVELS, Watched, answer_all, open_meeting, take, take_seat
from tests.browser.plan_copies import LaidMeeting
from tests.browser.stillness import PATIENCE
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
OWN = "Egen vy: ramen skiljer sig från rummets."


@pytest.mark.long
def test_projector_and_phone_follow_the_leader_and_a_view_of_ones_own_stays(new_window: Opener, own_plan: str) -> None:
    leader = Watched(new_window())
    meeting_id, _ = open_meeting(leader, own_plan)
    wall, phone, own = new_window(), new_window(viewport=PHONE), new_window()
    wall.open(f"projektor?plan={own_plan}&bild=ram&mote={meeting_id}")
    phone.open(f"prioritera?plan={own_plan}")
    own.open(f"prioritera?plan={own_plan}&ram=5000")
    own.page.get_by_text(OWN).wait_for()

    page = leader.visit.open(f"prioritera?plan={own_plan}&ram=4000")
    page.get_by_text(OWN).wait_for()
    page.get_by_role("button", name="Gör till rummets").click()
    page.get_by_text("Rummets vy: det du ändrar här syns").wait_for()
    for screen in (wall, phone):
        screen.page.get_by_text("Ramen 4\u00a0000 tkr").first.wait_for()
    field = page.get_by_label("Belopp i tkr")
    field.fill("2000")
    field.press("Enter")
    for screen in (wall, phone):
        screen.page.get_by_text("Ramen 2\u00a0000 tkr").first.wait_for()
        assert screen.page.get_by_text("Egen vy").count() == 0
    assert "ram=2000" in wall.page.url
    assert own.page.get_by_text(OWN).is_visible()
    assert "ram=5000" in own.page.url
    for visit in (leader.visit, wall, phone, own):
        visit.settle()
        assert axe_findings(visit.page) == []
        assert english_on(visit.page) == []

    own.page.get_by_role("button", name="Tillbaka till rummets").click()
    own.page.get_by_text("Ramen 2\u00a0000 tkr").first.wait_for()
    own.page.get_by_text(OWN).wait_for(state="detached")


CHOICES = ("vikter", "ram", "regel", "ordning", "poang")
CHOSEN = f"() => JSON.stringify({list(CHOICES)}.map((name) => new URLSearchParams(location.search).get(name)))"


@pytest.mark.long
def test_weights_rule_order_and_source_reach_the_room_as_the_frame_does(
    watched: Callable[..., Watched], own_plan: str
) -> None:
    leading = watched()
    meeting_id, code = open_meeting(leading, own_plan)
    answer_all(take_seat(watched(), code, "Linjechef"), meeting_id, 1, lambda _, criterion: LEVELS[criterion][-1])
    take(leading, "Visa svaren i runda 1", "Visa svaren för alla")
    wall, phone = watched().visit, watched(viewport=PHONE).visit
    wall.open(f"projektor?plan={own_plan}&bild=ram&mote={meeting_id}")
    phone.open(f"prioritera?plan={own_plan}")
    leader = leading.visit
    page = leader.open(f"prioritera?plan={own_plan}")
    page.get_by_text("Rummets vy: det du ändrar här syns").wait_for()
    page.get_by_text("Ordning, regel och filter").click()
    steps: list[Callable[[], None]] = [
        lambda: page.get_by_text("Hoppa över och gå vidare", exact=True).click(),
        lambda: page.get_by_text("Poäng per krona", exact=True).click(),
        lambda: page.get_by_role("slider", name="Omfattning").press("ArrowRight"),
        lambda: page.get_by_role("radio", name="Styrgruppens median").click(),
        lambda: page.get_by_text("Stanna vid första som inte ryms", exact=True).click(),
    ]
    for step in steps:
        leader.settle()
        before = page.evaluate(CHOSEN)
        step()
        page.wait_for_function(f"(before) => ({CHOSEN})() !== before", arg=before)
        leader.settle()
        wanted = page.evaluate(CHOSEN)
        for screen in (wall, phone):
            screen.page.wait_for_function(f"(wanted) => ({CHOSEN})() === wanted", arg=wanted)
            assert screen.page.get_by_text("Egen vy").count() == 0


WEIGHTS = "() => new URLSearchParams(location.search).get('vikter')"


@pytest.mark.long
def test_two_who_move_the_rooms_weights_at_once_come_to_see_the_same(
    new_window: Opener, laid_meeting: LaidMeeting
) -> None:
    screens = {name: new_window() for name in ("Effekttyp", "Omfattning")}
    for visit in screens.values():
        visit.open(f"prioritera?plan={laid_meeting.plan}&mote={laid_meeting.meeting_id}")
    one, other = (visit.page for visit in screens.values())
    # Each time both may be drawn while the other writes: the last to write is the room's, on both.
    for key in ("ArrowRight", "ArrowLeft") * 3:
        for name, visit in screens.items():
            visit.page.get_by_role("slider", name=name).focus()
        for _ in range(8):
            one.keyboard.press(key)
            other.keyboard.press(key)
        for visit in screens.values():
            visit.settle()
        end = time.monotonic() + PATIENCE
        while one.evaluate(WEIGHTS) != other.evaluate(WEIGHTS):
            assert time.monotonic() < end, [visit.page.evaluate(WEIGHTS) for visit in screens.values()]
            other.wait_for_timeout(100)
