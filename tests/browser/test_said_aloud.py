"""What is said to one who hears the page: what a change came to, once, when the page stands still."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import ROOT, Visit
from tests.browser.meeting import LEVELS, Watched, answer_all, begin, reveal
from tests.browser.plan_copies import LaidMeeting
from tests.browser.test_weights import ASKED, at_rest, opened, slider, take_hold
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser


def _wait_ms(name: str, file: str) -> int:
    found = re.search(rf"const {name} = (\d+);", (ROOT / "prioritering/web" / file).read_text(encoding="utf-8"))
    assert found, f"{file} har ingen {name}"
    return int(found[1])


# How long the board waits before it says anything, and the page before it says what a new line says.
WAITS_MS = (_wait_ms("SAID_AFTER_MS", "components/board.said.js"), _wait_ms("STILL_MS", "static/sagt.js"))
FAR = "Behovsanpassade tillsyner och arbetssätt inom särskilt boende"
LISTEN = """() => {
  window.heard = [];
  const said = '[role=status], [role=alert], [aria-live]';
  const regionOf = node => (node.nodeType === 1 ? node : node.parentElement)?.closest(said);
  new MutationObserver(seen => {
    for (const region of new Set(seen.map(one => regionOf(one.target)))) {
      if (region?.innerText.trim()) window.heard.push(region.innerText.trim());
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def heard(page: Page) -> list[str]:
    """Return what has been said since the page was listened to, in turn."""
    return [" ".join(text.split()) for text in page.evaluate("window.heard")]


def wait_for_words(visit: Visit, words: str) -> list[str]:
    """Return what was said when the words have been, and nothing more came."""
    expect(visit.page.get_by_role("status").filter(has_text=words)).to_have_count(1)
    at_rest(visit.page, visit)
    wait_for_what_waits(visit.page)
    return heard(visit.page)


def wait_for_what_waits(page: Page) -> None:
    """Wait until all that waits to be said has been: of two timers as long, the one that was set first goes first."""
    for wait in WAITS_MS:
        page.evaluate("wait => new Promise(done => setTimeout(done, wait))", wait)


def test_who_changed_place_is_said_once_with_the_finding_and_again_when_it_is_undone(new_window: Opener) -> None:
    visit = new_window()
    page = opened(visit, "prioritera?ram=3547")
    page.evaluate(LISTEN)
    slider(page, "Effekttyp").press("End")
    [said] = [text for text in wait_for_words(visit, "bytt plats") if "bytt plats" in text]
    assert said.startswith(f"9 projekt har bytt plats, bland dem {FAR} från 7 till 1, ") and " och Beslutsstöd" in said
    assert "till 6. Ramen 3 547 tkr räcker inte säkert till något av 10 projekt." in said
    page.evaluate("window.heard = []")
    page.get_by_role("button", name="Ångra").click()
    [said] = [text for text in wait_for_words(visit, "till 7") if "bytt plats" in text]
    assert said.startswith("9 projekt har bytt plats, bland dem ") and f"{FAR} från 1 till 7" in said


def test_on_robusthet_a_choice_is_said_with_what_it_comes_to(new_window: Opener) -> None:
    visit = new_window()
    page = visit.open("robusthet?plan=vso-2021&ram=3547&dragningar=200")
    page.evaluate(LISTEN)
    page.get_by_text("Bara vikterna", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Viktningar som prövas")).to_have_count(1)
    visit.settle()
    wait_for_what_waits(page)
    said = heard(page)
    finding = " ".join(page.locator(".p-lead").inner_text().split())
    assert finding in " ".join(said), said
    # Another part of the same answer is read where one goes to it.
    page.evaluate("window.heard = []")
    page.get_by_role("radio", name="Bästa portföljen").press("Space")
    expect(page.get_by_role("heading", name="Bästa portföljen")).to_be_visible()
    visit.settle()
    wait_for_what_waits(page)
    assert not any(finding in text for text in heard(page))


def test_while_the_hand_drags_the_board_follows_and_says_nothing_until_it_is_still(new_window: Opener) -> None:
    visit = new_window()
    page = opened(visit, "prioritera?ram=3547")
    page.evaluate(LISTEN)
    asked: list[str] = []
    visit.listen("request", lambda request: asked.append(request.url) if ASKED.search(request.url) else None)
    take_hold(page, "Effekttyp")(0.95, 40)
    page.mouse.up()
    said = wait_for_words(visit, "bytt plats")
    assert len(asked) >= 5
    # On a busy machine the hand may stand still once on the way.
    assert 1 <= len([text for text in said if "bytt plats" in text or text.startswith("Ramen")]) <= 2, said


def test_a_weight_that_changes_nothing_in_the_order_says_nothing_of_it(new_window: Opener) -> None:
    visit = new_window()
    page = opened(visit, "prioritera?ram=3547")
    page.evaluate(LISTEN)
    slider(page, "Effekttyp").focus()
    page.keyboard.press("ArrowRight")
    at_rest(page, visit)
    wait_for_what_waits(page)
    assert not [text for text in heard(page) if "bytt plats" in text or "räcker" in text]


def test_a_reveal_is_said_to_the_leader_with_what_came_of_it_and_to_the_member(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    answer_all(begun.page, begun.meeting_id, 1, lambda project, criterion: LEVELS[criterion][-1])
    begun.leader.visit.settle()
    for page in (begun.leader.page, begun.page):
        page.evaluate(LISTEN)
    reveal(begun.leader)
    expect(begun.page.get_by_role("status").filter(has_text="Svaren är visade.")).to_have_count(1)
    begun.leader.visit.settle()
    assert [text for text in heard(begun.leader.page) if "Runda 1 är visad." in text]
    assert [text for text in heard(begun.page) if "Svaren är visade." in text]


def test_a_search_says_how_many_places_it_found_and_each_step_of_the_projector_is_said_once(visit: Visit) -> None:
    page = visit.open("objektplan?plan=vso-2021")
    visit.settle()
    page.evaluate(LISTEN)
    for asked, said in (("distans", "ställen i planen säger ”distans”."), ("zzz", "Inget i planen säger ”zzz”.")):
        page.get_by_label("Sök i hela planen").fill(asked)
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text=said)).to_have_count(1)
    assert len([text for text in heard(page) if "i planen säger" in text]) == 2
    page = visit.open("projektor?plan=vso-2021&ram=3547")
    page.evaluate(LISTEN)
    for name in ("Nya behov", "Rangordning"):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("status").filter(has_text=f"{name}: ")).to_have_count(1)
    visit.settle()
    assert [text.split(": ")[0] for text in heard(page)] == ["Nya behov", "Rangordning"]
