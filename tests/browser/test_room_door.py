"""From Möte the leader lets others in the network in, and out again, while the meeting goes on."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from prioritering.web.loopback import network_address
from tests.browser.harness import Server, free_port, running_server
from tests.browser.meeting import shown_code
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
PLAN = "vso-2021"


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own: the room is open or closed for all who use it."""
    if not network_address():
        pytest.skip("datorn är inte ansluten till något nät")
    with running_server(tmp_path) as server:
        yield server


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return bool(answer.status == 200)
    except urllib.error.URLError:
        return False


def test_the_leader_opens_the_room_and_closes_it_while_the_meeting_goes_on(alone: Server, new_window: Opener) -> None:
    port = alone.url.rpartition(":")[2]
    there = f"http://{network_address()}:{port}"
    leader = new_window(alone.url)
    page = leader.open(f"mote?plan={PLAN}")
    page.get_by_role("button", name="Öppna mötet och runda 1").click()
    code = shown_code(page)
    assert not answers(f"{there}/oversikt")
    page.get_by_text("Adressen fungerar bara på den här datorn, tills rummet är öppet").wait_for()
    projector = new_window(alone.url)
    corner = projector.open(f"projektor?plan={PLAN}").locator(".s-join")
    expect(corner).to_contain_text(f"127.0.0.1:{port}/poangsatt (bara på den här datorn)")
    page.get_by_role("button", name="Öppna rummet för andra i nätet").press("Enter")
    page.get_by_text(f"{there}/poangsatt?kod={code}").wait_for()
    page.get_by_text("rummet är öppet i det lokala nätet").wait_for()
    leader.settle()
    expect(page.get_by_role("button", name="Stäng rummet")).to_be_focused()
    # Nothing is done on the projector.
    expect(corner).to_contain_text(f"{network_address()}:{port}/poangsatt")
    assert "bara på den här datorn" not in corner.inner_text()
    member = new_window(there)
    member.open(f"poangsatt?kod={code}&plan={PLAN}")
    member.page.get_by_label("Linjechef", exact=True).check()
    member.page.get_by_role("button", name="Gå med i mötet").click()
    member.page.get_by_text("Du är med som Linjechef").wait_for()
    member.open(f"mote?plan={PLAN}")
    assert member.page.get_by_role("button", name="Visa svaren").count() == 0
    # Like every other link, and not in the browser's own blue.
    ways = page.get_by_role("link", name="Led mötet på nätadressen")
    assert ways.evaluate("(link) => getComputedStyle(link).color") == "rgb(11, 90, 90)"
    # By the key the leader has the buttons at that address too.
    ways.click()
    page.wait_for_url(f"{there}/mote**")
    page.get_by_role("button", name="Avsluta mötet").wait_for()
    leader.settle()
    led, leader = leader, new_window(alone.url)
    leader.open(f"mote?plan={PLAN}")
    leader.page.get_by_role("button", name="Stäng rummet").click()
    leader.page.get_by_role("button", name="Öppna rummet för andra i nätet").wait_for()
    leader.page.get_by_text("svarar bara på den här datorn").wait_for()
    assert not answers(f"{there}/oversikt")
    assert answers(f"{alone.url}/oversikt")
    # Who was there is told so, and the leader alone is led back to the machine itself.
    gone = led.page.get_by_role("alert").filter(has_text="Rummet är stängt")
    gone.get_by_text("Mötet leds vidare på den här datorn").wait_for()
    member.page.get_by_text("Rummet är stängt, eller så svarar inte servern").wait_for()
    assert member.page.get_by_role("alert").get_by_role("link").count() == 0
    gone.get_by_role("link", name=f"Fortsätt på http://127.0.0.1:{port}").click()
    led.page.wait_for_url(f"http://127.0.0.1:{port}/mote?**")
    led.page.get_by_role("button", name="Avsluta mötet").wait_for()
    # It has lost its connection, as it should, and goes on asking for as long as it is open.
    member.page.goto("about:blank")
    for visit in (member, led):
        visit.console_errors.clear()


@pytest.mark.long
def test_a_restart_closes_the_room_and_says_so_to_whoever_opened_it_and_the_others_come_back_when_it_is_opened_again(
    tmp_path: Path, new_window: Opener
) -> None:
    if not network_address():
        pytest.skip("datorn är inte ansluten till något nät")
    port = free_port()
    there = f"http://{network_address()}:{port}"
    with running_server(tmp_path, port=port) as server:
        leader, member = new_window(server.url), new_window(there)
        page = leader.open(f"mote?plan={PLAN}")
        page.get_by_role("button", name="Öppna mötet och runda 1").click()
        page.get_by_role("button", name="Öppna rummet för andra i nätet").click()
        page.get_by_text("rummet är öppet i det lokala nätet").wait_for()
        member.open(f"oversikt?plan={PLAN}")
    closed = member.page.get_by_role("alert").filter(has_text="Rummet är stängt, eller så svarar inte servern")
    closed.wait_for()
    with running_server(tmp_path, port=port):
        said = page.get_by_role("alert").filter(has_text="Prioritering har startat om sedan du öppnade det")
        said.wait_for()
        assert not answers(f"{there}/oversikt")
        leader.settle()
        page.get_by_role("button", name="Öppna rummet för andra i nätet").click()
        page.get_by_text("rummet är öppet i det lokala nätet").wait_for()
        expect(said).to_have_count(0)
        closed.wait_for(state="detached")
        # Who closes it knows it.
        leader.settle()
        page.get_by_role("button", name="Stäng rummet").click()
        page.get_by_text("svarar bara på den här datorn").wait_for()
        expect(said).to_have_count(0)
        for screen in (leader, member):
            screen.page.goto("about:blank")
            # Of the time when nothing answered.
            screen.console_errors.clear()
