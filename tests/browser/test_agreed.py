"""What the group agreed on in the talk: the leader writes it, and it is on every screen, marked, until taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import axe_findings
from tests.browser.english import english_on
from tests.browser.harness import Server
from tests.browser.meeting import LEVELS, Watched, answer_all, open_meeting, press, take, take_seat
from tests.browser.test_mote import by_command

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def lowest(_: str, criterion: str) -> str:
    return LEVELS[criterion][0]


def highest(_: str, criterion: str) -> str:
    return LEVELS[criterion][-1]


@pytest.mark.long
def test_what_the_leader_writes_is_on_every_screen_and_goes_before_the_answers_until_it_is_taken_back(
    watched: Callable[..., Watched], server: Server, own_plan: str, tmp_path: Path
) -> None:
    leader = watched()
    meeting_id, code = open_meeting(leader, own_plan)
    for role, said in (("Linjechef", lowest), ("Objektägare", highest)):
        answer_all(take_seat(watched(), code, role), meeting_id, 1, said)
    take(leader, "Visa svaren i runda 1", "Visa svaren för alla")
    wall, phone = watched().visit, watched(viewport=PHONE).visit
    wall.open(f"projektor?plan={own_plan}&bild=rangordning&mote={meeting_id}&poang=median")
    phone.open(f"mote?plan={own_plan}&mote={meeting_id}")
    phone.page.get_by_role("heading", name="Här tycker vi olika").wait_for()

    page = leader.page
    page.get_by_role("button", name="Vi enades om …").click()
    page.get_by_role("combobox", name="Bedömning").click()
    # What goes most apart stands first.
    first = page.get_by_role("option").first
    name = first.inner_text().split(",")[0]
    first.click()
    page.get_by_role("combobox", name="Vi enades om").click()
    # The highest, so that it comes first of all.
    page.get_by_role("option").last.click()
    page.get_by_label("Skäl, om ni vill").fill("Alla skolor berörs")
    press(leader, "Skriv in det vi enades om", page.get_by_role("heading", name="Det här enades vi om"))

    for screen in (leader.visit, phone):
        heading = screen.page.get_by_role("heading", name="Det här enades vi om")
        heading.wait_for()
        said = screen.page.locator(".m-agreements li")
        assert name in said.inner_text() and "Alla skolor berörs" in said.inner_text()
        screen.page.locator(".m-heat .m-agreed").wait_for()
    wall.page.get_by_text("delvis överenskommet").first.wait_for()
    (row,) = (row for row in by_command(server, meeting_id, tmp_path)["gruppen"] if row["overenskommet_i_ord"])
    assert (row["projekt_namn"], row["overenskommet"], row["median"]) == (name, 1, 0.5)
    for visit in (leader.visit, phone, wall):
        visit.settle()
        assert axe_findings(visit.page) == []
        assert english_on(visit.page) == []

    # What can only be pressed or written in is not on paper.
    leads = page.get_by_text("Rummets vy: det du ändrar här")
    used = page.get_by_role("button", name="Vi enades om …"), page.get_by_label("Sök bland skäl, vet ej och jäv"), leads
    for part in used:
        expect(part).to_be_visible()
    page.emulate_media(media="print")
    for part in used:
        expect(part).to_be_hidden()
    page.emulate_media(media="screen")

    press(leader, "Ångra", page.get_by_role("heading", name="Det här enades vi om"), gone=True)
    phone.page.get_by_role("heading", name="Det här enades vi om").wait_for(state="detached")
    wall.page.get_by_text("delvis överenskommet").first.wait_for(state="detached")
