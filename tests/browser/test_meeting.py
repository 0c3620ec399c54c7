"""A whole meeting in six browsers, and what may go wrong in one. No level leaves its member before the reveal."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pytest

from tests.browser.accessibility import axe_findings, in_the_dark
from tests.browser.english import english_on
from tests.browser.meeting import (
    CRITERIA,
    LEVELS,
    SAVED,
    STREAMED,
    Watched,
    answer_all,
    ask_to_join,
    begin_unwatched,
    choose,
    join,
    mine,
    open_meeting,
    post,
    second_tab,
    take,
    take_seat,
)
from tests.browser.plan_copies import LaidMeeting

pytestmark = pytest.mark.browser
ROLES = ("Objektägare", "Objektägare IT", "Objektledare", "Objektledare IT", "Linjechef")
WORDS = [level for levels in LEVELS.values() for level in levels if " " in level]
PHONE = {"width": 390, "height": 844}


def level_of(member: int, project: str, criterion: str, round_number: int = 1) -> str:
    """In round 1 everyone agrees on all but the first two projects, where the answers go from end to end."""
    scale = LEVELS[criterion]
    apart = round_number == 1 and project in ("S01", "S02") and criterion == "omfattning"
    return scale[-1 if member % 2 else 0] if apart else scale[-2]


def streams(window: Watched, plan: str, meeting_id: str) -> str:
    """Return what every stream that exists tells this browser of how things stand."""
    steps = ("lage", "rangordning", "oenighet", "ram", "sakert", "beslut")
    paths = [f"/direkt/strom?mote={meeting_id}&ruta=projektor&poang=median&bild={step}" for step in steps]
    paths += [f"/direkt/strom?mote={meeting_id}&ruta={name}" for name in ("resultat", "fynd")]
    paths += [f"/direkt/strom?mote={meeting_id}", f"/direkt/strom?mote={meeting_id}&for=medlem"]
    paths += [f"/direkt/strom?plan={plan}"]
    return "\n".join(window.page.evaluate(STREAMED, paths))


@pytest.mark.long
def test_a_whole_meeting_in_six_browsers(watched: Callable[..., Watched], own_plan: str) -> None:
    leader = watched()
    meeting_id, code = open_meeting(leader, own_plan)
    members = [watched(**({"viewport": PHONE} if number == 0 else {})) for number in range(5)]
    pages = [join(member, own_plan, code, role) for member, role in zip(members, ROLES, strict=True)]

    for number, page in enumerate(pages):
        for criterion in CRITERIA:
            choose(page, criterion, level_of(number, "S01", criterion))
        if number == 0:
            # A phone has gone on to the next project by itself.
            page.get_by_text("Projekt 2 av 10").wait_for()
            page.get_by_role("button", name="Tillbaka").click()
            page.get_by_text("Skäl och jäv").click()
        page.locator("#v-skal").fill(f"hemligt skäl {number} <b>fet</b> 🙂")
        page.locator("#v-skal").blur()
        page.wait_for_function(SAVED)
        answer_all(page, meeting_id, 1, partial(level_of, number))
    leader.page.get_by_text("Alla är klara").first.wait_for()

    wall = watched()
    wall.visit.open(f"projektor?plan={own_plan}&bild=oenighet&mote={meeting_id}&poang=median")
    board = watched()
    board.visit.open(f"prioritera?plan={own_plan}&poang=median&mote={meeting_id}")
    board.page.get_by_text("Gruppen har inte visat några svar").wait_for()
    streamed = streams(members[0], own_plan, meeting_id)
    assert "Runda 1 pågår" in streamed
    for given in (leader.everything(), wall.everything(), streamed):
        assert "hemligt skäl" not in given
        assert not any(word in given for word in WORDS)
    assert "hemligt skäl" not in board.everything()
    for number, (member, page) in enumerate(zip(members, pages, strict=True)):
        member.visit.settle()
        given = member.everything()
        assert not any(f"hemligt skäl {other}" in given for other in range(5) if other != number)
        own = mine(page, meeting_id)
        assert own["tidigare"] == {}
        said = {(p, c): a["varde"] for p, sheet in own["svar"].items() for c, a in sheet["svar"].items()}
        assert said == {(p, c): level_of(number, p, c) for p in own["projekt"] for c in CRITERIA}
        checked = page.locator("fieldset input:checked")
        assert [item.get_attribute("value") for item in checked.all()] == [
            f"nivå/{level_of(number, 'S01', criterion)}" for criterion in CRITERIA
        ]

    take(leader, "Visa svaren i runda 1", "Visa svaren för alla")
    wall.page.locator(".s-finding", has_text="Vi tycker olika om två projekt").wait_for()
    leader.page.get_by_role("heading", name="Här tycker vi olika").wait_for()
    board.page.get_by_text("Gruppen har inte visat några svar").wait_for(state="detached")
    heat = leader.page.locator(".m-heat").inner_text()
    assert "enighet 4 %" in heat.replace("\u00a0", " ") or "enighet 20 %" in heat.replace("\u00a0", " ")
    assert "hemligt skäl 3 <b>fet</b> 🙂" in leader.page.inner_text("body")
    assert leader.page.locator("b", has_text="fet").count() == 0
    assert leader.page.get_by_text("Kendalls W är").count() == 1
    assert axe_findings(leader.page) == []
    assert english_on(leader.page) == []

    pages[1].get_by_text("Svaren är visade").wait_for()
    choose(pages[1], "omfattning", "Mycket hög")
    changed = "Objektägare IT: Automatisering av myndighetsprocesser (omfattning), runda 1"
    if level_of(1, "S01", "omfattning") == "Mycket hög":
        choose(pages[1], "omfattning", "Hög")
    leader.page.get_by_text(changed).wait_for()

    leader.visit.settle()
    leader.page.get_by_text("Leda mötet").click()
    take(leader, "Öppna runda 2", "Stäng och öppna nästa")
    for page in pages:
        page.get_by_text("Runda 2: 0 av 2 projekt klara").wait_for()
    before = leader.page.locator(".m-heat").inner_text()
    for number, page in enumerate(pages):
        assert "Gruppens median" in page.locator('fieldset[data-criterion="omfattning"]').inner_text()
        answer_all(page, meeting_id, 2, partial(level_of, number, round_number=2))
        post(page, mote=meeting_id, runda=2, projekt="S01", slag="skäl", text=f"nytt hemligt {number}")
    leader.page.get_by_text("Alla är klara").first.wait_for()
    assert leader.page.locator(".m-heat").inner_text() == before
    assert "nytt hemligt" not in streams(members[1], own_plan, meeting_id)
    for number, member in enumerate([*members, leader, wall]):
        given = member.everything()
        assert not any(f"nytt hemligt {other}" in given for other in range(5) if other != number)
    take(leader, "Visa svaren i runda 2", "Visa svaren för alla")
    leader.page.get_by_role("heading", name="Rundorna jämförda").wait_for()
    assert "1 → 2" in leader.page.inner_text("body")
    wall.page.locator(".s-finding", has_text="Ingen bedömning går starkt isär").wait_for()


@pytest.mark.long
def test_an_anonymous_meeting_shows_answers_without_roles(watched: Callable[..., Watched], own_plan: str) -> None:
    leader = watched()
    meeting_id, code = open_meeting(leader, own_plan, "anonymt")
    for number, role in enumerate(ROLES[:3]):
        page = take_seat(watched(), code, role)
        answer_all(page, meeting_id, 1, partial(level_of, number))
    take(leader, "Visa svaren i runda 1", "Visa svaren för alla")
    listed = leader.page.locator(".m-disputes")
    listed.wait_for()
    assert not any(role in listed.inner_text() for role in ROLES)
    assert not any(role in leader.page.locator(".m-heat").inner_text() for role in ROLES)


def test_a_lost_connection_loses_nothing_and_says_so(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Linjechef")
    page = begun.page
    choose(page, "omfattning", "Hög")
    page.context.set_offline(True)
    page.locator('fieldset[data-criterion="omfattning"] input[value="nivå/Låg"]').check()
    page.get_by_text("Ingen kontakt med servern. 1 svar ligger kvar i den här webbläsaren").wait_for()
    assert page.locator('fieldset[data-criterion="omfattning"] input[value="nivå/Låg"]').is_checked()
    page.context.set_offline(False)
    page.wait_for_function(SAVED)
    assert mine(page, begun.meeting_id)["svar"]["S01"]["svar"]["omfattning"]["varde"] == "Låg"
    offline = "ERR_INTERNET_DISCONNECTED"
    begun.member.visit.console_errors = [error for error in begun.member.visit.console_errors if offline not in error]


def test_a_reload_brings_the_member_back_and_another_browser_does_not_get_in(
    watched: Callable[..., Watched], own_plan: str
) -> None:
    leader, member, stranger = watched(), watched(), watched()
    meeting_id, code = open_meeting(leader, own_plan)
    page = join(member, own_plan, code, "Objektägare")
    choose(page, "tidsperspektiv", "Kort")
    page.goto(f"{member.visit.url}/poangsatt?plan={own_plan}&mote={meeting_id}")
    page.wait_for_selector("#v-projekt")
    assert page.locator('fieldset[data-criterion="tidsperspektiv"] input[value="nivå/Kort"]').is_checked()
    assert "mote_" not in page.evaluate("document.cookie")
    other = stranger.visit.open(f"poangsatt?kod={code}&plan={own_plan}")
    assert other.get_by_label("Objektägare (redan med)").is_disabled()
    status, content = ask_to_join(other, code, "Objektägare")
    assert (status, "redan tagen" in content["fel"]) == (409, True)
    assert "fel" in mine(other, meeting_id)
    assert (
        post(other, mote=meeting_id, runda=1, projekt="S01", kriterium="omfattning", slag="nivå", varde="Hög")[0] == 403
    )
    stranger.visit.console_errors.clear()


def test_two_tabs_of_one_member_do_not_undo_each_other(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Objektledare")
    first = begun.page
    second = second_tab(begun.member, begun.plan, begun.code)
    choose(first, "omfattning", "Hög")
    choose(second, "tidsperspektiv", "Kort")
    answers = mine(first, begun.meeting_id)["svar"]["S01"]["svar"]
    assert {key: answer["varde"] for key, answer in answers.items()} == {"omfattning": "Hög", "tidsperspektiv": "Kort"}
    second.close()


def test_a_reason_that_is_too_long_is_refused_with_the_limit(watched: Callable[..., Watched], own_plan: str) -> None:
    leader, member = watched(), watched()
    meeting_id, code = open_meeting(leader, own_plan)
    page = take_seat(member, code, "Objektägare")
    status, content = post(page, mote=meeting_id, runda=1, projekt="S01", slag="skäl", text="å" * 5_000)
    assert (status, "högst 500 tecken" in content["fel"]) == (400, True)
    assert json.dumps(mine(page, meeting_id)["svar"]).count("å") == 0
    member.visit.console_errors.clear()


def axe_in_both_schemes(member: Watched) -> list[str]:
    found = axe_findings(member.page)
    with in_the_dark(member.visit) as page:
        return found + axe_findings(page)


def test_the_ballot_is_accessible_in_light_and_dark_and_works_with_the_keyboard_on_a_phone(
    watched: Callable[..., Watched], own_plan: str
) -> None:
    leader, member = watched(), watched(viewport=PHONE)
    meeting_id, code = open_meeting(leader, own_plan)
    page = member.visit.open(f"poangsatt?kod={code}&plan={own_plan}")
    assert axe_in_both_schemes(member) == []
    page = join(member, own_plan, code, "Objektledare IT")
    assert axe_in_both_schemes(member) == []
    assert english_on(page) == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")
    page.keyboard.press("2")
    page.get_by_text("fråga 2 av 3").wait_for()
    assert page.evaluate("document.activeElement.innerText") == "Omfattning"
    page.locator('fieldset[data-criterion="omfattning"] input').first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(SAVED)
    # The arrows choose and stay, since they pass by what is not meant.
    said = mine(page, meeting_id)["svar"]["S01"]["svar"]
    assert {key: answer["varde"] for key, answer in said.items()} == {"effekttyp": "En effekt", "omfattning": "Medel"}
    page.get_by_role("button", name="Nästa fråga").press("Enter")
    page.get_by_text("fråga 3 av 3").wait_for()
    page.get_by_role("button", name="Nästa projekt").press("Enter")
    page.get_by_text("Projekt 2 av 10").wait_for()


def test_the_projector_has_no_small_text_and_no_frame(watched: Callable[..., Watched], own_plan: str) -> None:
    leader, wall = watched(), watched()
    meeting_id, _ = open_meeting(leader, own_plan)
    smallest = """() => Math.min(...[...document.querySelectorAll('.s-page *, .s-join *, .s-steps *')]
      .filter((item) => [...item.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
      .map((item) => parseFloat(getComputedStyle(item).fontSize)))"""
    for step in ("lage", "behov", "rangordning", "oenighet", "ram", "sakert", "beslut"):
        page = wall.visit.open(f"projektor?plan={own_plan}&bild={step}&mote={meeting_id}")
        assert page.evaluate(smallest) >= 20
        assert axe_findings(page) == []
    assert not page.locator('[data-testid="stSidebar"]').is_visible()
    assert page.locator(".s-join img").is_visible()
    # Whoever has no camera writes the address by hand.
    assert f"{page.url.split('/')[2]}/poangsatt" in page.locator(".s-join").inner_text()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**bild=sakert**")
    leader.page.get_by_role("button", name="Ta inte emot fler").click()
    page.locator(".s-join").wait_for(state="detached")


def test_what_another_changes_reaches_the_board_without_losing_what_is_typed(
    watched: Callable[..., Watched], own_plan: str
) -> None:
    leader, board, member = watched(), watched(), watched()
    meeting_id, code = open_meeting(leader, own_plan)
    page = join(member, own_plan, code, "Objektägare")
    answer_all(page, meeting_id, 1, partial(level_of, 0))
    take(leader, "Visa svaren i runda 1", "Visa svaren för alla")
    page.get_by_text("Svaren är visade").wait_for()
    shown = board.visit.open(f"prioritera?plan={own_plan}&poang=median&mote={meeting_id}")
    first = shown.locator("tr.b-row").first.inner_text()
    shown.get_by_text("Lika vikt").first.wait_for()
    shown.evaluate("() => { window.samma = true; document.querySelector('tr.b-row').dataset.kvar = 'ja'; }")
    for criterion in CRITERIA:
        post(
            page, mote=meeting_id, runda=1, projekt="S10", kriterium=criterion, slag="nivå", varde=LEVELS[criterion][-1]
        )
    shown.wait_for_function("(before) => document.querySelector('tr.b-row').innerText !== before", arg=first)
    assert shown.evaluate("() => window.samma === true && Boolean(document.querySelector('[data-kvar]'))")
