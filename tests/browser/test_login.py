"""Login against a real OpenID Connect provider: what each role and nobody gets, on pages, routes and websocket."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.harness import Server, Visit, page_addresses
from tests.browser.login import ACCOUNTS, give_account, log_in, server_with_login
from tests.browser.meeting import PRESSES, ask_to_join, shown_code
from tests.browser.plan_copies import VSO, PlanCopies
from tests.browser.socket_client import open_session
from tests.browser.stillness import PATIENCE
from tests.browser.windows import Opener

# In one process, so that the provider and the guarded server start once.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("inloggning")]
FACTS = ("Automatisering av myndighetsprocesser", "Vård, stöd och omsorg", "3 547")
ROUTES = ("direkt/strom?plan=vso-2021", "direkt/mina?mote=x", "media/abc.csv")


@pytest.fixture(scope="module")
def guarded_plans(tmp_path_factory: pytest.TempPathFactory) -> PlanCopies:
    """No more plans than the tests of this file write in, since the server reads all when it starts."""
    return PlanCopies(tmp_path_factory.mktemp("planer"), {VSO: 3})


@pytest.fixture(scope="module")
def guarded(guarded_plans: PlanCopies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("inloggning")
    with server_with_login(folder, PRIORITERING_PLANER=str(guarded_plans.folder)) as server:
        yield server


@pytest.fixture
def guarded_plan(guarded_plans: PlanCopies) -> str:
    """The id of a plan of that server which no other test sees."""
    return guarded_plans.take(VSO)


@pytest.fixture
def logged_in(new_window: Opener, guarded: Server) -> Callable[..., Visit]:
    def start(account: str, path: str = "oversikt") -> Visit:
        visit = new_window(guarded.url)
        log_in(visit, account, path)
        return visit

    return start


def status(url: str, method: str = "GET", body: Any = None, **headers: str) -> int:
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data=data, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def drawn(url: str, page: str, cookies: dict[str, str] | None = None) -> str:
    """Return all that a websocket of its own is sent for a page; in a thread, since the browser's loop runs in this."""

    async def play() -> str:
        session = await open_session(url, page, cookies=cookies)
        await session.socket.close()
        return session.text()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, play()).result()


@pytest.mark.parametrize("page", page_addresses())
def test_nobody_gets_nothing_of_a_page_over_the_websocket(page: str, guarded: Server) -> None:
    text = drawn(guarded.url, page)
    assert "Logga in" in text
    assert not any(fact in text for fact in FACTS)


def test_nobody_gets_nothing_from_a_route(guarded: Server) -> None:
    assert [status(f"{guarded.url}/{route}") for route in ROUTES] == [401] * len(ROUTES)
    json_type = {"Content-Type": "application/json"}
    for route in ("direkt/anslut", "direkt/svar"):
        assert status(f"{guarded.url}/{route}", "POST", {"kod": "ABCDEF"}, **json_type) == 401


def test_a_cookie_that_was_not_signed_here_is_nobody(guarded: Server) -> None:
    for cookie in ("_streamlit_user=abc", '_streamlit_user="{}"', "_streamlit_user=eyJzdWIiOiJ4In0.x.y"):
        assert status(f"{guarded.url}/direkt/strom?plan=vso-2021", Cookie=cookie) == 401


def test_the_shared_link_survives_the_login(logged_in: Callable[..., Visit]) -> None:
    path = "prioritera?vikter=effekttyp.60~omfattning.20~tidsperspektiv.20&ram=3432"
    visit = logged_in("lasare", path)
    # Every address says its plan, once the page has opened.
    assert visit.page.url == f"{visit.url}/{path}&plan=vso-2021"
    visit.page.get_by_role("heading", name="Prioritera").wait_for()


def test_a_login_cannot_be_made_to_lead_to_another_host(guarded: Server, new_window: Opener) -> None:
    visit = new_window(guarded.url)
    visit.open("oversikt")
    visit.page.context.add_cookies(
        [{"name": "prioritering_nasta", "value": "%2F%2Fexample.org", "url": guarded.url, "httpOnly": True}]
    )
    visit.page.get_by_role("button", name="Logga in").click()
    give_account(visit.page, "lasare")
    visit.page.wait_for_url(f"{guarded.url}/oversikt**")
    assert visit.outside_hosts() == []


def test_someone_in_no_group_is_told_so_and_gets_nothing(logged_in: Callable[..., Visit]) -> None:
    visit = logged_in("ingen")
    visit.page.get_by_text("Din roll ger inte tillgång till Prioritering").wait_for()
    body = visit.page.inner_text("body")
    assert not any(fact in body for fact in FACTS)
    assert visit.page.evaluate("async () => (await fetch('/direkt/strom?plan=vso-2021')).status") == 401
    visit.console_errors.clear()


REFUSED = "Det här får din roll inte göra"
MAY = {
    "lasare": {"bedöma": False, "leda": False},
    "medlem": {"bedöma": True, "leda": False},
    "objektledare": {"bedöma": True, "leda": True},
    "objektagare": {"bedöma": True, "leda": False},
    "administrator": {"bedöma": True, "leda": True},
}


@pytest.mark.parametrize("account", MAY)
def test_each_role_may_do_what_it_may_on_pages_routes_and_websocket(
    account: str, logged_in: Callable[..., Visit], guarded: Server
) -> None:
    visit, may = logged_in(account, "poangsatt"), MAY[account]
    page = visit.page
    page.get_by_text(f"Inloggad som {ACCOUNTS[account]}.").wait_for()
    refused = page.get_by_text(REFUSED).count()
    assert refused == (0 if may["bedöma"] else 1)
    visit.open("mote")
    assert page.get_by_role("button", name="Öppna mötet och runda 1").count() == int(may["leda"])

    assert ask_to_join(page, "ABCDEF", "Objektägare")[0] == (400 if may["bedöma"] else 403)
    assert page.evaluate("async () => (await fetch('/direkt/mina?mote=x')).status") == (400 if may["bedöma"] else 403)

    cookies = {item["name"]: item["value"] for item in page.context.cookies()}
    assert (REFUSED in drawn(guarded.url, "poangsatt", cookies)) == (not may["bedöma"])
    assert ("Öppna mötet och runda 1" in drawn(guarded.url, "mote", cookies)) == may["leda"]
    # Without Streamlit's own token, or with another's cookie cut, a socket is nobody's.
    forged = {"_streamlit_xsrf": "2|0|0|0"}, {"_streamlit_user": cookies["_streamlit_user"][:-3]}
    for change in forged:
        assert "Logga in" in drawn(guarded.url, "prioritera", {**cookies, **change})
    visit.console_errors.clear()


def test_with_login_a_member_is_the_person_and_comes_back_from_another_browser(
    logged_in: Callable[..., Visit], guarded_plan: str
) -> None:
    leader = logged_in("objektledare", f"mote?plan={guarded_plan}")
    leader.page.get_by_role("button", name="Öppna mötet och runda 1").click()
    code = shown_code(leader.page)
    for first_time in (True, False):
        visit = logged_in("medlem", f"poangsatt?kod={code}&plan={guarded_plan}")
        if first_time:
            visit.page.get_by_label("Linjechef", exact=True).check()
            visit.page.get_by_role("button", name="Gå med i mötet").click()
        visit.page.get_by_text("Du är med som Linjechef").wait_for()
        assert "mote_" not in " ".join(item["name"] for item in visit.page.context.cookies()) or first_time


def test_a_member_who_is_there_before_the_meeting_sees_it_when_it_has_been_opened(
    logged_in: Callable[..., Visit], guarded_plan: str
) -> None:
    member = logged_in("medlem", f"mote?plan={guarded_plan}")
    wait = member.page.get_by_text("Sidan visar det när det har börjat.")
    wait.wait_for()
    leader = logged_in("objektledare", f"mote?plan={guarded_plan}")
    leader.page.get_by_role("button", name="Öppna mötet och runda 1").click()
    # Nothing is done on the member's screen.
    wait.wait_for(state="detached")
    assert "mote=" in member.page.url


def test_a_projector_that_a_member_runs_follows_the_room_and_leads_nothing(
    logged_in: Callable[..., Visit], guarded_plan: str
) -> None:
    leader = logged_in("objektledare", f"mote?plan={guarded_plan}")
    leader.page.get_by_role("button", name="Öppna mötet och runda 1").click()
    shown_code(leader.page)
    wall = logged_in("medlem", f"projektor?plan={guarded_plan}&bild=ram")
    page = leader.open(f"prioritera?plan={guarded_plan}")
    page.get_by_text("Rummets vy: det du ändrar här syns").wait_for()
    page.get_by_text("Ordning, regel och filter").click()
    page.get_by_text("Hoppa över och gå vidare").click()
    wall.page.wait_for_function("() => location.search.includes('regel=hoppa')")
    # Where the member looks is the projector's own, and nothing there can be made the room's.
    wall.page.keyboard.press("ArrowRight")
    wall.page.wait_for_function("() => !location.search.includes('bild=ram')")
    # Their own change comes back to them as the room's, and a press while the page redraws is lost.
    for _ in range(PRESSES):
        leader.settle()
        page.get_by_text("Stanna vid första som inte ryms", exact=True).click()
        with suppress(PlaywrightTimeout):
            page.wait_for_function("() => !location.search.includes('regel=hoppa')", timeout=PATIENCE * 1000 / PRESSES)
            break
    wall.page.wait_for_function("() => !location.search.includes('regel=hoppa')")
    for text in ("Gör till rummets", "Egen vy"):
        assert wall.page.get_by_text(text).count() == 0


def test_logging_out_ends_it_in_other_tabs_and_for_a_copy_of_the_cookie(logged_in: Callable[..., Visit]) -> None:
    visit = logged_in("objektledare", "prioritera?plan=vso-2021")
    url = visit.url
    cookies = {item["name"]: item["value"] for item in visit.page.context.cookies()}
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    other = visit.page.context.new_page()
    other.goto(f"{url}/prioritera?plan=vso-2021")
    other.get_by_text(FACTS[0]).first.wait_for()
    # One that follows nothing.
    third = visit.page.context.new_page()
    third.goto(f"{url}/objektplan?plan=vso-2021")
    third.get_by_text(FACTS[0]).first.wait_for()
    assert status(f"{url}/direkt/mina?mote=x", Cookie=header) == 400
    visit.page.get_by_role("button", name="Logga ut").click()
    visit.page.get_by_role("button", name="Ja, logga ut").click()
    visit.page.get_by_role("button", name="Logga in").wait_for()
    visit.settle()
    for route in ("direkt/mina?mote=x", "direkt/strom?plan=vso-2021", "media/abc.csv"):
        assert status(f"{url}/{route}", Cookie=header) == 401
    assert "Logga in" in drawn(url, "prioritera", cookies)
    # Nobody has touched the other tab: what it follows has told it.
    for tab in (other, third):
        tab.get_by_role("button", name="Logga in").wait_for()
        assert not any(fact in tab.inner_text("body") for fact in FACTS)
    visit.console_errors.clear()


def test_a_part_of_a_page_that_is_drawn_by_itself_is_not_drawn_for_who_is_logged_out(
    logged_in: Callable[..., Visit],
) -> None:
    visit = logged_in("lasare", "robusthet?plan=vso-2021")
    other = visit.page.context.new_page()
    other.goto(f"{visit.url}/oversikt?plan=vso-2021")
    other.get_by_role("button", name="Logga ut").click()
    other.get_by_role("button", name="Ja, logga ut").click()
    other.get_by_role("button", name="Logga in").wait_for()
    page = visit.page
    # On a crowded machine the page may have asked by itself already, and have nothing left to open.
    page.evaluate(
        "[...document.querySelectorAll('summary')].find((one) => one.innerText.includes('Så räknades'))?.click()"
    )
    page.get_by_role("button", name="Logga in").wait_for()
    assert not any(fact in page.inner_text("body") for fact in FACTS)
    visit.console_errors.clear()
