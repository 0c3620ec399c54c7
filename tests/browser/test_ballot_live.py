"""What happens elsewhere while a member answers: another tab, the reveal, the meeting's end, an older picture."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser.meeting import (
    SAVED,
    Watched,
    begin,
    begin_unwatched,
    choose,
    join,
    mine,
    open_meeting,
    post,
    reveal,
    second_tab,
    take,
)
from tests.browser.plan_copies import LaidMeeting

pytestmark = pytest.mark.browser
OMFATTNING = 'fieldset[data-criterion="omfattning"]'
FIRST = "Automatisering av myndighetsprocesser"


def level(page: Page, name: str) -> None:
    page.locator(f'{OMFATTNING} input[value="nivå/{name}"]').click()


def chosen(page: Page, awaited: str) -> list[str]:
    """Return what is shown as chosen on omfattning, once the awaited level is."""
    page.wait_for_selector(f'{OMFATTNING} input[value="nivå/{awaited}"]:checked')
    levels = page.locator(f"{OMFATTNING} input:checked").evaluate_all("inputs => inputs.map(input => input.value)")
    return [level.removeprefix("nivå/") for level in levels]


def forget_offline(member: Watched) -> None:
    errors = member.visit.console_errors
    errors[:] = [error for error in errors if "ERR_INTERNET_DISCONNECTED" not in error]


def test_two_tabs_of_one_member_show_the_same(watched: Callable[..., Watched], laid_meeting: LaidMeeting) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Objektledare")
    first = begun.page
    second = second_tab(begun.member, begun.plan, begun.code)
    choose(first, "omfattning", "Hög")
    assert chosen(second, "Hög") == ["Hög"]
    choose(second, "omfattning", "Låg")
    assert chosen(first, "Låg") == ["Låg"]
    # What waits in one is seen in the other, and is sent by whichever gets through first.
    first.context.set_offline(True)
    level(first, "Medel")
    assert chosen(second, "Medel") == ["Medel"]
    first.context.set_offline(False)
    for page in (first, second):
        page.wait_for_function(SAVED)
    assert [chosen(page, "Medel") for page in (first, second)] == [["Medel"], ["Medel"]]
    assert mine(second, begun.meeting_id)["svar"]["S01"]["svar"]["omfattning"]["varde"] == "Medel"
    second.close()
    forget_offline(begun.member)


def test_what_a_tab_had_not_sent_when_it_was_closed_is_sent_by_the_other(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Objektledare")
    first, second = begun.page, second_tab(begun.member, begun.plan, begun.code)
    # On its way for as long as the tab is there.
    second.route("**/direkt/svar", lambda _: None)
    level(second, "Hög")
    assert chosen(first, "Hög") == ["Hög"]
    second.close()
    first.wait_for_function(SAVED)
    assert mine(first, begun.meeting_id)["svar"]["S01"]["svar"]["omfattning"]["varde"] == "Hög"


def test_what_another_tab_keeps_is_followed_though_no_word_comes_from_it(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Objektledare")
    first, second = begun.page, second_tab(begun.member, begun.plan, begun.code)
    second.evaluate("() => { BroadcastChannel.prototype.postMessage = () => {}; }")
    second.route("**/direkt/svar", lambda _: None)
    second.locator("#v-skal").fill("Ett skäl")
    first.wait_for_function("() => document.querySelector('#v-skal').value === 'Ett skäl'")
    first.get_by_text("Skälet är inte sparat än.").or_(first.get_by_text("Sparar 1 skäl")).first.wait_for()
    second.locator("#v-skal").blur()
    second.get_by_text("Sparar 1 skäl").wait_for()
    second.close()
    first.wait_for_function(SAVED)
    assert mine(first, begun.meeting_id)["svar"]["S01"]["skal"] == "Ett skäl"


def test_two_devices_of_one_member_show_the_same_and_lose_nothing(
    watched: Callable[..., Watched], own_plan: str
) -> None:
    leader, laptop, phone = watched(), watched(), watched(viewport={"width": 390, "height": 844})
    meeting_id, code = open_meeting(leader, own_plan)
    first = join(laptop, own_plan, code, "Objektledare")
    # As with a login, which proves who it is on every device.
    (token,) = (item for item in first.context.cookies() if item["name"] == f"mote_{meeting_id}")
    phone.page.context.add_cookies([{"name": token["name"], "value": token["value"], "url": phone.visit.url}])
    second = phone.visit.open(f"poangsatt?mote={meeting_id}&plan={own_plan}")
    second.wait_for_selector("#v-projekt")
    choose(first, "omfattning", "Hög")
    second.wait_for_selector(f'{OMFATTNING} input[value="nivå/Hög"]:checked', state="attached")
    choose(second, "effekttyp", "En effekt")
    first.wait_for_selector('fieldset[data-criterion="effekttyp"] input[value="nivå/En effekt"]:checked')
    # What waits in one does not hide what the other has saved meanwhile; what comes in last is what both show.
    first.context.set_offline(True)
    level(first, "Medel")
    first.get_by_text("1 svar ligger kvar").wait_for()
    second.get_by_text("fråga 2 av 3").wait_for()
    choose(second, "omfattning", "Låg")
    second.get_by_text("fråga 3 av 3").wait_for()
    choose(second, "tidsperspektiv", "Kort")
    first.context.set_offline(False)
    first.wait_for_function(SAVED)
    first.wait_for_selector('fieldset[data-criterion="tidsperspektiv"] input[value="nivå/Kort"]:checked')
    for page in (first, second):
        answers = mine(page, meeting_id)["svar"]["S01"]["svar"]
        said = {key: answer["varde"] for key, answer in answers.items()}
        assert said == {"effekttyp": "En effekt", "omfattning": "Medel", "tidsperspektiv": "Kort"}
    first.locator("#v-jav").check()
    second.get_by_role("button", name="Mina svar", exact=True).click()
    second.locator(".v-given > li").first.get_by_text("Jäv").wait_for()
    forget_offline(laptop)


def test_what_a_device_saves_whose_page_no_longer_listens_is_seen_on_the_other_at_once(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Objektledare")
    begun.page.get_by_text("0 av 10 projekt klara").wait_for()
    said = {"mote": begun.meeting_id, "runda": 1, "projekt": "S01", "slag": "nivå"}
    for key, level_name in (("effekttyp", "En effekt"), ("omfattning", "Hög"), ("tidsperspektiv", "Kort")):
        assert post(begun.page, **said, kriterium=key, varde=level_name)[0] == 200
    begun.page.get_by_text("1 av 10 projekt klara").wait_for()
    assert chosen(begun.page, "Hög") == ["Hög"]


OLD_LIST = """([meeting, items]) => localStorage.setItem(`prioritering.osparat.${meeting}`,
  typeof items === 'string' ? items : JSON.stringify(items.map((item) => ({ mote: meeting, runda: 1, ...item }))))"""


def test_what_an_earlier_version_of_the_page_had_not_sent_is_sent_or_said(
    watched: Callable[..., Watched], own_plan: str
) -> None:
    leader, member = watched(), watched()
    meeting_id, code = open_meeting(leader, own_plan)
    page = join(member, own_plan, code, "Linjechef")
    answer = {"slag": "nivå", "projekt": "S01", "kriterium": "omfattning"}
    left = [
        {**answer, "varde": "Låg"},
        {**answer, "varde": "Hög"},
        {"slag": "skäl", "projekt": "S02", "text": "Ett skäl från i går"},
        {**answer, "projekt": "S02", "varde": "Jättehög"},
    ]
    page.evaluate(OLD_LIST, [meeting_id, left])
    page.reload()
    page.get_by_text("1 svar är inte sparat.").wait_for()
    page.locator(".v-unsaved").get_by_text("Införande nya e-tjänster, Omfattning: Jättehög").wait_for()
    assert page.locator(f'{OMFATTNING} input[value="nivå/Hög"]').is_checked()
    said = mine(page, meeting_id)["svar"]
    assert said["S01"]["svar"] == {"omfattning": {"slag": "nivå", "varde": "Hög"}}
    assert (said["S02"]["svar"], said["S02"]["skal"]) == ({}, "Ett skäl från i går")
    page.locator(".v-unsaved").get_by_role("button", name="Ta bort").click()
    page.wait_for_function(SAVED)
    member.visit.console_errors.clear()


UNREADABLE = ["[{", "7", "[null, 3]", '[{"slag": 1}]']


def test_what_cannot_be_read_of_what_the_browser_had_kept_is_taken_away_and_told_and_stops_nothing(
    watched: Callable[..., Watched], own_plan: str
) -> None:
    leader, member = watched(), watched()
    meeting_id, code = open_meeting(leader, own_plan)
    page = join(member, own_plan, code, "Linjechef")
    told = page.locator(".v-unreadable")
    assert told.is_hidden()
    for old in UNREADABLE:
        page.evaluate(OLD_LIST, [meeting_id, old])
        page.evaluate(OLD_LIST, [f"{meeting_id}.1", old])
        page.reload()
        told.get_by_text("Något som låg osparat i den här webbläsaren gick inte att läsa").wait_for()
    level(page, "Medel")
    page.wait_for_function(SAVED)
    assert mine(page, meeting_id)["svar"]["S01"]["svar"]["omfattning"]["varde"] == "Medel"
    page.reload()
    page.wait_for_selector("#v-projekt")
    assert told.is_hidden()


def test_answers_that_come_after_the_reveal_are_told_as_late_and_as_no_change(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    leader, page = begun.leader, begun.page
    choose(page, "tidsperspektiv", "Kort")
    page.context.set_offline(True)
    level(page, "Hög")
    page.get_by_text("1 svar ligger kvar").wait_for()
    reveal(leader)
    page.context.set_offline(False)
    page.wait_for_function(SAVED)
    page.locator(OMFATTNING).get_by_text("Kom in efter visningen.").wait_for()
    assert page.get_by_text("Kom in efter visningen.").count() == 1
    assert mine(page, begun.meeting_id)["svar"]["S01"]["sena"] == ["omfattning"]
    leader.page.get_by_role("heading", name="Kom in efter visningen").wait_for()
    leader.page.get_by_text(f"Linjechef: {FIRST} (omfattning), runda 1").wait_for()
    assert "Ändrat efter visningen" not in leader.page.inner_text("body")
    forget_offline(begun.member)


def test_what_is_refused_at_the_meetings_end_names_the_project_and_the_question_and_stays_readable(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    page = begun.page
    page.context.set_offline(True)
    level(page, "Hög")
    page.locator("#v-skal").fill("Ett skäl som ingen får tappa bort")
    page.get_by_text("1 svar och 1 skäl ligger kvar").wait_for()
    take(begun.leader, "Avsluta mötet", "Avsluta mötet nu")
    begun.leader.page.get_by_text("Mötet är avslutat").first.wait_for()
    page.context.set_offline(False)
    page.get_by_text("1 svar och 1 skäl är inte sparade.").wait_for()
    for _ in range(2):
        listed = page.locator(".v-unsaved")
        listed.get_by_text(f"{FIRST}, Omfattning: Hög").wait_for()
        assert "Mötet är avslutat, så det sparades inte" in listed.inner_text()
        assert "Ett skäl som ingen får tappa bort" in listed.inner_text()
        assert not page.locator(".v-saved-text").inner_text().startswith("Sparat")
        page.reload()
    begun.member.visit.console_errors.clear()


def test_an_older_picture_never_takes_the_place_of_a_newer(watched: Callable[..., Watched], own_plan: str) -> None:
    leader = watched()
    open_meeting(leader, own_plan)
    page = leader.page

    def stream(route: Route) -> None:
        pictures = [("8-9-9", "Nytt"), ("7-9-9", "Gammalt"), ("8-9-10", "Sist")]
        events = [f'id: {number}\nevent: ruta\ndata: "<p>{text}</p>"\n\n' for number, text in pictures]
        route.fulfill(status=200, content_type="text/event-stream", body="".join(["retry: 100000\n\n", *events]))

    page.evaluate(
        """() => {
          window.seen = [];
          const look = () => window.seen.push(document.querySelector('.d-content').innerText.trim());
          new MutationObserver(look).observe(document.querySelector('.d-content'), { childList: true });
        }"""
    )
    page.route("**/direkt/strom*ruta=fynd*", stream)
    page.evaluate(
        """() => {
          Object.defineProperty(document, 'hidden', { value: true, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
          Object.defineProperty(document, 'hidden', { value: false, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }"""
    )
    page.wait_for_function("() => window.seen.includes('Sist')")
    assert "Gammalt" not in page.evaluate("window.seen")
    page.unroute("**/direkt/strom*ruta=fynd*")
