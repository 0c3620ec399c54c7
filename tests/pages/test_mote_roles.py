"""Roles on Möte: as many as needed, from the plan's own forum, added during the meeting; and a seat's new device."""

import re

import pytest

from prioritering.store import seats
from prioritering.store.connection import Store
from prioritering.usecases.seats import offered, suggested_roles
from tests.folders import UKFA, VSO
from tests.pages.meeting import join, newest, open_one, take
from tests.pages.visit import Visit

FORUM = ("Objektägare", "Objektägare IT", "Objektledare", "Objektledare IT", "Linjechef enheten för IT och eHälsa")


def test_the_roles_of_the_plans_own_forum_are_suggested(shared: Store) -> None:
    forum = suggested_roles(shared, VSO)
    assert forum is not None and forum == ("Styrgrupp", FORUM)
    assert suggested_roles(shared, UKFA) is None


def test_the_forums_roles_are_taken_by_a_button(database: Store) -> None:
    visit = Visit("mote")
    assert "Planens forum Styrgrupp: Objektägare, Objektägare IT" in visit.text
    visit.press("Ta rollerna från planens forum")
    assert tuple(visit.widget("Roller i mötet").value) == FORUM
    assert "Ta rollerna från planens forum" not in visit.labels()
    visit.press("Öppna mötet och runda 1")
    assert newest(database).roles == FORUM


def test_a_meeting_has_as_many_roles_as_it_needs(database: Store) -> None:
    roles = tuple(f"Ledamot {number}" for number in range(40))
    open_one(roles, ("S01",))
    assert newest(database).roles == roles
    for role in roles:
        join(database, role)
    visit = Visit("mote")
    assert visit.faults == [] and "Ingen av 40 är klar" in visit.text


def test_a_role_is_added_while_the_meeting_goes_on(database: Store) -> None:
    visit = open_one(("Linjechef",), ("S01",))
    visit.set("Ny roll", FORUM[-1]).press("Lägg till rollen")
    assert newest(database).roles == ("Linjechef", FORUM[-1])
    assert join(database, FORUM[-1]).role == FORUM[-1]
    assert visit.widget("Ny roll").value is None
    visit.press("Lägg till rollen")
    assert visit.app.error[0].value == "Skriv vilken roll som ska läggas till."
    assert not {"Linjechef", FORUM[-1]} & set(visit.widget("Ny roll").options)


@pytest.mark.parametrize("role", ["läsare", "objektägare"])
def test_only_who_leads_adds_roles_and_moves_seats(database: Store, role: str) -> None:
    visit = open_one(("Linjechef",), ("S01",))
    join(database, "Linjechef")
    visit.run().become(role).button("Byt enhet för Linjechef").click()
    visit.run()
    assert visit.app.get("dialog") == [] and "rätten att leda möte" in visit.app.error[0].value
    kinds = {row[0] for row in database.tuples("select kind from meeting_event")}
    assert "plats erbjuden" not in kinds


def test_the_leader_hands_a_seat_to_another_device_and_all_see_that_it_moved(database: Store) -> None:
    visit = open_one(("Linjechef",), ("S01",))
    join(database, "Linjechef")
    visit.run().press("Byt enhet för Linjechef")
    (title,) = [item.proto.dialog.title for item in visit.app.get("dialog")]
    assert title == "Ny enhet för Linjechef"
    assert "bytte enhet" not in Visit("mote", role="läsare").text
    (code,) = set(re.findall(r"poangsatt\?plats=(\w{10})", visit.html))
    there = Visit("poangsatt", f"plats={code}", role="medlem")
    assert "Rollen är Linjechef." in " ".join(item.value for item in there.app.text)
    assert there.components["ta-plats"]["code"] == code
    assert "Koden finns inte" in Visit("poangsatt", "plats=ABCDEFGHJK", role="medlem").text
    visit.press("Gå tillbaka")
    assert code not in visit.html
    seats.take_seat(database, code, None)
    assert "bytte enhet" in Visit("mote", role="läsare").text
    # What can no longer be done is not offered.
    used = Visit("poangsatt", f"plats={code}", role="medlem")
    assert "Koden gäller inte längre; be mötesledaren om en ny." in used.text
    assert "ta-plats" not in used.components


def test_of_several_members_the_one_whose_device_is_changed_is_named_where_the_code_leads(database: Store) -> None:
    # Their ids are drawn: of so many some that came early has a larger one than some that came late.
    roles = tuple(f"Roll {number}" for number in range(8))
    open_one(roles, ("S01",))
    members = [join(database, role) for role in roles]
    for member in members:
        code = seats.offer_seat(database, newest(database).id, member.id, "Objektledare")
        assert offered(database, code)[1] == member


def test_the_seat_of_a_meeting_that_has_ended_can_be_taken_by_nobody(database: Store) -> None:
    visit = open_one(("Linjechef",), ("S01",))
    code = seats.offer_seat(database, newest(database).id, join(database, "Linjechef").id, "Objektledare")
    take(visit.run(), "Avsluta mötet")
    there = Visit("poangsatt", f"plats={code}", role="medlem")
    assert "Mötet är avslutat." in there.text
    assert "ta-plats" not in there.components
    assert "Mötets kod" not in there.text + str([item.label for item in there.app.text_input])
