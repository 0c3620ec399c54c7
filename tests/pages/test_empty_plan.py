"""A plan without levels and costs: every page leads to the grid or to a round, and no blank is shown as a zero."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.criteria.model_file import standard_model
from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Answer, Kind, Naming, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import LevelAssumption
from prioritering.store import ballots, entry_log, meetings
from prioritering.store.connection import Store
from prioritering.store.meetings import record
from prioritering.store.plans import import_plan, object_plan
from prioritering.usecases import meeting_room
from tests.folders import UKFA, write_plan
from tests.pages.meeting import join, take
from tests.pages.visit import Visit
from tests.store import meeting_steps
from tests.usecases.builders import signed

ADDRESS = "plan=ukfa-2022"
ROUND = "Projekt i runda 1"


def links(visit: Visit) -> list[tuple[str, str]]:
    """The links of the page itself, as (page, words); the menu's are not counted."""
    menu = {"Översikt", "Objektplan", "Fyll i", "Möte", "Poängsätt", "Prioritera", "Robusthet", "Projektor", "Metod"}
    found = [(item.proto.page.rsplit("/", 1)[-1], item.proto.label) for item in visit.app.get("page_link")]
    return [(page, label) for page, label in found if label not in menu]


@pytest.mark.parametrize(
    ("page", "to"),
    [
        *((page, "fyll_i") for page in ("prioritera", "robusthet", "projektor", "oversikt", "mote")),
        ("robusthet&del=portfolj", "fyll_i"),
        *((page, "mote") for page in ("prioritera", "robusthet", "projektor", "oversikt", "poangsatt")),
    ],
)
def test_every_empty_page_leads_to_the_grid_or_to_a_round(shared: Store, page: str, to: str) -> None:
    name, _, part = page.partition("&")
    visit = Visit(name, f"{ADDRESS}&{part}")
    assert visit.faults == []
    assert to in [where for where, _ in links(visit)]


def test_a_plan_with_levels_and_unknown_costs_leads_to_the_grid_where_they_are_asked_about(shared: Store) -> None:
    for page, part in (("prioritera", ""), ("robusthet", "&del=kanslighet")):
        assert ("fyll_i", "Fyll i kostnader") in links(Visit(page, f"plan=prov&ram=1000{part}"))
    assert ("mote", "Bedöm alla projekt i ett möte") not in links(Visit("prioritera"))


def test_without_any_basis_all_projects_are_chosen_for_the_first_round(database: Store) -> None:
    visit = Visit("mote", ADDRESS)
    assert len(visit.widget(ROUND).value) == 17
    # They are in the list already.
    assert "lägg till dem i listan" not in visit.text
    visit.press("Öppna mötet och runda 1")
    (opened,) = meetings.meetings_of(database, UKFA)
    assert opened.round is not None
    assert len(opened.round.project_ids) == 17


def test_all_projects_are_chosen_by_a_button_in_the_first_round_and_the_next(database: Store) -> None:
    visit = Visit("mote")
    assert len(visit.widget(ROUND).value) == 10
    assert "lägg till dem i listan" in visit.text
    visit.press("Välj alla projekt")
    assert len(visit.widget(ROUND).value) == 27
    visit.press("Öppna mötet och runda 1")
    join(database, "Linjechef")
    take(visit, "Visa svaren i runda 1").press("Välj alla projekt")
    assert len(visit.widget("Projekt i runda 2").value) == 27


def test_when_the_groups_answers_are_shown_the_empty_pages_lead_to_a_list_ranked_by_them(database: Store) -> None:
    setup = setup_from(["Objektägare"], Naming.BY_ROLE)
    meets = ("mote", "Bedöm alla projekt i ett möte")
    assert meets in links(Visit("projektor", ADDRESS))
    opened = meetings.open_meeting(database, UKFA, standard_model(), setup, "objektledare")
    ids = [project.id for project in object_plan(database, UKFA).projects]
    meeting_steps.open_round(database, opened.id, ids, "objektledare")
    # While they are answered the projector leads nowhere else.
    assert meets not in links(Visit("projektor", ADDRESS))
    member, _ = meetings.join(database, opened.code, "Objektägare")
    for key in ids:
        level = Answer(kind=Kind.LEVEL, value="Hög")
        ballots.save_answer(database, ballots.Voter(opened.id, member, 1), key, "omfattning", level)
    count = "Räkna med styrgruppens median"
    assert count not in Visit("prioritera", ADDRESS).labels()
    meeting_steps.reveal(database, opened.id, "objektledare")
    record(database, opened.id, Happening.MEETING_CLOSED, "objektledare")
    assert ("prioritera", "Rangordna efter svaren") in links(Visit("oversikt", ADDRESS))
    for page in ("prioritera", "robusthet", "projektor"):
        visit = Visit(page, ADDRESS)
        assert page == "projektor" or "gruppens svar i ett möte är visade" in visit.text
        # What the group has just done is not asked for anew.
        assert meets not in links(visit)
        assert ("mote", "Se gruppens svar på sidan Möte") in links(visit)
        visit.press(count)
        assert (visit.faults, visit.address["poang"], count in visit.labels()) == ([], "median", False)
    ranked = Visit("prioritera", f"{ADDRESS}&poang=median")
    assert len(ranked.order) == 17
    # What is to be filled in stands below the names, and seventeen of them would fill a small screen.
    assert "och 15 projekt till, på alla sidor" in ranked.press("Sätt ett spann för alla okända").text


def test_a_meeting_is_not_opened_with_a_round_of_nothing(database: Store) -> None:
    visit = Visit("mote", ADDRESS)
    visit.widget(ROUND).set_value([])
    visit.press("Öppna mötet och runda 1")
    assert "Välj minst ett projekt" in visit.app.error[0].value
    setup = setup_from(["Linjechef"], Naming.BY_ROLE)
    with pytest.raises(BadArgument, match="minst ett projekt"):
        meeting_room.open_meeting(database, UKFA, setup, [], "objektledare")
    assert meetings.meetings_of(database, UKFA) == ()


@pytest.mark.parametrize("page", ["oversikt", "prioritera", "robusthet", "projektor", "objektplan"])
def test_no_blank_cost_is_shown_as_a_zero(shared: Store, page: str) -> None:
    said = Visit(page, ADDRESS).text
    assert not re.search(r"(?<![\d,]\s)(?<![\d,])0 (tkr|kr)\b|alla 0|0 har|av 0\b", said)
    if page == "prioritera":
        assert "Kvar – inget projekt är rangordnat" in said


def test_costs_of_a_plan_where_nothing_is_ranked_are_known_all_the_same(database: Store, tmp_path: Path) -> None:
    import_plan(database, read_plan(write_plan(tmp_path, "A1,X,,500,,,\nA2,Y,,?,,,\nA3,Z,,200,,,\n")))
    assert (
        "Kända kostnader 700 tkr 2 av 3 projekt i planen har en känd kostnad; inget är rangordnat"
        in Visit("oversikt", "plan=prov").text
    )
    # The board's own card is about what is ranked.
    assert "Kända kostnader – inget projekt är rangordnat" in Visit("prioritera", "plan=prov").text


def test_the_commands_say_null_and_not_zero_of_what_nobody_knows(shared: Store) -> None:
    plan = ["--plan", "ukfa-2022"]
    printed = json.loads(run(["rangordna", *plan, "--json"], Plans(shared)).text)
    assert (printed["kand_summa_kr"], printed["minsta_summa_kr"]) == (None, None)
    refused = run(["portfolj", *plan, "--ram", "1000"], Plans(shared))
    assert refused.code != 0
    assert "inget projekt kan poängsättas" in refused.text


def test_a_list_that_only_the_groups_levels_give_is_said_to_be_left_out_with_them(database: Store) -> None:
    left_out = "Planen visas utan gruppens antaganden, och den anger själv ingen nivå på kriterierna."
    nothing = "Inget projekt i planen har någon nivå på kriterierna."
    alone = f"{ADDRESS}&antaganden=nej"
    for address in (ADDRESS, alone):
        text = Visit("prioritera", address).text
        assert (left_out in text, nothing in text) == (False, True)
    level = signed(project_id="UF1", criterion_id="omfattning", low="Hög", high="Hög")
    entry_log.keep_entry(database, UKFA, LevelAssumption.model_validate(level))
    text = Visit("prioritera", alone).text
    assert (left_out in text, nothing in text) == (True, False)
    assert left_out not in Visit("prioritera", ADDRESS).text
    for page in ("prioritera", "robusthet", "projektor"):
        visit = Visit(page, alone).press("Räkna med gruppens antaganden")
        assert (visit.faults, visit.address.get("antaganden"), left_out in visit.text) == ([], None, False)


def test_the_project_that_is_chosen_among_those_without_underlag_is_named_to_its_end(database: Store) -> None:
    whole = '<span class="p-chosen" aria-hidden="true">{}</span>'
    first, second = Visit("prioritera", ADDRESS), "Implementering av e-arkiv"
    choice = first.widget("Projekt utan underlag")
    assert whole.format(choice.options[0]) in first.html
    choice.select(next(name for name in choice.options if name == second))
    first.app.run()
    assert whole.format(second) in first.html
