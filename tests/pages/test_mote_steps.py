"""Möte does nothing by accident: what each step says first, and the way to a meeting that is not the newest."""

from types import SimpleNamespace

import pytest

from prioritering.errors import Conflict
from prioritering.meeting.meeting import RoundState
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.usecases import meeting_room
from tests.folders import PROV, VSO
from tests.pages.meeting import answer, join, newest, open_one, take
from tests.pages.visit import ON_VSO, Visit
from tests.store import meeting_steps

BEST = {"effekttyp": "Två effekter", "omfattning": "Mycket hög", "tidsperspektiv": "Kort"}
ROLES = ("Linjechef", "Objektledare", "Objektägare")


def dialog(visit: Visit) -> str:
    assert [item.proto.dialog.title for item in visit.app.get("dialog")] != []
    return visit.text


def test_a_reveal_says_who_is_not_done_and_that_it_cannot_be_undone(database: Store) -> None:
    visit = open_one(ROLES, ("S01",))
    answer(database, join(database, "Linjechef"), "S01", **BEST)
    join(database, "Objektledare")
    said = dialog(visit.run().press("Visa svaren i runda 1"))
    assert "En av 3 är klar, en har inte gått med." in said
    assert "Inte klar: Objektledare." in said
    assert "Har inte gått med: Objektägare." in said
    assert "Det går inte att ångra" in said
    # The step that was asked for is what is proposed.
    assert [visit.button(label).proto.type for label in ("Visa svaren för alla", "Gå tillbaka")] == [
        "primary",
        "secondary",
    ]
    visit.press("Gå tillbaka")
    assert visit.app.get("dialog") == []
    assert newest(database).rounds[0].state is RoundState.BLIND


def test_a_reveal_is_not_offered_before_anyone_has_joined_and_the_page_says_why(database: Store) -> None:
    visit = open_one(projects=("S01",))
    assert "Visa svaren i runda 1" not in [button.label for button in visit.app.button]
    assert "Ingen har gått med i mötet än, så det finns inga svar att visa." in visit.text
    with pytest.raises(Conflict, match="ingen har gått med i mötet"):
        meeting_room.reveal(database, newest(database).id, "objektledare", meant=1)
    join(database, "Linjechef")
    visit = Visit("mote", f"mote={newest(database).id}")
    assert "Visa svaren i runda 1" in [button.label for button in visit.app.button]
    assert "inga svar att visa" not in visit.text


def test_each_step_that_puts_something_else_first_brings_the_window_up_once_more(database: Store) -> None:
    visit = open_one(projects=("S01",))
    member = join(database, "Linjechef")
    answer(database, member, "S01", **BEST)
    risen = []
    for step in ("Visa svaren i runda 1", "Öppna runda 2", "Visa svaren i runda 2"):
        take(visit.set("Projekt i runda 2", ["S01"]) if step == "Öppna runda 2" else visit, step)
        risen.append(visit.run().components["mote_upp"]["taken"])
    assert risen == [1, 2, 3]


def test_a_round_is_not_opened_for_nobody_or_about_nothing(database: Store) -> None:
    visit = open_one(projects=("S01",))
    member = join(database, "Linjechef")
    take(take(visit, "Visa svaren i runda 1"), "Öppna runda 2")
    assert visit.app.error[0].value == "Välj minst ett projekt att bedöma."
    take(visit, "Släpp Linjechef").set("Projekt i runda 2", ["S01"])
    nobody = "Ingen är med i mötet, så ingen kan svara"
    assert "Öppna runda 2" not in visit.labels()
    assert nobody in visit.text
    with pytest.raises(Conflict, match=nobody.lower()):
        meeting_room.open_round(database, newest(database).id, {"S01": ["omfattning"]}, "objektledare", comes_after=1)
    assert len(newest(database).rounds) == 1
    assert meetings.members(database, newest(database).id)[0].id == member.id
    join(database, "Linjechef")
    visit.run()
    assert "Öppna runda 2" in visit.labels()
    assert nobody not in visit.text


def test_an_ending_says_that_a_round_is_not_shown_and_is_taken_back_with_the_round(database: Store) -> None:
    visit = open_one(ROLES, ("S01",))
    member = join(database, "Linjechef")
    said = dialog(visit.press("Avsluta mötet"))
    assert "Runda 1 är inte visad. Avslutas mötet nu får ingen se svaren i den." in said
    assert "Mötet går att öppna igen" in said
    visit.press("Avsluta mötet nu").press("Öppna mötet igen")
    answer(database, member, "S01", **BEST)
    assert newest(database).active_round is not None
    take(visit, "Visa svaren i runda 1")
    assert "Runda 1 är visad" in visit.text


def test_another_meeting_says_that_the_open_one_goes_on_and_can_be_turned_back_from(database: Store) -> None:
    assert "Tillbaka till mötet" not in Visit("mote", "plan=vso-2021", "mötesledare").labels()
    visit = open_one(projects=("S01",))
    first = newest(database)
    said = dialog(visit.press("Öppna ett nytt möte"))
    assert "Svaren i runda 1 är inte visade, och förblir dolda tills någon visar dem där." in said
    visit.press("Till det nya mötet").press("Tillbaka till mötet")
    assert first.code[:3] in visit.text and len(meetings.meetings_of(database, VSO)) == 1
    take(visit, "Öppna ett nytt möte").press("Öppna mötet och runda 1")
    assert newest(database).id != first.id
    assert visit.address == ON_VSO | {"mote": newest(database).id, "rummet": newest(database).id}


def test_each_of_the_plans_meetings_is_listed_with_its_state_and_leads_to_it(database: Store) -> None:
    visit = take(open_one(projects=("S01",)), "Avsluta mötet")
    first = newest(database)
    visit.press("Öppna ett nytt möte").press("Öppna mötet och runda 1")
    assert f'href="/mote?plan=vso-2021&amp;mote={first.id}"' in visit.html
    assert f"mote={newest(database).id}" not in visit.html.split("Planens möten")[1]
    assert "öppet, runda 1 pågår" in visit.text and "avslutat " in visit.text
    there = Visit("mote", f"mote={first.id}")
    assert "Mötet är avslutat; det som har visats står kvar." in there.text


def test_a_meeting_of_another_plan_is_told_of_with_a_way_to_it(database: Store) -> None:
    open_one(projects=("S01",))
    visit = Visit("mote", f"plan=prov&mote={newest(database).id}")
    assert "Mötet i länken hör till en annan plan" in visit.text
    assert f'href="/mote?plan=vso-2021&amp;mote={newest(database).id}">Gå till mötet i länken' in visit.html
    # On the wall it is no error without a way on.
    for source in ("planen", "median"):
        wall = Visit("projektor", f"plan=prov&poang={source}&mote={newest(database).id}&bild=ram")
        assert wall.faults == [] and "Det gick inte" not in wall.text
        assert "Mötet i länken finns inte i den här planen. Det räknas inte." in wall.text
        assert "bildval" in wall.components
    alone = Visit("mote", "plan=prov&mote=borta").text
    assert "Mötet i länken finns inte här." in alone and "Sidan visar den här planens eget." not in alone
    assert meetings.meetings_of(database, PROV) == ()
    own = Visit("mote", "plan=vso-2021&mote=borta").text
    assert "Mötet i länken finns inte här. Sidan visar den här planens eget." in own


def test_the_way_in_is_drawn_while_the_meeting_takes_more_in_and_not_after(database: Store) -> None:
    visit = open_one(projects=("S01",))
    assert 'src="data:image/' in visit.html and f"Kod {newest(database).code[:3]}" in visit.text
    visit.press("Ta inte emot fler")
    assert "Mötet tar inte emot fler just nu" in visit.text and "QR-kod till" not in visit.html


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    here = SimpleNamespace(headers={}, cookies={}, remote_ip="127.0.0.1")
    monkeypatch.setattr("streamlit.runtime.context._get_client_context", lambda: here)
    return here


def test_a_member_who_comes_without_a_link_is_led_back_to_the_meeting(database: Store, device: SimpleNamespace) -> None:
    open_one(projects=("S01",))
    first = newest(database)
    _, token = meetings.join(database, first.code, "Linjechef")
    # A newer meeting, and another plan open: neither is the one that the member is in.
    take(Visit("mote"), "Öppna ett nytt möte").press("Öppna mötet och runda 1")
    device.cookies["mote_" + first.id] = token
    device.cookies["mote_borta"] = "okänd"
    visit = Visit("poangsatt", "plan=prov", role=None, as_it_is=True)
    assert visit.address == ON_VSO | {"mote": first.id}
    assert f"rost-{first.id}" in visit.components
    links = [item.proto for item in Visit("oversikt", role=None).app.get("page_link")]
    assert any(link.label == "Tillbaka till din bedömning" and first.id in link.query_string for link in links)


def test_who_is_in_the_meetings_of_two_plans_is_led_to_that_of_the_plan_in_the_address(
    database: Store, device: SimpleNamespace
) -> None:
    open_one(projects=("S01",))
    Visit("mote", "plan=prov", as_it_is=True).press("Öppna mötet och runda 1")
    (other,) = meetings.meetings_of(database, PROV)
    for meeting in (newest(database), other):
        device.cookies["mote_" + meeting.id] = meetings.join(database, meeting.code, "Linjechef")[1]
    for meeting in (newest(database), other):
        visit = Visit("poangsatt", f"plan={meeting.plan_key.plan}", role=None, as_it_is=True)
        assert (visit.address["plan"], visit.address["mote"]) == (meeting.plan_key.plan, meeting.id)
        assert f"rost-{meeting.id}" in visit.components
    # From a plan without a meeting of theirs, to the newest.
    assert Visit("poangsatt", "plan=ukfa-2022", role=None, as_it_is=True).address["mote"] == other.id


def test_nobody_is_led_to_a_meeting_that_has_ended_or_that_they_are_not_in(
    database: Store, device: SimpleNamespace
) -> None:
    visit = open_one(projects=("S01",))
    _, token = meetings.join(database, newest(database).code, "Linjechef")
    device.cookies["mote_" + newest(database).id] = token + "x"
    assert "mote" not in Visit("poangsatt", role=None).address
    device.cookies["mote_" + newest(database).id] = token
    assert "mote" in Visit("poangsatt", role=None).address
    take(visit, "Avsluta mötet")
    assert "mote" not in Visit("poangsatt", role=None).address


def test_a_dialog_that_another_leader_has_overtaken_does_nothing_to_the_round_that_came_after(database: Store) -> None:
    visit = open_one(projects=("S01",))
    join(database, "Linjechef")
    meeting = newest(database).id
    visit.run().press("Visa svaren i runda 1")
    meeting_steps.reveal(database, meeting, "objektledare")
    meeting_steps.open_round(database, meeting, ["S01"], "objektledare")
    # The dialog on the screen is still that of round 1.
    visit.press("Visa svaren för alla")
    assert "Mötet har gått vidare till runda 2" in visit.app.error[0].value
    assert newest(database).rounds[1].state is RoundState.BLIND
    visit.press("Visa svaren i runda 2")
    meeting_steps.reveal(database, meeting, "objektledare")
    meeting_steps.open_round(database, meeting, ["S01"], "objektledare")
    visit.run()
    assert visit.app.get("dialog") == []


def test_a_button_for_a_round_that_another_leader_has_opened_opens_no_further_one(database: Store) -> None:
    visit = open_one(projects=("S01",))
    join(database, "Linjechef")
    meeting = newest(database).id
    visit.run()
    take(take(visit, "Visa svaren i runda 1"), "Stäng runda 1").set("Projekt i runda 2", ["S01"])
    meeting_steps.open_round(database, meeting, ["S01"], "objektledare")
    meeting_steps.reveal(database, meeting, "objektledare")
    visit.press("Öppna runda 2")
    assert "Mötet har gått vidare till runda 2" in visit.app.error[0].value
    assert len(newest(database).rounds) == 2


def test_opening_a_round_says_that_the_one_before_is_closed_by_it(database: Store) -> None:
    visit = open_one(projects=("S01",))
    join(database, "Linjechef")
    take(visit.run(), "Visa svaren i runda 1").set("Projekt i runda 2", ["S01"])
    assert "Runda 1 stängs när runda 2 öppnas." in dialog(visit.press("Öppna runda 2"))
    assert len(newest(database).rounds) == 1


def test_what_the_leader_does_stands_above_the_result_only_while_answers_are_hidden_or_it_has_ended(
    database: Store,
) -> None:
    def first(visit: Visit, button: str = "Avsluta mötet") -> str:
        """Which of the steps and the result stands first on the page."""
        drawn = [str(getattr(item, "proto", "")) for item in visit.app.main]
        ends, shows = (
            next(place for place, said in enumerate(drawn) if text in said) for text in (button, "mote-resultat")
        )
        return "steps" if ends < shows else "result"

    visit = open_one(projects=("S01",))
    join(database, "Linjechef")
    assert first(visit.run()) == "steps"
    assert first(take(visit, "Visa svaren i runda 1")) == "result"
    visit.press("Avsluta mötet").press("Avsluta mötet nu")
    # By mistake, perhaps: the way back is there at once, and not folded.
    assert first(visit, "Öppna mötet igen") == "steps"
    assert [item.label for item in visit.app.expander] == []
