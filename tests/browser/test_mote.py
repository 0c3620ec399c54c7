"""The leader's page in a real browser: what asks first, what is folded, a seat that moves, and files taken along."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from prioritering.view.meeting_workbook import meeting_workbook
from prioritering.web.components.component import script
from tests.browser.accessibility import axe_findings
from tests.browser.english import english_on
from tests.browser.harness import ROOT, Server
from tests.browser.meeting import (
    LEVELS,
    Watched,
    answer_all,
    begin,
    begin_unwatched,
    choose,
    join,
    join_at_once,
    mine,
    open_meeting,
    post,
    press,
    reveal,
    take,
)
from tests.browser.plan_copies import LaidMeeting
from tests.browser.stillness import box_of
from tests.browser.windows import Opener

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def highest(_: str, criterion: str) -> str:
    return LEVELS[criterion][-1]


def by_command(server: Server, meeting_id: str, folder: Path) -> dict[str, Any]:
    """Return what `python -m prioritering mote --id … --json` prints, on a copy: the server holds the database."""
    copy = Path(shutil.copy(server.database, folder / "kopia.duckdb"))
    for suffix in (".wal", ".rakning"):
        if (beside := Path(f"{server.database}{suffix}")).exists():
            shutil.copy(beside, f"{copy}{suffix}")
    command = [sys.executable, "-m", "prioritering", "mote", "--id", meeting_id, "--json"]
    environment = {**os.environ, "PRIORITERING_DB": str(copy)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
    return dict(json.loads(done.stdout))


def in_sheets(book: bytes) -> dict[str, list[list[Any]]]:
    found = CalamineWorkbook.from_filelike(io.BytesIO(book))
    return {name: found.get_sheet_by_name(name).to_python() for name in found.sheet_names}


@pytest.mark.long
def test_a_reveal_asks_first_and_puts_the_result_first_with_files_to_take_along(
    watched: Callable[..., Watched], server: Server, laid_meeting: LaidMeeting, tmp_path: Path
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef", viewport=PHONE)
    leader, page = begun.leader, begun.page
    answer_all(page, begun.meeting_id, 1, highest)
    for project, text in (("S01", "Upphandlingen är redan klar"), ("S02", "Inget ljus i tunneln")):
        post(page, mote=begun.meeting_id, runda=1, projekt=project, slag="skäl", text=text)
    ask = leader.page.get_by_role("button", name="Visa svaren i runda 1")
    ask.click()
    dialog = leader.page.get_by_role("dialog")
    dialog.get_by_text("En av 5 är klar, fyra har inte gått med.").wait_for()
    leader.visit.settle()
    assert axe_findings(leader.page) == []
    assert english_on(leader.page) == []
    dialog.get_by_role("button", name="Gå tillbaka").click()
    dialog.wait_for(state="detached")
    assert mine(page, begun.meeting_id)["lage"] == "dold"

    take(leader, "Visa svaren i runda 1", "Visa svaren för alla")
    heat = leader.page.get_by_role("heading", name="Gruppens bedömning")
    heat.wait_for()
    folded = leader.page.get_by_text("Leda mötet")
    folded.wait_for()
    top, bottom = box_of(heat), box_of(folded)
    assert top["y"] < bottom["y"]
    assert not leader.page.get_by_role("button", name="Stäng runda 1").is_visible()
    files = {}
    for label in ("Hämta svaren i Excel", "Hämta svaren som JSON"):
        with leader.page.expect_download() as started:
            leader.page.get_by_role("button", name=label).click()
        files[started.value.suggested_filename.rsplit(".", 1)[1]] = Path(started.value.path()).read_bytes()
    document = json.loads(files["json"])
    assert len(document["svar"]) == 30
    assert {row["medlem"] for row in document["svar"]} == {"Linjechef"}
    told = by_command(server, begun.meeting_id, tmp_path)
    assert document == told
    assert in_sheets(files["xlsx"]) == in_sheets(meeting_workbook(told))
    said = leader.page.locator(".m-said")
    assert said.get_by_text("Inget ljus i tunneln").is_visible()
    leader.page.get_by_label("Sök bland skäl, vet ej och jäv").fill("upphandlingen")
    leader.page.get_by_label("Sök bland skäl, vet ej och jäv").press("Enter")
    said.get_by_text("Inget ljus i tunneln").wait_for(state="hidden")
    assert said.get_by_text("Upphandlingen är redan klar").is_visible()
    folded.click()
    leader.page.get_by_role("button", name="Stäng runda 1").wait_for()
    assert axe_findings(leader.page) == []


def test_a_meeting_that_was_ended_by_mistake_goes_on_where_it_was(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    page = begun.page
    choose(page, "omfattning", "Hög")
    take(begun.leader, "Avsluta mötet", "Avsluta mötet nu")
    begun.leader.page.get_by_role("button", name="Öppna mötet igen").click()
    begun.leader.page.get_by_role("button", name="Visa svaren i runda 1").wait_for()
    page.reload()
    page.wait_for_selector("#v-projekt")
    choose(page, "tidsperspektiv", "Kort")
    said = {key: item["varde"] for key, item in mine(page, begun.meeting_id)["svar"]["S01"]["svar"].items()}
    assert said == {"omfattning": "Hög", "tidsperspektiv": "Kort"}


def test_a_member_comes_back_from_the_first_page(watched: Callable[..., Watched], laid_meeting: LaidMeeting) -> None:
    begun = begin_unwatched(watched, laid_meeting, "Linjechef", viewport=PHONE)
    page = begun.member.visit.open("")
    page.get_by_text("Tillbaka till din bedömning").click()
    page.wait_for_selector("#v-projekt")
    page = begun.member.visit.open("poangsatt")
    page.wait_for_selector("#v-projekt")
    assert f"mote={begun.meeting_id}" in page.url


@pytest.mark.long
def test_a_seat_moves_to_a_phone_with_its_answers(watched: Callable[..., Watched], own_plan: str) -> None:
    leader, old, new = watched(), watched(), watched(viewport=PHONE)
    meeting_id, code = open_meeting(leader, own_plan)
    page = join(old, own_plan, code, "Linjechef")
    choose(page, "omfattning", "Hög")
    leader.page.get_by_text("Roller: lägg till").click()
    leader.visit.settle()
    leader.page.get_by_role("button", name="Byt enhet för Linjechef").click()
    link = leader.page.get_by_role("dialog").locator(".p-break").inner_text()
    leader.visit.settle()
    assert axe_findings(leader.page) == []
    fresh = new.visit.open("poangsatt?" + link.split("?", 1)[1])
    fresh.get_by_role("button", name="Fortsätt på den här enheten").click()
    fresh.wait_for_selector("#v-projekt")
    assert mine(fresh, meeting_id)["svar"]["S01"]["svar"]["omfattning"]["varde"] == "Hög"
    # The device that had the seat says that it is gone, and takes no more answers.
    page.get_by_text("Rollen Linjechef är flyttad till en annan enhet").wait_for()
    page.locator("#v-projekt").wait_for(state="detached")
    assert page.locator(".v-ballot :is(input, textarea, button)").count() == 0
    assert "Den här enheten sparar inget mer." in page.locator(".v-ballot").inner_text()
    assert "Du är med som" not in page.locator(".v-ballot").inner_text()
    status = page.evaluate("async (id) => (await fetch(`/direkt/mina?mote=${id}`)).status", meeting_id)
    assert status == 403
    leader.page.get_by_text("bytte enhet").wait_for()
    # The member's answer has not been given to the one who leads.
    assert '"Hög"' not in leader.everything()
    old.visit.console_errors.clear()


SCROLLED = "document.querySelector('[data-testid=\"stMain\"]').scrollTop"
TO_THE_END = "document.querySelector('[data-testid=\"stMain\"]').scrollTo(0, 100_000)"


def test_the_leaders_window_is_at_the_top_after_a_reveal_and_after_a_new_round_where_the_result_stands(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    leader = begun.leader.page
    answer_all(begun.page, begun.meeting_id, 1, highest)
    other = join_at_once(watched(), begun.plan, begun.code, "Objektägare")
    answer_all(other, begun.meeting_id, 1, lambda _, criterion: LEVELS[criterion][0])
    leader.set_viewport_size({"width": 1440, "height": 400})
    for step, confirm in (
        ("Visa svaren i runda 1", "Visa svaren för alla"),
        ("Öppna runda 2", "Stäng och öppna nästa"),
    ):
        if step.startswith("Öppna"):
            leader.get_by_text("Leda mötet").click()
        begun.leader.visit.settle()
        leader.evaluate(TO_THE_END)
        leader.get_by_role("button", name=step, exact=True).scroll_into_view_if_needed()
        assert leader.evaluate(SCROLLED) > 0
        take(begun.leader, step, confirm)
        leader.wait_for_function(f"() => {SCROLLED} === 0")
        begun.leader.visit.settle()
        assert leader.evaluate(SCROLLED) == 0
    # Who goes down to read stays there, whatever a member does.
    expect(leader.get_by_role("heading", name="Möte", exact=True)).to_be_focused()
    leader.evaluate(TO_THE_END)
    low = leader.evaluate(SCROLLED)
    post(other, mote=begun.meeting_id, runda=2, projekt="S01", kriterium="omfattning", slag="nivå", varde="Hög")
    leader.get_by_text("på väg").first.wait_for(state="attached")
    begun.leader.visit.settle()
    assert low > 0 and leader.evaluate(SCROLLED) > 0
    press(begun.leader, "Avsluta mötet", leader.get_by_role("dialog"))
    # Below the top when the step is taken, and the page is long enough to stay there.
    assert leader.evaluate(SCROLLED) > 0
    press(begun.leader, "Avsluta mötet nu", leader.get_by_role("dialog"), gone=True)
    leader.get_by_role("button", name="Öppna mötet igen").wait_for()
    leader.wait_for_function(f"() => {SCROLLED} === 0")
    begun.leader.visit.settle()
    assert leader.evaluate(SCROLLED) == 0


def test_on_a_phone_the_groups_judgement_is_read_downwards_with_the_criterion_beside_each_answer(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef", viewport=PHONE)
    answer_all(begun.page, begun.meeting_id, 1, highest)
    leader = begun.leader.page
    reveal(begun.leader)
    leader.set_viewport_size(PHONE)
    begun.leader.visit.settle()
    heat = leader.locator(".m-heat")
    assert heat.evaluate("table => table.parentElement.scrollWidth <= table.parentElement.clientWidth")
    label = "cell => getComputedStyle(cell, '::before').content"
    row = heat.locator("tbody tr").first.locator("td")
    said = [cell.evaluate(label).strip('"') for cell in row.all()]
    assert said == ["Plats: ", "Effekttyp: ", "Omfattning: ", "Tidsperspektiv: ", "Poäng: "]


# What one mounting after another of the script does to a page that is scrolled down: how far down it then is.
MOUNTED = """async ([script, steps]) => {
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const { default: rise } = await import(address);
  const page = document.querySelector('main');
  return steps.map((taken) => {
    page.scrollTo(0, 200);
    rise({ data: { taken }, parentElement: document.createElement('div') });
    return page.scrollTop;
  });
}"""


def test_the_window_is_brought_to_the_top_also_when_the_step_has_put_up_anew_what_brings_it(
    new_window: Opener,
) -> None:
    page = new_window().page
    page.goto("about:blank")
    page.set_content('<main data-testid="stMain" style="height: 9em; overflow: auto"><p style="height: 99em"></main>')
    # Opened, drawn anew with no step taken, after a step, drawn anew, and after another.
    assert page.evaluate(MOUNTED, [script("rise"), [0, 0, 1, 1, 2]]) == [200, 200, 0, 200, 0]


def test_a_plan_without_figures_is_ranked_by_a_round_about_all_of_it(
    watched: Callable[..., Watched], own_ukfa_plan: str
) -> None:
    leader, member = watched(), watched()
    meeting_id, code = open_meeting(leader, own_ukfa_plan)
    page = join_at_once(member, own_ukfa_plan, code, "Linjechef")
    assert len(answer_all(page, meeting_id, 1, highest)) == 17 * 3
    reveal(leader)
    # Of its own, so that the room goes on as it is.
    wall = watched().visit
    picture = wall.open(f"projektor?plan={own_ukfa_plan}&bild=rangordning&ram=1000")
    wall.settle()
    picture.get_by_role("button", name="Räkna med styrgruppens median").press("Enter")
    expect(picture.locator(".s-table tbody tr").first).to_be_visible()
    # Not what stood beside the button: the picture that it led to is read from its heading.
    expect(picture.get_by_role("heading", name="Rangordning")).to_be_focused()
    board = leader.visit.open(f"prioritera?plan={own_ukfa_plan}")
    expect(board.get_by_text("Inget att rangordna än")).to_be_visible()
    rows = board.locator("tr[data-key]:has(.b-why)")
    press(leader, "Räkna med styrgruppens median", rows.first)
    expect(rows).to_have_count(17)


def test_on_a_phone_no_word_in_the_list_of_meetings_is_broken(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting
) -> None:
    leader = watched(viewport=PHONE)
    page = leader.visit.open(f"mote?plan={laid_meeting.plan}&mote={laid_meeting.meeting_id}")
    take(leader, "Avsluta mötet", "Avsluta mötet nu")
    code = page.locator("section[aria-labelledby='moten-rubrik'] td").last
    page.get_by_text(", runda 1 är inte visad").first.wait_for()
    assert code.inner_text().replace("\u00a0", " ").endswith(f"{laid_meeting.code[:3]} {laid_meeting.code[3:]}")
    lines = "() => { const range = document.createRange(); range.selectNodeContents([...document.querySelectorAll("
    lines += "`section[aria-labelledby='moten-rubrik'] td`)].at(-1));"
    # What others see of the end draws the list anew.
    page.wait_for_function(f"{lines} return new Set([...range.getClientRects()].map((it) => it.top)).size === 1; }}")
