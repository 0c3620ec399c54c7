"""Möte: who may run the meeting, what each of its buttons does, and that nothing is seen before the reveal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.meeting.meeting import Naming, RoundState
from prioritering.meeting.rounds import Happening
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.meeting_rows import meeting_counts
from prioritering.store.plans import import_plan
from tests.folders import PROV, VSO
from tests.pages.meeting import CONFIRMED, answer, join, newest, open_one, take
from tests.pages.visit import ON_VSO, Visit, cells
from tests.store import meeting_steps

FORBIDDEN = "Det krävs rätten att leda möte"


# Opening


def test_opening_a_meeting_keeps_roles_naming_and_the_chosen_projects(database: Store) -> None:
    visit = open_one(("Linjechef", "Objektägare"), ("S02", "P01"), Naming.ANONYMOUS)
    meeting = newest(database)
    assert visit.address == ON_VSO | {"mote": meeting.id, "rummet": meeting.id}
    assert (meeting.roles, meeting.naming) == (("Linjechef", "Objektägare"), Naming.ANONYMOUS)
    assert [item.project_ids for item in meeting.rounds] == [("S02", "P01")]
    assert f"Kod {meeting.code[:3]} {meeting.code[3:]}" in visit.text
    assert "Svaren visas anonymt" in visit.text


def test_the_link_to_joining_is_the_code_alone_which_says_which_plan(database: Store) -> None:
    text = open_one().text
    assert f"http://prov.example/poangsatt?kod={newest(database).code} Kod" in text
    Visit("mote", "plan=prov").press("Öppna mötet och runda 1")
    code = meetings.meetings_of(database, PROV)[0].code
    assert f"http://prov.example/poangsatt?kod={code} Kod" in Visit("mote", "plan=prov").text
    for meeting in (newest(database), meetings.meetings_of(database, PROV)[0]):
        assert Visit("poangsatt", f"kod={meeting.code}", as_it_is=True).address["plan"] == meeting.plan_key.plan


def test_the_step_that_takes_the_meeting_on_stands_out(database: Store) -> None:
    def standing_out(visit: Visit) -> list[str]:
        return [item.label for item in visit.app.button if item.proto.type == "primary"]

    visit = open_one(projects=("S01",))
    join(database, "Linjechef")
    assert standing_out(visit.run()) == ["Visa svaren i runda 1"]
    # While a round is answered there is no next one to choose projects for.
    assert not {"Öppna runda 2", "Stäng runda 1"} & set(visit.labels())
    assert "Projekt i runda 2" not in [item.label for item in visit.app.multiselect]
    assert standing_out(take(visit, "Visa svaren i runda 1")) == ["Öppna runda 2"]
    assert "Visa svaren i runda 1" not in visit.labels()


def test_the_first_round_asks_about_the_projects_with_a_basis_unless_others_are_chosen(database: Store) -> None:
    open_one()
    assert newest(database).rounds[0].project_ids == tuple(f"S{number:02}" for number in range(1, 11))


def test_a_meeting_without_roles_is_not_opened(database: Store) -> None:
    visit = Visit("mote")
    visit.widget("Roller i mötet").set_value([])
    visit.press("Öppna mötet och runda 1")
    assert visit.app.error[0].value == "Minst en roll behövs i mötet."
    assert meetings.meetings_of(database, VSO) == ()


def test_the_form_opens_nothing_for_someone_who_no_longer_leads(database: Store) -> None:
    visit = Visit("mote").become("medlem").press("Öppna mötet och runda 1")
    assert visit.app.error == [] and "Mötesledaren öppnar mötet" in visit.text
    assert meetings.meetings_of(database, VSO) == ()


# Every button


def leading(store: Store, label: str) -> Visit:
    """A meeting that has come so far that the button is there."""
    visit = open_one(projects=("S01", "S02"))
    join(store, "Linjechef")
    if label in ("Stäng runda 1", "Öppna runda 2"):
        take(visit, "Visa svaren i runda 1")
    if label == "Öppna mötet igen":
        take(visit, "Avsluta mötet")
    if label == "Ta emot fler":
        visit.press("Ta inte emot fler")
    return visit.run()


def state(store: Store) -> tuple[object, ...]:
    meeting = newest(store)
    left = [item.left_at is not None for item in meetings.members(store, meeting.id)]
    rounds = [(item.state, item.project_ids) for item in meeting.rounds]
    return rounds, meeting.joining_open, frozenset(meeting.shared_roles), meeting.closed_at is not None, left


BLIND, REVEALED, CLOSED = ((state, ("S01", "S02")) for state in RoundState)
BUTTONS = {
    "Visa svaren i runda 1": ([REVEALED], True, frozenset(), False, [False]),
    "Stäng runda 1": ([CLOSED], True, frozenset(), False, [False]),
    "Öppna runda 2": ([CLOSED, (RoundState.BLIND, ("S02",))], True, frozenset(), False, [False]),
    "Ta inte emot fler": ([BLIND], False, frozenset(), False, [False]),
    "Ta emot fler": ([BLIND], True, frozenset(), False, [False]),
    "Låt flera vara Objektägare": ([BLIND], True, frozenset({"Objektägare"}), False, [False]),
    "Släpp Linjechef": ([BLIND], True, frozenset(), False, [True]),
    "Avsluta mötet": ([CLOSED], False, frozenset(), True, [False]),
    "Öppna mötet igen": ([BLIND], True, frozenset(), False, [False]),
}


@pytest.mark.parametrize("label", BUTTONS)
def test_each_button_does_what_it_says_and_asks_for_the_permission_again(database: Store, label: str) -> None:
    visit = leading(database, label)
    before, version = state(database), meeting_counts(database, newest(database).id)
    # An objektägare may all that an objektledare may, except this.
    visit.become("objektägare").button(label).click()
    visit.run()
    assert FORBIDDEN in visit.app.error[0].value
    assert label not in visit.labels()
    visit.become("objektledare").run()
    assert state(database) == before
    assert meeting_counts(database, newest(database).id) == version
    if label == "Öppna runda 2":
        visit.set("Projekt i runda 2", ["S02"])
    visit.press(label)
    if confirm := CONFIRMED.get(label.split(" runda ", maxsplit=1)[0].removesuffix(" i")):
        # Only asked so far; and the one who leads no more cannot take the step that was asked about.
        assert state(database) == before
        visit.become("objektägare").button(confirm).click()
        visit.run()
        assert state(database) == before
        visit.become("objektledare").run()
        if label == "Öppna runda 2":
            visit.set("Projekt i runda 2", ["S02"])
        visit.press(label).press(confirm)
    assert visit.faults == []
    assert not visit.app.error
    assert state(database) == BUTTONS[label]


@pytest.mark.parametrize("role", ["läsare", "medlem", "objektägare"])
def test_who_does_not_lead_sees_the_meeting_without_its_buttons(database: Store, role: str) -> None:
    open_one()
    visit = Visit("mote", role=role)
    assert visit.labels() == ["Logga ut"]
    assert "Runda 1 pågår" in visit.text


def test_a_button_that_comes_too_late_is_told_why(database: Store) -> None:
    visit = open_one()
    join(database, "Linjechef")
    visit.run()
    meeting_steps.reveal(database, newest(database).id, "objektledare")
    visit.press("Visa svaren i runda 1")
    assert "Mötet har gått vidare" in visit.app.warning[0].value
    visit.press("Stäng runda 1")
    meeting_steps.close_round(database, newest(database).id, "objektledare")
    visit.press("Stäng rundan")
    assert visit.app.error[0].value == "Ingen runda pågår."
    assert "Stäng rundan" not in visit.labels()


def test_a_closed_meeting_keeps_its_result_and_gives_way_to_a_new_one(database: Store) -> None:
    visit = take(open_one(), "Avsluta mötet")
    assert "Mötet är avslutat; det som har visats står kvar." in visit.text
    assert visit.labels() == ["Öppna mötet igen", "Öppna ett nytt möte", "Logga ut"]
    visit.press("Öppna ett nytt möte").press("Öppna mötet och runda 1")
    assert len(meetings.meetings_of(database, VSO)) == 2
    assert visit.address == ON_VSO | {"mote": newest(database).id, "rummet": newest(database).id}


def test_the_room_is_opened_from_a_meeting_that_goes_on_and_not_from_one_that_has_ended(database: Store) -> None:
    open_one()
    visit = Visit("mote", f"mote={newest(database).id}", role=None)
    visit.app.context["url"] = "http://127.0.0.1:8501/mote"
    button = "Öppna rummet för andra i nätet"
    assert button in visit.run().labels()
    meetings.record(database, newest(database).id, Happening.MEETING_CLOSED, "objektledare")
    assert button not in visit.run().labels()


def test_another_plan_has_no_part_in_the_meeting(database: Store) -> None:
    open_one()
    for page in ("mote", "poangsatt"):
        visit = Visit(page, f"plan=prov&mote={newest(database).id}")
        # As it is written; three letters alone may be part of a word.
        code = newest(database).code
        assert code not in visit.text and f"{code[:3]} {code[3:]}" not in visit.text
        assert "Medlemmar" not in visit.text


# What is seen before and after the reveal


def test_nothing_of_what_is_answered_is_on_any_page_before_the_reveal(database: Store) -> None:
    open_one(projects=("S01",))
    member = join(database, "Linjechef")
    answer(database, member, "S01", effekttyp="Två effekter", omfattning="Mycket hög", tidsperspektiv="Kort")
    ballots.save_reason(database, Voter(newest(database).id, member, 1), "S01", "Hemligt skäl")
    visit = Visit("mote")
    assert cells(visit.html, "Linjechef") == ["Linjechef", "✓ klar"]
    for page in ("mote", "projektor", "prioritera", "poangsatt", "robusthet"):
        shown = Visit(page)
        everything = shown.text + str(shown.components)
        assert "Hemligt" not in everything
        assert "Gruppens bedömning" not in everything
    assert "Gruppens svar" not in [item.label for item in visit.app.button_group]


def test_what_has_left_the_plan_is_waited_for_on_no_screen(database: Store, write_plan: Callable[..., Path]) -> None:
    Visit("mote", "plan=prov").press("Öppna mötet och runda 1")
    meeting = meetings.meetings_of(database, PROV)[0]
    member, _ = meetings.join(database, meeting.code, meeting.roles[0])
    ballots.save_conflict(database, Voter(meeting.id, member, 1), "A1", True)
    screens = [f"{page}?plan=prov&mote={meeting.id}".split("?") for page in ("mote", "projektor")]
    assert ["En av 5 är klar" in Visit(*screen).text for screen in screens] == [False, False]
    import_plan(database, read_plan(write_plan()))
    assert ["En av 5 är klar, fyra har inte gått med" in Visit(*screen).text for screen in screens] == [True, True]
