"""The room's view in browsers: the projector and the phones follow the leader, and one's own view is one's own."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import axe_findings
from tests.browser.english import english_on
from tests.browser.meeting import Watched, open_meeting
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
OWN = "Egen vy: ramen skiljer sig från rummets."


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
