"""A plan's files that wait for a meeting or have come to have faults: pages that stand open say it by themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.meeting import SAVED, Watched, begin, choose, mine, press, take
from tests.browser.plan_copies import LaidMeeting, PlanCopies

pytestmark = pytest.mark.browser
WAITS = "Planens filer har ändrats. De läses in först när mötet som pågår är avslutat."
AT_THE_FOOT = "en ny version väntar tills mötet som pågår är avslutat"
FAULTY = "nya filer går inte att läsa"


def test_open_pages_are_told_that_the_plans_files_wait_and_that_they_do_no_more(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting, plan_copies: PlanCopies
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    front = watched().visit.open(f"/oversikt?plan={begun.plan}")
    pages = (begun.leader.page, front)
    others = [watched().visit.open(f"/{page}?plan={begun.plan}") for page in ("prioritera", "robusthet", "fyll_i")]
    for page in pages:
        expect(page.get_by_text(WAITS)).to_have_count(0)
    table = plan_copies.folder / begun.plan / "projekt.csv"
    before = table.read_text(encoding="utf-8")
    for text, count in ((before.replace("2000", "2001", 1), 1), (before, 0)):
        table.write_text(text, encoding="utf-8")
        for page in pages:
            expect(page.get_by_text(WAITS)).to_have_count(count)
        for page in others:
            expect(page.locator(".p-foot").get_by_text(AT_THE_FOOT)).to_have_count(count)


def test_a_ballot_that_stands_open_has_the_names_of_the_plan_when_its_meeting_is_opened_again_on_a_new_version(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting, plan_copies: PlanCopies
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    leader, heading = begun.leader, begun.page.locator("#v-projekt")
    was = heading.inner_text()
    take(leader, "Avsluta mötet", "Avsluta mötet nu")
    expect(begun.page.get_by_text("Mötet är avslutat.")).to_have_count(1)
    table = plan_copies.folder / begun.plan / "projekt.csv"
    before = table.read_text(encoding="utf-8")
    table.write_text(before.replace(was, "Ett annat projekt"), encoding="utf-8")
    front = watched().visit.open(f"/oversikt?plan={begun.plan}")
    expect(front.locator(".p-foot")).to_contain_text("version 2")
    press(leader, "Öppna mötet igen", leader.page.get_by_role("button", name="Visa svaren i runda 1"))
    expect(heading).to_have_text("Ett annat projekt")
    choose(begun.page, "omfattning", "Hög")
    expect(begun.page.locator(".p-foot")).to_contain_text("version 2")


def test_open_pages_are_told_that_the_plans_new_files_have_faults_and_that_they_are_mended(
    watched: Callable[..., Watched], plan_copies: PlanCopies, own_plan: str
) -> None:
    names = ("oversikt", "prioritera", "robusthet", "fyll_i", "objektplan")
    feet = [watched().visit.open(f"/{page}?plan={own_plan}").locator(".p-foot") for page in names]
    table = plan_copies.folder / own_plan / "projekt.csv"
    before = table.read_text(encoding="utf-8")
    for text, count in ((before.replace("2000", "2ooo", 1), 1), (before, 0)):
        table.write_text(text, encoding="utf-8")
        for foot in feet:
            expect(foot.get_by_text(FAULTY)).to_have_count(count)


@pytest.mark.parametrize("back", ["before", "after"])
def test_what_was_answered_without_contact_is_not_saved_on_the_project_that_has_got_the_name_since(
    watched: Callable[..., Watched], laid_meeting: LaidMeeting, plan_copies: PlanCopies, back: str
) -> None:
    begun = begin(watched, laid_meeting, "Linjechef")
    page, leader = begun.page, begun.leader
    first, second = page.locator(".v-jump option").all_inner_texts()[:2]
    first, second = first.removeprefix("1. "), second.removeprefix("2. ")
    page.context.set_offline(True)
    page.locator('fieldset[data-criterion="omfattning"] input[value="nivå/Hög"]').click()
    page.locator("#v-skal").fill("Ett skäl")
    page.get_by_text("1 svar och 1 skäl ligger kvar").wait_for()
    take(leader, "Avsluta mötet", "Avsluta mötet nu")
    table = plan_copies.folder / begun.plan / "projekt.csv"
    before = table.read_text(encoding="utf-8")
    table.write_text(before.replace(first, "\0").replace(second, first).replace("\0", second), encoding="utf-8")
    front = watched().visit.open(f"/oversikt?plan={begun.plan}")
    expect(front.locator(".p-foot")).to_contain_text("version 2")
    if back == "before":
        page.context.set_offline(False)
        page.get_by_text("1 svar och 1 skäl är inte sparade.").wait_for()
    press(leader, "Öppna mötet igen", leader.page.get_by_role("button", name="Visa svaren i runda 1"))
    page.context.set_offline(False)
    expect(page.locator("#v-projekt")).to_have_text(second)
    unsaved = page.locator(".v-unsaved li")
    for line, what in zip((0, 1), ("Omfattning: Hög", "skäl: ”Ett skäl”"), strict=True):
        expect(unsaved.nth(line)).to_contain_text(f"{first}, {what}")
        expect(unsaved.nth(line)).to_contain_text(f"Projektet hette ”{first}” när det här sades, men heter ”{second}”")
    expect(unsaved).to_have_count(2)
    # It is answered anew where it belongs, and never sent again as it was.
    expect(unsaved.get_by_role("button", name="Försök igen")).to_have_count(0)
    expect(page.locator("#v-skal")).to_have_value("")
    expect(page.locator('fieldset[data-criterion="omfattning"] input:checked')).to_have_count(0)
    assert mine(page, begun.meeting_id)["svar"] == {}
    page.locator('fieldset[data-criterion="omfattning"] input[value="nivå/Låg"]').click()
    page.get_by_text("1 svar och 1 skäl är inte sparade.").wait_for()
    page.get_by_role("button", name=f"Ta bort: {first}, Omfattning: Hög").click()
    unsaved.get_by_role("button", name="Ta bort").click()
    page.wait_for_function(SAVED)
    said = mine(page, begun.meeting_id)["svar"]["S01"]
    assert (said["svar"]["omfattning"]["varde"], said["skal"]) == ("Låg", "")
    begun.member.visit.console_errors.clear()
